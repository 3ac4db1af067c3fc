"""Backups: one a day, seven kept, each looked over before it counts.

Written through SQLite's backup API, so that a half-written page is never copied, to a new name that is moved into place
when it is whole. The day comes in as an argument.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from datetime import date
from pathlib import Path

from routine_timer.history.errors import DamagedHistory
from routine_timer.history.store.sqlite_errors import guarded, integrity_problems
from routine_timer.safe_files import PRIVATE_FILE, make_folder

KEPT = 7


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


def is_good(file: Path) -> bool:
    """Whether a backup opens and passes SQLite's check."""
    try:
        with contextlib.closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as db:
            return not integrity_problems(db)
    except (sqlite3.Error, UnicodeDecodeError, OSError):
        return False
