"""The exercises of the catalogue, saved for the next start.

Good for as long as the program and every file of the folders are the same, byte for byte. Without it, or if it can't be
written, a start takes a few milliseconds more.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from routine_timer.routine.format import ExerciseTable
from routine_timer.safe_files import read_regular, write_bytes

_NAME = "catalogue.msgpack"


class _CachedExercises(msgspec.Struct):
    made_from: str
    tables: list[ExerciseTable]


def load(folder: Path, made_from: str) -> list[ExerciseTable] | None:
    """The exercises saved in `folder`, if they were made from just these files."""
    try:
        found = msgspec.msgpack.decode(read_regular(folder / _NAME), type=_CachedExercises)
    except (OSError, msgspec.MsgspecError):
        return None
    return found.tables if found.made_from == made_from else None


def save(folder: Path, made_from: str, tables: Iterable[ExerciseTable]) -> None:
    """Save `tables` in `folder` for the next time."""
    with suppress(OSError):  # a full disk or a read-only home is no reason not to stretch
        write_bytes(folder / _NAME, msgspec.msgpack.encode(_CachedExercises(made_from, list(tables))))
