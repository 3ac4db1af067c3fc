"""Save imported files in the person's folders. Existing files are never touched."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from routine_timer.formats.importer import Imported
from routine_timer.formats.routine_from_sequence import Document
from routine_timer.formats.routine_toml_writer import to_text
from routine_timer.safe_files import create_bytes
from routine_timer.text.file_names import unused
from routine_timer.text.sanitize import plain


@dataclass(frozen=True, slots=True)
class ImportedFiles:
    """The new files, and one line for each that had to get another name."""

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
) -> ImportedFiles:
    """Write every routine to the folder `routines`, every exercise to `exercises`, making the folders.

    A name that is taken, by a file or in `taken` (the bundled ones, which an own file would hide), gets a number.

    Args:
        source: the name of the file it came from, for the comment on top.

    Raises:
        OSError: a file can't be written. The files before it are complete.
    """
    origin = f"Imported from {imported.source}" + (f" ({plain(source)})" if source else "")
    notes: list[str] = []
    made = _write(imported.routines, routines, f"{origin}. Edit freely.", taken, notes)
    added = _write(imported.exercises, exercises, f"{origin}. Edit freely.", taken_exercises, notes)
    return ImportedFiles(tuple(made), tuple(added), tuple(notes))


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
            with suppress(FileExistsError):  # somebody made one of that name in this very moment
                create_bytes(file, text.encode())
                break
        if name != wanted:
            notes.append(f"{document['name']}: written as {name}, as {wanted} is taken")
        files.append(file)
    return files
