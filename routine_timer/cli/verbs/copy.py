"""`copy`: copies a routine under a new name."""

from __future__ import annotations

import argparse

from routine_timer.cli.context import Context


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the routine to copy")
    parser.add_argument("new", metavar="NEW", help="the name of the copy")


def run(arguments: argparse.Namespace, context: Context) -> int:
    from routine_timer.cli.file_writing import write_routine
    from routine_timer.cli.routine_names import free_id, renamed_text, title_of

    reading = context.library.find(arguments.name)
    id = free_id(arguments.new, context)
    file = write_routine(context, id, renamed_text(reading, title_of(arguments.new)))
    context.print(str(file))
    context.print_message(f"copied {reading.id} to {id}; to change it: routine-timer edit {id}")
    return 0
