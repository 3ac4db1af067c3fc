"""A routine or plan file of the person's own: a copy of a bundled one, or a new one, with the schema it names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from routine_timer import paths
from routine_timer.paths import Folders
from routine_timer.safe_files import create_bytes, write_bytes

_PLAN_SCHEMA = "plan.schema.json"


def own_file(file: Path, folders: Folders, exercises: Iterable[str] | None = None) -> tuple[Path, bool]:
    """The file that the person may change in place of `file`, and whether it was copied just now.

    A bundled routine or plan is copied into the person's folder, unless they have one of that name already. `exercises`
    are the ids that the schema beside a routine offers.

    Raises:
        OSError: it can't be copied.
    """
    origin = file.resolve().parent
    if origin not in (paths.bundled_routines().resolve(), paths.bundled_plans().resolve()):
        return file, False
    own = (folders.plans if paths.is_plan(file) else folders.routines) / file.name
    if own.exists():
        return own, False
    if paths.is_plan(file):
        create_bytes(own, file.read_bytes())
        _write_schema(own.with_name(_PLAN_SCHEMA), (origin / _PLAN_SCHEMA).read_bytes())
    else:
        write_new(own, file.read_bytes(), exercises)
    return own, True


def bundled_original(own: Path) -> Path:
    """Where the bundled routine or plan of this name is, if there is one."""
    return (paths.bundled_plans() if paths.is_plan(own) else paths.bundled_routines()) / own.name


def remove_unchanged(own: Path) -> bool:
    """Remove a copy that says what the bundled file says, so that updates of that one are followed again.

    Returns:
        Whether it was removed.

    Raises:
        OSError
    """
    original = bundled_original(own)
    if not own.is_file() or not original.is_file() or own.read_bytes() != original.read_bytes():
        return False
    own.unlink()
    return True


def write_new(file: Path, data: bytes, exercises: Iterable[str] | None = None) -> None:
    """Write a routine that is not there yet, and beside it the schema that lets other editors complete and check.

    Raises:
        FileExistsError: it is there; nothing was written.
        OSError: something can't be written.
    """
    from routine_timer.routine.json_schema import FILE_NAME, schema_text

    create_bytes(file, data)
    _write_schema(file.with_name(FILE_NAME), schema_text(exercises).encode())


def _write_schema(schema: Path, text: bytes) -> None:
    if not schema.exists() or schema.read_bytes() != text:
        write_bytes(schema, text)
