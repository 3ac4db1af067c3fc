"""Prints a whole exercise: how to do it, its dose, its ladder, what it works on and where it comes from."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from textwrap import wrap
from typing import TYPE_CHECKING

from routine_timer.figures.text_strip import strip
from routine_timer.routine.model import Phase, Step
from routine_timer.routine.poses import Figure
from routine_timer.text.doses import dose
from routine_timer.text.muscle_and_day_words import position_text
from routine_timer.text.needs import props_text
from routine_timer.text.sources import named
from routine_timer.timeline import in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from routine_timer.cli.context import Context
    from routine_timer.routine.exercise import Exercise

_LABEL = 14
"""Cells for the names of the facts."""
_WIDEST = 100


def print_exercise(context: Context, exercise: Exercise, *, as_json: bool) -> None:
    """Print everything about an exercise, with its figure, or its object for `show --json`.

    On a dumb terminal, which a screen reader may read out, there is no figure.
    """
    step = in_words(exercise.as_step())  # for the side that comes first
    if as_json:
        context.print_json(exercise_json(exercise, step))
        return
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    context.print(exercise.name)
    if os.environ.get("TERM") != "dumb":
        for line in strip(exercise.figure or Figure(), exercise.poses, width):
            context.print(line)
    for line in _facts(exercise, step, context.library.catalogue.exercises, width):
        context.print(line)


def exercise_json(exercise: Exercise, step: Step) -> dict[str, object]:
    """The object of `show EXERCISE --json`. Its texts are those of the side that comes first."""
    return {
        "id": exercise.id,
        "name": exercise.name,
        "position": exercise.position,
        "setup": step.setup,
        "cues": _cues(step),
        "avoid": list(step.avoid),
        "easier": step.easier,
        "harder": step.harder,
        "easier_exercise": exercise.easier_exercise,
        "harder_exercise": exercise.harder_exercise,
        "dose": dose(step),
        "props": list(exercise.props),
        "stretches": list(exercise.stretches),
        "strengthens": list(exercise.strengthens),
        "source": exercise.source,
    }


def _cues(step: Step) -> list[str]:
    """What to do, in order: the instruction of each phase, then the form cues."""
    phases: tuple[Phase, ...] = step.dose if isinstance(step.dose, tuple) else ()
    return [phase.cue for phase in phases] + [cue.say for cue in step.cues]


def _facts(exercise: Exercise, step: Step, catalogue: Mapping[str, Exercise], width: int) -> Iterator[str]:
    def ladder(text: str | None, id: str | None) -> list[str]:
        rung = catalogue.get(id or "")
        return [*([text] if text else []), *([f"or {rung.name} ({rung.id})"] if rung else [])]

    facts: list[tuple[str, list[str]]] = [
        ("also called", [", ".join(exercise.aliases)]),
        ("dose", [dose(step)]),
        ("position", [position_text(exercise.position or "")]),
        ("you need", [props_text(exercise.props)]),
        ("set-up", [step.setup or ""]),
        ("cues", _cues(step)),
        ("avoid", list(step.avoid)),
        ("easier", ladder(step.easier, exercise.easier_exercise)),
        ("harder", ladder(step.harder, exercise.harder_exercise)),
        ("stretches", [", ".join(exercise.stretches)]),
        ("strengthens", [", ".join(exercise.strengthens)]),
        ("note", [named(exercise.note or "")]),
        ("source", [named(exercise.source or "")]),
    ]
    for name, texts in facts:
        label = name
        for text in filter(None, texts):
            for line in wrap(text, max(width - _LABEL, 20)):
                yield f"{label:<{_LABEL}}{line}"
                label = ""
