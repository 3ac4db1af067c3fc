"""A command that is printed as the way out works as it is printed, whatever the names and folders are."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from routine_timer.cli import main
from routine_timer.history.history import History
from tests.cli.conftest import Run

MINE = 'format = 1\nname = "Mine"\n[[step]]\nname = "A"\nhold = "30s"\n'


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, not_the_first_start: Callable[[Path], None]) -> Path:
    """A home with a space in its name."""
    spaced = tmp_path / "my home"
    spaced.mkdir()
    not_the_first_start(spaced / "cache")
    monkeypatch.setenv("ROUTINE_TIMER_HOME", str(spaced))
    monkeypatch.setenv("PLAYSOUND3_BACKEND", "none")
    monkeypatch.chdir(tmp_path)
    return spaced


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    from tests.cli.conftest import Ran

    def lead(*words: str) -> Ran:
        capsys.readouterr()
        code = main([*words])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return lead


def carry_out(run: Run, printed: str) -> int:
    """Run the command in what was printed, split as a shell does."""
    found = re.search(r"routine-timer ((?:edit|history import|import|reset|undelete) [^`\n]*)", printed)
    assert found, printed
    return run(*shlex.split(found[1])).code


@pytest.fixture
def mine(home: Path) -> Path:
    file = home / "routines" / "my own.toml"
    file.parent.mkdir()
    file.write_text(MINE, encoding="utf-8")
    return file


def test_a_deleted_routine(run: Run, mine: Path) -> None:
    assert carry_out(run, run("delete", "my own").err) == 0
    assert mine.read_text(encoding="utf-8") == MINE


def test_a_shared_routine(run: Run, mine: Path, tmp_path: Path) -> None:
    shared = run("share", "my own", str(tmp_path / "to share.routine"))
    assert shared.code == 0
    mine.unlink()
    assert carry_out(run, shared.err) == 0


def test_a_damaged_history_that_has_a_backup(run: Run, home: Path) -> None:
    with History(home / "history.db", home / "state") as history:
        history.ended.log("weak-core", date(2026, 11, 20))
        history.database.back_up()
    (home / "history.db").unlink()
    assert carry_out(run, run("doctor").out) == 0
    assert "weak-core" in run("history").out


def test_a_damaged_history_that_was_set_aside(run: Run, home: Path) -> None:
    with History(home / "history.db", home / "state") as history:
        history.ended.log("weak-core", date(2026, 11, 20))
        history.database.back_up()
    (home / "history.db").write_bytes(b"nonsense" * 600)
    opened, error = History.open_anyway(home / "history.db", home / "state")
    opened.close()
    assert error is not None
    assert carry_out(run, str(error.help)) == 0
    assert "weak-core" in run("history").out


def test_a_new_routine_with_the_name_of_a_verb(run: Run) -> None:
    """`routine-timer status` would print the status."""
    made = run("new", "status", "--for", "glutes", "--minutes", "5")
    assert "Start it: `routine-timer run status`." in made.err
