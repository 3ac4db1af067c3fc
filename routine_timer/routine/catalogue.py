"""The catalogue of exercises: what a step gets by naming one.

The bundled exercises and the person's own, which shadow them. A broken file is reported and left out; it never keeps
the others from being used. Reading forty files of poses takes longer than a list of routines should, so what was found
is kept in a cache, which is good for as long as no file has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from routine_timer.routine import catalogue_cache
from routine_timer.routine.exercise import Exercise as Exercise
from routine_timer.routine.exercise_from_file import resolve_exercise
from routine_timer.routine.ladders import ladder_problems
from routine_timer.routine.name_matching import as_id
from routine_timer.routine.problem_collector import ProblemCollector
from routine_timer.routine.read import ExerciseReading, read_exercise
from routine_timer.routine.routine_files import exercise_files, fingerprint

if TYPE_CHECKING:
    pass


class Catalogue(msgspec.Struct, frozen=True):
    """All exercises by id. `broken` are the files that could not be used, or that have something to tell."""

    exercises: Mapping[str, Exercise]
    broken: tuple[ExerciseReading, ...] = ()

    def find(self, name: str) -> Exercise | None:
        """By id, name or alias; `None` if there is none."""
        found = self.exercises.get(name)
        if found is not None:
            return found
        wanted = as_id(name)
        return next((one for one in self.exercises.values() if wanted in map(as_id, _names(one))), None)

    @classmethod
    def load(cls, folders: Iterable[Path], cache: Path | None = None) -> Catalogue:
        """Read every exercise in `folders`; what comes in a later one shadows an earlier one.

        `cache` is the folder where what was found is kept for the next time; without it, nothing is.
        """
        files = exercise_files(folders)
        try:
            made_from = fingerprint(files)
        except OSError:  # a broken link: checking its own file reports it
            cache = None
        if cache is not None and (tables := catalogue_cache.load(cache, made_from)) is not None:
            problems = ProblemCollector()
            exercises = [resolve_exercise(table, file, problems) for table, file in zip(tables, files, strict=True)]
            return cls(_by_id(exercises))
        readings = _with_ladders([read_exercise(file) for file in files])
        broken = tuple(reading for reading in readings if reading.diagnostics)
        if cache is not None and not broken:
            catalogue_cache.save(cache, made_from, [reading.table for reading in readings if reading.table is not None])
        return cls(_by_id(reading.exercise for reading in readings if reading.exercise is not None), broken)


def _with_ladders(readings: list[ExerciseReading]) -> list[ExerciseReading]:
    """The same readings, with what is wrong with the links from one exercise to another."""
    exercises = _by_id(reading.exercise for reading in readings if reading.exercise is not None)
    checked = []
    for reading in readings:
        problems = [] if reading.exercise is None else list(ladder_problems(reading.exercise, exercises))
        checked.append(reading.with_problems(problems) if problems else reading)
    return checked


def _by_id(exercises: Iterable[Exercise]) -> Mapping[str, Exercise]:
    return MappingProxyType(dict(sorted(((one.id, one) for one in exercises), key=itemgetter(0))))


def _names(exercise: Exercise) -> Iterable[str]:
    return exercise.id, exercise.name, *exercise.aliases
