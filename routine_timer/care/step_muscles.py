"""The muscles that a session worked on, by the labels of its segments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

import msgspec

from routine_timer.routine.catalogue import Catalogue
from routine_timer.routine.model import Routine, leaves


class StepMuscles(msgspec.Struct, frozen=True):
    """What a step stretches and strengthens."""

    stretches: frozenset[str] = frozenset()
    strengthens: frozenset[str] = frozenset()


MusclesOf: TypeAlias = Callable[[str, str], StepMuscles]
"""Routine id and label -> its muscles; none if they are not known."""


def muscles_by(routines: Mapping[str, Routine], catalogue: Catalogue) -> MusclesOf:
    """Muscles by the routines as they are now, else by the catalogue."""
    steps = {
        (routine.id, step.name): StepMuscles(frozenset(step.stretches), frozenset(step.strengthens))
        for routine in routines.values()
        for step in leaves(routine.steps)
    }
    known: dict[str, StepMuscles] = {}

    def of(routine: str, label: str) -> StepMuscles:
        found = steps.get((routine, label))
        if found is None:
            if label not in known:
                exercise = catalogue.find(label)
                known[label] = (
                    StepMuscles(frozenset(exercise.stretches), frozenset(exercise.strengthens))
                    if exercise
                    else StepMuscles()
                )
            found = known[label]
        return found

    return of
