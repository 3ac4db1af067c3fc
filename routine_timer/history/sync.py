"""Several machines, one history: each writes its own file into a shared folder, and reads the others'.

No file is ever written by two machines, so whatever carries the folder (Syncthing, git, a cloud's client) meets no
conflict. A machine is known by a random id that it keeps in its state folder.

A history of ten years is a file of many megabytes, and most of it is the same every day. So what was read of whom is
noted in the state folder: a file that has not changed is not read again, of one that has changed only the lines that
this machine does not have, and nothing is written when nothing is new. The note holds for one history file that has
only grown since. If the file was lost or put back, all is read again, what this machine wrote itself too: so the
folder brings back what was in it.
"""

from __future__ import annotations

import contextlib
import json
import re
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from routine_timer.atomic import write_text
from routine_timer.history.errors import BadImport, HistoryError, NoFolder
from routine_timer.history.history import History, Merged
from routine_timer.history.import_export import export_lines, import_lines, keys_of
from routine_timer.history.store.sqlite_errors import refused

_ID = re.compile(r"[0-9a-f]{32}")
_COUNTER = slice(24, 28)
"""Where SQLite counts the transactions of a file: https://www.sqlite.org/fileformat2.html#file_change_counter"""


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did: what came in, and what could not be read or written, each of it told and none of it fatal."""

    merged: Merged
    troubles: tuple[HistoryError, ...] = ()


@dataclass(slots=True)
class _Noted:
    """How things stood after the last sync."""

    folder: str = ""
    inode: int = 0
    counter: int = -1
    read: dict[str, list[int]] = field(default_factory=dict)
    """Of each file that was read whole: size and time of change."""


def machine_id(state: Path) -> str:
    """This machine's random id, made when it is first asked for.

    Raises:
        OSError: it can't be kept.
    """
    file = state / "machine-id"
    with contextlib.suppress(FileNotFoundError, UnicodeDecodeError):
        said = file.read_text("utf-8").strip()
        if _ID.fullmatch(said):
            return said
    made = uuid.uuid4().hex
    write_text(file, f"{made}\n")
    return made


def sync(history: History, folder: Path) -> Synced:
    """Read the others' files, then write this machine's. Never raises for a file: what went wrong is told.

    A folder that is not there is told too, and never made: on an unmounted disk's empty place nobody would find it.
    A history that is in memory alone is not synced: what it lacks would be taken for all there is.
    """
    if history.no_file is not None:
        return Synced(Merged(), (history.no_file,))
    try:
        if not folder.exists():
            return Synced(Merged(), (NoFolder(folder),))
        own = folder / f"{machine_id(history.state)}.jsonl"
        files = sorted(file for file in folder.glob("*.jsonl") if file.is_file())
        noted = _noted(history, folder)
        has_own = noted.counter >= 0 and own in files and own.stat().st_size > 0
        if has_own:
            files.remove(own)
        else:
            noted.read.clear()
        changed = [file for file in files if noted.read.get(file.name) != _stamp(file)]
        known = keys_of(own) if has_own and changed else set()
    except OSError as error:
        return Synced(Merged(), (refused(folder, error),))
    merged, troubles = _read(history, changed, noted, known)
    try:
        if own in files and own.name not in noted.read:
            own.replace(own.with_suffix(".unreadable"))
        _write(history, own, noted)
    except OSError as error:
        troubles.append(refused(own, error))
    except HistoryError as error:
        troubles.append(error)
    return Synced(merged, tuple(troubles))


def _read(history: History, files: list[Path], noted: _Noted, known: set[bytes]) -> tuple[Merged, list[HistoryError]]:
    """Merge what is new in the files that have changed. One that can't be read is told, and passed over."""
    added = changed = same = 0
    troubles: list[HistoryError] = []
    for file in files:
        try:
            stamp = _stamp(file)
            merged = import_lines(history, file, known)
        except OSError as error:
            troubles.append(refused(file, error))
        except HistoryError as error:
            troubles.append(error)
            if not isinstance(error, BadImport):
                break  # the history itself can't be written
        else:
            noted.read[file.name] = stamp
            added, changed, same = added + merged.added, changed + merged.changed, same + merged.same
    return Merged(added, changed, same), troubles


def _write(history: History, own: Path, noted: _Noted) -> None:
    """Write this machine's file, whole and atomically, if anything was written into the history since.

    Raises:
        HistoryError
    """
    try:
        inode, counter = _state_of(history.file)
        if counter != noted.counter or noted.read.get(own.name) != _stamp(own):
            text = "".join(f"{line}\n" for line in export_lines(history))
            if not own.exists() or own.read_bytes() != text.encode():
                write_text(own, text)
            noted.inode, noted.counter = inode, counter
            noted.read[own.name] = _stamp(own)
        _note(history.state, noted)
    except OSError as error:
        raise refused(own.parent, error) from error


# -- what was noted


def _noted(history: History, folder: Path) -> _Noted:
    """What was noted after the last sync through this folder; nothing, unless the history has only grown since."""
    nothing = _Noted(str(folder))
    try:
        inode, counter = _state_of(history.file)
        found = json.loads(_note_file(history.state).read_text("utf-8"))
        noted = _Noted(
            str(found["folder"]),
            int(found["inode"]),
            int(found["counter"]),
            {str(name): [int(n) for n in stamp] for name, stamp in found["read"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return nothing  # then all is read again, which takes a while and does no harm
    is_the_same = (noted.folder, noted.inode) == (str(folder), inode) and noted.counter <= counter
    return noted if is_the_same else nothing


def _note(state: Path, noted: _Noted) -> None:
    found = {"folder": noted.folder, "inode": noted.inode, "counter": noted.counter, "read": noted.read}
    text = f"{json.dumps(found)}\n"
    file = _note_file(state)
    with contextlib.suppress(FileNotFoundError, UnicodeDecodeError):
        if file.read_text("utf-8") == text:
            return
    write_text(file, text)


def _note_file(state: Path) -> Path:
    return state / "synced.json"


def _state_of(file: Path) -> tuple[int, int]:
    """A history file's identity, and how often it was written.

    Raises:
        OSError
    """
    with file.open("rb") as stream:
        return file.stat().st_ino, int.from_bytes(stream.read(_COUNTER.stop)[_COUNTER], "big")


def _stamp(file: Path) -> list[int]:
    """Size and time of change; nothing of a file that is not there."""
    with contextlib.suppress(FileNotFoundError):
        found = file.stat()
        return [found.st_size, found.st_mtime_ns]
    return []
