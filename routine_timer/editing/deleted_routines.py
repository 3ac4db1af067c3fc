"""Routine files that were deleted: they are moved to a folder of the state, so that they can be restored."""

from __future__ import annotations

import os
import shutil
from errno import EEXIST
from pathlib import Path

from routine_timer import paths
from routine_timer.errors import NotFound, RoutineTimerError
from routine_timer.paths import Folders


class NothingDeleted(RoutineTimerError):
    """There is no deleted routine to restore."""


def delete(file: Path, folders: Folders) -> Path:
    """Move a routine file to the deleted ones. Returns where it is now.

    Raises:
        OSError: it was not moved.
    """
    folder = _folder(folders)
    folder.mkdir(parents=True, exist_ok=True)
    number = 1
    while (target := folder / f"{file.stem}.{number}.toml").exists():
        number += 1
    _move(file, target)
    os.utime(target)  # the time of the deletion decides which one was last
    return target


def restore(name: str | None, folders: Folders) -> Path:
    """Bring back the routine that was deleted last, or the latest one with this id. Returns its file.

    Raises:
        NothingDeleted: there are no deleted routines.
        NotFound: this routine isn't among them.
        FileExistsError: there is a routine with that id again; nothing was changed.
        OSError: it was not moved.
    """
    files = sorted(paths.files_in(_folder(folders), "*.toml"), key=lambda file: file.stat().st_mtime_ns)
    matching = [file for file in files if name in (None, _id_of(file))]
    if not files:
        raise NothingDeleted("no routine has been deleted")
    if not matching:
        ids = sorted({_id_of(file) for file in files})
        raise NotFound("deleted routine", name or "", help=f"deleted routines: {', '.join(ids)}")
    latest = matching[-1]
    file = folders.routines / f"{_id_of(latest)}.toml"
    if file.exists():
        raise FileExistsError(EEXIST, "already exists", str(file))
    file.parent.mkdir(parents=True, exist_ok=True)
    _move(latest, file)
    return file


def _move(file: Path, target: Path) -> None:
    """Move `file`. One that can't be taken away, as from a folder that is read-only, leaves no second one behind."""
    try:
        shutil.move(file, target)
    except OSError:
        if file.exists():
            target.unlink(missing_ok=True)
        raise


def _folder(folders: Folders) -> Path:
    return folders.state / "deleted-routines"


def _id_of(file: Path) -> str:
    return file.stem.rpartition(".")[0]
