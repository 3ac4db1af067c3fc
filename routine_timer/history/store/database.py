"""The open file: how it is opened, locked, read and written; nothing of what is in it.

A rollback journal, not WAL: the history is one file that can be copied, and one in a folder that is read-only can
still be shown. Every write is one transaction, synced before it returns.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from routine_timer.history.errors import CannotWrite, DamagedHistory, HistoryError, HistoryReplaced, NewerHistory
from routine_timer.history.store.backups import Backups
from routine_timer.history.store.file_watch import Change, FileWatch
from routine_timer.history.store.schema import TABLES, VERSION, is_empty, migrate, version_of
from routine_timer.history.store.sqlite_errors import guarded, integrity_problems, refused, set_aside
from routine_timer.paths import APP
from routine_timer.safe_files import PRIVATE_FILE, make_folder, make_private, read_regular

Clock = Callable[[], datetime]

_MAGIC = b"SQLite format 3\x00"
_STEPS = 100_000
"""SQLite's own steps between two looks at the clock; some milliseconds."""
_LONGEST_VALUE = 20_000_000
"""Bytes of one value in a backup that somebody else may have made: five times the longest line."""
_WAIT_S = 1.0
"""How long a write waits for another program before it says that the file is locked."""


def system_clock() -> datetime:
    """Now, in UTC. The one place of this package that asks; everything else is given it."""
    return datetime.now(UTC)


