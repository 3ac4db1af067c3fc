"""Swapped exercises that stay for the next session: which step of the file they are for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from routine_timer.care.swap_memory import place_of, remember_swap
from routine_timer.history.history import History
from routine_timer.paths import bundled_exercises
from routine_timer.routine.library import Library

STEPS = ("clam", "bridge", "clam", "plank")


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with History(tmp_path / "history.db", tmp_path / "state") as opened:
        yield opened


@pytest.fixture
def library(tmp_path: Path) -> Library:
    steps = "".join(f'[[step]]\nexercise = "{one}"\n' for one in STEPS)
    (tmp_path / "mine.toml").write_text(f'name = "Mine"\n{steps}', "utf-8")
    (tmp_path / "torn.toml").write_text("name = \n", "utf-8")
    return Library(tmp_path, tmp_path / "none", (bundled_exercises(),))


@pytest.mark.parametrize(
    ("routine", "number", "name", "place"),
    [
        pytest.param("mine", 1, "Clam", 1, id="where it is"),
        pytest.param("mine", 3, "Clam", 3, id="the second of two"),
        pytest.param("mine", 2, "Clam", 1, id="a session without its first step"),
        pytest.param("mine", 3, "Plank", 4, id="a session without some step before"),
        pytest.param("mine", 2, "Side plank", None, id="no such step"),
        pytest.param("torn", 1, "Clam", None, id="a file with errors"),
        pytest.param("gone", 1, "Clam", None, id="no file"),
    ],
)
def test_the_place_of_a_step_in_the_file_is_found_by_its_name(
    history: History, library: Library, routine: str, number: int, name: str, place: int | None
) -> None:
    assert place_of(history, library, routine, number, name) == place
    made = remember_swap(history, library, routine, number, name, "side-plank")
    if place is None:
        assert made is None
        assert history.care_records.swaps() == []
    else:
        label = {"clam": "Clam", "bridge": "Bridge", "plank": "Plank"}[STEPS[place - 1]]
        [kept] = history.care_records.swaps()
        assert kept == made
        assert (kept.routine, kept.step, kept.label, kept.exercise) == (routine, place, label, "side-plank")
        assert kept.day == history.today()


def test_a_step_that_was_swapped_before_is_known_by_its_new_name_and_kept_by_that_of_the_file(
    history: History, library: Library
) -> None:
    remember_swap(history, library, "mine", 4, "Plank", "side-plank")
    assert place_of(history, library, "mine", 4, "Plank") is None
    assert place_of(history, library, "mine", 3, "Side plank") == 4
    back = remember_swap(history, library, "mine", 3, "Side plank", None)
    assert back is not None
    assert (back.step, back.label, back.exercise) == (4, "Plank", None)
    assert place_of(history, library, "mine", 4, "Plank") == 4
