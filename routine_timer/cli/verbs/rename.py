"""`rename`: renames one of the user's routines, and its sessions in the history with it."""

from __future__ import annotations

import argparse

from routine_timer.cli.context import Context


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="one of your own routines")
    parser.add_argument("new", metavar="NEW", help="its new name")


def run(arguments: argparse.Namespace, context: Context) -> int:
    from routine_timer.cli.file_writing import explained, write_routine
    from routine_timer.cli.routine_names import free_id, own_routine, renamed_text, title_of
    from routine_timer.text.plurals import pluralize

    reading = own_routine(
        arguments.name, context, "a bundled routine can't be renamed: `routine-timer copy {id} NEW` makes your own"
    )
    id = free_id(arguments.new, context)
    file = write_routine(context, id, renamed_text(reading, title_of(arguments.new)))
    try:
        moved = context.history.rename_routine(reading.id, id)
    except BaseException:
        file.unlink()
        raise
    with explained(reading.file):
        reading.file.unlink()
    context.print(str(file))
    context.print_message(f"renamed {reading.id} to {id}, with {pluralize(moved, 'session')}")
    return 0
