"""A routine file of the person's own: a copy of a bundled one, or a new one, with the schema its first line names."""

from __future__ import annotations

from pathlib import Path

from routine_timer import paths
from routine_timer.atomic import write_text
from routine_timer.paths import Folders


def own_file(file: Path, folders: Folders) -> tuple[Path, bool]:
    """The file that the person may change in place of `file`, and whether it was copied just now.

    A bundled routine is copied into the person's folder, unless they have one of that name already.

    Raises:
        OSError: it can't be copied.
    """
    if file.resolve().parent != paths.bundled_routines().resolve():
        return file, False
    own = folders.routines / file.name
    if own.exists():
        return own, False
    write_new(own, file.read_bytes())
    return own, True


def write_new(file: Path, data: bytes) -> None:
    """Write a routine that is not there yet, and beside it the schema that lets other editors complete and check.

    Raises:
        FileExistsError: it is there; nothing was written.
        OSError: nothing was written.
    """
    from routine_timer.routine.schema import FILE_NAME, schema_text

    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as stream:
        try:
            stream.write(data)
        except BaseException:
            file.unlink(missing_ok=True)
            raise
    schema = file.with_name(FILE_NAME)
    if not schema.exists():
        write_text(schema, schema_text())
