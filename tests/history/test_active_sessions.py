"""A session under way: saved entry by entry, whatever happens to it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from routine_timer.history.errors import CannotWrite, DiskFull, HistoryLocked, SessionElsewhere, UnknownRecord
from routine_timer.history.history import History
from routine_timer.history.journal_entries import (
    MuteChanged,
    PositionChanged,
    Remarks,
    RemarksChanged,
    SegmentEnded,
    SessionEnded,
    SidesSwapped,
)
from routine_timer.history.records import SessionRecord
from routine_timer.history.streak_settings import Rules

from .conftest import FakeClock
from .making import header, segment


def reopened(history: History, clock: FakeClock) -> History:
    """What the next start finds after a kill: nothing was closed, and only the lock is released."""
    history.active._lock.release()
    return History(history.database.file, history.database.state, clock)


class TestWhatIsKept:
    def test_a_session_is_saved_with_its_note_and_pain(self, history: History, clock: FakeClock) -> None:
        started = datetime.fromisoformat("2026-11-21T19:00:00+01:00")
        id_ = history.active.begin(header(started, 60.0, pain_before=4), "{}")
        history.active.record(id_, SegmentEnded(segment(1, side="left")))
        history.active.record(id_, SegmentEnded(segment(3, side="right")))
        clock.forward(minutes=5)
        history.active.record(id_, RemarksChanged(Remarks(note="good", pain_after=2)))
        kept = history.active.end(id_, SessionEnded("completed", active_s=65))
        assert kept == history.ended.session(id_)
        assert (kept.day, kept.status, kept.done, kept.active_s) == (date(2026, 11, 21), "completed", True, 65.0)
        assert (kept.note, kept.pain_before, kept.pain_after) == ("good", 4, 2)
        assert kept.started_at is not None
        assert kept.started_at.isoformat() == "2026-11-21T19:00:00+01:00"
        assert kept.ended_at == clock.now
        assert [(one.n, one.side) for one in kept.segments] == [(1, "left"), (3, "right")]
        assert history.check() == []
        assert history.active.trouble is None

    def test_while_it_runs_it_is_in_no_list_and_no_streak(self, history: History, clock: FakeClock) -> None:
        id_ = history.active.begin(header(clock.now), "{}")
        history.active.record(id_, SegmentEnded(segment(1)))
        assert len(history.ended.sessions()) == 0
        assert history.ended.days() == []
        assert history.streak_summary().today == "pending"
        with pytest.raises(UnknownRecord):
            history.ended.session(id_)

    def test_its_day_is_that_of_its_beginning_where_it_started(self, history: History, clock: FakeClock) -> None:
        late = datetime.fromisoformat("2026-11-22T02:30:00+01:00")
        id_ = history.active.begin(header(late), "{}")
        assert history.active.end(id_, SessionEnded("completed", active_s=1)).day == date(2026, 11, 21)

    def test_its_day_stays_when_the_start_of_the_day_is_changed(self, history: History, clock: FakeClock) -> None:
        id_ = history.active.begin(header(datetime.fromisoformat("2026-11-22T02:30:00+01:00")), "{}")
        history.active.end(id_, SessionEnded("completed", active_s=1))
        history.set_rules(Rules(day_starts_at=time(0)))
        assert history.ended.session(id_).day == date(2026, 11, 21)

    def test_sides_that_were_swapped_are_swapped_in_what_is_saved(self, history: History, clock: FakeClock) -> None:
        id_ = history.active.begin(header(clock.now), "{}")
        history.active.record(id_, SegmentEnded(segment(1, side="left")))
        history.active.record(id_, SidesSwapped(((1, "right"), (3, "left")), "swapped"))
        history.active.record(id_, SegmentEnded(segment(3, side="left")))
        kept = history.active.end(id_, SessionEnded("completed", active_s=60))
        assert [one.side for one in kept.segments] == ["right", "left"]

    def test_a_note_can_come_after_the_end(self, history: History, clock: FakeClock) -> None:
        id_ = history.active.begin(header(clock.now), "{}")
        history.active.end(id_, SessionEnded("completed", active_s=60))
        clock.forward(seconds=20)
        history.active.record(id_, RemarksChanged(Remarks(note="the left hip clicked", pain_after=3)))
        kept = history.ended.session(id_)
        assert (kept.note, kept.pain_after, kept.edited_at) == ("the left hip clicked", 3, clock.now)
        assert history.check() == []

    @pytest.mark.parametrize(
        ("outcomes", "kept"),
        [
            (["done", "skipped"], "done"),
            (["early", "stopped"], "early"),
            (["skipped", "done"], "done"),
            (["stopped", "skipped"], "skipped"),
            (["done", "early"], "done"),
            (["early", "done"], "done"),
        ],
    )
    def test_what_was_finished_stays_finished_after_going_back(
        self, history: History, clock: FakeClock, outcomes: list[str], kept: str
    ) -> None:
        id_ = history.active.begin(header(clock.now), "{}")
        for outcome in outcomes:
            history.active.record(id_, SegmentEnded(segment(1, outcome)))  # type: ignore[arg-type]
        assert [one.outcome for one in history.active.end(id_, SessionEnded("completed", active_s=1)).segments] == [
            kept
        ]


class TestDone:
    @pytest.mark.parametrize(
        ("outcomes", "planned", "done"),
        [
            (["done"] * 5, 150, True),
            (["done"] * 4 + ["skipped"], 150, True),
            (["done"] * 3 + ["skipped"] * 2, 150, False),
            (["early"] * 4 + ["stopped"], 150, True),
            (["done"] * 3, 150, False),
        ],
    )
    def test_by_the_share_of_what_it_set_out_to_do(
        self, history: History, clock: FakeClock, outcomes: list[str], planned: float, done: bool
    ) -> None:
        id_ = history.active.begin(header(clock.now, planned), "{}")
        for n, outcome in enumerate(outcomes, 1):
            history.active.record(id_, SegmentEnded(segment(n, outcome)))  # type: ignore[arg-type]
        assert history.active.end(id_, SessionEnded("partial", active_s=1)).done is done

    def test_pauses_and_switches_do_not_count(self, history: History, clock: FakeClock) -> None:
        id_ = history.active.begin(header(clock.now, 60), "{}")
        history.active.record(id_, SegmentEnded(segment(1, kind="get-ready", planned_s=600)))
        history.active.record(id_, SegmentEnded(segment(2)))
        assert not history.active.end(id_, SessionEnded("partial", active_s=1)).done

    def test_the_share_is_a_setting(self, history: History, clock: FakeClock) -> None:
        history.set_rules(Rules(done_at=0.5))
        id_ = history.active.begin(header(clock.now, 60), "{}")
        history.active.record(id_, SegmentEnded(segment(1)))
        assert history.active.end(id_, SessionEnded("partial", active_s=1)).done

    def test_the_person_s_word_is_the_last(self, history: History, clock: FakeClock) -> None:
        id_ = history.active.begin(header(clock.now, 600), "{}")
        assert history.active.end(id_, SessionEnded("partial", active_s=1, done=True)).done


class TestKilled:
    def test_it_is_found_where_it_was(self, history: History, clock: FakeClock) -> None:
        id_ = history.active.begin(header(clock.now), '{"whole": "timeline"}')
        history.active.record(id_, SegmentEnded(segment(1)))
        history.active.record(id_, PositionChanged(1, 3.5, 33.5))
        with reopened(history, clock) as later:
            found = later.active.unfinished_sessions()[0]
            assert (found.id, found.timeline, found.index, found.position_s) == (id_, '{"whole": "timeline"}', 1, 3.5)
            assert (found.active_s, [one.n for one in found.segments]) == (33.5, [1])
            assert not found.runs_elsewhere

    def test_sides_that_were_swapped_are_in_the_timeline_that_is_resumed(
        self, history: History, clock: FakeClock
    ) -> None:
        id_ = history.active.begin(header(clock.now), "begun with")
        history.active.record(id_, SidesSwapped(((1, "right"), (3, "left")), "swapped"))
        with reopened(history, clock) as later:
            assert later.active.resume(id_).timeline == "swapped"

    def test_killed_just_after_a_segment_was_left_it_is_at_the_next(self, history: History, clock: FakeClock) -> None:
        id_ = history.active.begin(header(clock.now), "{}")
        history.active.record(id_, SegmentEnded(segment(1)))
        history.active.record(id_, PositionChanged(1, 4.5, 14.5))
        history.active.record(id_, SegmentEnded(segment(2)))
        with reopened(history, clock) as again:
            (found,) = again.active.unfinished_sessions()
        assert (found.index, found.position_s, len(found.segments)) == (2, 0.0, 2)

    def test_it_is_resumed_and_ended(self, history: History, clock: FakeClock) -> None:
        id_ = history.active.begin(header(clock.now), "{}")
        history.active.record(id_, SegmentEnded(segment(1)))
        with reopened(history, clock) as later:
            later.active.resume(id_)
            assert later.active.unfinished_sessions() == []
            later.active.record(id_, SegmentEnded(segment(2)))
            assert len(later.active.end(id_, SessionEnded("completed", active_s=60)).segments) == 2

    def test_it_is_saved_as_partial_when_wanted(self, history: History, clock: FakeClock) -> None:
        id_ = history.active.begin(header(clock.now), "{}")
        history.active.record(id_, SegmentEnded(segment(1)))
        clock.forward(seconds=40)
        history.active.record(id_, PositionChanged(1, 10, 40))
        seen = clock.now
        clock.forward(hours=1)
        with reopened(history, clock) as later:
            kept = later.active.keep(id_)
            assert (kept.status, kept.done, kept.ended_at, kept.active_s) == ("partial", False, seen, 40)
            assert later.active.unfinished_sessions() == []

    def test_discarded_it_can_still_be_restored(self, history: History, clock: FakeClock) -> None:
        id_ = history.active.begin(header(clock.now), "{}")
        history.active.record(id_, SegmentEnded(segment(1)))
        with reopened(history, clock) as later:
            later.active.discard(id_)
            assert (len(later.ended.sessions()), later.active.unfinished_sessions()) == (0, [])
            assert len(later.ended.restore(id_).segments) == 1

    def test_after_twelve_hours_it_is_partial_by_itself(self, history: History, clock: FakeClock) -> None:
        id_ = history.active.begin(header(clock.now, 30), "{}")
        history.active.record(id_, SegmentEnded(segment(1)))
        clock.forward(hours=11, minutes=59)
        with reopened(history, clock) as later:
            assert len(later.active.unfinished_sessions()) == 1
        clock.forward(minutes=1)
        with reopened(history, clock) as later:
            assert later.active.unfinished_sessions() == []
            kept = later.ended.session(id_)
            assert (kept.status, kept.done) == ("partial", True)

    def test_a_note_that_was_written_is_resumed_and_ended_with(self, history: History, clock: FakeClock) -> None:
        id_ = history.active.begin(header(clock.now), "{}")
        history.active.record(id_, RemarksChanged(Remarks(note="knee clicked")))
        with reopened(history, clock) as later:
            assert later.active.resume(id_).note == "knee clicked"
            assert later.active.end(id_, SessionEnded("partial", active_s=1)).note == "knee clicked"
            assert later.check() == []

    def test_a_note_that_was_taken_away_again_is_none(self, history: History, clock: FakeClock) -> None:
        id_ = history.active.begin(header(clock.now), "{}")
        history.active.record(id_, RemarksChanged(Remarks(note="knee clicked")))
        history.active.record(id_, RemarksChanged(Remarks(note="")))
        with reopened(history, clock) as later:
            assert later.active.resume(id_).note is None
            assert later.active.end(id_, SessionEnded("partial", active_s=1)).note is None
            later.active.record(id_, RemarksChanged(Remarks(note="late")))
            later.active.record(id_, RemarksChanged(Remarks(note="")))
            assert later.ended.session(id_).note is None

    @pytest.mark.parametrize("muted", [[True], [True, False], [True, False, True]])
    def test_one_that_was_silent_is_silent_when_it_is_resumed(
        self, history: History, clock: FakeClock, muted: list[bool]
    ) -> None:
        id_ = history.active.begin(header(clock.now), "{}")
        for said in muted:
            history.active.record(id_, MuteChanged(said))
        with reopened(history, clock) as later:
            assert later.active.resume(id_).muted == muted[-1]
            assert later.check() == []
            later.active.end(id_, SessionEnded("partial", active_s=1))
            assert later.check() == []

    @pytest.mark.parametrize("how", ["kept", "after twelve hours"])
    def test_a_note_that_was_written_is_saved_with_it(self, history: History, clock: FakeClock, how: str) -> None:
        id_ = history.active.begin(header(clock.now), "{}")
        history.active.record(id_, RemarksChanged(Remarks(note="knee clicked")))
        clock.forward(hours=1 if how == "kept" else 13)
        with reopened(history, clock) as later:
            kept = later.active.keep(id_) if how == "kept" else later.ended.session(id_)
            assert (kept.status, kept.note) == ("partial", "knee clicked")

    def test_none_by_that_id(self, history: History) -> None:
        for deed in (history.active.resume, history.active.keep, history.active.discard):
            with pytest.raises(UnknownRecord):
                deed("nothing")
        with pytest.raises(UnknownRecord):
            history.active.end("nothing", SessionEnded("completed", active_s=0))


LEAD = textwrap.dedent("""
    import sys, time
    from datetime import UTC, datetime
    from pathlib import Path
    from routine_timer.history.journal_entries import SegmentEnded
    from routine_timer.history.records import Header, SegmentRecord
    from routine_timer.history.history import History

    history = History(Path(sys.argv[1]), Path(sys.argv[2]))
    id = history.active.begin(Header("r", datetime.now(UTC), None, 60.0), "{}")
    segment = SegmentRecord(1, "hold", "Clam", None, None, None, None, 30, 30, None, "done")
    history.active.record(id, SegmentEnded(segment))
    print(id, flush=True)
    time.sleep(60)
