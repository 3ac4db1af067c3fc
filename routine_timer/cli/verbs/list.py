"""`list`: the routines there are, the broken ones too."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from routine_timer.cli.context import Context

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from routine_timer.routine.read import Reading


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="for a program to read")


def run(arguments: argparse.Namespace, context: Context) -> int:
    readings = context.library.entries()
    history = context.safe_history
    last_done = history.last_days(history.today())
    if arguments.json:
        context.print_json([_as_json(reading, last_done) for reading in readings])
    else:
        _print_table(context, readings, last_done)
    return 0


def _as_json(reading: Reading, last_done: Mapping[str, date]) -> dict[str, object]:
    from routine_timer.routine.diagnostics import as_json
    from routine_timer.routine.model import leaves
    from routine_timer.timeline import compile_routine

    routine = reading.routine
    done = last_done.get(reading.id)
    return {
        "id": reading.id,
        "name": routine.name if routine else reading.id,
        "file": str(reading.file),
        "source": reading.source,
        "duration_s": compile_routine(routine).duration_s if routine else None,
        "steps": len(leaves(routine.steps)) if routine else None,
        "targets": list(routine.targets) if routine else [],
        "last_done": done.isoformat() if done else None,
        "errors": [as_json(problem) for problem in reading.errors],
    }


def _print_table(context: Context, readings: Sequence[Reading], last_done: Mapping[str, date]) -> None:
    from routine_timer.text.durations import clock
    from routine_timer.text.sanitize import plain
    from routine_timer.timeline import compile_routine

    width = max((len(plain(reading.id)) for reading in readings), default=0)
    for reading in readings:
        if reading.routine is None:
            first = reading.errors[0]
            said = f"{'!':>7}  line {first.line}: {plain(first.message)}"
        else:
            done = last_done.get(reading.id)
            length = clock(compile_routine(reading.routine).duration_s)
            said = f"{length:>7}  {done.isoformat() if done else 'never':<10}  {plain(reading.routine.name)}"
        context.print(f"{plain(reading.id):<{width}}  {said}")
