"""`remind`: a daily reminder that stays silent when today is done.

`remind now` is what the scheduler runs; it stands in no help, because no person needs it.
"""

from __future__ import annotations

import argparse
import os
from datetime import time
from typing import TYPE_CHECKING

from routine_timer.cli import arguments as kinds
from routine_timer.cli.context import Context

if TYPE_CHECKING:
    from routine_timer.remind.install_plan import Plan

_AT = time(18)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    deeds = parser.add_subparsers(dest="deed", metavar="install | remove | show", required=True)
    install = deeds.add_parser(
        "install",
        help="install it, through systemd, launchd or cron; it says what it writes before it writes it",
        allow_abbrev=False,
    )
    install.add_argument(
        "--at", type=kinds.time_of_day, default=_AT, metavar="HH:MM", help="the time of day (default: 18:00)"
    )
    deeds.add_parser("remove", help="take it away again", allow_abbrev=False)
    deeds.add_parser("show", help="whether it is installed, and for what time", allow_abbrev=False)
    deeds.add_parser("now", allow_abbrev=False)


def run(arguments: argparse.Namespace, context: Context) -> int:
    match arguments.deed:
        case "install":
            return _install(arguments.at, context)
        case "remove":
            return _remove(context)
        case "now":
            return _now(context)
        case _:
            return _show(context)


def _install(at: time, context: Context) -> int:
    from routine_timer.remind import schedulers

    scheduler = schedulers.scheduler(os.environ)
    plan = scheduler.install(at, schedulers.job(os.environ), schedulers.current(scheduler))
    context.print(f"A reminder at {at:%H:%M} every day, through {scheduler.name}:")
    if not _agreed(plan, context):
        return 1
    schedulers.carry_out(plan)
    context.talk("installed; on a day that is done it stays silent. `routine-timer remind remove` takes it away")
    return 0


def _remove(context: Context) -> int:
    from routine_timer.remind import schedulers

    found = [(one, schedulers.current(one)) for one in schedulers.schedulers(os.environ)]
    plans = [one.remove(current) for one, current in found if one.installed(current) is not None]
    for plan in plans:
        context.print(f"Taking the reminder out of {plan.scheduler}:")
        if not _agreed(plan, context):
            return 1
        schedulers.carry_out(plan)
    context.talk("removed" if plans else "no reminder is installed")
    return 0


def _show(context: Context) -> int:
    from routine_timer.remind import schedulers

    times = [(one.name, one.installed(schedulers.current(one))) for one in schedulers.schedulers(os.environ)]
    installed = [(name, at) for name, at in times if at is not None]
    for name, at in installed:
        context.print(f"every day at {at:%H:%M}, through {name}; silent when today is done")
    if not installed:
        context.print("no reminder is installed; `routine-timer remind install --at 18:00` installs one")
    return 0


def _now(context: Context) -> int:
    from routine_timer.history.quick_status import look
    from routine_timer.remind import schedulers
    from routine_timer.remind.reminder_text import notice

    file = context.folders.history_file
    context.keep_in_step()
    due = notice(look(str(file)) if file.exists() else None)
    if due is not None and not schedulers.show(due, os.environ):
        context.print(f"{due.title}: {due.text}")  # cron mails it, systemd's journal keeps it
    return 0


def _agreed(plan: Plan, context: Context) -> bool:
    """Show the plan; ask where somebody is there to answer."""
    from routine_timer.text.sanitize import plain

    for line in plan.described():
        context.print(plain(line))
    if not context.can_ask:
        return True
    context.out.flush()
    try:
        answer = input("Go on? [Y/n] ").strip().casefold()
    except EOFError:
        answer = "no"
    if answer in ("", "y", "yes"):
        return True
    context.talk("nothing was changed")
    return False
