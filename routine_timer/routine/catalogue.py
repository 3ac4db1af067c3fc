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
    folders: tuple[Path, ...] = ()
    """Where they come from: the bundled ones first."""

    def find(self, name: str) -> Exercise | None:
        """By id, name or alias, in this order; `None` if there is none.

        Where two have the same name or alias, the one of the first folder wins: a shared file takes no bundled name.
        """
        found = self.exercises.get(name)
        if found is not None:
            return found
        wanted = as_id(name)
        ranked = (
            (rank, self._folder(one), one.id)
            for one in self.exercises.values()
            for rank, names in enumerate(_names(one))
            if wanted in map(as_id, names)
        )
        best = min(ranked, default=None)
        return None if best is None else self.exercises[best[-1]]

    def _folder(self, exercise: Exercise) -> int:
        """The number of the folder that an exercise comes from."""
        if exercise.file is None or exercise.file.parent not in self.folders:
            return len(self.folders)
        return self.folders.index(exercise.file.parent)

    @classmethod
    def load(cls, folders: Iterable[Path], cache: Path | None = None) -> Catalogue:
        """Read every exercise in `folders`; what comes in a later one shadows an earlier one.

        `cache` is the folder where what was found is kept for the next time; without it, nothing is.
        """
        folders = tuple(folders)
        files = exercise_files(folders)
        try:
            made_from = fingerprint(files)
        except OSError:  # a broken link: checking its own file reports it
            cache = None
        if cache is not None and (tables := catalogue_cache.load(cache, made_from)) is not None:
            problems = ProblemCollector()
            exercises = [resolve_exercise(table, file, problems) for table, file in zip(tables, files, strict=True)]
            return cls(_by_id(exercises), folders=folders)
        readings = _with_ladders([read_exercise(file) for file in files])
        broken = tuple(reading for reading in readings if reading.diagnostics)
        if cache is not None and not broken:
            catalogue_cache.save(cache, made_from, [reading.table for reading in readings if reading.table is not None])
        return cls(_by_id(reading.exercise for reading in readings if reading.exercise is not None), broken, folders)


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


def _names(exercise: Exercise) -> tuple[tuple[str, ...], ...]:
    """What it is called: its id, its name and its aliases."""
    return (exercise.id,), (exercise.name,), exercise.aliases
