"""Finds routine files that were renamed outside the program: their sessions have the old name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from routine_timer.paths import bundled_routines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from routine_timer.history.history import History
    from routine_timer.paths import Folders
    from routine_timer.routine.library import Library


class Routines(Protocol):
    """Where the routines are, and the library that reads them, made when it is asked for: it loads slowly."""

    @property
    def folders(self) -> Folders: ...

    @property
    def library(self) -> Library: ...


def renamed_routines(routines: Routines, history: History) -> Iterator[tuple[str, str]]:
    """The old id and the new one of each own routine that looks like one whose file is gone.

    It does if it has never been done, and has every exercise of the newest session under the old name. A session that
    was only logged says nothing of its exercises.
    """
    from routine_timer.routine.routine_files import routine_files  # not the library, which loads all that reads files

    done = history.ended.last_done()
    files = routine_files(routines.folders.routines, bundled_routines())
    gone = [id for id in done if id not in files]
    new = [id for id, (_, source) in files.items() if source == "own" and id not in done] if gone else []
    for old in gone:
        session = next(iter(history.ended.sessions(routine=old, limit=1)), None)
        exercises = {segment.label for segment in session.segments if segment.is_work} if session else set()
        alike = [id for id in new if exercises and exercises <= _exercises(routines.library, id)]
        if len(alike) == 1:
            yield old, alike[0]


def is_renamed_routine(library: Library, history: History, old: str, new: str) -> bool:
    """Whether `old` has no file any more but sessions, and `new` is an own routine."""
    files = library.files
    if old in files or new not in files or files[new][1] != "own":
        return False
    return len(history.ended.sessions(routine=old, limit=1)) > 0


def _exercises(library: Library, id: str) -> set[str]:
    from routine_timer.routine.model import leaves

    routine = library.reading(id).routine
    return set() if routine is None else {step.name for step in leaves(routine.steps)}
