"""`export`: a routine for another timer, a calendar, or paper."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from routine_timer.cli.context import Context

if TYPE_CHECKING:
    from routine_timer.formats.exporter import Exported, Target

TARGETS = ("seconds", "jawt", "timer-machine", "ics", "html")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.usage = f"routine-timer export [-h] NAME --to {'|'.join(TARGETS)} [FILE]"
    parser.add_argument(
        "words", nargs="*", metavar="NAME", help="a routine, and a new file to write (else it is printed)"
    )
    parser.add_argument(
        "--to",
        required=True,
        action=_Target,
        nargs="+",
        metavar="FORMAT",
        help="seconds (Seconds Pro), jawt (Just Another Workout Timer), timer-machine (TimeR Machine), ics (a calendar "
        "on the days of your goal) or html (a page to print)",
    )


class _Target(argparse.Action):
    """The format, and the words after it: argparse itself finds no FILE that stands behind an option."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        target, *words = values
        if target not in TARGETS:
            parser.error(f"argument {option_string}: {target!r} is none of {', '.join(TARGETS)}")
        namespace.to = target
        namespace.more = words
        namespace.wrong = parser.error


def run(arguments: argparse.Namespace, context: Context) -> int:
    words = [*arguments.words, *arguments.more]
    if len(words) not in (1, 2):
        arguments.wrong("it takes the name of a routine, and at most one file")
    name, *files = words
    exported = _export(name, arguments.to, context)
    for note in exported.notes:
        context.talk(f"note: {note}".replace("\n", " "))
    if not files:
        context.out.flush()
        sys.stdout.buffer.write(exported.content)
        sys.stdout.buffer.flush()
        return 0
    from routine_timer.cli.file_writing import write_new

    write_new(Path(files[0]), exported.content)
    context.talk(f"written to {files[0]}")
    return 0


def _export(name: str, target: Target, context: Context) -> Exported:
    from routine_timer.cli.lookup import routine_named
    from routine_timer.formats.exporter import export_routine
    from routine_timer.timeline import compile_routine

    routine = routine_named(context, name)
    timeline = compile_routine(routine)
    match target:
        case "ics":
            now = datetime.now(UTC).astimezone().replace(second=0, microsecond=0)
            return export_routine(timeline, routine, "ics", goal=_goal(context), starts=now, stamp=now.astimezone(UTC))
        case "html":
            from routine_timer.figures.svg import figure_svg

            known = context.library.catalogue.exercises
            return export_routine(
                timeline,
                routine,
                "html",
                figure_svg=lambda id_: figure_svg(known[id_]) if id_ in known else None,
                source=lambda id_: known[id_].source if id_ in known else None,
            )
        case _:
            return export_routine(timeline, routine, target)


def _goal(context: Context) -> str:
    """The goal in force; no history is begun by looking."""
    if not context.folders.history_file.exists():
        return "daily"
    history = context.safe_history
    return history.goal_on(history.today()).text
