"""What was shown last stands in the first picture of the next start, and never when anything is otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.glance import fingerprint, keep, kept
from routine_timer.app.home.routines import RoutineList
from routine_timer.app.services import Services
from routine_timer.app.shelf import Entry
from routine_timer.app.standing import asks, week
from routine_timer.paths import Folders
from routine_timer.settings import Settings
from routine_timer.timeline import Timeline
from tests.app.conftest import SATURDAY, no_sound
from tests.app.shell.fakes import ENTRIES, STANDING, TODAY
from tests.app.shell.test_home import CUT_OFF, settled, text


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "home.json"


def test_what_was_kept_reads_the_same(file: Path) -> None:
    keep(file, "mark", ENTRIES, STANDING)
    found = kept(file, "mark")
    assert found is not None
    entries, standing = found
    for entry, before in zip(entries, ENTRIES, strict=True):
        for name in (
            "id",
            "file",
            "own",
            "name",
            "about",
            "duration_s",
            "stretches",
            "strengthens",
            "broken",
            "problem",
        ):
            assert getattr(entry, name) == getattr(before, name)
        assert entry.routine is None
    assert week(standing, 0) == week(STANDING, 0)
    assert asks(standing.verdict) == asks(STANDING.verdict)
    assert (standing.last_done, standing.has_begun) == (STANDING.last_done, True)


def test_it_may_be_kept_again_without_having_been_read(file: Path) -> None:
    keep(file, "mark", ENTRIES, STANDING)
    first = kept(file, "mark")
    assert first is not None
    keep(file, "mark", *first)
    assert kept(file, "mark") == first


def test_under_another_mark_there_is_none(file: Path) -> None:
    keep(file, "mark", ENTRIES, STANDING)
    assert kept(file, "another") is None


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}", '{"mark": "mark", "entries": [1], "standing": {}}'])
def test_a_file_that_is_odd_is_none(file: Path, text: str) -> None:
    file.parent.mkdir()
    file.write_text(text)
    assert kept(file, "mark") is None


def test_what_asks_something_of_the_person_is_never_kept(file: Path) -> None:
    keep(file, "mark", ENTRIES, STANDING)
    keep(file, "mark", ENTRIES, replace(STANDING, under_way=(CUT_OFF,)))
    assert kept(file, "mark") is None


def a_routine(folders: Folders) -> None:
    folders.routines.mkdir()
    (folders.routines / "mine.toml").touch()


def an_exercise(folders: Folders) -> None:
    folders.exercises.mkdir()
    (folders.exercises / "mine.toml").touch()


def the_history(folders: Folders) -> None:
    folders.history_file.write_bytes(b"x")


def writing_to_the_history(folders: Folders) -> None:
    folders.history_file.with_name("history.db-wal").write_bytes(b"x")


@pytest.mark.parametrize("change", [a_routine, an_exercise, the_history, writing_to_the_history])
def test_the_mark_changes_with_every_file(folders: Folders, change: Callable[[Folders], None]) -> None:
    before = fingerprint(folders, Settings(), TODAY)
    assert fingerprint(folders, Settings(), TODAY) == before
    change(folders)
    assert fingerprint(folders, Settings(), TODAY) != before


def test_the_mark_changes_with_the_day_and_the_rules(folders: Folders) -> None:
    marks = {
        fingerprint(folders, Settings(), TODAY),
        fingerprint(folders, Settings(), TODAY + timedelta(1)),
        fingerprint(folders, Settings(done_at=0.5), TODAY),
        fingerprint(folders, Settings(freezes=True), TODAY),
        fingerprint(folders, Settings(week_starts="sunday"), TODAY),
    }
    assert len(marks) == 5


class Slow(Services):
    """Services whose disk has not answered yet."""

    def __init__(self, folders: Folders) -> None:
        super().__init__(folders, player=no_sound, now=lambda: SATURDAY)
        self.answers = Event()

    def entries(self) -> tuple[Entry, ...]:
        self.answers.wait(10)
        return super().entries()


class Noting(RoutineTimerApp):
    begun: Timeline | None = None

    def follow(self, timeline: Timeline) -> None:
        self.begun = timeline


async def test_the_next_start_shows_it_before_anything_is_read_and_can_be_used_at_once(folders: Folders) -> None:
    first = RoutineTimerApp(Services(folders, player=no_sound, now=lambda: SATURDAY))
    async with first.run_test() as pilot:
        await settled(first, pilot)
        listed = first.screen.query_one(RoutineList).entries
    services = Slow(folders)
    app = Noting(services)
    async with app.run_test() as pilot:
        await pilot.pause()
        shown = app.screen.query_one(RoutineList).entries
        assert [entry.name for entry in shown] == [entry.name for entry in listed]
        assert "never" in text(app)
        await pilot.press("enter")
        assert app.begun is not None
        assert app.begun.routine == "after-workout"
        services.answers.set()
        await settled(app, pilot)
        assert all(entry.routine for entry in app.screen.query_one(RoutineList).entries)


async def test_a_history_that_has_changed_since_is_not_shown_as_it_was(folders: Folders) -> None:
    first = RoutineTimerApp(Services(folders, player=no_sound, now=lambda: SATURDAY))
    async with first.run_test() as pilot:
        await settled(first, pilot)
    assert Services(folders, now=lambda: SATURDAY).glance() is not None
    assert Services(folders, now=lambda: SATURDAY + timedelta(1)).glance() is None
    other = Services(folders, now=lambda: SATURDAY)
    other.history.log("after-workout", TODAY)
    other.close()
    assert Services(folders, now=lambda: SATURDAY).glance() is None
