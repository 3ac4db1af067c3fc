"""What the history needs besides sessions, and what a person is told about it."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest

from routine_timer.app.models.history_maintenance import HistoryMaintenance, restored_text
from routine_timer.app.services import Services
from routine_timer.history.errors import DamagedHistory, HistoryLocked
from routine_timer.history.history import History
from routine_timer.history.records import DoseRecord, Header
from routine_timer.history.store.care_records import CareRecords
from routine_timer.paths import Folders
from routine_timer.routine.model import Hold, Routine, Step
from routine_timer.settings import Settings

FILES_OF_0_1_0 = Path(__file__).parents[1] / "history" / "files-0.1.0"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with History(tmp_path / "history.db", tmp_path / "state", lambda: NOW) as opened:
        yield opened


@pytest.fixture
def maintenance(history: History) -> HistoryMaintenance:
    return HistoryMaintenance(lambda: history)


def test_a_good_history_is_backed_up_and_nothing_is_reported(history: History, maintenance: HistoryMaintenance) -> None:
    history.ended.log("clams", date(2026, 11, 20))
    assert not maintenance.check_and_back_up()
    assert maintenance.troubles == ()
    assert [backup.name for backup in history.database.backups] == ["history-2026-11-21.db"]


def test_it_is_looked_over_once(history: History, maintenance: HistoryMaintenance) -> None:
    maintenance.check_and_back_up()
    history.ended.log("clams", date(2026, 11, 20))
    assert not maintenance.check_and_back_up()
    assert history.database.backups == []


def test_what_was_changed_from_outside_is_named(history: History, maintenance: HistoryMaintenance) -> None:
    logged = [history.ended.log("clams", date(2026, 11, day)) for day in range(1, 7)]
    with contextlib.closing(sqlite3.connect(history.database.file)) as db, db:
        db.execute("UPDATE session SET active_s = 4000")
    assert maintenance.check_and_back_up()
    (told,) = maintenance.troubles
    assert sum(record.id in told for record in logged) == 3
    assert told.startswith("Changed outside this program, and left as they are: session ")
    assert told.endswith("3 more.")
    assert maintenance.news() == (told,)
    assert maintenance.news() == ()


def test_a_damaged_history_is_set_aside_and_its_backup_comes_back(
    history: History, maintenance: HistoryMaintenance
) -> None:
    history.ended.log("clams", date(2026, 11, 20))
    history.database.back_up()
    maintenance.recover(DamagedHistory(history.database.file, "for this test"))
    assert maintenance.backup_of == date(2026, 11, 21)
    assert list(history.ended.sessions()) == []
    history.ended.log("plank", date(2026, 11, 21))
    merged = maintenance.restore()
    assert merged is not None
    assert restored_text(merged) == "Restored 1 record."
    assert {record.routine for record in history.ended.sessions()} == {"clams", "plank"}
    assert maintenance.restore() is None


@pytest.mark.parametrize("backed_up", [True, False])
def test_a_damaged_history_that_cannot_be_set_aside_promises_nothing(
    history: History, maintenance: HistoryMaintenance, monkeypatch: pytest.MonkeyPatch, backed_up: bool
) -> None:
    """Nothing can be restored into it, and starting the program again doesn't set it aside either."""
    history.ended.log("clams", date(2026, 11, 20))
    if backed_up:
        history.database.back_up()

    def refuse(_file: Path, _target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)
    maintenance.recover(DamagedHistory(history.database.file, "for this test"))
    assert maintenance.backup_of is None
    [told] = maintenance.troubles
    assert "it can't be set aside: Permission denied" in told
    assert "make its folder writable" in told
    assert "sets the file aside" not in told


def test_a_damaged_history_without_a_backup_says_that_a_new_one_was_started(
    history: History, maintenance: HistoryMaintenance
) -> None:
    history.ended.log("clams", date(2026, 11, 20))
    maintenance.recover(DamagedHistory(history.database.file, "for this test"))
    [told] = maintenance.troubles
    assert told.endswith("there is no good backup, so a new history was started")
    assert maintenance.backup_of is None
    assert list(history.ended.sessions()) == []


