"""`export`: a routine for another timer, a calendar, or paper."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from routine_timer.cli.context import Context
from routine_timer.paths import may_exist

if TYPE_CHECKING:
    from routine_timer.formats.exporter import Exported, Target
    from routine_timer.history.history import History
    from routine_timer.history.streaks.streak_summary import StreakSummary

TARGETS = ("seconds", "jawt", "timer-machine", "ics", "html")

_TIME = time(18)
"""When a calendar's event starts; the person moves it in their calendar."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.usage = "routine-timer export [-h] NAME --to FORMAT [FILE]"
    parser.add_argument("words", nargs="*", metavar="NAME", help="the routine")
    # Only for the help: `words` takes both, because the file may also come after --to.
    parser.add_argument("file", nargs="*", metavar="FILE", help="a new file to write (default: print it)")
    parser.add_argument(
        "--to",
        default="",
        action=_Target,
        nargs="+",
        metavar=("FORMAT", "FILE"),
        help="seconds (Seconds Pro), jawt (Just Another Workout Timer), timer-machine (TimeR Machine), ics (a calendar "
        "on the days of your goal) or html (a page to print)",
    )

    parser.set_defaults(more=[], wrong=parser.error)


class _Target(argparse.Action):
    """The format, and the words after it: argparse itself doesn't find a FILE that comes after an option."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        target, *words = values
        if target not in TARGETS:
            parser.error(f"argument {option_string}: {target!r} is not a format: choose from {', '.join(TARGETS)}")
        namespace.to = target
        namespace.more = words


def run(arguments: argparse.Namespace, context: Context) -> int:
    if not arguments.to:
        arguments.wrong(f"add --to with a format: {', '.join(TARGETS)}")
    words = [*arguments.words, *arguments.more]
    if len(words) not in (1, 2):
        arguments.wrong("export takes one routine and at most one file")
    name, *files = words
    exported = _export(name, arguments.to, context)
    for note in exported.notes:
        context.print_message(f"note: {note}".replace("\n", " "))
    if not files:
        context.out.flush()
        sys.stdout.buffer.write(exported.content)
        sys.stdout.buffer.flush()
        return 0
    from routine_timer.cli.file_writing import write_new

    write_new(Path(files[0]), exported.content)
    context.print_message(f"written to {files[0]}")
    return 0


def _export(name: str, target: Target, context: Context) -> Exported:
    from routine_timer.cli.lookup import routine_named
    from routine_timer.formats.exporter import export_routine
    from routine_timer.timeline import compile_routine

    routine = routine_named(context, name)
    timeline = compile_routine(routine)
    match target:
        case "ics":
            goal, starts = _calendar_start(context)
            return export_routine(timeline, routine, "ics", goal=goal, starts=starts, stamp=datetime.now(UTC))
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


def _calendar_start(context: Context) -> tuple[str, datetime]:
    """The goal in force, and when the next session is due: today or, if nothing more is due today, later.

    At the daily reminder's default time. Doesn't create a history.
    """
    now = datetime.now().astimezone()
    if not may_exist(context.folders.history_file):
        goal, next_day = "daily", now.date()
    else:
        history = context.safe_history
        streak_summary = history.streak_summary(now)
        goal, next_day = streak_summary.goal, _next_due(history, streak_summary)
    starts = datetime.combine(next_day, _TIME)
    return goal, starts if starts > now.replace(tzinfo=None) else starts + timedelta(days=_gap(goal))


def _next_due(history: History, streak_summary: StreakSummary) -> date:
    """The first day, from today on, that still asks for a session."""
    from routine_timer.history.streaks.goals import parse_goal

    if streak_summary.today == "pending":
        return streak_summary.day
    goal = parse_goal(streak_summary.goal)
    if goal.kind == "every":
        last = max(history.ended.last_days(streak_summary.day).values(), default=streak_summary.day)
        return max(last + timedelta(days=goal.times), streak_summary.day)
    return streak_summary.day + timedelta(days=1)


def _gap(goal: str) -> int:
    """The fewest days from one due day to the next; the calendar itself moves on to a day of the goal."""
    from routine_timer.history.streaks.goals import parse_goal

    parsed = parse_goal(goal)
    return parsed.times if parsed.kind == "every" else 1
