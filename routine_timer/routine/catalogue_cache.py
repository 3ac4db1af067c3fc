"""What was read of the catalogue, kept for the next start.

Good for as long as the program and every file of the folders are the same, by name, size and time of change. A cache is
a convenience: one that is missing, foreign or can't be written costs a few milliseconds and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from routine_timer import __version__
from routine_timer.atomic import write_bytes
from routine_timer.routine.format import ExerciseTable

_NAME = "catalogue.msgpack"


class _Kept(msgspec.Struct):
    made_from: str
    tables: list[ExerciseTable]


def fingerprint(files: Iterable[Path]) -> str:
    """A text that changes when the program or one of `files` does.

    Raises:
        OSError: one of them is gone.
    """
    said = [__version__]
    for file in files:
        found = file.stat()
        said.append(f"{file}\t{found.st_mtime_ns}\t{found.st_size}")
    return "\n".join(said)


def kept(folder: Path, made_from: str) -> list[ExerciseTable] | None:
    """What was kept in `folder`, if it was made from just these files."""
    try:
        found = msgspec.msgpack.decode((folder / _NAME).read_bytes(), type=_Kept)
    except (OSError, msgspec.MsgspecError):
        return None
    return found.tables if found.made_from == made_from else None


def keep(folder: Path, made_from: str, tables: Iterable[ExerciseTable]) -> None:
    """Keep `tables` in `folder` for the next time."""
    with suppress(OSError):  # a full disk or a read-only home is no reason not to stretch
        write_bytes(folder / _NAME, msgspec.msgpack.encode(_Kept(made_from, list(tables))))
