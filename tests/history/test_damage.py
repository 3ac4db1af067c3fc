"""Files that are broken, newer, older or out of reach: told, set aside, never lost."""

from __future__ import annotations

import contextlib
import os
import random
import re
import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from routine_timer.history.errors import (
    CannotWrite,
    DamagedHistory,
    HistoryError,
    HistoryLocked,
    NewerHistory,
    ReadOnly,
)
from routine_timer.history.history import History
from routine_timer.history.import_export import export_lines, import_lines
from routine_timer.history.journal_entries import (
    PositionChanged,
    Remarks,
    RemarksChanged,
    SegmentEnded,
    SessionEnded,
    SidesSwapped,
)
from routine_timer.history.store.json_codec import checksum_of, usable_id
from routine_timer.history.store.schema import VERSION, migrate, version_of
from routine_timer.history.streak_settings import Rules
from routine_timer.history.streaks.goals import parse_goal

from .conftest import FakeClock
from .making import NOON, header, segment, session


@pytest.fixture
def filled(tmp_path: Path, clock: FakeClock) -> Path:
    """A closed history with thirty sessions, skips and a goal."""
    file = tmp_path / "filled" / "history.db"
    with History(file, file.parent / "state", clock) as history:
        days = range(30)
        history.merge(
            session(NOON - timedelta(days=n), id=f"{n}", segments=tuple(segment(i) for i in range(1, 6)), note="n" * 40)
            for n in days
        )
        history.set_goal(parse_goal("3/week"), date(2026, 1, 1))
        history.skip(date(2026, 11, 1), date(2026, 11, 2), "travel")
        history.database.back_up()
    return file


def open_(file: Path, clock: FakeClock) -> tuple[History, HistoryError | None]:
    return History.open_anyway(file, file.parent / "state", clock)


