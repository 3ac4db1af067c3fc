"""`delete`: deletes one of the user's routines. It can be restored with `undelete`."""

from __future__ import annotations

import argparse
import shlex

from routine_timer.cli.context import Context


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="one of your own routines")


def run(arguments: argparse.Namespace, context: Context) -> int:
    from routine_timer import paths
    from routine_timer.care.plan_file import Plans
    from routine_timer.cli.editable_routines import own_routine
    from routine_timer.cli.file_writing import explained
    from routine_timer.editing.deleted_routines import delete

    reading = own_routine(
        arguments.name,
        context,
        "bundled routines can't be deleted; if you have changed it, `routine-timer reset {id}` undoes that",
    )
    with explained(reading.file):
        delete(reading.file, context.folders)
    if says := Plans.of(context.folders, ()).left_without(reading.id):
        context.print_message(says)
    bundled = (paths.bundled_routines() / reading.file.name).exists()
    back = "; the bundled version is back" if bundled else ""
    context.print_message(
        f"deleted {reading.id}{back}; to restore it: routine-timer undelete {shlex.quote(reading.id)}"
    )
    return 0