def test_a_history_damaged_where_its_facts_are_looked_up_is_set_aside_too(tmp_path: Path) -> None:
    """In a session this is the first reading of that page: nothing looks again afterwards."""
    file, state = tmp_path / "damaged.db", tmp_path / "damaged-state"
    with History(file, state, lambda: NOW) as before:
        before.ended.log("clams", date(2026, 11, 20))
        before.database.back_up()
    with contextlib.closing(sqlite3.connect(file)) as db:
        (page,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_meta_1'").fetchone()
    harmed = bytearray(file.read_bytes())
    harmed[(page - 1) * 4096 : page * 4096] = b"\x55" * 4096
    file.write_bytes(harmed)
    with History(file, state, lambda: NOW) as damaged:
        maintenance = HistoryMaintenance(lambda: damaged)
        assert maintenance.check_and_back_up()
        assert "it was set aside, untouched" in maintenance.troubles[0]
        assert maintenance.backup_of == date(2026, 11, 21)


def test_a_history_that_was_taken_away_is_offered_its_backup(tmp_path: Path, history: History) -> None:
    history.ended.log("clams", date(2026, 11, 20))
    history.database.back_up()
    with History(tmp_path / "another.db", tmp_path / "state", lambda: NOW) as empty:
        maintenance = HistoryMaintenance(lambda: empty)
        assert maintenance.check_and_back_up()
        assert maintenance.backup_of == date(2026, 11, 21)


def test_an_empty_history_of_a_beginner_is_offered_nothing(maintenance: HistoryMaintenance) -> None:
    assert not maintenance.check_and_back_up()
    assert maintenance.backup_of is None


def test_a_first_session_under_way_makes_no_backup_of_nothing(
    history: History, maintenance: HistoryMaintenance
) -> None:
    history.active.begin(Header("clams", NOW, "UTC", 60.0, None), "{}")
    assert not maintenance.check_and_back_up()
    assert (maintenance.backup_of, history.database.backups) == (None, [])


def test_a_sync_tells_whether_there_is_something_new_to_show(
    history: History, maintenance: HistoryMaintenance, tmp_path: Path
) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    assert not maintenance.sync(None)
    assert not maintenance.sync(folder)
    (folder / "another.jsonl").write_text(
        '{"id": "x", "routine": "r", "started_at": "2026-11-20T18:00:00+01:00", "status": "completed"}\n'
    )
    assert maintenance.sync(folder)
    assert len(history.ended.sessions()) == 1
    assert not maintenance.sync(folder)
    (folder / "another.jsonl").write_text("nonsense\n")
    assert maintenance.sync(folder)
    assert maintenance.troubles[0].startswith("Can't sync with your other computers: ")
    assert "another.jsonl" in maintenance.troubles[0]
    (folder / "another.jsonl").unlink()
    assert maintenance.sync(folder)
    assert maintenance.troubles == ()


def test_closing_waits_for_running_work_and_nothing_is_done_after(history: History) -> None:
    opened, go_on = threading.Event(), threading.Event()

    def slowly() -> History:
        opened.set()
        go_on.wait(10)
        return history

    maintenance = HistoryMaintenance(slowly)
    working = threading.Thread(target=maintenance.check_and_back_up)
    working.start()
    opened.wait(10)
    closing = threading.Thread(target=maintenance.close)
    closing.start()
    closing.join(0.05)
    assert closing.is_alive()
    go_on.set()
    closing.join(10)
    working.join(10)
    assert not maintenance.sync(history.database.file.parent / "shared")
    assert not (history.database.file.parent / "shared").exists()
    assert maintenance.restore() is None


def test_doses_that_cannot_be_read_keep_nobody_from_the_routine(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = Services(folders, Settings())

    def locked(_self: CareRecords, _routine: str | None = None) -> list[DoseRecord]:
        raise HistoryLocked(folders.history_file, "for this test")

    monkeypatch.setattr(CareRecords, "doses", locked)
    timeline = services.timelines.of(Routine("clams", "Clams", (Step("Clam", Hold(20, 30, "range")),)))
    assert [segment.seconds for segment in timeline.segments if segment.is_work] == [20]
    assert "is locked" in services.progress().troubles[0]
    services.close()


def test_what_bringing_a_history_up_to_date_changed_is_told_once(tmp_path: Path) -> None:
    """The file of 0.1.0 has an id that other computers refuse; it has a new one as soon as it is opened."""
    file, state = tmp_path / "old.db", tmp_path / "old-state"
    shutil.copy(FILES_OF_0_1_0 / "history.db", file)
    for told in (
        (("Your history was brought up to date: 1 record has a new id (ids are 1 to 64 letters, digits, - and _)."),),
        (),
    ):
        with History(file, state, lambda: NOW) as opened:
            maintenance = HistoryMaintenance(partial(lambda one: one, opened))
            assert maintenance.check_and_back_up() is bool(told)
            assert maintenance.troubles == told
            assert "old/id with spaces" not in {record.id for record in opened.ended.sessions()}


def test_a_history_that_was_emptied_says_so_and_its_backup_comes_back(tmp_path: Path) -> None:
    file, state = tmp_path / "emptied.db", tmp_path / "emptied-state"
    with History(file, state, lambda: NOW) as before:
        before.ended.log("clams", date(2026, 11, 20))
        before.database.back_up()
    file.write_bytes(b"")
    opened, error = History.open_anyway(file, state, lambda: NOW)
    with opened:
        maintenance = HistoryMaintenance(lambda: opened)
        maintenance.note_opened(error)
        [told] = maintenance.troubles
        assert "it is empty, but there are backups of it" in told
        assert maintenance.restore() is not None
        assert [one.routine for one in opened.ended.sessions()] == ["clams"]