class Database:
    """A connection to the history file that speaks in `HistoryError`s. Safe to use from several threads."""

    def __init__(
        self,
        file: Path,
        state: Path,
        clock: Clock = system_clock,
        *,
        no_file: HistoryError | None = None,
        patience_s: float | None = None,
    ) -> None:
        """Open or create the file, and bring an older one up to date. Nothing is looked over: `look_over` does that.

        Args:
            no_file: keep everything in memory, for this reason.
            patience_s: how long all reading of the file may take together; None for one that this program wrote itself.

        Raises:
            NewerHistory: it was not touched.
            DamagedHistory: nothing was moved yet; `recover` does that.
            CannotWrite: it does not exist and can't be made, or can't be brought up to date.
        """
        self.file = file
        self.state = state
        self.clock = clock
        self._patience_s = patience_s
        self.mutex = threading.RLock()
        self._is_writing = False
        """Whether the thread that holds the mutex is in a transaction."""
        self._backups = Backups(state)
        self._no_file = no_file
        self._watch: FileWatch | None = None
        self.changed_elsewhere = False
        """Whether another program wrote to the file between this write and the one before."""
        self.connection = self._open()

    def close(self) -> None:
        with self.mutex:
            self.connection.close()
            self._unwatch()

    def now(self) -> datetime:
        """The clock's time in UTC, as records have it."""
        return self.clock().astimezone(UTC)

    @property
    def no_file(self) -> HistoryError | None:
        """Why everything is in memory only; None if there is a file."""
        return self._no_file

    @property
    def backups(self) -> list[Path]:
        """The backups that can be read whole, newest first."""
        return self._backups.good()

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        with self.mutex, guarded(self.file):
            yield self.connection

    @contextlib.contextmanager
    def writing(self, *, in_memory_too: bool = False, kept: bool = True) -> Iterator[sqlite3.Connection]:
        """One transaction, undone at its end unless it is `kept`. Within another one, it is a part of that one.

        Where there is no file, only a session may be written, which is spilled besides.
        """
        if self._no_file is not None and not in_memory_too:
            raise self._no_file
        with self.mutex, guarded(self.file):
            if self._is_writing:
                yield self.connection
                return
            self._begin()
            self._is_writing = True
            try:
                yield self.connection
                self.connection.execute("COMMIT" if kept else "ROLLBACK")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):  # a full disk has rolled back already
                    self.connection.execute("ROLLBACK")
                raise
            finally:
                self._is_writing = False
                if self._watch is not None:
                    self._watch.remember()

    def _begin(self) -> None:
        """Begin a transaction in the file that is there now, even if it isn't the one that was opened.

        Raises:
            HistoryReplaced: it was replaced. From the next transaction on, the new file is used, if it can be opened.
        """
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            change = Change.NONE if self._watch is None else self._watch.change()
        except OSError:
            self.connection.execute("ROLLBACK")
            raise
        self.changed_elsewhere = change is not Change.NONE
        if change in (Change.NONE, Change.WRITTEN):
            return
        self.connection.execute("ROLLBACK")
        self._reopen(change)
        if change.is_replaced:
            raise HistoryReplaced(self.file, change.value)
        self.connection.execute("BEGIN IMMEDIATE")

    def _reopen(self, change: Change) -> None:
        """Open the file again: what SQLite remembers of the old one may be wrong.

        Raises:
            HistoryReplaced: it can't be opened.
        """
        old, old_watch = self.connection, self._watch
        try:
            self.connection = self._open()
        except HistoryError as error:
            self._watch = old_watch
            raise HistoryReplaced(self.file, f"{change.value}: {error}", usable=False) from error
        old.close()
        if old_watch is not None:
            old_watch.close()

    def _unwatch(self) -> None:
        if self._watch is not None:
            self._watch.close()
            self._watch = None

    # -- small facts that belong to this file, and come and go with it

    def change_counter(self) -> int:
        """How many transactions were written to the file.

        Raises:
            HistoryError
        """
        with self.mutex, guarded(self.file):
            return -1 if self._watch is None else self._watch.counter()

    def take_fact(self, name: str) -> str | None:
        """What was saved under that name, which is then removed: it is reported once."""
        value = self.fact(name)
        if value is not None and self._no_file is None:
            with contextlib.suppress(CannotWrite), self.writing() as db:
                db.execute("DELETE FROM meta WHERE key = ?", (name,))
        return value

    def fact(self, name: str) -> str | None:
        """What `set_fact` saved under that name."""
        with self.reading() as db:
            row = db.execute("SELECT value FROM meta WHERE key = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_fact(self, name: str, value: Callable[[int], str]) -> None:
        """Save a fact in the file itself, so that a copy of the file has it too.

        Args:
            value: makes it from the change counter that the file will have once it is saved.

        Raises:
            HistoryError
        """
        with self.writing() as db:
            text = value(self.change_counter() + 1)
            db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, text))

    @contextlib.contextmanager
    def long_read(self) -> Iterator[sqlite3.Connection]:
        """A separate connection for long reads, so that a running session never waits for them."""
        if self._no_file is not None:
            with self.reading() as db:
                yield db
            return
        with guarded(self.file), contextlib.closing(_connect(str(self.file), self._patience_s)) as db:
            yield db

    def _open(self) -> sqlite3.Connection:
        if self._no_file is not None:
            db = _connect(":memory:", None)
            migrate(db, self.clock())
            return db
        with guarded(self.file):
            self._keep_private()
            self._refuse_nonsense()
            if not self.file.exists():
                os.close(os.open(self.file, os.O_WRONLY | os.O_CREAT, PRIVATE_FILE))
            db = _connect(str(self.file), self._patience_s)
            try:
                self._bring_up_to_date(db)
                self._watch = FileWatch(self.file)
            except BaseException:
                db.close()
                raise
            return db

    def _keep_private(self) -> None:
        """Only the user can read their history, whatever the umask is; an older one is made private."""
        folder = self.file.parent
        make_folder(folder, private=True)
        if folder.name == APP:  # another folder was chosen by the user, and may hold more than this
            make_private(folder)
        for path in (self.file.resolve(), self.state, self.state / "unsaved", self._backups.folder):
            make_private(path)
        for backup in self._backups.all():
            make_private(backup)

    def _refuse_nonsense(self) -> None:
        """SQLite takes a file of no or few bytes for a new one, and would write over what is left of an old one."""
        if not self.file.exists():
            return
        start = read_regular(self.file, len(_MAGIC))
        if start != _MAGIC and (start or self._backups.all()):
            raise DamagedHistory(
                self.file, "it is not a database" if start else "it is empty, but there are backups of it"
            )

    def _bring_up_to_date(self, db: sqlite3.Connection) -> None:
        version = version_of(db)
        if version > VERSION:
            raise NewerHistory(self.file, version, VERSION)
        if version == 0 and not is_empty(db):
            raise DamagedHistory(self.file, "its schema version is missing")
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'view'"):
            if name in TABLES:  # a view can have more rows than there is time to read
                raise DamagedHistory(self.file, f"{name!r} is a view instead of a table")
        migrate(db, self.clock())
        db.execute("PRAGMA foreign_keys = ON")

    # -- kept safe

    def look_over(self) -> None:
        """SQLite's own check of the whole file.

        Raises:
            DamagedHistory
        """
        with self.long_read() as db:
            found = integrity_problems(db)
        if found:
            raise DamagedHistory(self.file, found[0])

    def back_up(self) -> Path | None:
        """Today's backup, unless there is one already; seven are kept. Do `check` first: only a good file is worth it.

        Raises:
            CannotWrite, DamagedHistory
        """
        if self._no_file is not None:
            return None
        with self.long_read() as db:
            return self._backups.make(db, self.clock().astimezone().date())

    def recover(self, error: DamagedHistory) -> DamagedHistory:
        """Set the damaged file aside, untouched, and continue with an empty one in its place.

        Returns:
            The error again, now with the new name of the damaged file and the backups that are good. Where the file
            can't be moved, what follows is kept in memory, and sessions in the state folder.
        """
        with self.mutex:
            self.connection.close()
            self._unwatch()
            told = aside(error, self.clock(), self._backups)
            self._no_file = None if told.aside or not self.file.exists() else told
            try:
                self.connection = self._open()
            except HistoryError as again:
                self._no_file = again
                self.connection = self._open()
            return told


def aside(error: DamagedHistory, now: datetime, backups: Backups) -> DamagedHistory:
    """Set a damaged file aside; the error with what there is to say about it."""
    good = backups.good()
    try:
        return DamagedHistory(error.file, error.what, set_aside(error.file, now), good)
    except OSError as refusal:
        unmoved = refused(error.file, refusal)
        told = DamagedHistory(error.file, f"{error.what}; it can't be set aside: {unmoved.what}")
        told.help = "make its folder writable, then restart routine-timer; until then your history can't be shown"
        return told


def _connect(name: str, patience_s: float | None) -> sqlite3.Connection:
    db = sqlite3.connect(name, timeout=_WAIT_S, isolation_level=None, check_same_thread=False)
    db.text_factory = _tolerant
    if patience_s is not None:
        until = time.monotonic() + patience_s
        db.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
        db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    try:
        db.execute("PRAGMA trusted_schema = OFF")
        db.execute("PRAGMA synchronous = FULL")
    except BaseException:
        db.close()
        raise
    return db


def _tolerant(text: bytes) -> str:
    """Damaged text is still read; its checksum tells."""
    return text.decode("utf-8", "replace")