class TestDamaged:
    @pytest.mark.parametrize(
        "harm",
        [
            pytest.param(lambda data: b"this is no database" * 100, id="something else"),
            pytest.param(lambda data: b"", id="emptied"),
            pytest.param(lambda data: data[:16] + bytes(84) + data[100:], id="header lost"),
            pytest.param(lambda data: data[:60] + bytes(4) + data[64:], id="version lost"),
        ],
    )
    def test_at_opening_it_is_set_aside_untouched_and_reported(
        self, filled: Path, clock: FakeClock, harm: Callable[[bytes], bytes]
    ) -> None:
        filled.write_bytes(harm(filled.read_bytes()))
        before = filled.read_bytes()
        with pytest.raises(DamagedHistory):
            History(filled, filled.parent / "state", clock)
        assert filled.read_bytes() == before
        history, error = open_(filled, clock)
        with history:
            assert isinstance(error, DamagedHistory)
            assert error.aside is not None
            assert error.aside.read_bytes() == before
            assert error.aside.name in str(error)
            assert history.ended.is_new()
            history.ended.log("r", date(2026, 11, 21))

    def test_the_newest_good_backup_is_offered_and_brings_all_back(self, filled: Path, clock: FakeClock) -> None:
        filled.write_bytes(b"lost" * 1000)
        history, error = open_(filled, clock)
        with history:
            assert isinstance(error, DamagedHistory)
            assert [backup.name for backup in error.backups] == ["history-2026-11-21.db"]
            logged = history.ended.log("r", date(2026, 11, 21))
            history.restore_backup(error.backups[0])
            assert len(history.ended.sessions()) == 31
            assert history.ended.session(logged.id) == logged
            assert (history.streak_summary().goal, len(history.skips())) == ("3/week", 2)
            assert history.check() == []

    def test_found_while_it_is_open_it_can_be_recovered_from(self, filled: Path, clock: FakeClock) -> None:
        data = bytearray(filled.read_bytes())
        data[4096:] = random.Random(1).randbytes(len(data) - 4096)
        history, error = open_(filled, clock)
        with history:
            assert error is None
            id_ = history.active.begin(header(clock.now), "{}")
            history.active.record(id_, SegmentEnded(segment(1)))
            filled.write_bytes(data)
            history.database.connection.close()
            history.database.connection = sqlite3.connect(filled, isolation_level=None, check_same_thread=False)
            with pytest.raises(DamagedHistory) as caught:
                history.check()
            told = history.recover(caught.value)
            assert told.aside is not None
            assert told.backups
            history.active.record(id_, SegmentEnded(segment(2)))
            kept = history.active.end(id_, SessionEnded("completed", active_s=60))
            assert [one.n for one in kept.segments] == [1, 2]
            assert history.ended.session(id_) == kept

    def test_damage_under_a_running_session_loses_none_of_it(self, filled: Path, clock: FakeClock) -> None:
        history, _ = open_(filled, clock)
        with history:
            id_ = history.active.begin(header(clock.now), "{}")
            history.active.record(id_, SegmentEnded(segment(1)))
            history.database.connection.execute("DROP TABLE segment")
            history.active.record(id_, SegmentEnded(segment(2)))
            assert isinstance(history.active.trouble, DamagedHistory)
            assert [one.n for one in history.active.end(id_, SessionEnded("completed", active_s=60)).segments] == [1, 2]

    @pytest.mark.sweep
    @pytest.mark.parametrize("seed", range(40))
    def test_a_flipped_bit_is_never_a_crash_and_never_silent(self, filled: Path, clock: FakeClock, seed: int) -> None:
        chance = random.Random(seed)
        with History(filled, filled.parent / "state", clock) as history:
            whole = [(one.id, one.note, one.segments) for one in history.ended.sessions()]
            said = history.streak_summary()
        data = bytearray(filled.read_bytes())
        at = chance.randrange(len(data))
        data[at] ^= 1 << chance.randrange(8)
        filled.write_bytes(data)
        history, error = open_(filled, clock)
        with history:
            try:
                told = bool(history.check()) or error is not None
                now = [(one.id, one.note, one.segments) for one in history.ended.sessions()]
                same = now == whole and history.streak_summary() == said
            except HistoryError:
                return
            assert told or same

    @pytest.mark.parametrize("keep", [1, 99, 512, 4096, 5000, 20000])
    def test_a_truncated_file_is_reported(self, filled: Path, clock: FakeClock, keep: int) -> None:
        filled.write_bytes(filled.read_bytes()[:keep])
        history, error = open_(filled, clock)
        with history:
            if error is None:
                with pytest.raises(DamagedHistory):
                    history.check()

    def test_two_damaged_files_keep_two_names(self, filled: Path, clock: FakeClock) -> None:
        names = set()
        for _ in range(3):
            filled.write_bytes(b"nonsense" * 100)
            history, error = open_(filled, clock)
            history.close()
            assert isinstance(error, DamagedHistory)
            names.add(error.aside)
        assert len(names) == 3


