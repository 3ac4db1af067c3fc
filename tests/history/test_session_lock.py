"""The lock of a running session, on file systems that don't do what they should."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from routine_timer.history.errors import SessionElsewhere
from routine_timer.history.store.session_lock import SessionLock

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows locks in another way")


def refusing(number: int) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


def test_one_holder_at_a_time(tmp_path: Path) -> None:
    first, second = SessionLock(tmp_path), SessionLock(tmp_path)
    assert first.take("one")
    assert not second.take("two")
    assert second.elsewhere() == ("one", os.getpid())
    first.release()
    assert second.elsewhere() is None
    assert second.take("two")
    second.release()


def test_a_lock_is_given_back_although_a_program_started_meanwhile_has_its_file_open(tmp_path: Path) -> None:
    """Between its fork and its exec another program holds whatever was open in this one."""
    first, second = SessionLock(tmp_path), SessionLock(tmp_path)
    assert first.take("one")
    assert first._fd is not None
    inherited = os.dup(first._fd)
    first.release()
    assert second.take("two")
    second.release()
    os.close(inherited)


def test_checking_a_lock_never_holds_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = SessionLock(tmp_path), SessionLock(tmp_path)
    assert first.take("one")
    first.release()
    inherited: list[int] = []
    opened = os.open

    def open_and_fork(*arguments: Any) -> int:
        fd = opened(*arguments)
        inherited.append(os.dup(fd))
        return fd

    monkeypatch.setattr("os.open", open_and_fork)
    assert second.elsewhere() is None
    monkeypatch.setattr("os.open", opened)
    assert first.take("two")
    first.release()
    for fd in inherited:
        os.close(fd)


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EIO])
def test_a_file_system_without_locks_is_reported_once_and_nobody_is_taken_for_a_holder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr("fcntl.flock", refusing(number))
    lock = SessionLock(tmp_path)
    with pytest.raises(OSError, match=os.strerror(number)):
        lock.take("one")
    assert lock.elsewhere() is None


def test_a_name_that_cannot_be_wiped_does_not_keep_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = SessionLock(tmp_path)
    assert lock.take("one")
    monkeypatch.setattr("os.ftruncate", refusing(errno.EIO))
    lock.release()
    assert SessionLock(tmp_path).elsewhere() is None


def test_a_session_elsewhere_is_reported_in_a_person_s_words() -> None:
    assert str(SessionElsewhere("abc", 4711)) == "a session is running in another window or terminal"


def test_a_thread_that_releases_it_while_another_does_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = SessionLock(tmp_path), SessionLock(tmp_path)
    assert first.take("a")

    def meanwhile(*_: object) -> None:
        first.release()  # the other thread's turn comes in the middle of this one's

    with monkeypatch.context() as patched:
        patched.setattr(os, "ftruncate", meanwhile)
        first.release()
    assert second.take("b")
    second.release()
