"""A routine file of the person's own: a copy of a bundled one, or a new one, with the schema its first line names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from routine_timer import paths
from routine_timer.atomic import create_bytes, write_bytes
from routine_timer.paths import Folders


def own_file(file: Path, folders: Folders, exercises: Iterable[str] | None = None) -> tuple[Path, bool]:
    """The file that the person may change in place of `file`, and whether it was copied just now.

    A bundled routine is copied into the person's folder, unless they have one of that name already. `exercises` are the
    ids that the schema beside it offers.

    Raises:
        OSError: it can't be copied.
    """
    if file.resolve().parent != paths.bundled_routines().resolve():
        return file, False
    own = folders.routines / file.name
    if own.exists():
        return own, False
    write_new(own, file.read_bytes(), exercises)
    return own, True


def write_new(file: Path, data: bytes, exercises: Iterable[str] | None = None) -> None:
    """Write a routine that is not there yet, and beside it the schema that lets other editors complete and check.

    Raises:
        FileExistsError: it is there; nothing was written.
        OSError: something can't be written.
    """
    from routine_timer.routine.json_schema import FILE_NAME, schema_text

    create_bytes(file, data)
    schema, text = file.with_name(FILE_NAME), schema_text(exercises).encode()
    if not schema.exists() or schema.read_bytes() != text:
        write_bytes(schema, text)
