"""Prints the figures of an exercise, or of every exercise in a routine."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from routine_timer.errors import NotFound
from routine_timer.figures.text_strip import strip
from routine_timer.routine.model import leaves
from routine_timer.routine.poses import Figure
from routine_timer.text.sanitize import plain

if TYPE_CHECKING:
    from routine_timer.cli.context import Context
    from routine_timer.routine.exercise import Exercise


def print_figures(context: Context, name: str) -> int:
    """Print the poses of an exercise or a routine side by side, as wide as the terminal. Returns the exit code.

    Raises:
        NotFound: there is no exercise or routine with this name.
    """
    width = shutil.get_terminal_size().columns
    for exercise in _exercises(context, name):
        context.print(plain(exercise.name))
        lines = strip(exercise.figure or Figure(), exercise.poses, width)
        for line in lines:
            context.print(line)
        if not lines:
            context.print_message(f"{exercise.name} has no figure")
        context.print()
    return 0


def _exercises(context: Context, name: str) -> list[Exercise]:
    catalogue = context.library.catalogue
    exercise = catalogue.find(name)
    if exercise is not None:
        return [exercise]
    try:
        reading = context.library.find(name)
    except NotFound:
        from difflib import get_close_matches

        raise NotFound("exercise or routine", name, get_close_matches(name, catalogue.exercises, n=3)) from None
    steps = leaves(reading.routine.steps) if reading.routine else []
    ids = dict.fromkeys(step.exercise for step in steps if step.exercise)
    return [catalogue.exercises[id] for id in ids]
