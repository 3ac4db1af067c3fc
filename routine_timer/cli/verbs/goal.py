"""`goal`: show the goal in force, or set one from a day on."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import TYPE_CHECKING

from routine_timer.cli import arguments as kinds
from routine_timer.cli.context import Context

if TYPE_CHECKING:
    from routine_timer.history.goal_effect import GoalEffect
    from routine_timer.history.streaks.goals import Goal


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
    from routine_timer.history.goal_effect import goal_effect, run_length

    history = context.history
    today = history.today()
    if from_day is not None:
        history.set_goal(goal, from_day)
        return
    effect = goal_effect(history, goal, today)
    began = effect.before.first
    if began is None:
        history.set_goal(goal, today)
        return
    now = f"from today: your streak is {run_length(effect.from_today)}" if effect.from_today.length else ""
    if effect.since_start is None:
        if not effect.ends_streak or _is_confirmed(effect, context):
            history.set_goal(goal, today)
            if effect.ends_streak and not context.can_ask:
                context.print_message(f"your {effect.before.as_text} ends")
            if now:
                context.print_message(now)
        return
    choices = (
        now or "from today: your streak ends",
        f"from {began}, when your streak started: your streak is {run_length(effect.since_start)}",
    )
    if not context.can_ask:
        history.set_goal(goal, today)
        context.print_message(f"{choices[0]}\n{choices[1]} (add --from {began})")
    elif _answer(f"1  {choices[0]}\n2  {choices[1]}\nWhen should the new goal start? [1] ") == "2":
        history.set_goal_since(goal, began)
    else:
        history.set_goal(goal, today)


def _is_confirmed(effect: GoalEffect, context: Context) -> bool:
    """Whether the streak may end. Without a terminal it ends, and the person is told once the goal is set."""
    question = f"{effect.warning} Set the goal to {effect.goal}? [y/N] "
    return not context.can_ask or _answer(question).casefold() in ("y", "yes")


def _answer(question: str) -> str:
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline().strip()
