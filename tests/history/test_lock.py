"""The lock of a running session, on file systems that do not do as they are told."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from routine_timer.history.lock import SessionLock

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


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EIO])
def test_a_file_system_without_locks_is_told_once_and_nobody_is_taken_for_a_holder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr("fcntl.flock", refusing(number))
    lock = SessionLock(tmp_path)
    with pytest.raises(OSError, match=os.strerror(number)):
        lock.take("one")
    assert not lock.held
    assert lock.elsewhere() is None


def test_a_name_that_can_not_be_wiped_does_not_keep_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = SessionLock(tmp_path)
    assert lock.take("one")
    monkeypatch.setattr("os.ftruncate", refusing(errno.EIO))
    lock.release()
    assert not lock.held
    assert SessionLock(tmp_path).elsewhere() is None
