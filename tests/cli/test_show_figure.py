"""`show --figure`: the poses of an exercise, or of all that a routine asks for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def test_an_exercise_is_drawn_as_wide_as_the_terminal_allows(run: Run) -> None:
    shown = run("show", "clam", "--figure")
    name, *drawn = shown.out.splitlines()
    assert (shown.code, name, shown.err) == (0, "Clam", "")
    assert sum(bool(line.strip()) for line in drawn) > 4
    assert all(len(line) <= 80 for line in drawn)


def test_of_a_routine_every_exercise_is_drawn_once_in_its_order(run: Run, routine: Callable[[str, str], Path]) -> None:
    steps = "".join(f'[[step]]\nexercise = "{id_}"\n' for id_ in ("plank", "clam", "plank"))
    routine("mine", f'format = 1\nname = "Mine"\n{steps}[[step]]\nname = "Sit"\nhold = "10s"\n')
    lines = run("show", "mine", "--figure").out.splitlines()
    assert [line for line in lines if line in ("Plank", "Clam", "Sit")] == ["Plank", "Clam"]


def test_an_exercise_without_poses_is_reported(run: Run, home: Path) -> None:
    (home / "exercises").mkdir()
    text = 'format = 1\nname = "Own thing"\ndose = "30s"\n'
    (home / "exercises" / "own-thing.toml").write_text(text)
    shown = run("show", "own-thing", "--figure")
    assert (shown.code, shown.out.split()) == (0, ["Own", "thing"])
    assert "Own thing has no figure" in shown.err


def test_a_broken_routine_has_nothing_to_draw(run: Run, routine: Callable[[str, str], Path]) -> None:
    routine("mine", 'format = 1\nname = "Mine"\n')
    assert run("show", "mine", "--figure").out == ""


def test_a_wrong_name_suggests_near_exercises(run: Run) -> None:
    shown = run("show", "plamk", "--figure")
    assert shown.code == 1
    assert "plank" in shown.err
