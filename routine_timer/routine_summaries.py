"""The routines as `list` shows them, cached from one run to the next.

Reading a thousand files takes over a second; telling that they have not changed takes a fraction of that. An entry of
the cache is used only while the digests of its file and of all exercise files are the same, so it is never stale. The
modules that read routines are imported only if there is something to read.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from routine_timer import paths
from routine_timer.routine.routine_files import Source, digest, digest_of, exercise_files, fingerprint, routine_files
from routine_timer.safe_files import read_regular, write_bytes

_NAME = "routine-list.msgpack"


class ListedRoutine(msgspec.Struct, frozen=True):
    """A routine, or a file with errors: those have no duration. `errors` are the objects of `check --json`."""

    id: str
    name: str
    file: str
    source: Source
    duration_s: float | None = None
    steps: int | None = None
    targets: tuple[str, ...] = ()
    errors: tuple[dict[str, Any], ...] = ()


class _Cached(msgspec.Struct):
    made_from: str
    """The fingerprint of the exercises."""
    routines: dict[str, tuple[str, ListedRoutine]]
    """By path: the digest of the file, and what it came to."""


def read_summaries(folders: paths.Folders) -> list[ListedRoutine]:
    """Every routine, bundled and own, sorted by id; also those with errors."""
    exercises = exercise_files((paths.bundled_exercises(), folders.exercises))
    cache_file = folders.cache / _NAME
    made_from = ""
    with suppress(OSError):  # an exercise that can't be read: its own file reports it, and nothing is cached
        made_from = fingerprint(exercises)
    old = _load(cache_file, made_from)
    new: dict[str, tuple[str, ListedRoutine]] = {}
    listed = []
    reader = None
    for id_, (file, source) in routine_files(folders.routines, paths.bundled_routines()).items():
        key = str(file)
        known = old.get(key)
        if known is not None and known[1].source == source and known[0] == _digest(file):
            new[key] = known
        else:
            reader = reader or _Reader(folders)
            content, routine = reader.read(id_)
            if content is not None:
                new[key] = (content, routine)
            known = ("", routine)
        listed.append(known[1])
    if made_from and new != old:
        with suppress(OSError):  # a full disk or a read-only home must not stop anyone from stretching
            write_bytes(cache_file, msgspec.msgpack.encode(_Cached(made_from, new)))
    return listed


def _load(file: Path, made_from: str) -> dict[str, tuple[str, ListedRoutine]]:
    try:
        cached = msgspec.msgpack.decode(read_regular(file), type=_Cached)
    except (OSError, msgspec.MsgspecError):
        return {}
    return cached.routines if made_from and cached.made_from == made_from else {}


def _digest(file: Path) -> str | None:
    try:
        return digest_of(file)
    except OSError:
        return None


class _Reader:
    """Reads what is not in the cache."""

    def __init__(self, folders: paths.Folders) -> None:
        from routine_timer.routine.library import Library

        self._library = Library.of(folders)

    def read(self, id_: str) -> tuple[str | None, ListedRoutine]:
        """The routine, and the digest of what was read; None for a file that can't be told from its text."""
        from routine_timer.routine.diagnostics import as_json
        from routine_timer.routine.model import leaves
        from routine_timer.timeline import compile_routine

        reading = self._library.reading(id_)
        errors = tuple(as_json(problem) for problem in reading.errors)
        listed = ListedRoutine(id_, id_, str(reading.file), reading.source, errors=errors)
        if (routine := reading.routine) is not None:
            listed = ListedRoutine(
                id_,
                routine.name,
                str(reading.file),
                reading.source,
                compile_routine(routine).duration_s,
                len(leaves(routine.steps)),
                routine.targets,
            )
        return digest(reading.text.encode()) if reading.text else None, listed
