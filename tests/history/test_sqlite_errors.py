"""What SQLite and the system say, in the program's own errors."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from routine_timer.history.errors import (
    CannotOpen,
    CannotWrite,
    DamagedHistory,
    DiskFull,
    HistoryError,
    HistoryLocked,
    ReadOnly,
)
from routine_timer.history.store.sqlite_errors import explained, guarded, refused, set_aside

from .making import NOON

FILE = Path("history.db")


def said(code: int | None) -> sqlite3.Error:
    error = sqlite3.OperationalError("so it says")
    if code is not None:
        error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_BUSY, HistoryLocked),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, HistoryLocked),
        (sqlite3.SQLITE_FULL, DiskFull),
        (sqlite3.SQLITE_READONLY, ReadOnly),
        (sqlite3.SQLITE_READONLY_DIRECTORY, ReadOnly),
        (sqlite3.SQLITE_CANTOPEN, CannotOpen),
        (sqlite3.SQLITE_IOERR_WRITE, CannotWrite),
        (sqlite3.SQLITE_CORRUPT, DamagedHistory),
        (sqlite3.SQLITE_NOTADB, DamagedHistory),
        (sqlite3.SQLITE_ERROR, DamagedHistory),
        (None, DamagedHistory),
    ],
)
def test_sqlite_s_codes(code: int | None, kind: type[HistoryError]) -> None:
    error = explained(FILE, said(code))
    assert type(error) is kind
    assert "history.db" in str(error)
    assert "so it says" in str(error)
    assert error.help


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EACCES, ReadOnly),
        (errno.EROFS, ReadOnly),
        (errno.EIO, CannotWrite),
    ],
)
def test_the_system_s_numbers(number: int, kind: type[CannotWrite]) -> None:
    assert type(refused(FILE, OSError(number, "no"))) is kind


def test_a_file_that_is_missing_or_writable_is_not_called_read_only(tmp_path: Path) -> None:
    error = PermissionError(errno.EACCES, "Permission denied")
    for file in (tmp_path / "a.jsonl", tmp_path / "missing" / "a.jsonl"):
        found = refused(file, error)
        assert str(found) == f"{tmp_path} is read-only (Permission denied)"
        assert "make the folder writable" in found.help
    (tmp_path / "a.jsonl").touch()
    assert str(refused(tmp_path / "a.jsonl", error)).startswith(f"{tmp_path} is")


def test_a_file_that_is_read_only_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.jsonl"
    file.touch()
    monkeypatch.setattr("os.access", lambda _, mode: mode != os.W_OK)
    assert str(refused(file, PermissionError(errno.EACCES, "no"))) == f"{file} is read-only (no)"


def test_both_become_the_program_s_own() -> None:
    with pytest.raises(HistoryLocked), guarded(FILE):
        raise said(sqlite3.SQLITE_BUSY)
    with pytest.raises(DiskFull), guarded(FILE):
        raise OSError(errno.ENOSPC, "no")


def test_set_aside_its_journal_goes_with_it(tmp_path: Path) -> None:
    file = tmp_path / "history.db"
    assert set_aside(file, NOON) is None
    file.write_text("data")
    (tmp_path / "history.db-journal").write_text("journal")
    moved = set_aside(file, NOON)
    assert moved == tmp_path / "history-damaged-20261120-120000.db"
    assert (tmp_path / f"{moved.name}-journal").read_text() == "journal"


def test_a_file_that_the_user_may_not_read_is_not_called_read_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "history.db"
    file.touch()
    error = PermissionError(errno.EACCES, "Permission denied")
    assert type(refused(file, error)) is ReadOnly
    monkeypatch.setattr("os.access", lambda *_: False)
    assert type(refused(file, error)) is CannotOpen
