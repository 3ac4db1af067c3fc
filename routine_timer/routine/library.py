"""All routines there are, the broken ones too, and which of them a name means.

A routine's id is its file name without `.toml`; a person's own shadows a bundled one of the same id. Files are read
when they are asked for: following one routine does not wait for the others.
"""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from routine_timer import paths
from routine_timer.errors import Ambiguous, NotFound
from routine_timer.routine.catalogue import Catalogue
from routine_timer.routine.name_matching import alike, as_id
from routine_timer.routine.read import Reading, read_exercise, read_file
from routine_timer.routine.routine_files import Source, routine_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from routine_timer.paths import Folders
    from routine_timer.routine.read import ExerciseReading

_EXERCISES = "exercises"
"""A folder of this name holds exercises, not routines."""


class Library:
    """The routines of `own` and `bundled`, and the catalogue of the folders `exercises` (a later one shadows).

    `cache` is the folder where the catalogue may be kept for the next time.
    """

    def __init__(self, own: Path, bundled: Path, exercises: tuple[Path, ...], cache: Path | None = None) -> None:
        self._own, self._bundled = own, bundled
        self._exercises = exercises
        self._cache = cache
        self._read: dict[str, Reading] = {}

    @classmethod
    def of(cls, folders: Folders) -> Library:
        """The library of the person whose `folders` they are."""
        exercises = (paths.bundled_exercises(), folders.exercises)
        return cls(folders.routines, paths.bundled_routines(), exercises, folders.cache)

    @cached_property
    def catalogue(self) -> Catalogue:
        return Catalogue.load(self._exercises, self._cache)

    @cached_property
    def files(self) -> dict[str, tuple[Path, Source]]:
        """Every routine's file by its id, sorted by id; none of them is read for that."""
        return routine_files(self._own, self._bundled)

    def entries(self) -> list[Reading]:
        """Every routine, read; the broken ones too."""
        return [self.reading(name) for name in self.files]

    def everything(self) -> Iterator[Reading | ExerciseReading]:
        """Every routine, and the exercises of the catalogue that have something to tell. None of them is kept."""
        for file, source in self.files.values():
            yield read_file(file, self.catalogue.exercises, source)
        yield from self.catalogue.broken

    def find(self, name: str) -> Reading:
        """The routine that `name` means: a file, an exact id, or the only one whose id or name starts with it.

        Raises:
            NotFound: nothing does, or several do.
        """
        if is_file_name(name):
            return read_file(_existing(name), self.catalogue.exercises)
        if name in self.files:
            return self.reading(name)
        wanted = as_id(name)
        names = {reading.id: _names(reading) for reading in self.entries()}
        for matches in (str.__eq__, str.startswith):
            found = [which for which, said in names.items() if wanted and any(matches(one, wanted) for one in said)]
            if len(found) == 1:
                return self.reading(found[0])
            if found:
                raise Ambiguous("routine", name, found, help=f"several routines match: {', '.join(found)}")
        raise NotFound("routine", name, *_near(wanted, names))

    def read(self, name: str) -> Reading | ExerciseReading:
        """What `check` is asked about: a routine as `find` has it, or a file of the catalogue.

        Raises:
            NotFound
        """
        if is_file_name(name) and (file := _existing(name)).absolute().parent.name == _EXERCISES:
            return read_exercise(file)
        return self.find(name)

    def reading(self, which: str) -> Reading:
        """The routine with the id `which`, read once."""
        if which not in self._read:
            file, source = self.files[which]
            self._read[which] = read_file(file, self.catalogue.exercises, source)
        return self._read[which]


def is_file_name(name: str) -> bool:
    """Whether a name on the command line is a file rather than a routine of the library."""
    return "/" in name or os.sep in name or name.endswith(".toml")


def _existing(name: str) -> Path:
    file = Path(name).expanduser()
    try:
        found = file.exists()
    except (OSError, ValueError):
        found = False
    if not found:
        raise NotFound("file", name)
    return file


def _names(reading: Reading) -> tuple[str, ...]:
    """What a routine goes by, in the form in which names are compared."""
    return (as_id(reading.id), as_id(reading.routine.name)) if reading.routine else (as_id(reading.id),)


def _near(wanted: str, names: dict[str, tuple[str, ...]]) -> tuple[list[str], str]:
    """The routines that may have been meant; if there is none, help that lists them or says how to."""
    likeness = {which: max(alike(wanted, one) for one in said) for which, said in names.items()}
    least = max(_ALIKE, max(likeness.values(), default=0.0) - _MUCH_LESS_ALIKE)
    near = sorted((which for which in names if likeness[which] >= least), key=lambda which: -likeness[which])[:3]
    if near or not names:
        return near, "" if near else "there are no routines"
    return near, f"there are: {', '.join(names)}" if len(
        names
    ) <= _MOST_LISTED else "`routine-timer list` shows them all"


_ALIKE = 0.7
_MOST_LISTED = 6
_MUCH_LESS_ALIKE = 0.15
