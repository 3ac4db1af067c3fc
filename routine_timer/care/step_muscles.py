"""The muscles that a session worked on, by the labels of its segments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TypeAlias

import msgspec

from routine_timer.routine.catalogue import Catalogue
from routine_timer.routine.model import Routine, leaves


class StepMuscles(msgspec.Struct, frozen=True):
    """What a step stretches and strengthens, and the muscles that its routine is meant for.

    `targets`: None if the routine names none, or is not known.
    """

    stretches: frozenset[str] = frozenset()
    strengthens: frozenset[str] = frozenset()
    targets: frozenset[str] | None = None

    def meant(self, muscles: frozenset[str]) -> frozenset[str]:
        """Those of `muscles` that the routine is meant for; without targets, all of them."""
        return muscles if self.targets is None else muscles & self.targets


MusclesOf: TypeAlias = Callable[[str, str], StepMuscles]
"""Routine id and label -> its muscles; none if they are not known."""


def muscles_by(routines: Mapping[str, Routine], catalogue: Catalogue) -> MusclesOf:
    """Muscles by the routines as they are now, else by the catalogue."""
    targets = {routine.id: frozenset(routine.targets) or None for routine in routines.values()}
    steps = {
        (routine.id, step.name): StepMuscles(
            frozenset(step.stretches), frozenset(step.strengthens), targets[routine.id]
        )
        for routine in routines.values()
        for step in leaves(routine.steps)
    }

    @cache
    def of(routine: str, label: str) -> StepMuscles:
        step = steps.get((routine, label))
        if step is not None:
            return step
        exercise = catalogue.find(label)
        if exercise is None:
            return StepMuscles()
        return StepMuscles(frozenset(exercise.stretches), frozenset(exercise.strengthens), targets.get(routine))

    return of
