"""One session at a time: a lock that the operating system gives back when its holder dies.

The file names the session and the process; but only the lock counts. A file without a lock means that the session was
killed. Where the state folder can't be written there is no lock, and the session runs all the same.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from pathlib import Path

from routine_timer.safe_files import PRIVATE_FILE, make_folder

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # a byte that nobody reads: what Windows locks, others can't read

    def _take(fd: int) -> bool:
        os.lseek(fd, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _give_back(fd: int) -> None:
        os.close(fd)

else:
    import fcntl

    def _take(fd: int) -> bool:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _give_back(fd: int) -> None:
        """Closing alone is not enough: a program that is just being started holds a copy until it runs."""
        try:
            with contextlib.suppress(OSError):  # a file system without locks
                fcntl.flock(fd, fcntl.LOCK_UN)
        finally:
            os.close(fd)


_TRIES = 5
_BETWEEN_TRIES_S = 0.01


def _take_patiently(fd: int) -> bool:
    """Checking whether the lock is held takes it for an instant."""
    for _ in range(_TRIES):
        if _take(fd):
            return True
        time.sleep(_BETWEEN_TRIES_S)
    return False


class SessionLock:
    """The lock file `session.lock` of a state folder."""

    def __init__(self, state: Path) -> None:
        self._file = state / "session.lock"
        self._fd: int | None = None
        self._session: str | None = None
        """The session that it was taken for last: the one before may still be being saved."""

    def take(self, session: str) -> bool:
        """Take the lock for a session; False when another holds it.

        Raises:
            OSError: the file can't be made, or its file system has no locks.
        """
        if self._fd is None:
            make_folder(self._file.parent, private=True)
            fd = os.open(self._file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), PRIVATE_FILE)
            try:
                taken = _take_patiently(fd)
            except OSError:
                os.close(fd)
                raise
            if not taken:
                os.close(fd)
                return False
            self._fd = fd
        self._session = session
        os.ftruncate(self._fd, 0)
        os.lseek(self._fd, 0, os.SEEK_SET)
        os.write(self._fd, json.dumps({"session": session, "pid": os.getpid()}).encode())
        return True

    def release(self, session: str | None = None) -> None:
        """Give the lock back if it is held. The thread that ends a session and the one that closes may both call it.

        Args:
            session: give it back only if it was taken for this session last.
        """
        if session not in (None, self._session):
            return
        fd, self._fd = self._fd, None
        if fd is not None:
            with contextlib.suppress(OSError):  # an old name in the file means nothing without the lock
                os.ftruncate(fd, 0)
            _give_back(fd)

    def elsewhere(self) -> tuple[str | None, int | None] | None:
        """The session and process that hold the lock, None when nobody else does."""
        if self._fd is not None:
            return None
        try:
            fd = os.open(self._file, os.O_RDWR)
        except OSError:
            return None
        try:
            return None if _take(fd) else self._named()
        except OSError:
            return None  # a file system without locks: nobody can hold one
        finally:
            _give_back(fd)

    def _named(self) -> tuple[str | None, int | None]:
        try:
            said = json.loads(self._file.read_text("utf-8"))
            return str(said["session"]), int(said["pid"])
        except (OSError, ValueError, KeyError, TypeError):
            return None, None  # between taking the lock and writing its name
