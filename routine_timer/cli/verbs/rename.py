"""`rename`: renames one of the user's routines, and its sessions in the history with it."""

from __future__ import annotations

import argparse

from routine_timer.cli.context import Context


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="one of your own routines")
    parser.add_argument("new", metavar="NEW", help="its new name")


def run(arguments: argparse.Namespace, context: Context) -> int:
    from routine_timer.care.plan_file import Plans
    from routine_timer.cli.editable_routines import own_routine
    from routine_timer.cli.file_writing import explained
    from routine_timer.editing import copy_and_rename
    from routine_timer.rename_detection import is_renamed_routine

    if is_renamed_routine(context.library, context.history, arguments.name, arguments.new):
        moved = context.history.rename_routine(arguments.name, arguments.new)
        from routine_timer.text.plurals import pluralize

        context.print_message(f"moved {pluralize(moved, 'session')} from {arguments.name} to {arguments.new}")
        return 0
    reading = own_routine(
        arguments.name, context, "a bundled routine can't be renamed: `routine-timer copy {id} NEW` makes your own"
    )
    with explained(reading.file):
        file, moved = copy_and_rename.rename(
            reading, arguments.new, context.folders, context.history.rename_routine, context.library.catalogue.exercises
        )
    context.print(str(file))
    if says := Plans.of(context.folders, ()).left_without(reading.id):
        context.print_message(says)
    context.print_message(f"renamed {reading.id} to {file.stem}{_sessions(moved)}")
    return 0


def _sessions(moved: int) -> str:
    from routine_timer.text.plurals import pluralize

    return f", with {pluralize(moved, 'session')}" if moved else ""
