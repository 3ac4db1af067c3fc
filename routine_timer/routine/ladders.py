"""Ladders: exercises that lead to an easier or a harder one.

An exercise names its neighbours by their ids. Whether they exist, and whether one gets ahead by climbing, can only be
told when the whole catalogue is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

from routine_timer.routine.exercise import Exercise
from routine_timer.routine.name_matching import nearest, quoted
from routine_timer.routine.problem_collector import KeyProblem
from routine_timer.routine.value_parsing import shown

Direction: TypeAlias = Literal["easier_exercise", "harder_exercise"]
DIRECTIONS: tuple[Direction, ...] = ("easier_exercise", "harder_exercise")


def ladder_problems(exercise: Exercise, exercises: Mapping[str, Exercise]) -> Iterator[KeyProblem]:
    """What is wrong with the links of one exercise in a catalogue of `exercises`, by id."""
    for direction in DIRECTIONS:
        wanted = getattr(exercise, direction)
        if wanted is None:
            continue
        if wanted not in exercises:
            near = nearest(wanted, exercises.values())
            help_ = f"did you mean {' or '.join(quoted(one) for one in near)}?" if near else ""
            message = f"`{direction}`: {shown(wanted)} is not in the catalogue"
            yield KeyProblem((direction,), "unknown-exercise", message, help_)
        elif exercise.id in (rungs := climb(wanted, direction, exercises)):
            way = " → ".join((exercise.id, *rungs[: rungs.index(exercise.id) + 1]))
            message = f"`{direction}` leads back to this exercise: {way}"
            yield KeyProblem((direction,), "ladder-loop", message, "remove one of these links")


def climb(start: str, direction: Direction, exercises: Mapping[str, Exercise]) -> list[str]:
    """The ids from `start` on in one direction, `start` first; a loop is followed once."""
    rungs: list[str] = []
    here: str | None = start
    while here is not None and here not in rungs:
        rungs.append(here)
        exercise = exercises.get(here)
        here = getattr(exercise, direction) if exercise is not None else None
    return rungs