class TestAltered:
    """A record that something else changed, in a file that SQLite finds good."""

    def alter(self, filled: Path, statement: str) -> None:
        with contextlib.closing(sqlite3.connect(filled)) as db, db:
            db.execute(statement)
        db.close()

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE session SET note = 'other' WHERE id = '3'",
            "UPDATE session SET done = 0 WHERE id = '3'",
            "UPDATE session SET active_s = 1e300 WHERE id = '3'",
            "UPDATE session SET routine = '' WHERE id = '3'",
            "UPDATE session SET day = 'someday' WHERE id = '3'",
            "UPDATE session SET started_at = 5 WHERE id = '3'",
            "UPDATE session SET zone = x'ff00' WHERE id = '3'",
            "UPDATE session SET checksum = NULL WHERE id = '3'",
            "UPDATE segment SET actual_s = 99 WHERE session = '3' AND n = 2",
            "UPDATE segment SET outcome = 'dreamt' WHERE session = '3' AND n = 2",
            "DELETE FROM segment WHERE session = '3' AND n = 2",
        ],
    )
    def test_it_is_reported_and_the_rest_is_read(self, filled: Path, clock: FakeClock, statement: str) -> None:
        self.alter(filled, statement)
        with History(filled, filled.parent / "state", clock) as history:
            found = history.ended.sessions()
            assert [one.id for one in found.altered] == ["3"]
            assert len(found) >= 29
            assert all(one.intact == (one.id != "3") for one in found)
            assert [one.id for one in history.check()] == ["3"]
            assert history.streak_summary().why
            assert history.ended.days()

    @pytest.mark.parametrize(
        ("statement", "kind"),
        [
            ("UPDATE goal SET goal = 'often'", "goal"),
            ("UPDATE goal SET goal = '4/week'", "goal"),
            ("UPDATE skip SET day = 'x' WHERE day = '2026-11-01'", "skip"),
            ("UPDATE skip SET why = 'y' WHERE day = '2026-11-01'", "skip"),
        ],
    )
    def test_goals_and_skips_too(self, filled: Path, clock: FakeClock, statement: str, kind: str) -> None:
        self.alter(filled, statement)
        with History(filled, filled.parent / "state", clock) as history:
            assert [one.kind for one in history.check()] == [kind]
            assert history.streak_summary().why

    def test_a_good_copy_from_elsewhere_mends_it(self, filled: Path, clock: FakeClock) -> None:
        with History(filled, filled.parent / "state", clock) as history:
            good = history.ended.session("3")
        self.alter(filled, "UPDATE session SET note = 'zzz' WHERE id = '3'")
        with History(filled, filled.parent / "state", clock) as history:
            history.merge([good])
            assert history.ended.session("3") == good
            assert history.check() == []


