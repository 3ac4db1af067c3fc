"""Backups: one a day, seven kept, each looked over before it counts.

Written through SQLite's backup API, so that a half-written page is never copied, to a new name that is moved into place
when it is whole. The day comes in as an argument.
"""

from __future__ import annotations

import contextlib
import math
import os
import sqlite3
import struct
from datetime import date
from pathlib import Path

from routine_timer.history.errors import DamagedHistory, unusable_backup
from routine_timer.history.store.sqlite_errors import guarded, integrity_problems
from routine_timer.safe_files import PRIVATE_FILE, make_folder, open_regular

KEPT = 7
LARGEST = 2_000_000_000
"""Most bytes of a backup to import: twenty times a century of several sessions a day."""
_PIECE = 1 << 20


class Backups:
    """The folder `backups/` of a state folder."""

    def __init__(self, state: Path) -> None:
        self._folder = state / "backups"

    @property
    def folder(self) -> Path:
        return self._folder

    def make(self, db: sqlite3.Connection, day: date) -> Path | None:
        """Back the open history up, unless that day has one already, or nothing is in it yet.

        Raises:
            CannotWrite
            DamagedHistory: the copy is not whole, so neither is the original.
        """
        file = self._folder / f"history-{day.isoformat()}.db"
        if file.exists() or db.execute("SELECT 1 FROM session LIMIT 1").fetchone() is None:
            return None
        new = file.with_suffix(".new")
        with guarded(file):
            make_folder(self._folder, private=True)
            new.unlink(missing_ok=True)
            try:
                os.close(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE))
                with contextlib.closing(sqlite3.connect(new)) as copy:
                    db.backup(copy)
                    found = integrity_problems(copy)
                if found:
                    raise DamagedHistory(file, found[0])
                new.replace(file)
            finally:
                new.unlink(missing_ok=True)
        self._keep_newest()
        return file

    def all(self) -> list[Path]:
        """The backups, newest first."""
        try:
            return sorted(self._folder.glob("history-*.db"), reverse=True)
        except OSError:
            return []

    def good(self) -> list[Path]:
        """Those that can be read whole, newest first."""
        return [file for file in self.all() if is_good(file)]

    def _keep_newest(self) -> None:
        for old in self.all()[KEPT:]:
            with contextlib.suppress(OSError):
                old.unlink()


def copy_to_read(backup: Path, copy: Path) -> None:
    """Copy the pages of a backup that may come from anywhere. What is behind them is left: it may be without end.

    Raises:
        DamagedHistory: it is too large.
        OSError
    """
    with open_regular(backup, follow=True) as source, copy.open("wb") as out:
        left = int(min(_size_of_pages(source.read(_HEADER)), os.fstat(source.fileno()).st_size))
        if left > LARGEST:
            raise unusable_backup(backup, f"it is larger than {LARGEST // 1_000_000_000} GB")
        source.seek(0)
        while left > 0 and (piece := source.read(min(_PIECE, left))):
            out.write(piece)
            left -= len(piece)


_HEADER = 100
"""Bytes of the header of an SQLite file; see https://www.sqlite.org/fileformat2.html#the_database_header."""


def _size_of_pages(header: bytes) -> float:
    """How large the database is by its header; infinite where that doesn't say."""
    if len(header) < _HEADER:
        return math.inf
    (page,) = struct.unpack(">H", header[16:18])
    changed, pages = struct.unpack(">II", header[24:32])
    (valid_for,) = struct.unpack(">I", header[92:96])
    return pages * (65_536 if page == 1 else page) if pages and changed == valid_for else math.inf


def is_good(file: Path) -> bool:
    """Whether a backup opens and passes SQLite's check."""
    try:
        with contextlib.closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as db:
            return not integrity_problems(db)
    except (sqlite3.Error, UnicodeDecodeError, OSError):
        return False
