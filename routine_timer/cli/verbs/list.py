"""`list`: all routines, including those with errors."""

from __future__ import annotations

import argparse
import shlex
from typing import TYPE_CHECKING

from routine_timer.cli.context import Context

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from routine_timer.routine_summaries import ListedRoutine


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace, context: Context) -> int:
    from routine_timer.routine_summaries import read_summaries

    context.warn_of_left_out()
    routines = read_summaries(context.folders)
    history = context.safe_history
    last_done = history.ended.last_days(history.today())
    if arguments.json:
        context.print_json([_as_json(routine, last_done.get(routine.id)) for routine in routines])
    else:
        _print_table(context, routines, last_done, "never" if history.database.no_file is None else "unknown")
        _offer_renamed(context)
    return 0


def _offer_renamed(context: Context) -> None:
    from routine_timer.rename_detection import renamed_routines

    for old, new in renamed_routines(context, context.safe_history):
        command = f"routine-timer rename {shlex.quote(old)} {shlex.quote(new)}"
        context.print_message(
            f"{old} is missing, and {new} looks like the same routine. To move its history: `{command}`"
        )


def _as_json(routine: ListedRoutine, last_done: date | None) -> dict[str, object]:
    return {
        "id": routine.id,
        "name": routine.name,
        "file": routine.file,
        "source": routine.source,
        "duration_s": routine.duration_s,
        "steps": routine.steps,
        "targets": list(routine.targets),
        "last_done": last_done.isoformat() if last_done else None,
        "errors": list(routine.errors),
    }


def _print_table(
    context: Context, routines: Sequence[ListedRoutine], last_done: Mapping[str, date], otherwise: str
) -> None:
    from routine_timer.text.durations import clock
    from routine_timer.text.sanitize import plain

    width = max((len(plain(routine.id)) for routine in routines), default=0)
    for routine in routines:
        if routine.duration_s is None:
            error = routine.errors[0]
            line = f"{'!':>7}  line {error['line']}: {plain(error['message'])}"
        else:
            done = last_done.get(routine.id)
            length = clock(routine.duration_s)
            line = f"{length:>7}  {done.isoformat() if done else otherwise:<10}  {plain(routine.name)}"
        context.print(f"{plain(routine.id):<{width}}  {line}")
