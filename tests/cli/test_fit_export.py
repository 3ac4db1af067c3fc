"""`history export --fit`, read back by Garmin's own library."""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from routine_timer.cli.fit_files import fit_session, training_of
from routine_timer.formats.fit_file import fit_file
from routine_timer.history.history import History
from tests.cli.conftest import Run
from tests.extras import needs_extra
from tests.history.making import segment, session

needs_extra("garmin_fit_sdk")

EVENING = datetime(2026, 11, 21, 18, 30, tzinfo=timezone(timedelta(hours=1)))
STEPS = (
    segment(1, kind="get-ready", label="Hip flexor lunge", actual_s=10.5),
    segment(2, label="Hip flexor lunge", side="left", actual_s=30.0),
    segment(3, label="Hip flexor lunge", side="right", actual_s=30.0),
    segment(4, kind="between", label="Clam", actual_s=8.0),
    segment(5, kind="reps", label="Clam", side="left", actual_s=20.25, reps=12),
    segment(6, kind="reps", label="Clam", side="right", actual_s=20.25, reps=12),
)


def decoded(data: bytes) -> dict[str, Any]:
    from garmin_fit_sdk import Decoder, Stream

    assert Decoder(Stream.from_byte_array(bytearray(data))).check_integrity()
    messages, errors = Decoder(Stream.from_byte_array(bytearray(data))).read()
    assert errors == []
    return dict(messages)


def test_a_session_is_an_activity_of_training_with_a_lap_for_each_step() -> None:
    record = session(EVENING, segments=STEPS, active_s=119.0)
    made = fit_session(record)
    assert made is not None
    messages = decoded(fit_file(made))
    assert messages["file_id_mesgs"][0]["type"] == "activity"
    [whole] = messages["session_mesgs"]
    assert (whole["sport"], whole["sub_sport"]) == ("training", "flexibility_training")
    assert whole["start_time"] == EVENING.astimezone(UTC)
    assert whole["total_timer_time"] == 119.0
    assert whole["total_elapsed_time"] == 720.0
    assert whole["num_laps"] == 2
    first, second = messages["lap_mesgs"]
    assert (first["total_timer_time"], second["total_timer_time"]) == (70.5, 48.5)
    assert second["start_time"] - first["start_time"] == timedelta(seconds=70)
    assert second["total_cycles"] == 24
    assert "total_cycles" not in first
    [activity] = messages["activity_mesgs"]
    assert activity["num_sessions"] == 1
    assert [event["event_type"] for event in messages["event_mesgs"]] == ["start", "stop_all"]


def test_mostly_reps_is_strength_training() -> None:
    assert training_of(STEPS) == "flexibility"
    assert training_of(STEPS[3:]) == "strength"
    made = fit_session(session(EVENING, segments=STEPS[3:]))
    assert made is not None
    assert decoded(fit_file(made))["session_mesgs"][0]["sub_sport"] == "strength_training"


def test_a_session_without_steps_is_one_lap() -> None:
    made = fit_session(session(EVENING, active_s=600.0))
    assert made is not None
    messages = decoded(fit_file(made))
    assert [lap["total_timer_time"] for lap in messages["lap_mesgs"]] == [600.0]


@pytest.fixture
def three_sessions(home: Path) -> None:
    with History(home / "history.db", home / "state") as history:
        history.merge(
            [
                session(EVENING, id="a1", segments=STEPS),
                session(EVENING + timedelta(days=1), id="b2", routine="core-three"),
            ]
        )


def test_each_session_becomes_its_own_file(run: Run, home: Path, three_sessions: None) -> None:
    ran = run("history", "export", "--fit", str(home / "fit"))
    assert ran.code == 0
    files = sorted((home / "fit").iterdir())
    assert [file.name for file in files] == ["2026-11-21-after-workout-a1.fit", "2026-11-22-core-three-b2.fit"]
    assert all(decoded(file.read_bytes()) for file in files)
    assert "2 sessions written" in ran.err


@pytest.mark.parametrize("routine", ["../../up", "/tmp/elsewhere", "..", "a/b", "\x1b[2J"])
def test_a_record_cannot_choose_where_its_file_goes(run: Run, home: Path, routine: str) -> None:
    with History(home / "history.db", home / "state") as history:
        history.merge([session(EVENING, id="a1", routine=routine)])
    before = set(home.parent.rglob("*.fit"))
    run("history", "export", "--fit", str(home / "fit"))
    [file] = set(home.parent.rglob("*.fit")) - before
    assert file.parent == home / "fit"
    assert file.name.isprintable()


def test_files_that_are_there_stay_unless_they_are_to_be_replaced(run: Run, home: Path, three_sessions: None) -> None:
    run("history", "export", "--fit", str(home / "fit"))
    file = home / "fit" / "2026-11-21-after-workout-a1.fit"
    file.write_bytes(b"changed")
    again = run("history", "export", "--fit", str(home / "fit"))
    assert "0 sessions written" in again.err
    assert "2 already there" in again.err
    assert file.read_bytes() == b"changed"
    run("history", "export", "--fit", "--force", str(home / "fit"))
    assert file.read_bytes() != b"changed"


def test_a_session_of_which_only_the_day_is_known_is_left_out_and_reported(run: Run, home: Path) -> None:
    run("log", "after-workout", "--on", "2026-11-20")
    ran = run("history", "export", "--fit", str(home / "fit"))
    assert ran.code == 0
    assert "1 left out: only the day is known" in ran.err


def test_a_session_that_something_else_altered_is_written_with_a_warning(
    run: Run, home: Path, three_sessions: None
) -> None:
    with contextlib.closing(sqlite3.connect(home / "history.db")) as db, db:
        db.execute("UPDATE session SET active_s = 9999.0 WHERE id = 'a1'")
    ran = run("history", "export", "--fit", str(home / "fit"))
    assert "warning: session a1: its checksum does not match" in ran.err
    assert "2 sessions written" in ran.err


@pytest.mark.parametrize("year", [1985, 2150])
def test_a_day_that_fit_has_no_number_for_is_left_out_and_reported(run: Run, tmp_path: Path, year: int) -> None:
    lines = tmp_path / "old.jsonl"
    started = f"{year}-01-01T10:00:00+00:00"
    lines.write_text(f'{{"id": "a", "routine": "x", "started_at": "{started}", "status": "completed"}}\n')
    assert run("history", "import", str(lines)).code == 0
    done = run("history", "export", "--fit", str(tmp_path / "fit"))
    assert "1 left out: a FIT file only has dates from 1998 to 2125" in done.err
    assert list((tmp_path / "fit").iterdir()) == []
