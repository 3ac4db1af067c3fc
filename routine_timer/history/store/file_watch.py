"""Notices when the history file is replaced or overwritten while it is open.

Somebody may copy a backup over the file, or roll their home folder back, in the middle of a session. SQLite would go on
writing into a file that nobody sees any more, or lose what the old file had. So before each write the file is compared
with how the last write left it.

The header is read through one descriptor that stays open: closing any descriptor of a file drops all the locks that the
process holds on it (https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_).
"""

from __future__ import annotations

import os
from enum import Enum
from pathlib import Path
from typing import NamedTuple

_COUNTER = slice(24, 28)
"""Where SQLite counts the write transactions: https://www.sqlite.org/fileformat2.html#file_change_counter"""


class Change(Enum):
    """What happened to the file since the last look."""

    NONE = "none"
    WRITTEN = "another program wrote to it"
    TOUCHED = "something other than SQLite wrote to it"
    OLDER = "an older copy was written over it"
    REPLACED = "another file took its place"
    GONE = "it was removed"

    @property
    def is_replaced(self) -> bool:
        return self in (Change.OLDER, Change.REPLACED, Change.GONE)


class _State(NamedTuple):
    file: tuple[int, int]
    counter: int
    modified_ns: int


class FileWatch:
    """Watches one open history file. Call it only while no other thread does."""

    def __init__(self, file: Path) -> None:
        """Raises:
        OSError
        """
        self._file = file
        self._fd = os.open(file, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0))
        self._last: _State | None = None

    def close(self) -> None:
        """Only after every SQLite connection of this process to the file was closed, because of the locks."""
        os.close(self._fd)

    def remember(self) -> None:
        """Take the file as it is now for how this program left it."""
        self._last = self._state()

    def change(self) -> Change:
        """What others did to the file since `remember`. Call it inside a write transaction."""
        try:
            found = self._file.stat()
        except FileNotFoundError:
            return Change.GONE
        if (found.st_dev, found.st_ino) != self._state().file:
            return Change.REPLACED
        last, now = self._last, self._state()
        if last is None or now == last:
            return Change.NONE
        if now.counter == last.counter:
            return Change.TOUCHED
        return Change.WRITTEN if now.counter > last.counter else Change.OLDER

    def counter(self) -> int:
        """How many transactions were written to the file; -1 for an empty one."""
        os.lseek(self._fd, 0, os.SEEK_SET)
        header = os.read(self._fd, _COUNTER.stop)
        return int.from_bytes(header[_COUNTER], "big") if len(header) == _COUNTER.stop else -1

    def _state(self) -> _State:
        found = os.fstat(self._fd)
        return _State((found.st_dev, found.st_ino), self.counter(), found.st_mtime_ns)
