"""`skip`: marks days as skipped, which neither breaks the streak nor adds to it."""

from __future__ import annotations

import argparse

from routine_timer.cli import arguments as kinds
from routine_timer.cli.context import Context
from routine_timer.text.muscle_and_day_words import ALREADY_DONE, DAYS_ALREADY_DONE
from routine_timer.text.plurals import pluralize


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "days", type=kinds.days, metavar="DAY[..DAY]", help="today, tomorrow, a date, or the first and the last day"
    )
    parser.add_argument("--why", metavar="TEXT", help="the reason, saved with the days")
    parser.add_argument("--remove", action="store_true", help="undo the skip")
    parser.set_defaults(wrong=parser.error)


def run(arguments: argparse.Namespace, context: Context) -> int:
    today = context.history.today()
    first, last = (day.resolve(today) for day in arguments.days)
    if last < first:
        arguments.wrong(f"{first}..{last} ends before it starts")
    span = str(first) if first == last else f"{first} to {last}"
    if arguments.remove:
        count = context.history.unskip(first, last)
        if not count:
            context.print_message(f"nothing to undo: {span} {'was' if first == last else 'were'} not skipped")
            return 0
        context.print_message(f"{pluralize(count, 'day')} no longer skipped: {span}")
    elif context.history.is_done(first, last):
        context.print_message(ALREADY_DONE if first == last else DAYS_ALREADY_DONE)
    else:
        skipped = context.history.skip(first, last, arguments.why, only_open=True)
        done = (last - first).days + 1 - len(skipped)
        except_ = f", except {pluralize(done, 'day')} that {'is' if done == 1 else 'are'} already done" if done else ""
        context.print_message(f"skipped: {span}{except_}")
    return 0
