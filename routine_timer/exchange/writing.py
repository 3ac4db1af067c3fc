"""Putting what was imported into the person's folders. Nothing that is there is ever touched."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from routine_timer.text import plain

from .document import Document
from .importer import Imported
from .names import unused
from .toml_text import to_text


@dataclass(frozen=True, slots=True)
class Written:
    """The new files, and what had to be called otherwise than it would have liked, a line each."""

    routines: tuple[Path, ...]
    exercises: tuple[Path, ...]
    notes: tuple[str, ...]


def write(
    imported: Imported,
    routines: Path,
    exercises: Path,
    *,
    source: str = "",
    taken: Collection[str] = (),
    taken_exercises: Collection[str] = (),
) -> Written:
    """Write every routine to the folder `routines`, every exercise to `exercises`, making the folders.

    A name that is taken, by a file or in `taken` (the bundled ones, which an own file would hide), gets a number.

    Args:
        source: the name of the file it came from, for the comment on top.

    Raises:
        OSError: a file can't be written. Those before it are there and whole.
    """
    origin = f"Brought over from {imported.source}" + (f" ({plain(source)})" if source else "")
    notes: list[str] = []
    made = _write(imported.routines, routines, f"{origin}. Yours to change.", taken, notes)
    added = _write(imported.exercises, exercises, f"{origin}. Yours to change.", taken_exercises, notes)
    return Written(tuple(made), tuple(added), tuple(notes))


def _write(
    documents: Iterable[tuple[str, Document]], folder: Path, comment: str, taken: Collection[str], notes: list[str]
) -> list[Path]:
    files: list[Path] = []
    there = set(taken)
    for wanted, document in documents:
        if not files:
            folder.mkdir(parents=True, exist_ok=True)
            there.update(file.stem.casefold() for file in folder.iterdir())
        text = to_text(document, comment)
        while True:
            name = unused(wanted, there)
            file = folder / f"{name}.toml"
            there.add(name)
            if _create(file, text):
                break  # else somebody made one of that name in this very moment
        if name != wanted:
            notes.append(f"{document['name']}: written as {name}, as {wanted} is taken")
        files.append(file)
    return files


def _create(file: Path, text: str) -> bool:
    """Make `file` whole or not at all; False where something of that name is there already."""
    handle, name = tempfile.mkstemp(prefix=f".{file.stem[:40]}.", suffix=".part", dir=file.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(0o666 & ~_umask())
        try:
            file.hardlink_to(part)  # unlike a rename, it refuses a name that is taken
        except FileExistsError:
            return False
        except OSError:  # a file system without links
            return _copy(file, text)
        return True
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def _copy(file: Path, text: str) -> bool:
    try:
        stream = file.open("x", encoding="utf-8", newline="\n")
    except FileExistsError:
        return False
    try:
        with stream:
            stream.write(text)
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    return True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
