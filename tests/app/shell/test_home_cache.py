"""What was shown last is in the first picture of the next start, unless anything has changed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from msgspec.structs import replace
from textual.message import Message

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.messages import StartSession
from routine_timer.app.models.home_progress import HomeProgress, today_text, week_marks
from routine_timer.app.models.routine_entries import RoutineEntry
from routine_timer.app.screens.home.home_cache_file import CachedHome, files_stamp, history_stamp, load, save
from routine_timer.app.screens.home.routine_list import RoutineList
from routine_timer.app.services import Services
from routine_timer.history.streaks.streak_summary import DayState, StreakSummary
from routine_timer.paths import Folders
from routine_timer.settings import Settings
from routine_timer.timeline import Timeline
from tests.app.conftest import SATURDAY, no_sound
from tests.app.settling import while_workers_wait
from tests.app.shell.fakes import ENTRIES, STANDING, TODAY
from tests.app.shell.test_home import CUT_OFF, text


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "home.json"


FILES = ("files", ENTRIES)
HISTORY = ("history", (STANDING,))


def found(file: Path, files: str = "files", history: str = "history", today: date = TODAY) -> CachedHome:
    return load(file, files, history, today)


def test_what_was_kept_reads_the_same(file: Path) -> None:
    save(file, FILES, HISTORY)
    cached_home = found(file)
    assert cached_home.entries is not None
    assert cached_home.progress is not None
    for entry, before in zip(cached_home.entries, ENTRIES, strict=True):
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
    assert week_marks(cached_home.progress, 0) == week_marks(STANDING, 0)
    assert today_text(cached_home.progress.streak_summary) == today_text(STANDING.streak_summary)
    assert (cached_home.progress.last_done, cached_home.progress.has_history) == (STANDING.last_done, True)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_only_the_user_can_read_it_whatever_the_umask(file: Path) -> None:
    before = os.umask(0)
    try:
        save(file, FILES, HISTORY)
    finally:
        os.umask(before)
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_length_of_a_routine_is_cached_with_the_progress(file: Path) -> None:
    save(file, FILES, ("history", (replace(STANDING, lengths={"core": 55.5}),)))
    progress = found(file).progress
    assert progress is not None
    assert progress.lengths == {"core": 55.5}


def test_a_frozen_day_is_frozen_in_the_first_picture_too(file: Path) -> None:
    days = tuple(DayState(TODAY - timedelta(ago), "skipped", 0.9) for ago in (2, 1, 0))
    fields = {name: getattr(STANDING.streak_summary, name) for name in StreakSummary.fields}
    streak_summary = StreakSummary(**fields | {"days": days, "frozen": (TODAY - timedelta(300), TODAY - timedelta(1))})
    save(file, FILES, ("history", (replace(STANDING, streak_summary=streak_summary),)))
    progress = found(file).progress
    assert progress is not None
    assert [day.state for day in week_marks(progress, 0)][3:6] == ["skipped", "frozen", "skipped"]


def test_it_may_be_kept_again_without_having_been_read(file: Path) -> None:
    save(file, FILES, HISTORY)
    first = found(file)
    assert first.entries is not None
    save(file, ("files", first.entries), None)
    assert found(file) == first


def test_each_half_is_shown_under_its_own_mark_alone(file: Path) -> None:
    save(file, FILES, HISTORY)
    both = found(file)
    assert found(file, files="another") == CachedHome(None, both.progress)
    assert found(file, history="another") == CachedHome(both.entries, None)
    assert found(file, today=TODAY + timedelta(1)) == CachedHome(both.entries, None)


def test_each_half_may_be_kept_without_the_other(file: Path) -> None:
    save(file, FILES, None)
    assert found(file).progress is None
    save(file, None, HISTORY)
    assert found(file).entries is not None
    assert found(file).progress is not None


ODD = [
    "",
    "{",
    "[]",
    "null",
    "{}",
    '{"files": "files", "entries": [1]}',
    '{"files": "files"}',
    '{"files": "files", "entries": [], "history": "history", "days": [1]}',
    f'{{"files": "files", "entries": [], "history": "history", "days": {{"{TODAY}": {{}}}}}}',
]


@pytest.mark.parametrize("text", ODD)
def test_a_file_that_is_odd_is_none(file: Path, text: str) -> None:
    file.parent.mkdir()
    file.write_text(text)
    assert found(file) == CachedHome()
    save(file, FILES, HISTORY)
    assert found(file).progress is not None


@pytest.mark.parametrize(
    "asking",
    [
        replace(STANDING, unfinished=(CUT_OFF,)),
        replace(STANDING, troubles=("the disk is full",)),
        replace(STANDING, backup_of=TODAY),
    ],
)
def test_what_asks_something_of_the_person_is_never_kept(file: Path, asking: HomeProgress) -> None:
    save(file, FILES, HISTORY)
    save(file, FILES, ("history", (asking,)))
    assert found(file).progress is None


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


def marks(folders: Folders) -> tuple[str, str]:
    return files_stamp(folders), history_stamp(folders, Settings(), timedelta(0))


@pytest.mark.parametrize("change", [a_routine, an_exercise])
def test_the_mark_of_the_files_changes_with_each(folders: Folders, change: Callable[[Folders], None]) -> None:
    before = marks(folders)
    assert marks(folders) == before
    change(folders)
    after = marks(folders)
    assert (after[0] != before[0], after[1] == before[1]) == (True, True)


@pytest.mark.parametrize("change", [the_history, writing_to_the_history])
def test_the_mark_of_the_history_changes_with_it(folders: Folders, change: Callable[[Folders], None]) -> None:
    before = marks(folders)
    change(folders)
    after = marks(folders)
    assert (after[0] == before[0], after[1] != before[1]) == (True, True)


def test_an_empty_log_beside_the_history_is_as_good_as_none(folders: Folders) -> None:
    before = marks(folders)
    folders.history_file.with_name("history.db-wal").touch()
    assert marks(folders) == before


def test_another_file_in_its_place_is_reported_even_as_long_and_as_old(folders: Folders) -> None:
    folders.routines.mkdir()
    file, other = folders.routines / "mine.toml", folders.routines / "other"
    file.write_text("a = 1")
    stat = file.stat()
    before = files_stamp(folders)
    other.write_text("a = 2")
    other.replace(file)
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert files_stamp(folders) != before


def test_the_mark_changes_with_the_rules_and_the_zone(folders: Folders) -> None:
    rules = (Settings(), Settings(done_at=0.5), Settings(freezes=True), Settings(week_starts="sunday"))
    found = {history_stamp(folders, one, timedelta(0)) for one in rules}
    assert len(found | {history_stamp(folders, Settings(), timedelta(hours=9))}) == 5


class Slow(Services):
    """Services whose disk has not answered yet."""

    def __init__(self, folders: Folders) -> None:
        super().__init__(folders, player=no_sound, now=lambda: SATURDAY)
        self.answers = Event()

    def entries(
        self,
        on_names: Callable[[tuple[RoutineEntry, ...]], object] | None = None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> tuple[RoutineEntry, ...]:
        self.answers.wait(10)
        return super().entries(on_names, is_cancelled)


class Noting(RoutineTimerApp):
    begun: Timeline | None = None

    def post_message(self, message: Message) -> bool:
        if isinstance(message, StartSession):
            self.begun = message.timeline
            return True
        return super().post_message(message)


class NamesFirst(Services):
    """Services whose disk takes its time over whole files."""

    def __init__(self, folders: Folders) -> None:
        super().__init__(folders, player=no_sound, now=lambda: SATURDAY)
        self.answers = Event()

    def entries(
        self,
        on_names: Callable[[tuple[RoutineEntry, ...]], object] | None = None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> tuple[RoutineEntry, ...]:
        found = super().entries(on_names)
        self.answers.wait(10)
        return () if is_cancelled() else found


async def test_the_first_start_lists_names_while_the_files_are_read(folders: Folders) -> None:
    services = NamesFirst(folders)
    app = Noting(services)
    async with app.run_test() as pilot:
        routines = app.screen.query_one(RoutineList)
        with while_workers_wait():
            while not routines.entries:
                await pilot.pause(0.01)
            names = [entry.name for entry in routines.entries]
            assert names[0] == "After the workout"
            assert all(entry.duration_s is None for entry in routines.entries)
            await pilot.press("enter")
            assert app.begun is not None
            assert app.begun.routine == "after-workout"
        services.answers.set()
        while any(entry.duration_s is None for entry in routines.entries):
            await pilot.pause(0.01)
        assert [entry.name for entry in routines.entries] == names


def test_the_names_are_those_of_the_files_and_reading_them_can_be_stopped(folders: Folders) -> None:
    folders.routines.mkdir(parents=True, exist_ok=True)
    (folders.routines / "mine.toml").write_text(
        'format = 1\nname = "Mine [all]"\n[[step]]\nname = "Clam"\nhold = "30s"\n'
    )
    (folders.routines / "nameless.toml").write_text("format = 1\n[[step]]\n")
    (folders.routines / "broken.toml").write_text('name = "Bro')
    (folders.routines / "bytes.toml").write_bytes(b"\xff\xfe")
    services = Services(folders, player=no_sound, now=lambda: SATURDAY)
    named: list[RoutineEntry] = []
    every = services.entries(named.extend)
    assert [one.name for one in named] == [one.name for one in every if not one.broken]
    assert named[0].own
    assert named[0].name == "Mine [all]"
    asked = iter([False, False, True])
    assert len(services.entries(is_cancelled=lambda: next(asked))) == 2
    services.close()


async def test_the_next_start_shows_it_before_anything_is_read_and_can_be_used_at_once(folders: Folders) -> None:
    first = RoutineTimerApp(Services(folders, player=no_sound, now=lambda: SATURDAY))
    async with first.run_test() as pilot:
        await pilot.pause()
        listed = first.screen.query_one(RoutineList).entries
    services = Slow(folders)
    app = Noting(services)
    async with app.run_test() as pilot:
        with while_workers_wait():
            await pilot.pause()
            shown = app.screen.query_one(RoutineList).entries
            assert [entry.name for entry in shown] == [entry.name for entry in listed]
            assert "never" in text(app)
            await pilot.press("enter")
            assert app.begun is not None
            assert app.begun.routine == "after-workout"
        services.answers.set()
        await pilot.pause()
        assert all(entry.routine for entry in app.screen.query_one(RoutineList).entries)


async def left(folders: Folders, now: datetime = SATURDAY) -> None:
    """The program was opened, and left."""
    app = RoutineTimerApp(Services(folders, player=no_sound, now=lambda: now))
    async with app.run_test() as pilot:
        await pilot.pause()


async def test_a_history_that_has_changed_since_is_not_shown_as_it_was(folders: Folders) -> None:
    await left(folders)
    assert Services(folders, now=lambda: SATURDAY).cached_home().progress is not None
    other = Services(folders, now=lambda: SATURDAY)
    other.history.ended.log("after-workout", TODAY)
    other.close()
    cached_home = Services(folders, now=lambda: SATURDAY).cached_home()
    assert cached_home.progress is None
    assert cached_home.entries


async def test_the_first_start_of_a_day_shows_what_the_history_will_say_of_it(folders: Folders) -> None:
    past = Services(folders, now=lambda: SATURDAY)
    for ago in range(1, 20):
        past.history.ended.log("after-workout", TODAY - timedelta(ago))
    past.close()
    await left(folders)
    for days in (1, 2, 6):
        later = Services(folders, now=lambda days=days: SATURDAY + timedelta(days))  # type: ignore[misc]
        shown = later.cached_home().progress
        assert shown is not None
        told = later.progress()
        assert (shown.today, shown.last_done) == (told.today, told.last_done)
        assert (today_text(shown.streak_summary), week_marks(shown, 0)) == (
            today_text(told.streak_summary),
            week_marks(told, 0),
        )
        assert (shown.streak_summary.current, shown.streak_summary.score) == (
            told.streak_summary.current,
            told.streak_summary.score,
        )
    assert Services(folders, now=lambda: SATURDAY + timedelta(7)).cached_home().progress is None


async def test_a_session_that_is_still_to_come_is_not_counted_ahead(folders: Folders) -> None:
    past = Services(folders, now=lambda: SATURDAY + timedelta(1))
    past.history.ended.log("after-workout", TODAY + timedelta(1))
    past.close()
    await left(folders)
    assert Services(folders, now=lambda: SATURDAY).cached_home().progress is not None
    assert Services(folders, now=lambda: SATURDAY + timedelta(1)).cached_home().progress is None


async def test_after_a_routine_was_written_the_header_is_complete(folders: Folders) -> None:
    await left(folders)
    a_routine(folders)
    services = Slow(folders)
    app = RoutineTimerApp(services)
    async with app.run_test() as pilot:
        with while_workers_wait():
            await pilot.pause()
            assert "Choose a routine" in text(app)
            assert "no routine yet" not in text(app)
        services.answers.set()
        await pilot.pause()
