"""`undelete`: restores a deleted routine."""

from __future__ import annotations

import argparse
from pathlib import Path

from routine_timer.cli.context import Context


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help="its id (default: the one deleted last)")


def run(arguments: argparse.Namespace, context: Context) -> int:
    from routine_timer.cli.file_writing import AlreadyExists, explained
    from routine_timer.editing.deleted_routines import restore

    file = context.folders.routines / f"{arguments.name or 'routine'}.toml"
    with explained(file):
        try:
            restored = restore(arguments.name, context.folders)
        except FileExistsError as error:
            raise AlreadyExists(Path(error.filename), "rename or delete that one first") from error
    context.print(str(restored))
    context.print_message(f"restored {restored.stem}")
    return 0
