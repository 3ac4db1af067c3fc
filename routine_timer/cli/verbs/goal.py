"""`goal`: show the goal in force, or set one from a day on."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import TYPE_CHECKING

from routine_timer.cli import arguments as kinds
from routine_timer.cli.context import Context

if TYPE_CHECKING:
    from routine_timer.history.streaks.goals import Goal
    from routine_timer.history.streaks.verdict import Run


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "goal", nargs="?", type=kinds.goal, metavar="GOAL", help="daily, mon,wed,fri, 3/week or every 2 days"
    )
    parser.add_argument(
        "--from", dest="from_day", type=kinds.near_day, metavar="DAY", help="from this day on (default: today)"
    )
    parser.set_defaults(wrong=parser.error)


def run(arguments: argparse.Namespace, context: Context) -> int:
    if arguments.goal is None and arguments.from_day is not None:
        arguments.wrong("--from needs a goal")
    history = context.history
    if arguments.goal is not None:
        _set(arguments.goal, arguments.from_day and arguments.from_day.resolve(history.today()), context)
    today = history.today()
    context.print(str(history.goal_on(today)))
    records = sorted(history.goals(), key=lambda one: (one.from_day, one.edited_at, one.id))
    for day, goal in {one.from_day: one.goal for one in records}.items():  # of two from one day the later one applies
        context.print_message(f"from {day}: {goal}")
    return 0


def _set(goal: Goal, from_day: date | None, context: Context) -> None:
    """Set the goal. Without a day, it applies from today or, if the user says so, from the day their streak began."""
    history = context.history
    today = history.today()
    began = history.verdict().current.first
    if from_day is not None or began is None or began == today:
        history.set_goal(goal, from_day or today)
        return
    from_today, from_start = history.streak_with(goal, today), history.streak_with(goal, began)
    if _length(from_today) == _length(from_start):
        history.set_goal(goal, today)
        context.print_message(f"from today: your streak is {_length(from_today)}")
        return
    choices = (
        f"from today: your streak is {_length(from_today)}",
        f"from {began}, when your streak started: your streak is {_length(from_start)}",
    )
    if not context.can_ask:
        history.set_goal(goal, today)
        context.print_message(f"{choices[0]}\n{choices[1]} (add --from {began})")
        return
    sys.stderr.write(f"1  {choices[0]}\n2  {choices[1]}\nWhen should the new goal start? [1] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip() == "2":
        history.set_goal_since(goal, began)
    else:
        history.set_goal(goal, today)


def _length(run: Run) -> str:
    from routine_timer.text.plurals import pluralize

    return pluralize(run.length, run.unit.removesuffix("s"))
