"""Copies and renames routine files, for the command line and the app. Deleting is in `deleted_routines`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from routine_timer import paths
from routine_timer.editing.own_routines import write_new
from routine_timer.errors import RoutineTimerError
from routine_timer.paths import Folders

if TYPE_CHECKING:
    from routine_timer.routine.read import Reading


class NameTaken(RoutineTimerError):
    """There is a routine of that name already."""

    def __init__(self, id: str, file: Path, *, own: bool) -> None:
        super().__init__(f"{file} already exists")
        changes = "changes it" if own else "makes a copy of your own"
        self.help = f"`routine-timer edit {id}` {changes}; or choose another name"


def title_of(name: str) -> str:
    """What the routine is called on the screen: the name as typed, an id made readable."""
    name = name.removesuffix(".toml").strip()
    if " " in name or name != name.casefold():
        return name
    words = name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] if words else name


def free_id(name: str, folders: Folders) -> str:
    """The file name for a routine of this name.

    Raises:
        NameTaken: there is such a routine, the user's own or a bundled one.
    """
    from routine_timer.text.file_names import slug

    id = slug(name.removesuffix(".toml"), "routine")
    own = folders.routines / f"{id}.toml"
    bundled = paths.bundled_routines() / own.name
    for file in (own, bundled):
        if file.exists():
            raise NameTaken(id, file, own=file is own)
    return id


def renamed_text(reading: Reading, name: str) -> str:
    """The text with another name, everything else unchanged; text that is not TOML is returned unchanged."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(reading.text)
        document["name"] = name
        return tomlkit.dumps(document)
    except (TOMLKitError, RecursionError, ValueError):
        return reading.text


def copy(reading: Reading, name: str, folders: Folders, exercises: Iterable[str] | None = None) -> Path:
    """Copy a routine under a new name. Returns the new file.

    Raises:
        NameTaken, OSError.
    """
    file = folders.routines / f"{free_id(name, folders)}.toml"
    write_new(file, renamed_text(reading, title_of(name)).encode(), exercises)
    return file


def rename(
    reading: Reading,
    name: str,
    folders: Folders,
    rename_sessions: Callable[[str, str], int],
    exercises: Iterable[str] | None = None,
) -> tuple[Path, int]:
    """Rename one of the user's routines, and its sessions. Returns the new file and the number of sessions.

    Args:
        rename_sessions: takes the old and the new id, and returns how many sessions it renamed.

    Raises:
        NameTaken, OSError, and what `rename_sessions` raises.
    """
    file = copy(reading, name, folders, exercises)
    try:
        moved = rename_sessions(reading.id, file.stem)
    except BaseException:
        file.unlink()
        raise
    reading.file.unlink()
    return file, moved


def replaces_bundled(file: Path, folders: Folders) -> bool:
    """Whether a routine of the user's own replaces a bundled one, which `reset` would bring back."""
    return file.parent == folders.routines and (paths.bundled_routines() / file.name).exists()
