"""Several computers, one history: each writes its own file into a shared folder, and reads the others'.

No file is written by two computers, so whatever carries the folder (Syncthing, git, a cloud client) meets no conflict.
The folder is not trusted: files are opened without following links, and only regular ones; each line is checked; the
computer's own file is read back too, unless it is exactly what this history last wrote.

What was read and written is noted in the history file itself, so that an older copy of it, put back in place, brings
older notes along and takes in everything since. Nothing is read again that has not changed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from routine_timer.history.errors import CannotWrite, HistoryError, NoFolder, UnsafeLink
from routine_timer.history.history import History
from routine_timer.history.import_export import export_lines, line_key, merge_lines, numbered
from routine_timer.history.machine_id import Machine, load_machine, save_machine
from routine_timer.history.merge_result import MergeResult, new_ids_text
from routine_timer.history.store.sqlite_errors import refused, unread
from routine_timer.safe_files import open_regular, write_bytes

_FACT = "sync"
"""The name under which the notes are saved in the history file."""
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did: what came in, what could not be read or written, and what else the user should know."""

    merged: MergeResult
    troubles: tuple[HistoryError, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Notes:
    """How things were after this history's last sync through a folder."""

    folder: str = ""
    own: str = ""
    digest: str = ""
    """Of what was last written into the own file."""
    stamp: tuple[int, ...] = ()
    """The size in bytes and the time of change in ns of the own file, as it was written."""
    counter: int = -1
    """The history file's change counter for which the own file is complete."""
    read: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """The stamps of the other files, as they were read."""


def sync(history: History, folder: Path) -> Synced:
    """Read the other computers' files, then write this one's. Never raises for a file: what went wrong is returned.

    A folder that does not exist is reported too, and never created: its disk may only be unplugged. A history that is
    in memory only is not synced: what it lacks would be taken for all there is.
    """
    if history.database.no_file is not None:
        return Synced(MergeResult(), (history.database.no_file,))
    try:
        if not folder.exists():
            return Synced(MergeResult(), (NoFolder(folder),))
        return _Sync(history, folder).run()
    except OSError as error:
        return Synced(MergeResult(), (_later(unread(folder, error)),))
    except HistoryError as error:
        return Synced(MergeResult(), (error,))


def _later(error: CannotWrite) -> CannotWrite:
    """The same error. It does not say that nothing was changed: much may have come in, or gone out."""
    return error.with_own_help(f"{error.way_out}; the next sync tries again")


class _Sync:
    """One sync of one history through one folder."""

    def __init__(self, history: History, folder: Path) -> None:
        """Raises:
        OSError, HistoryError
        """
        self._history = history
        self._folder = folder
        self._machine, is_copy = load_machine(history.database.state)
        self._before = _load(history, folder, self._own.name)
        self._read = dict(self._before.read)
        self._merged = MergeResult()
        self._troubles: list[HistoryError] = []
        self._notices: list[str] = []
        self._imposter = ""
        """What was in the place of the own file, in words, if it was not a file."""
        if is_copy:
            self._notices.append(
                "This looks like a copy of another computer's home folder, so it got a new sync id. "
                "Both can now sync side by side."
            )

    @property
    def _own(self) -> Path:
        return self._folder / f"{self._machine.id}.jsonl"

    def run(self) -> Synced:
        """Raises:
        OSError, HistoryError
        """
        names = sorted(file for file in self._folder.glob("*.jsonl") if not file.name.startswith("."))
        is_current = self._is_as_written()
        others = [file for file in names if file.name != self._own.name and self._is_readable(file)]
        changed = [file for file in others if self._read.get(file.name) != _stamp(file)]
        known: set[bytes] = set()
        if is_current and changed:
            with open_regular(self._own) as stream:
                known = {line_key(line) for _, line in numbered(stream)}
        try:
            if not is_current:
                self._read_own()
            for file in changed:
                self._read_other(file, known)
            self._write(is_current=is_current)
        except HistoryError as error:  # the history itself can't be written
            self._troubles.append(error)
        if self._imposter:
            replaced = "; it is replaced by this computer's own file" if _stamp(self._own) else ""
            self._notices.append(
                f"{self._own} {'was' if replaced else 'is'} a {self._imposter}. It was not followed{replaced}. "
                "Somebody else may be able to write to that folder."
            )
        return Synced(self._merged, tuple(self._troubles), tuple(self._notices))

    # -- reading

    def _is_as_written(self) -> bool:
        """Whether the own file is exactly what this history last wrote, so that nothing in it can be news."""
        stamp = _stamp(self._own)
        if not self._before.digest or not stamp:
            return False
        if stamp == self._before.stamp:
            return True
        with open_regular(self._own) as stream:
            return _digest(stream) == self._before.digest

    def _is_readable(self, file: Path) -> bool:
        """Whether it is a regular file. A link is reported: somebody may rely on it, or mean harm by it."""
        try:
            mode = file.lstat().st_mode
        except FileNotFoundError:
            return False
        if stat.S_ISLNK(mode):
            self._troubles.append(UnsafeLink(file))
        return stat.S_ISREG(mode)

    def _read_own(self) -> None:
        """Take in what the own file has and this history has not: one of the two was put back, or has another writer.

        Raises:
            HistoryError: the history can't be written.
        """
        try:
            mode = self._own.lstat().st_mode
        except FileNotFoundError:
            return
        if not stat.S_ISREG(mode):
            if not stat.S_ISDIR(mode):
                self._imposter = "symbolic link, which could lead anywhere" if stat.S_ISLNK(mode) else "pipe or device"
            return
        try:
            with open_regular(self._own) as stream:
                digest = _digest(stream)
                stream.seek(0)
                merged, wrong = merge_lines(self._history, stream, self._own.name)
            self._add(merged)
            if wrong is not None:
                self._troubles.append(wrong)
                self._own.replace(self._own.with_suffix(".unreadable"))
            elif (merged.added or merged.changed) and digest != self._machine.wrote:
                self._take_new_id()
        except OSError as error:
            self._troubles.append(_later(unread(self._own, error)))

    def _take_new_id(self) -> None:
        """Somebody else writes to this computer's file: from now on it has another one."""
        self._read[self._own.name] = _stamp(self._own)
        old = self._own.name
        self._machine = Machine.new(self._history.database.state)
        save_machine(self._history.database.state, self._machine)
        self._before = _Notes()
        self._notices.append(
            f"{old} had records that this computer didn't write: another computer uses the same sync id, or this "
            "home folder was restored from a backup. This computer imported them, and writes to "
            f"{self._own.name} from now on."
        )

    def _read_other(self, file: Path, known: set[bytes]) -> None:
        """Merge what is new in another computer's file. What can't be read is reported and passed over.

        Raises:
            HistoryError: the history can't be written.
        """
        try:
            with open_regular(file) as stream:
                found = os.fstat(stream.fileno())
                merged, wrong = merge_lines(self._history, stream, file.name, known)
        except OSError as error:
            self._troubles.append(_later(unread(file, error)))
            return
        self._add(merged)
        if wrong is None:
            self._read[file.name] = (found.st_size, found.st_mtime_ns)
        else:
            self._troubles.append(wrong)

    def _add(self, merged: MergeResult) -> None:
        so_far = self._merged
        if merged.new_ids and (merged.added or merged.changed):
            self._notices.append(f"From another computer: {new_ids_text(merged.new_ids)}.")
        self._merged = MergeResult(
            so_far.added + merged.added, so_far.changed + merged.changed, so_far.same + merged.same
        )

    # -- writing

    def _write(self, *, is_current: bool) -> None:
        """Write the own file, whole and in one step, unless it is complete already; and note how things are now.

        Raises:
            HistoryError
        """
        counter = self._history.database.change_counter()
        if is_current and counter == self._before.counter and self._read == self._before.read:
            return
        try:
            digest = self._before.digest
            if not is_current or counter != self._before.counter:
                data = "".join(f"{line}\n" for line in export_lines(self._history)).encode()
                digest = hashlib.sha256(data).hexdigest()
                if not is_current or digest != self._before.digest:
                    write_bytes(self._own, data)
            notes = _Notes(str(self._folder), self._own.name, digest, _stamp(self._own), counter, self._read)
        except OSError as error:
            self._troubles.append(_later(refused(self._own, error)))
            return
        if self._machine.wrote != digest:
            self._machine = replace(self._machine, wrote=digest)
            try:
                save_machine(self._history.database.state, self._machine)
            except OSError as error:
                self._troubles.append(_later(refused(self._history.database.state, error)))
        with contextlib.suppress(CannotWrite):  # then the files are read once more next time, and nothing is lost
            _save(self._history, notes)


# -- what is noted


def _load(history: History, folder: Path, own: str) -> _Notes:
    """What this history noted after its last sync through this folder; nothing where that was another file or folder.

    Raises:
        HistoryError: the history can't be read.
    """
    try:
        found = json.loads(history.database.fact(_FACT) or "{}")
        notes = _Notes(
            str(found["folder"]),
            str(found["own"]),
            str(found["digest"]),
            tuple(int(n) for n in found["stamp"]),
            int(found["counter"]),
            {str(name): tuple(int(n) for n in stamp) for name, stamp in found["read"].items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return _Notes()  # then everything is read again, which does no harm
    return notes if (notes.folder, notes.own) == (str(folder), own) else _Notes()


def _save(history: History, notes: _Notes) -> None:
    """Note how things are. Saving adds one to the change counter: to be complete, the own file needn't be rewritten.

    Raises:
        HistoryError
    """

    def value(counter: int) -> str:
        is_complete = counter == notes.counter + 1  # nobody wrote between the export and this
        return json.dumps(
            {
                "folder": notes.folder,
                "own": notes.own,
                "digest": notes.digest,
                "stamp": notes.stamp,
                "counter": counter if is_complete else -1,
                "read": notes.read,
            }
        )

    history.database.set_fact(_FACT, value)


def _digest(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    while piece := stream.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()


def _stamp(file: Path) -> tuple[int, ...]:
    """Size in bytes and time of change in ns; nothing of what is not a regular file."""
    with contextlib.suppress(FileNotFoundError):
        found = file.lstat()
        if stat.S_ISREG(found.st_mode):
            return (found.st_size, found.st_mtime_ns)
    return ()
