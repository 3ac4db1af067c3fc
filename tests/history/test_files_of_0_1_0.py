"""Files that version 0.1.0 wrote still open, resume, export and import. `files-0.1.0/make.py` made them, with 0.1.0."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from routine_timer.history.history import History
from routine_timer.history.import_export import export_lines, import_lines
from routine_timer.history.journal_entries import SessionEnded
from routine_timer.history.records import UnfinishedSession
from routine_timer.history.store.json_codec import usable_id
from routine_timer.timeline.serialize import timeline_from_text

FILES = Path(__file__).parent / "files-0.1.0"
NOW = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
INTERRUPTED_IN_DATABASE = f"{8:032x}"
INTERRUPTED_IN_STATE, ENDED_IN_STATE = f"{1:032x}", f"{2:032x}"


@pytest.fixture
def old(tmp_path: Path) -> Iterator[History]:
    """The old history file, without its state folder."""
    shutil.copy(FILES / "history.db", tmp_path / "history.db")
    with History(tmp_path / "history.db", tmp_path / "state", lambda: NOW) as history:
        yield history


@pytest.fixture
def with_state(tmp_path: Path) -> Iterator[History]:
    """The old history file and the sessions that 0.1.0 could only write to the state folder."""
    shutil.copy(FILES / "history.db", tmp_path / "history.db")
    shutil.copytree(FILES / "state", tmp_path / "state")
    with History(tmp_path / "history.db", tmp_path / "state", lambda: NOW) as history:
        yield history


def exported(history: History) -> str:
    return "".join(f"{line}\n" for line in export_lines(history))


def old_export() -> str:
    """What 0.1.0 exported, but for the one id that is not usable any more."""
    new_id = usable_id("old/id with spaces")
    return (FILES / "export.jsonl").read_text("utf-8").replace("old/id with spaces", new_id)


def test_every_record_still_matches_its_checksum(old: History) -> None:
    assert old.check() == []
    assert len(old.ended.sessions()) == 12
    assert all(record.intact for record in old.ended.sessions())


def test_it_exports_the_same_bytes(old: History) -> None:
    assert exported(old) == old_export()


def test_its_streaks_are_the_same(old: History) -> None:
    streak_summary = old.streak_summary(NOW.astimezone(timezone(timedelta(hours=1))), series=True)
    expected = json.loads((FILES / "streak.json").read_text("utf-8"))
    assert {day.day.isoformat(): day.state for day in streak_summary.days} == expected.pop("days")
    assert {name: value for name, value in streak_summary.as_json().items() if name in expected} == expected


def test_its_export_imports_and_exports_the_same(tmp_path: Path) -> None:
    with History(tmp_path / "new.db", tmp_path / "state", lambda: NOW) as history:
        lines = old_export().splitlines()
        assert import_lines(history, FILES / "export.jsonl").added == len(lines)
        assert import_lines(history, FILES / "export.jsonl").same == len(lines)
        assert exported(history) == old_export()
        assert history.check() == []


def test_importing_its_export_into_it_changes_nothing(old: History) -> None:
    assert import_lines(old, FILES / "export.jsonl").same == len(old_export().splitlines())
    assert exported(old) == old_export()


def assert_is_where_it_was(session: UnfinishedSession, started_at: datetime, seen_at: datetime) -> None:
    assert (session.header.routine, session.header.zone) == ("hips-and-back", "Europe/Berlin")
    assert (session.header.started_at, session.seen_at) == (started_at, seen_at)
    assert (session.header.pain_before, session.note, session.muted) == (4, "stiff “today”", True)
    assert (session.index, session.position_s, session.active_s) == (3, 12.25, 52.5)
    assert [(one.n, one.kind, one.side, one.actual_s) for one in session.segments] == [
        (1, "get-ready", None, 30.0),
        (2, "hold", "right", 35.0),
        (3, "switch", "right", 5.0),
    ]
    timeline = timeline_from_text(session.timeline)
    assert timeline.name == "Hips and back — “old” file"
    assert [step.name for step in timeline.steps] == ["Supine pigeon", "Clam", "Dead bug", "Pelvic tilt"]
    assert timeline.segments[session.index].label == "Supine pigeon"
    assert timeline.work_s == session.header.planned_work_s


def test_a_session_interrupted_in_it_resumes_and_ends(old: History) -> None:
    [session] = old.active.unfinished_sessions()
    assert session == old.active.resume(INTERRUPTED_IN_DATABASE)
    assert_is_where_it_was(session, NOW - timedelta(minutes=10), NOW)
    record = old.active.end(session.id, SessionEnded("partial", 60.0))
    assert (record.day, record.done, record.note) == (date(2026, 11, 21), False, "stiff “today”")
    assert record == old.ended.session(session.id)
    assert old.check() == []


def test_sessions_that_it_left_in_the_state_folder_are_taken_up(with_state: History, tmp_path: Path) -> None:
    assert [one.id for one in with_state.active.unfinished_sessions()] == [
        INTERRUPTED_IN_STATE,
        INTERRUPTED_IN_DATABASE,
    ]
    session = with_state.active.resume(INTERRUPTED_IN_STATE)
    assert_is_where_it_was(session, NOW - timedelta(minutes=10), NOW - timedelta(hours=1))
    ended = with_state.ended.session(ENDED_IN_STATE)
    assert (ended.status, ended.done, ended.active_s, ended.pain_after) == ("partial", False, 60.5, 2)
    assert [one.outcome for one in ended.segments] == ["done", "done", "done", "stopped"]
    assert list((tmp_path / "state" / "unsaved").glob("*.jsonl")) == []
    assert with_state.check() == []
