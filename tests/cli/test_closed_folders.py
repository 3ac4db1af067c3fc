"""Folders and files that the user may not look into, as `sudo` leaves them: nothing is taken for missing or new."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from routine_timer.audio import self_test
from routine_timer.audio.self_test import AudioCheck

from .conftest import Run

Close = Callable[[Path], None]
MINE = 'format = 1\nname = "Mine"\n[[step]]\nname = "Reach"\nhold = "30s"\n'


@pytest.fixture
def close(monkeypatch: pytest.MonkeyPatch) -> Close:
    """Closes a folder: what is in it can't be looked at, listed or opened. (Tests may run as root, who may do all.)"""

    def close(folder: Path) -> None:
        def refusing(name: str, *, itself: bool) -> None:
            does = getattr(os, name)

            def refuse(path: object = ".", *more: object, **named: object) -> object:
                text = str(path)
                if text.startswith(f"{folder}/") or (itself and text == str(folder)):
                    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), text)
                return does(path, *more, **named)

            monkeypatch.setattr(os, name, refuse)

        may = os.access
        monkeypatch.setattr(
            os, "access", lambda path, mode: not f"{path}/".startswith(f"{folder}/") and may(path, mode)
        )
        for name in ("stat", "lstat"):
            refusing(name, itself=False)
        for name in ("scandir", "listdir", "open"):
            refusing(name, itself=True)

    return close


def test_no_status_says_that_there_are_no_sessions(run: Run, home: Path, close: Close) -> None:
    run("log", "weak-core")
    close(home)
    for words in (("status",), ("status", "--json"), ("status", "--format", "{streak}")):
        said = run(*words)
        assert said.code == 1
        assert not said.out
        assert "Permission denied" in said.err


def test_own_routines_that_can_t_be_listed_are_said_to_be_left_out(run: Run, home: Path, close: Close) -> None:
    routines = home / "routines"
    routines.mkdir(parents=True, exist_ok=True)
    (routines / "mine.toml").write_text(MINE)
    close(routines)
    why = f"{routines} can't be read (Permission denied), so what is in it is left out\n"
    for words in (("list",), ("list", "--json"), ("show", "mine"), ("check",), ("log", "mine")):
        assert run(*words).err.count(why) == 1, words


def test_a_folder_that_is_not_there_is_nothing_to_mention(run: Run) -> None:
    assert not run("list").err
    assert not run("check").err


@pytest.mark.parametrize("words", [("check-in", "--json"), ("export", "weak-core", "--to", "ics"), ("list",)])
def test_a_history_that_can_t_be_looked_at_is_named_with_a_way_out(
    run: Run, home: Path, close: Close, words: tuple[str, ...]
) -> None:
    run("log", "weak-core")
    close(home)
    said = run(*words)
    assert "history.db" in said.err
    assert "  help: " in said.err


def test_doctor_goes_on_to_its_end(run: Run, home: Path, close: Close, monkeypatch: pytest.MonkeyPatch) -> None:
    run("log", "weak-core")
    monkeypatch.setattr(self_test, "check_sound", lambda *_: AudioCheck(True, "paplay"))
    monkeypatch.setattr(self_test, "check_voice", lambda *_: AudioCheck(True, "espeak-ng"))
    close(home)
    said = run("doctor")
    assert [line.split()[1] for line in said.out.splitlines() if not line.startswith(" ")][-1] == "clock"


def test_where_the_history_can_t_be_read_a_routine_was_not_never_done(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("log", "weak-core")
    (home / "history.db").write_bytes(b"\0" * 16)
    monkeypatch.setattr("routine_timer.history.store.sqlite_errors.Path.rename", _refuse)
    said = run("list")
    assert "never" not in said.out
    assert "unknown" in said.out


def _refuse(*_: object) -> None:
    raise PermissionError(errno.EACCES, "Permission denied")


def test_what_can_t_be_written_is_named_not_its_temporary_file(run: Run, home: Path, close: Close) -> None:
    routines = home / "routines"
    run("copy", "weak-core", "mine")
    close(routines)
    said = run("copy", "weak-core", "other")
    assert said.code == 1
    assert ".part" not in said.err
    assert f"{routines / 'other.toml'}: Permission denied" in said.err


def test_a_routine_that_could_not_be_deleted_is_no_deleted_one(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("copy", "weak-core", "mine")
    mine = home / "routines" / "mine.toml"
    remove = os.unlink

    def another_disk(source: object, *_: object, **__: object) -> None:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(source))

    def keep(path: object, *more: object, **named: object) -> None:
        if str(path) == str(mine):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        remove(path, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "rename", another_disk)
    monkeypatch.setattr(os, "unlink", keep)
    assert run("delete", "mine").code == 1
    monkeypatch.undo()
    monkeypatch.setenv("ROUTINE_TIMER_HOME", str(home))
    assert mine.exists()
    said = run("undelete")
    assert said.code == 1
    assert "no routine has been deleted" in said.err
