"""`goal`: show the goal in force, or set one from a day on."""

from __future__ import annotations

import argparse

from routine_timer.cli import arguments as kinds
from routine_timer.cli.context import Context


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "goal", nargs="?", type=kinds.goal, metavar="GOAL", help="daily, mon,wed,fri, 3/week or every 2 days"
    )
    parser.add_argument(
        "--from", dest="from_day", type=kinds.day, metavar="DAY", help="from this day on (default: today)"
    )
    parser.set_defaults(wrong=parser.error)


def run(arguments: argparse.Namespace, context: Context) -> int:
    if arguments.goal is None and arguments.from_day is not None:
        arguments.wrong("--from needs a goal")
    history = context.history
    if arguments.goal is not None:
        history.set_goal(arguments.goal, arguments.from_day or history.today())
    today = history.today()
    context.print(str(history.goal_on(today)))
    for record in history.goals():
        context.talk(f"from {record.from_day}: {record.goal}")
    return 0
