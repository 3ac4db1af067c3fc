"""From a name on the command line to what it means."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from routine_timer.errors import NotFound

if TYPE_CHECKING:
    from routine_timer.cli.context import Context
    from routine_timer.routine.model import Routine
    from routine_timer.timeline import Timeline


def routine_named(context: Context, name: str) -> Routine:
    """The routine that `name` means.

    Raises:
        NotFound: nothing goes by it, or several do.
        BrokenFile: its file has errors; they are shown by whoever catches it.
    """
    from routine_timer.routine.diagnostics import BrokenFile

    reading = context.library.find(name)
    if reading.routine is None:
        raise BrokenFile(reading.diagnostics)
    return reading.routine


def step_named(timeline: Timeline, name: str) -> int:
    """The number of the step that `name` means: a number, a name, or a beginning of one.

    Raises:
        NotFound
    """
    names = [step.name for step in timeline.steps]
    if name.isdecimal() and 1 <= int(name) <= len(names):
        return int(name)
    wanted = name.casefold()
    for matches in (str.__eq__, str.startswith):
        for number, step in enumerate(timeline.steps, 1):
            if matches(step.name.casefold(), wanted) or (step.exercise and matches(step.exercise, wanted)):
                return number
    near = get_close_matches(name, names, n=3)
    listed = ", ".join(f"{number} {step}" for number, step in enumerate(names, 1))
    raise NotFound("step", name, near, help=f"its steps are: {listed}")