class TestOutOfReach:
    def test_a_newer_file_is_refused_untouched(self, filled: Path, clock: FakeClock) -> None:
        with contextlib.closing(sqlite3.connect(filled)) as db, db:
            db.execute(f"PRAGMA user_version = {VERSION + 1}")
        db.close()
        before = filled.read_bytes()
        history, error = open_(filled, clock)
        with history:
            assert isinstance(error, NewerHistory)
            assert (error.found, error.known) == (VERSION + 1, VERSION)
            id_ = history.active.begin(header(clock.now), "{}")
            history.active.record(id_, SegmentEnded(segment(1)))
            history.active.end(id_, SessionEnded("completed", active_s=60))
            with pytest.raises(NewerHistory):
                history.ended.log("r", date(2026, 11, 21))
            assert history.database.back_up() is None
        assert filled.read_bytes() == before
        with contextlib.closing(sqlite3.connect(filled)) as db, db:
            db.execute(f"PRAGMA user_version = {VERSION}")
        db.close()
        with History(filled, filled.parent / "state", clock) as again:
            assert len(again.ended.sessions()) == 31

    def test_a_locked_file_is_reported_as_such(self, history: History) -> None:
        history.database.connection.execute("PRAGMA busy_timeout = 0")
        other = sqlite3.connect(history.database.file, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(HistoryLocked):
            history.ended.log("r", date(2026, 11, 21))
        other.close()

    def test_a_file_that_may_only_be_read_is_shown(self, filled: Path, clock: FakeClock) -> None:
        with History(filled, filled.parent / "state", clock) as history:
            history.database.connection.execute("PRAGMA query_only = ON")
            assert len(history.ended.sessions()) == 30
            with pytest.raises(ReadOnly):
                history.ended.log("r", date(2026, 11, 21))

    def test_a_folder_that_cannot_be_made_is_reported(self, tmp_path: Path, clock: FakeClock) -> None:
        (tmp_path / "file").touch()
        history, error = open_(tmp_path / "file" / "history.db", clock)
        with history:
            assert isinstance(error, CannotWrite)
            assert history.streak_summary().today == "pending"
            assert history.rules == history.rules
            history.set_rules(history.rules)


class TestMigrations:
    @pytest.mark.parametrize("version", range(VERSION))
    def test_every_earlier_file_is_updated_with_all_it_has(
        self, tmp_path: Path, clock: FakeClock, version: int
    ) -> None:
        file = tmp_path / "history.db"
        db = sqlite3.connect(file, isolation_level=None)
        migrate(db, NOON, upto=version)
        if version:
            db.execute(
                "INSERT INTO session (id, routine, day, started_at, zone, status, done, active_s, edited_at, deleted, "
                "checksum, begins) VALUES ('a', 'r', '2026-11-20', '2026-11-20T20:00:00-08:00', 'America/Los_Angeles', "
                "'completed', 1, 60.0, '2026-11-21T04:01:00+00:00', 0, NULL, ?)",
                (datetime(2026, 11, 21, 4, tzinfo=UTC).timestamp(),),
            )
        if version >= 2:
            db.execute("UPDATE session SET place = zone, offset_s = -28800, counts_from = begins")
        db.close()
        with History(file, tmp_path / "state", clock) as history:
            assert version_of(history.database.connection) == VERSION
            assert len(history.ended.sessions()) == bool(version)
            assert history.streak_summary().best.length == bool(version)
            where = history.database.connection.execute("SELECT place, offset_s FROM session").fetchall()
            assert where == [("America/Los_Angeles", -8 * 3600.0)] * bool(version)
            applied = history.database.connection.execute("SELECT version FROM migration ORDER BY version").fetchall()
            assert applied == [(n,) for n in range(1, VERSION + 1)]

    def test_a_session_that_was_cut_off_under_an_earlier_version_is_whole_and_not_silent(
        self, tmp_path: Path, clock: FakeClock
    ) -> None:
        file = tmp_path / "history.db"
        seen = clock.now.isoformat()
        db = sqlite3.connect(file, isolation_level=None)
        migrate(db, NOON, upto=3)
        db.execute(
            "INSERT INTO session (id, routine, day, started_at, zone, status, done, active_s, edited_at, begins) "
            "VALUES ('a', 'r', '2026-11-21', ?, 'UTC', 'under way', 0, 33.5, ?, ?)",
            (seen, seen, clock.now.timestamp()),
        )
        db.execute("INSERT INTO under_way VALUES ('a', '{}', 60.0, 1, 3.5, ?)", (seen,))
        rows = db.execute(
            "SELECT routine, day, started_at, zone, active_s, note, pain_before, pain_after, under_way.* "
            "FROM session JOIN under_way ON session = id"
        ).fetchall()
        db.execute("UPDATE session SET checksum = ?", (checksum_of({"under way": repr(rows), "segments": "[]"}),))
        db.close()
        with History(file, tmp_path / "state", clock) as history:
            assert history.check() == []
            assert not history.active.unfinished_sessions()[0].muted
            history.active.resume("a")
            assert history.active.end("a", SessionEnded("partial", active_s=40.0)).intact
            assert history.check() == []

    @pytest.mark.parametrize("table", ["skip", "dose"], ids=["the first", "after one that went well"])
    def test_one_that_fails_leaves_the_file_as_it_was(self, tmp_path: Path, table: str) -> None:
        db = sqlite3.connect(tmp_path / "history.db", isolation_level=None)
        migrate(db, NOON, upto=1)
        db.execute(f"CREATE TABLE {table} (in_the_way)")
        before = db.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        with pytest.raises(sqlite3.OperationalError):
            migrate(db, NOON)
        assert version_of(db) == 1
        assert db.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall() == before
        db.close()


class TestBackups:
    def test_one_a_day_and_seven_are_saved(self, history: History, clock: FakeClock) -> None:
        assert history.database.back_up() is None  # nothing to keep yet
        history.merge([session()])
        made = []
        for _ in range(9):
            made.append(history.database.back_up())
            assert history.database.back_up() is None
            clock.forward(days=1)
        assert None not in made
        assert history.database.backups == [file for file in reversed(made) if file is not None][:7]

    def test_a_spoiled_one_is_not_offered(self, history: History, clock: FakeClock) -> None:
        history.merge([session()])
        good = history.database.back_up()
        clock.forward(days=1)
        spoiled = history.database.back_up()
        assert spoiled is not None
        spoiled.write_bytes(b"spoiled")
        assert history.database.backups == [good]

    def test_an_old_one_is_restored_unchanged_itself(self, history: History, tmp_path: Path) -> None:
        backup = tmp_path / "old.db"
        db = sqlite3.connect(backup, isolation_level=None)
        migrate(db, NOON, upto=1)
        db.close()
        before = backup.read_bytes()
        history.restore_backup(backup)
        assert backup.read_bytes() == before

    def test_no_room_for_it_is_reported(self, history: History) -> None:
        history.merge([session()])
        shutil.rmtree(history.database.state, ignore_errors=True)
        history.database.state.write_text("a file where a folder should be")
        with pytest.raises(CannotWrite):
            history.database.back_up()


class TestUnderWayAltered:
    @pytest.mark.parametrize(
        ("statement", "found"),
        [
            ("UPDATE segment SET kind = 'nap'", 1),
            ("UPDATE segment SET label = 'Clan'", 1),
            ("UPDATE segment SET actual_s = 29.0", 1),
            ("DELETE FROM segment", 1),
            ("UPDATE session SET routine = 'x'", 1),
            ("UPDATE session SET day = 'x'", 0),
            ("UPDATE under_way SET timeline = '[]'", 1),
            ("UPDATE under_way SET position_s = 3.5", 1),
            ("UPDATE under_way SET seen_at = 'x'", 0),
            ("UPDATE under_way SET at_index = 'x'", 0),
        ],
    )
    def test_what_can_be_read_is_found_and_all_of_it_is_reported(
        self, history: History, clock: FakeClock, statement: str, found: int
    ) -> None:
        id_ = history.active.begin(header(clock.now), "{}")
        history.active.record(id_, SegmentEnded(segment(1)))
        history.database.connection.execute(statement)
        history.close()
        clock.forward(hours=1)
        with History(history.database.file, history.database.state, clock) as later:
            assert len(later.active.unfinished_sessions()) == found
            assert [altered.id for altered in later.check()] == [id_]

    def test_it_stays_reported_when_the_session_has_continued_and_ended(
        self, history: History, clock: FakeClock
    ) -> None:
        id_ = history.active.begin(header(clock.now), "{}")
        history.active.record(id_, SegmentEnded(segment(1)))
        history.database.connection.execute("UPDATE segment SET label = 'Clan'")
        history.close()
        with History(history.database.file, history.database.state, clock) as later:
            later.active.resume(id_)
            later.active.record(id_, SegmentEnded(segment(2)))
            assert [altered.id for altered in later.check()] == [id_]
            later.active.end(id_, SessionEnded("completed", active_s=60.0))
            assert [altered.id for altered in later.check()] == [id_]

    def test_what_only_this_program_wrote_is_whole_at_every_step(self, history: History, clock: FakeClock) -> None:
        id_ = history.active.begin(header(clock.now), "{}")
        assert history.check() == []
        history.active.record(id_, SegmentEnded(segment(1, side="left")))
        history.active.record(id_, PositionChanged(1, 2.5, 32.5))
        history.active.record(id_, SidesSwapped(((1, "right"),), "[]"))
        history.active.record(id_, RemarksChanged(Remarks(note="said", pain_before=3)))
        assert history.check() == []
        history.close()
        with History(history.database.file, history.database.state, clock) as later:
            assert later.check() == []
            later.active.resume(id_)
            later.active.record(id_, SegmentEnded(segment(2)))
            later.active.end(id_, SessionEnded("completed", active_s=60.0))
            assert later.check() == []


def test_rules_that_make_no_sense_are_as_if_never_set(history: History, clock: FakeClock) -> None:
    history.database.connection.execute(
        "INSERT INTO meta VALUES ('day_starts_at', 'noonish'), ('done_at', 'x'), ('week_starts', '9')"
    )
    history.close()
    with History(history.database.file, history.database.state, clock) as later:
        assert later.rules == Rules()


def test_settings_that_cannot_be_written_still_apply(history: History) -> None:
    history.database.connection.execute("PRAGMA query_only = ON")
    history.set_rules(Rules(freezes=True))
    assert isinstance(history.active.trouble, CannotWrite)
    assert history.rules.freezes


def test_days_that_make_no_sense_do_not_hide_the_others(history: History) -> None:
    history.merge([session(NOON), session(NOON - timedelta(days=1), id="x")])
    history.skip(date(2026, 11, 1), date(2026, 11, 2))
    history.database.connection.execute("UPDATE session SET day = '2025-1x-01', started_at = 'then' WHERE id = 'x'")
    history.database.connection.execute("UPDATE skip SET day = '2025-1x-01' WHERE day = '2026-11-01'")
    assert history.streak_summary().best.length == 1
    assert [tally.day for tally in history.ended.days()] == [date(2026, 11, 20)]
    assert list(history.ended.last_done().values()) == [NOON]
    assert len(history.check()) == 2


class TestBackupsMadeToHarm:
    def test_a_view_in_place_of_a_table_is_refused(self, history: History, tmp_path: Path, clock: FakeClock) -> None:
        file = tmp_path / "bomb.db"
        History(file, tmp_path / "bomb", clock).close()
        with contextlib.closing(sqlite3.connect(file)) as db:
            db.execute("DROP TABLE skip")
            db.execute(
                "CREATE VIEW skip AS WITH RECURSIVE c(x) AS (SELECT 1 UNION SELECT x + 1 FROM c) SELECT * FROM c"
            )
        with pytest.raises(DamagedHistory, match=r"bomb\.db is damaged .*'skip' is a view"):
            history.restore_backup(file)

    def test_one_that_takes_too_long_is_given_up(
        self, history: History, tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = tmp_path / "bomb.db"
        with History(file, tmp_path / "bomb", clock) as other:
            other.merge(session() for _ in range(6000))
        monkeypatch.setattr("routine_timer.history.history.PATIENCE_S", 0.0)
        with pytest.raises(DamagedHistory, match="takes too long to read") as error:
            history.restore_backup(file)
        assert "nothing was imported" in error.value.help
        assert len(history.ended.sessions()) == 0

    def test_no_more_is_copied_than_its_pages(self, history: History, tmp_path: Path, clock: FakeClock) -> None:
        file = tmp_path / "bomb.db"
        with History(file, tmp_path / "bomb", clock) as other:
            other.merge([session()])
        os.truncate(file, 1 << 40)  # it takes no room, but a copy would
        assert history.restore_backup(file).added == 1

    def test_one_of_gigabytes_is_not_copied(self, history: History, tmp_path: Path) -> None:
        file = tmp_path / "bomb.db"
        file.write_bytes(b"SQLite format 3\0")
        os.truncate(file, 1 << 40)
        with pytest.raises(DamagedHistory, match="larger than 2 GB"):
            history.restore_backup(file)

    def test_a_value_of_hundreds_of_megabytes_is_not_read(
        self, history: History, tmp_path: Path, clock: FakeClock
    ) -> None:
        file = tmp_path / "bomb.db"
        with History(file, tmp_path / "bomb", clock) as other:
            other.merge([session()])
        with contextlib.closing(sqlite3.connect(file)) as db, db:
            db.execute("UPDATE session SET note = zeroblob(30000000)")
        with pytest.raises(DamagedHistory, match="too big"):
            history.restore_backup(file)

    def test_what_is_wrong_names_the_file_that_was_given(self, history: History, tmp_path: Path) -> None:
        file = tmp_path / "random.db"
        file.write_bytes(b"SQLite format 3\0" + random.Random(1).randbytes(5000))
        with pytest.raises(DamagedHistory, match=re.escape(str(file))):
            history.restore_backup(file)
        newer = tmp_path / "newer.db"
        with contextlib.closing(sqlite3.connect(newer)) as db:
            db.execute("PRAGMA user_version = 99")
        with pytest.raises(NewerHistory, match=re.escape(str(newer))):
            history.restore_backup(newer)


def test_a_session_of_the_year_2_slows_no_verdict_down(history: History, clock: FakeClock) -> None:
    history.merge([session(datetime(2, 1, 2, 12, tzinfo=UTC)), session(clock.now)])
    streak_summary = history.streak_summary(series=True)
    assert len(streak_summary.days) == 1
    assert streak_summary.current.length == 1
    assert len(history.ended.sessions()) == 2


class TestBroughtUpToDate:
    """What version 0.1 stored, and this one would not."""

    def opened_again(self, history: History, clock: FakeClock) -> History:
        history.database.connection.execute("DROP TABLE entry")
        history.database.connection.execute("PRAGMA user_version = 4")
        history.database.connection.execute("DELETE FROM migration WHERE version > 4")
        history.close()
        return History(history.database.file, history.database.state, clock)

    def test_an_invented_noon_goes_and_nothing_else_does(self, history: History, clock: FakeClock) -> None:
        ids = [f"loop-{'a' * 24}", f"harsh-{'b' * 24}"]
        noon: dict[str, Any] = {"ended_at": None, "active_s": 0.0}
        history.merge([session(id=id_, **noon) for id_ in (*ids, "mine")])
        history.merge([session(NOON + timedelta(hours=1), id=f"loop-{'c' * 24}", ended_at=None)])
        with self.opened_again(history, clock) as later:
            assert [later.ended.session(id_).started_at for id_ in ids] == [None, None]
            assert later.ended.session("mine").started_at == NOON
            assert later.ended.session(f"loop-{'c' * 24}").started_at is not None
            assert later.check() == []
            assert later.news() == ""

    def test_unusable_ids_become_hashes_and_are_counted_once(self, history: History, clock: FakeClock) -> None:
        odd = "a\x1b]52;c;cm0gLXJm\x07"
        history.merge([session(id=odd, segments=(segment(1),)), session(id="b", note="intact")])
        history.skip(date(2026, 11, 1), date(2026, 11, 1))
        history.database.connection.execute("UPDATE skip SET id = 'x y'")
        with self.opened_again(history, clock) as later:
            assert "2 records have a new id" in later.news()
            assert later.news() == ""
            (moved,) = [record for record in later.ended.sessions() if record.id != "b"]
            assert moved.id == usable_id(odd)
            assert len(moved.segments) == 1
            assert moved.intact
            assert [altered.id for altered in later.check()] == [usable_id("x y")]

    def test_dates_and_notes_out_of_bounds_are_corrected_and_counted(
        self, history: History, clock: FakeClock, tmp_path: Path
    ) -> None:
        """Such a record was taken in and exported, and every other computer refused it."""
        late = datetime.fromisoformat("9999-01-01T11:59:59+00:00")
        early = datetime.fromisoformat("0002-01-01T00:00:00+12:00")
        history.merge([session(id="late", edited_at=late), session(early, id="early", note="x" * 100_001)])
        history.merge([session(id="good")])
        with self.opened_again(history, clock) as later:
            assert "2 records had a date or note that other computers refuse" in later.news()
            assert later.news() == ""
            exported = tmp_path / "all.jsonl"
            exported.write_text("".join(f"{line}\n" for line in export_lines(later)), encoding="utf-8")
            assert later.ended.session("good").edited_at == session(id="good").edited_at
        with History(tmp_path / "other.db", tmp_path / "other", clock) as other:
            assert import_lines(other, exported).added == 3
