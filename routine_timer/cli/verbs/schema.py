"""`schema`: the JSON Schema of routine files, to stdout or into a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from routine_timer.cli.context import Context


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="write it there (default: print it)")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = (
        "an editor with a TOML language server completes and checks a routine file whose first line is\n"
        "  #:schema ./routine.schema.json\n"
        "and that stands beside a file of that name."
    )


def run(arguments: argparse.Namespace, context: Context) -> int:
    from routine_timer.routine.json_schema import schema_text

    text = schema_text(context.library.catalogue.exercises)
    if arguments.file is None:
        context.print_data(text)
        return 0
    from routine_timer.atomic import write_text
    from routine_timer.cli.file_writing import explained

    with explained(arguments.file):
        write_text(arguments.file, text)
    context.talk(f"written to {arguments.file}")
    return 0
