"""`schema`: the JSON Schema of routine files, or of plans, to stdout or into a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from routine_timer.cli.context import Context
from routine_timer.cli.help_layout import HelpText

_START = 4096
"""Bytes of a file that are searched for the mark of a schema."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="the file to write (default: print it)")
    parser.formatter_class = HelpText
    parser.epilog = (
        "An editor with a TOML language server can complete and check your routines. Save the schema next to them as "
        "routine.schema.json (for plans: plan.schema.json), and start each file with this line:\n"
        "  #:schema ./routine.schema.json"
    )


def run(arguments: argparse.Namespace, context: Context) -> int:
    from routine_timer.care.plan_file import SCHEMA_NAME, plan_schema
    from routine_timer.routine.json_schema import schema_text

    if arguments.file is not None and arguments.file.name == SCHEMA_NAME:
        text = plan_schema()
    else:
        text = schema_text(context.library.catalogue.exercises)
    if arguments.file is None:
        context.print_json_text(text)
        return 0
    from routine_timer.cli.file_writing import AlreadyExists, explained, replace_file

    with explained(arguments.file):
        if arguments.file.exists() and not _is_schema(arguments.file):
            raise AlreadyExists(arguments.file, help="it isn't a schema: choose another name, or delete it first")
    replace_file(arguments.file, text)
    context.print_message(f"written to {arguments.file}")
    return 0


def _is_schema(file: Path) -> bool:
    """Whether an earlier schema is there, by its name or its content: that one may be replaced."""
    if file.name.endswith(".schema.json"):
        return True
    from routine_timer.safe_files import read_regular

    return b'"$schema"' in read_regular(file, _START)
