"""`copy`: copies a routine under a new name."""

from __future__ import annotations

import argparse

from routine_timer.cli.context import Context


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the routine to copy")
    parser.add_argument("new", metavar="NEW", help="the name of the copy")


def run(arguments: argparse.Namespace, context: Context) -> int:
    from routine_timer.cli.file_writing import explained
    from routine_timer.editing import copy_and_rename

    reading = context.library.find(arguments.name)
    with explained(context.folders.routines):
        file = copy_and_rename.copy(reading, arguments.new, context.folders, context.library.catalogue.exercises)
    context.print(str(file))
    context.print_message(f"copied {reading.id} to {file.stem}; to change it: routine-timer edit {file.stem}")
    return 0
