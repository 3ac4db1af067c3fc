"""`check`: what is wrong in routine files, and how to fix it. Exit code 1 only where there is an error."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from routine_timer.cli.context import Context

if TYPE_CHECKING:
    from routine_timer.care.plan_file import PlanReading
    from routine_timer.routine.diagnostics import Diagnostic
    from routine_timer.routine.read import ExerciseReading, Reading


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="files, or names of routines or plans (default: all of them)"
    )
    parser.add_argument("--plan", action="store_true", help="check the plans of these names, not the routines")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON")
    form.add_argument("--format", choices=["github"], help="print annotations for GitHub Actions")


def run(arguments: argparse.Namespace, context: Context) -> int:
    if arguments.files:
        readings = _named(arguments.files, context, only_plans=arguments.plan)
    else:
        readings = _everything(context, only_plans=arguments.plan)
    files = 0
    found: Counter[str] = Counter()
    collected: list[dict[str, object]] = []
    tell = _telling(arguments, context, collected)
    for reading in readings:  # one at a time, so that a thousand files aren't kept in memory
        files += 1
        for diagnostic in reading.check():
            found[diagnostic.severity] += 1
            tell(diagnostic, reading.text)
    if arguments.json:
        context.print_json(collected)
    elif arguments.format is None:
        context.print(_summary(files, found))
    return 1 if found["error"] else 0


def _named(
    names: Iterable[str], context: Context, *, only_plans: bool
) -> Iterator[Reading | ExerciseReading | PlanReading]:
    from routine_timer.cli.lookup import or_plan, plan_named

    for name in names:
        if only_plans:
            yield plan_named(context, name)
        else:
            yield or_plan(context, name, lambda name=name: context.library.read(name))  # type: ignore[misc]


def _everything(context: Context, *, only_plans: bool) -> Iterator[Reading | ExerciseReading | PlanReading]:
    from routine_timer.care.plan_file import Plans

    if not only_plans:
        yield from context.library.everything()
    yield from Plans.of(context.folders, context.library.files).readings()


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
