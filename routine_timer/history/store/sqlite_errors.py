"""What SQLite says, in the program's own errors; and what to do with a file that is broken.

The one place that knows SQLite's error codes. A damaged file is renamed, never opened for writing and never deleted:
somebody may still get something out of it.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from routine_timer.history.errors import (
    CannotOpen,
    CannotRead,
    CannotWrite,
    DamagedHistory,
    DiskFull,
    HistoryClosed,
    HistoryError,
    HistoryLocked,
    ReadOnly,
)

_KINDS: dict[int, type[CannotWrite]] = {
    sqlite3.SQLITE_BUSY: HistoryLocked,
    sqlite3.SQLITE_LOCKED: HistoryLocked,
    sqlite3.SQLITE_PROTOCOL: HistoryLocked,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_READONLY: ReadOnly,
    sqlite3.SQLITE_PERM: ReadOnly,
    sqlite3.SQLITE_CANTOPEN: CannotOpen,
    sqlite3.SQLITE_IOERR: CannotWrite,
    sqlite3.SQLITE_NOMEM: CannotWrite,
}


@contextlib.contextmanager
def guarded(file: Path) -> Iterator[None]:
    """Turn what SQLite and the operating system raise about `file` into a `HistoryError`."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:  # the latter when its message quotes a broken schema
        raise explained(file, error) from error
    except OSError as error:
        raise refused(file, error) from error


def explained(file: Path, error: Exception) -> HistoryError:
    """The typed error for one of SQLite's.

    An error without a known code means that the file was damaged, unless it is about how the program used the
    connection: that says nothing about the file.
    """
    if isinstance(error, (sqlite3.ProgrammingError, sqlite3.InterfaceError)):
        return HistoryClosed(file, str(error))
    code = getattr(error, "sqlite_errorcode", None)
    kind = None if code is None else _KINDS.get(code & 0xFF)
    return DamagedHistory(file, str(error)) if kind is None else kind(file, str(error))


def refused(file: Path, error: OSError) -> CannotWrite:
    """The typed error for a file operation that failed."""
    import errno

    what = error.strerror or str(error)
    if error.errno in (errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC):
        return DiskFull(file, what)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return CannotOpen(file, what) if _is_closed(file) else ReadOnly(file, what, _read_only_folder(file))
    return CannotWrite(file, what)


def _read_only_folder(file: Path) -> Path | None:
    """The folder that keeps `file` from being written, unless it is the file itself that is read-only."""
    import os

    if file.exists() and not os.access(file, os.W_OK):
        return None
    return next((folder for folder in file.parents if folder.exists()), None)


def _is_closed(file: Path) -> bool:
    """Whether the user may not even read it, or look into its folder. A file that is missing is not closed."""
    import os

    try:
        file.stat()
    except OSError as error:
        return isinstance(error, PermissionError)
    return not os.access(file, os.R_OK)


def unread(file: Path, error: OSError, copy: Path | None = None) -> CannotWrite:
    """The typed error for a file to take in that can't be read; or where there is no room for its `copy`."""
    why = refused(copy or file, error)
    return why if isinstance(why, DiskFull) else CannotRead(file, why.what)


def set_aside(file: Path, now: datetime) -> Path | None:
    """Rename a damaged file, with its journal if there is one; None when there is nothing to rename.

    Raises:
        OSError: it can't be renamed.
    """
    if not file.exists():
        return None
    stamp = now.strftime("%Y%m%d-%H%M%S")
    aside = file.with_name(f"{file.stem}-damaged-{stamp}{file.suffix}")
    number = 1
    while aside.exists():
        number += 1
        aside = file.with_name(f"{file.stem}-damaged-{stamp}-{number}{file.suffix}")
    file.rename(aside)
    for journal in ("-journal", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            file.with_name(file.name + journal).rename(aside.with_name(aside.name + journal))
    return aside


def integrity_problems(db: sqlite3.Connection) -> list[str]:
    """What SQLite's own thorough check finds wrong (nothing, in a good file): pages, indexes against tables."""
    found = [str(row[0]) for row in db.execute("PRAGMA integrity_check(10)")]
    return [] if found == ["ok"] else found
