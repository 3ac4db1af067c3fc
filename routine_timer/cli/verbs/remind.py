"""`remind`: installs a daily reminder, which is silent on days that are done.

The scheduler runs `remind now`, which is not in the help because users don't need it.
"""

from __future__ import annotations

import argparse
import os
from datetime import time
from typing import TYPE_CHECKING

from routine_timer.cli import arguments as kinds
from routine_timer.cli.context import Context

if TYPE_CHECKING:
    from routine_timer.remind.install_plan import InstallPlan

_AT = time(18)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="install | remove | show", required=True)
    install = actions.add_parser(
        "install",
        help="install a daily reminder with systemd, launchd or cron; shows every change first",
        allow_abbrev=False,
    )
    install.add_argument(
        "--at", type=kinds.time_of_day, default=_AT, metavar="HH:MM", help="time of day (default: 18:00)"
    )
    actions.add_parser("remove", help="remove the reminder", allow_abbrev=False)
    actions.add_parser("show", help="show whether a reminder is installed, and for what time", allow_abbrev=False)
    actions.add_parser("now", allow_abbrev=False)


def run(arguments: argparse.Namespace, context: Context) -> int:
    match arguments.action:
        case "install":
            return _install(arguments.at, context)
        case "remove":
            return _remove(context)
        case "now":
            return _now(context)
        case _:
            return _show(context)


def _install(at: time, context: Context) -> int:
    from routine_timer.remind import installer

    scheduler = installer.scheduler(os.environ)
    plan = scheduler.install(at, installer.job(os.environ), installer.current(scheduler))
    context.print(f"Daily reminder at {at:%H:%M}, with {scheduler.name}:")
    if not _confirmed(plan, context):
        return 1
    installer.carry_out(plan)
    context.print_message("Installed. It stays silent on days that are done. To remove it: routine-timer remind remove")
    return 0


def _remove(context: Context) -> int:
    from routine_timer.remind import installer

    entries = [(one, installer.current(one)) for one in installer.schedulers(os.environ)]
    plans = [one.remove(current) for one, current in entries if one.installed(current) is not None]
    for number, plan in enumerate(plans):
        context.print(f"Removing the reminder from {plan.scheduler}:")
        if not _confirmed(plan, context, if_not="This one was not changed." if number else "Nothing was changed."):
            return 1
        installer.carry_out(plan)
        context.print_message("Removed.")
    if not plans:
        context.print_message("No reminder is installed.")
    return 0


def _show(context: Context) -> int:
    from routine_timer.remind import installer

    times = [(one.name, one.installed(installer.current(one))) for one in installer.schedulers(os.environ)]
    installed = [(name, at) for name, at in times if at is not None]
    for name, at in installed:
        context.print(f"Every day at {at:%H:%M}, with {name}. Silent on days that are done.")
    if not installed:
        context.print("No reminder is installed. To install one: routine-timer remind install --at 18:00")
    return 0


def _now(context: Context) -> int:
    from routine_timer.history.quick_status import look
    from routine_timer.paths import may_exist
    from routine_timer.remind import installer
    from routine_timer.remind.reminder_text import reminder

    file = context.folders.history_file
    context.sync()
    due = reminder(look(str(file)), _if_then(context)) if may_exist(file) else reminder(None)
    if due is not None and not installer.show(due, os.environ):
        context.print(f"{due.title}: {due.text}")  # cron mails it, systemd logs it
    return 0


def _if_then(context: Context) -> str:
    """The if-then plan of the plan that is followed; empty without one."""
    from routine_timer.care.if_then import if_then
    from routine_timer.care.plan_facts import PlanFacts, followed

    history = context.history
    start = followed(PlanFacts(history.today(), history.care_records.plan_records()))
    return if_then(start) if start is not None and start.plan is not None else ""


def _confirmed(plan: InstallPlan, context: Context, if_not: str = "Nothing was changed.") -> bool:
    """Print the plan, and ask before it is carried out if someone can answer."""
    from routine_timer.text.sanitize import plain

    for line in plan.lines():
        context.print(plain(line))
    if not context.can_ask:
        return True
    context.out.flush()
    try:
        answer = input("Continue? [Y/n] ").strip().casefold()
    except EOFError:
        answer = "no"
    if answer in ("", "y", "yes"):
        return True
    context.print_message(if_not)
    return False
