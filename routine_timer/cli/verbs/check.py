"""`check`: what is wrong in routine files, and how to mend it. Exit code 1 only where there is an error."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
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
    library = context.library
    readings = map(library.read, arguments.files) if arguments.files else library.everything()
    files = 0
    found: Counter[str] = Counter()
    collected: list[dict[str, object]] = []
    tell = _telling(arguments, context, collected)
    for reading in readings:  # one after the other: a thousand files need not be kept
        files += 1
        for diagnostic in reading.check():
            found[diagnostic.severity] += 1
            tell(diagnostic, reading.text)
    if arguments.json:
        context.print_json(collected)
    elif arguments.format is None:
        context.print(_summary(files, found))
    return 1 if found["error"] else 0


def _telling(
    arguments: argparse.Namespace, context: Context, collected: list[dict[str, object]]
) -> Callable[[Diagnostic, str], None]:
    """What is done with each problem, given the text that it is in."""
    from routine_timer.routine import diagnostics

    if arguments.json:
        return lambda diagnostic, _: collected.append(diagnostics.as_json(diagnostic))
    if arguments.format == "github":
        return lambda diagnostic, _: context.print(diagnostics.as_github(diagnostic))
    return lambda diagnostic, text: context.print(diagnostics.rendered(diagnostic, text) + "\n")


def _summary(files: int, found: Counter[str]) -> str:
    from routine_timer.text.plurals import pluralize

    checked = f"{pluralize(files, 'file')} checked"
    counts = [
        pluralize(count, severity, "advice" if severity == "advice" else "")
        for severity in ("error", "warning", "advice")
        if (count := found[severity])
    ]
    return f"{checked}: {', '.join(counts) or 'no problems found'}"
