"""`log`: logs a session that was done away from the program."""

from __future__ import annotations

import argparse

from routine_timer.cli import arguments as kinds
from routine_timer.cli.context import Context


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the routine")
    parser.add_argument("--on", type=kinds.day, required=True, metavar="DAY", help="the day it counts for")
    parser.add_argument("--at", type=kinds.time_of_day, metavar="HH:MM", help="when it started (default: unknown)")
    parser.add_argument("--note", metavar="TEXT")


def run(arguments: argparse.Namespace, context: Context) -> int:
    routine = context.library.find(arguments.name)
    record = context.history.log(routine.id, arguments.on, arguments.at, arguments.note)
    context.talk(f"{routine.id} logged as done on {record.day}")
    context.print(record.id)
    return 0
