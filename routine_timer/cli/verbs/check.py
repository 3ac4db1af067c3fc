"""`check`: what is wrong in routine files, and how to mend it. Exit code 1 only where there is an error."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from routine_timer.cli.context import Context

if TYPE_CHECKING:
    from routine_timer.routine.diagnostics import Diagnostic


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="*", metavar="FILE", help="files or names of routines (default: all there are)")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="for a program to read")
    form.add_argument("--format", choices=["github"], help="as annotations of GitHub Actions")


def run(arguments: argparse.Namespace, context: Context) -> int:
    from routine_timer.routine import diagnostics

    library = context.library
    readings = map(library.read, arguments.files) if arguments.files else iter(library.everything())
    files = 0
    told: list[tuple[Diagnostic, str]] = []
    for reading in readings:  # one after the other: a thousand files need not be kept
        files += 1
        told += [(diagnostic, reading.text) for diagnostic in reading.check()]
    found = [diagnostic for diagnostic, _ in told]
    if arguments.json:
        context.print_json([diagnostics.as_json(diagnostic) for diagnostic in found])
    elif arguments.format == "github":
        for diagnostic in found:
            context.print(diagnostics.as_github(diagnostic))
    else:
        for diagnostic, text in told:
            context.print(diagnostics.rendered(diagnostic, text) + "\n")
        context.print(_summary(files, found))
    return 1 if any(diagnostic.severity == "error" for diagnostic in found) else 0


def _summary(files: int, found: Sequence[Diagnostic]) -> str:
    checked = f"{files} file{'' if files == 1 else 's'} checked"
    counts = [
        f"{count} {severity if count == 1 or severity == 'advice' else severity + 's'}"
        for severity in ("error", "warning", "advice")
        if (count := sum(diagnostic.severity == severity for diagnostic in found))
    ]
    return f"{checked}: {', '.join(counts) or 'all is well'}"
