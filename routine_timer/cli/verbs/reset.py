"""`reset`: puts a bundled routine back to how it came, by deleting the user's copy of it."""

from __future__ import annotations

import argparse
import shlex

from routine_timer.cli.context import Context
from routine_timer.errors import RoutineTimerError


class NotBundled(RoutineTimerError):
    """Only a bundled routine can be reset."""

    def __init__(self, id: str) -> None:
        super().__init__(f"{id} is not a bundled routine")
        self.help = f"to delete it: routine-timer delete {shlex.quote(id)}"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="a bundled routine that you have changed")


def run(arguments: argparse.Namespace, context: Context) -> int:
    from routine_timer import paths
    from routine_timer.cli.file_writing import explained
    from routine_timer.editing.deleted_routines import delete

    reading = context.library.find(arguments.name)
    if not (paths.bundled_routines() / reading.file.name).exists() or reading.source == "file":
        raise NotBundled(reading.id)
    if reading.source == "bundled":
        context.print_message(f"{reading.id} is already the bundled version")
        return 0
    with explained(reading.file):
        delete(reading.file, context.folders)
    back = f"routine-timer undelete {shlex.quote(reading.id)}"
    context.print_message(f"{reading.id} is the bundled version again; to get yours back: {back}")
    return 0
