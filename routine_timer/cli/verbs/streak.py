"""`streak`: the streak, the score, and the reason in one sentence."""

from __future__ import annotations

import argparse

from routine_timer.cli import arguments as kinds
from routine_timer.cli.context import Context


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    parser.add_argument("--now", type=kinds.instant, metavar="INSTANT", help="calculate as of this date and time")
    parser.add_argument("--goal", type=kinds.goal, metavar="GOAL", help="calculate with this goal, without saving it")
    parser.add_argument("--series", action="store_true", help="include the state and score of every day")


def run(arguments: argparse.Namespace, context: Context) -> int:
    from routine_timer.history.streaks.runs import FREEZES_HELD

    streak_summary = context.history.streak_summary(arguments.now, goal=arguments.goal, series=arguments.series)
    if arguments.json:
        context.print_json(streak_summary.as_json())
        return 0
    current, best = streak_summary.current, streak_summary.best
    context.print(f"Streak       {_run(current.length, current.unit)}   (best {_run(best.length, best.unit)})")
    context.print(f"Consistency  {streak_summary.score:.0%}")
    context.print(f"Goal         {streak_summary.goal}, today {streak_summary.today}")
    if streak_summary.week.target is not None:
        context.print(f"This week    {streak_summary.week.done} of {streak_summary.week.target}")
    if streak_summary.freezes is not None:
        context.print(f"Freezes      {streak_summary.freezes} held, at most {FREEZES_HELD}")
    context.print(streak_summary.why)
    if arguments.series:
        for day in streak_summary.days:
            context.print(f"{day.day}  {day.state:<8}{day.score:>6.0%}")
    return 0


def _run(length: int, unit: str) -> str:
    return f"{length} {unit if length != 1 else unit.removesuffix('s')}"