""")


@pytest.fixture
def leader(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Another process that runs a session, and its id."""
    command = [sys.executable, "-c", LEAD, str(tmp_path / "history.db"), str(tmp_path / "state")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process, process.stdout.readline().strip()
        process.kill()


class TestElsewhere:
    def test_a_second_session_is_refused_while_one_runs(
        self, tmp_path: Path, leader: tuple[subprocess.Popen[str], str]
    ) -> None:
        process, id_ = leader
        with History(tmp_path / "history.db", tmp_path / "state") as history:
            assert [one.runs_elsewhere for one in history.active.unfinished_sessions()] == [True]
            with pytest.raises(SessionElsewhere) as caught:
                history.active.begin(header(datetime.now(UTC)), "{}")
            assert (caught.value.session, caught.value.pid) == (id_, process.pid)
            for deed in (history.active.resume, history.active.keep, history.active.discard):
                with pytest.raises(SessionElsewhere):
                    deed(id_)

    def test_one_that_is_still_being_saved_does_not_let_another_start_beside_the_next(
        self, history: History, clock: FakeClock
    ) -> None:
        first = history.active.begin(header(clock.now), "{}")
        second = history.active.begin(header(clock.now), "{}")
        history.active.end(first, SessionEnded("completed", active_s=60))
        with History(history.database.file, history.database.state, clock) as other:
            assert other.active.one_runs_elsewhere
            with pytest.raises(SessionElsewhere):
                other.active.resume(second)
        history.active.end(second, SessionEnded("completed", active_s=60))
        with History(history.database.file, history.database.state, clock) as other:
            assert not other.active.one_runs_elsewhere

    def test_it_is_not_settled_while_it_lives(self, tmp_path: Path, leader: tuple[subprocess.Popen[str], str]) -> None:
        tomorrow = datetime.now(UTC) + timedelta(days=1)
        with History(tmp_path / "history.db", tmp_path / "state", lambda: tomorrow) as history:
            assert len(history.active.unfinished_sessions()) == 1

    @pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
    def test_killed_it_gives_its_lock_back_and_loses_nothing(
        self, tmp_path: Path, leader: tuple[subprocess.Popen[str], str]
    ) -> None:
        process, id_ = leader
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        with History(tmp_path / "history.db", tmp_path / "state") as history:
            found = history.active.unfinished_sessions()
            assert [(one.id, one.runs_elsewhere, len(one.segments)) for one in found] == [(id_, False, 1)]
            assert history.active.resume(id_).id == id_


class TestNotWritable:
    """The file is locked by another program, or worse: the session continues."""

    @pytest.fixture
    def impatient(self, history: History) -> History:
        history.database.connection.execute("PRAGMA busy_timeout = 0")
        return history

    def locked(self, history: History) -> History:
        import sqlite3

        other = sqlite3.connect(history.database.file, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        self.other = other
        return history

    def test_a_locked_file_is_reported_and_the_session_is_saved_elsewhere(
        self, impatient: History, clock: FakeClock
    ) -> None:
        id_ = impatient.active.begin(header(clock.now), "{}")
        impatient.active.record(id_, SegmentEnded(segment(1)))
        self.locked(impatient)
        impatient.active.record(id_, SegmentEnded(segment(2)))
        assert isinstance(impatient.active.trouble, HistoryLocked)
        assert impatient.active.trouble.help.startswith("the session is safe in the state folder")
        kept = impatient.active.end(id_, SessionEnded("completed", active_s=60))
        assert ([one.n for one in kept.segments], kept.done) == ([1, 2], True)
        self.other.execute("ROLLBACK")
        self.other.close()
        with reopened(impatient, clock) as later:
            assert later.ended.session(id_) == kept
            assert list((later.database.state / "unsaved").iterdir()) == []

    def test_as_soon_as_it_can_be_written_all_of_it_is(self, impatient: History, clock: FakeClock) -> None:
        self.locked(impatient)
        id_ = impatient.active.begin(header(clock.now), "{}")
        impatient.active.record(id_, SegmentEnded(segment(1)))
        self.other.execute("ROLLBACK")
        impatient.active.record(id_, SegmentEnded(segment(2)))
        assert impatient.active.trouble is None
        self.other.close()
        kept = impatient.active.end(id_, SessionEnded("completed", active_s=60))
        assert [one.n for one in kept.segments] == [1, 2]
        assert impatient.ended.session(id_) == kept
        assert impatient.check() == []

    def test_killed_with_the_rest_unsaved_it_is_found_whole(self, impatient: History, clock: FakeClock) -> None:
        id_ = impatient.active.begin(header(clock.now), "{}")
        self.locked(impatient)
        impatient.active.record(id_, SegmentEnded(segment(1)))
        impatient.active.record(id_, PositionChanged(2, 4.0, 34.0))
        self.other.execute("ROLLBACK")
        self.other.close()
        with reopened(impatient, clock) as later:
            found = later.active.unfinished_sessions()[0]
            assert ([one.n for one in found.segments], found.index) == ([1], 2)

    def test_a_resumed_one_that_is_saved_elsewhere_has_its_note_there_too(
        self, history: History, clock: FakeClock
    ) -> None:
        id_ = history.active.begin(header(clock.now), "{}")
        history.active.record(id_, RemarksChanged(Remarks(note="knee clicked")))
        with reopened(history, clock) as later:
            later.active.resume(id_)
            later.database.connection.execute("PRAGMA busy_timeout = 0")
            self.locked(later)
            assert later.active.end(id_, SessionEnded("partial", active_s=1)).note == "knee clicked"
            self.other.execute("ROLLBACK")
            self.other.close()

    def test_one_that_is_silent_and_kept_elsewhere_is_silent_when_it_is_resumed(
        self, impatient: History, clock: FakeClock
    ) -> None:
        id_ = impatient.active.begin(header(clock.now), "{}")
        self.locked(impatient)
        impatient.active.record(id_, MuteChanged(True))
        self.other.execute("ROLLBACK")
        self.other.close()
        with reopened(impatient, clock) as later:
            assert later.active.unfinished_sessions()[0].muted

    def test_a_note_after_the_end_is_not_lost_either(self, impatient: History, clock: FakeClock) -> None:
        id_ = impatient.active.begin(header(clock.now), "{}")
        impatient.active.end(id_, SessionEnded("completed", active_s=60))
        self.locked(impatient)
        clock.forward(seconds=5)
        impatient.active.record(id_, RemarksChanged(Remarks(note="late")))
        self.other.execute("ROLLBACK")
        self.other.close()
        with reopened(impatient, clock) as later:
            assert later.ended.session(id_).note == "late"

    def test_a_full_disk_is_reported_as_such(self, history: History, clock: FakeClock) -> None:
        id_ = history.active.begin(header(clock.now), "{}")
        pages = history.database.connection.execute("PRAGMA page_count").fetchone()[0]
        history.database.connection.execute(f"PRAGMA max_page_count = {pages}")
        for n in range(1, 101):
            history.active.record(id_, SegmentEnded(segment(n, label="x" * 1000)))
        assert isinstance(history.active.trouble, DiskFull)
        assert len(history.active.end(id_, SessionEnded("completed", active_s=1)).segments) == 100
        with reopened(history, clock) as later:
            assert len(later.ended.session(id_).segments) == 100

    def test_with_no_folder_to_write_to_it_is_still_in_memory(self, tmp_path: Path, clock: FakeClock) -> None:
        blocked = tmp_path / "blocked"
        blocked.write_text("a file where a folder should be")
        history, error = History.open_anyway(blocked / "history.db", blocked / "state", clock)
        with history:
            assert error is not None
            id_ = history.active.begin(header(clock.now), "{}")
            history.active.record(id_, SegmentEnded(segment(1)))
            history.active.record(id_, SegmentEnded(segment(2)))
            kept: SessionRecord = history.active.end(id_, SessionEnded("completed", active_s=60))
            assert kept.done
            assert history.streak_summary().current.length == 1
            assert history.active.trouble is not None
            assert "safe" not in history.active.trouble.with_help

    def test_a_session_that_is_safe_elsewhere_does_not_make_other_changes_look_safe(
        self, tmp_path: Path, clock: FakeClock
    ) -> None:
        (tmp_path / "history.db").mkdir()
        history, error = History.open_anyway(tmp_path / "history.db", tmp_path / "state", clock)
        with history:
            assert error is not None
            assert "session" not in error.help
            id_ = history.active.begin(header(clock.now), "{}")
            assert history.active.trouble is not None
            assert "safe in the state folder" in history.active.trouble.help
            history.active.end(id_, SessionEnded("completed", active_s=60))
            with pytest.raises(CannotWrite) as caught:
                history.skip(clock.now.date(), clock.now.date())
            assert caught.value.help.startswith("nothing was changed")


def test_a_half_written_journal_is_replayed_as_far_as_it_goes(history: History, clock: FakeClock) -> None:
    id_ = history.active.begin(header(clock.now), "{}")
    history.active._fallback.save(history.active._journals[id_])
    (file,) = (history.database.state / "unsaved").iterdir()
    with file.open("a") as out:
        out.write('{"note": "left", "id": "x", "segme')
    with reopened(history, clock) as later:
        assert [one.id for one in later.active.unfinished_sessions()] == [id_]


@pytest.mark.parametrize(
    "line",
    [
        '{"note": "left", "id": "x", "segment": {"n": "one"}}',
        '{"note": "begun", "id": "x"}',
        '{"note": "moved", "id": "x", "index": 1e30, "position_s": 0, "active_s": 0}',
        '{"note": "from a later version", "id": "x"}',
        '{"id": "x"}',
        "[]",
    ],
)
def test_a_journal_that_makes_no_sense_is_set_aside(history: History, clock: FakeClock, line: str) -> None:
    folder = history.database.state / "unsaved"
    folder.mkdir(parents=True)
    (folder / "a.jsonl").write_text(f"{line}\n")
    with reopened(history, clock) as later:
        assert later.active.unfinished_sessions() == []
        assert [file.name for file in folder.iterdir()] == ["a.unreadable"]


def test_a_journal_that_cannot_be_read_stays_where_it_is(history: History, clock: FakeClock) -> None:
    folder = history.database.state / "unsaved"
    folder.mkdir(parents=True)
    (folder / "a.jsonl").write_bytes(b"\xff\xfe")
    with reopened(history, clock) as later:
        assert later.active.unfinished_sessions() == []
        assert [file.name for file in folder.iterdir()] == ["a.jsonl"]


def test_rules_are_kept_for_the_status_line(history: History, clock: FakeClock) -> None:
    rules = Rules(time(5, 30), 6, 0.75, True)
    history.set_rules(rules)
    with reopened(history, clock) as later:
        assert later.rules == rules


def test_a_session_that_was_printed_because_the_disk_was_too_slow_comes_back_by_import(
    history: History, clock: FakeClock
) -> None:
    id_ = history.active.begin(header(clock.now), "{}")
    history.active.record(id_, SegmentEnded(segment(1)))
    clock.forward(minutes=1)
    printed = history.active.from_memory(id_, [SessionEnded("completed", active_s=30)])
    assert printed is not None
    with reopened(history, clock) as later:
        assert [one.id for one in later.active.unfinished_sessions()] == [id_]
        later.merge([printed])
        assert later.active.unfinished_sessions() == []
        assert list(later.ended.sessions()) == [printed]
        assert later.check() == []
