"""Exercises that are variants of one another, and how hard each is: read from the catalogue's ladders. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from routine_timer.routine.exercise import Exercise
from routine_timer.routine.ladders import climb

UNKNOWN = 1.5
"""The difficulty of an exercise outside all ladders: after the first two steps of a ladder."""


def difficulty(exercise: Exercise, exercises: Mapping[str, Exercise]) -> float:
    """How many easier exercises lead up to this one: 0 for pelvic tilt, 1 for heel slide, 2 for dead bug."""
    above = [other for other in exercises.values() if other.harder_exercise == exercise.id]
    if not above and exercise.easier_exercise is None and exercise.harder_exercise is None:
        return UNKNOWN
    below = climb(exercise.id, "easier_exercise", exercises)
    return max([len(below) - 1, *(len(climb(one.id, "easier_exercise", exercises)) for one in above)])


def families(exercises: Iterable[Exercise]) -> dict[str, str]:
    """Exercise id -> the id of its family: exercises linked by ladders are one family."""
    parents = {exercise.id: exercise.id for exercise in exercises}

    def root(id_: str) -> str:
        while parents[id_] != id_:
            id_ = parents[id_]
        return id_

    for exercise in exercises:
        for other in (exercise.easier_exercise, exercise.harder_exercise):
            if other in parents:
                first, second = sorted((root(exercise.id), root(other)))
                parents[second] = first
    return {id_: root(id_) for id_ in parents}
