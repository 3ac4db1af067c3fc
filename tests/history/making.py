"""Records for tests, with little said."""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from routine_timer.history.records import (
    Header,
    Outcome,
    SegmentKind,
    SegmentRecord,
    SegmentSide,
    SessionRecord,
    Status,
    new_id,
)

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def segment(
    n: int,
    outcome: Outcome = "done",
    *,
    kind: SegmentKind = "hold",
    label: str = "Clam",
    side: SegmentSide | None = None,
    planned_s: float | None = 30.0,
    actual_s: float = 30.0,
    reps: int | None = None,
) -> SegmentRecord:
    return SegmentRecord(n, kind, label, side, None, None, None, planned_s, actual_s, reps, outcome)


def session(
    started_at: datetime = NOON,
    *,
    id: str | None = None,
    routine: str = "after-workout",
    status: Status = "completed",
    done: bool = True,
    segments: tuple[SegmentRecord, ...] = (),
    **other: Any,
) -> SessionRecord:
    ended_at = started_at + timedelta(minutes=12)
    values: dict[str, Any] = {
        "day": started_at.date(),
        "ended_at": ended_at,
        "zone": None,
        "active_s": 700.0,
        "note": None,
        "pain_before": None,
        "pain_after": None,
        "edited_at": ended_at.astimezone(UTC),
        **other,
    }
    return SessionRecord(
        id=id or new_id(),
        routine=routine,
        started_at=started_at,
        status=status,
        done=done,
        segments=segments,
        **values,
    )


def header(started_at: datetime, planned_work_s: float = 60.0, **other: Any) -> Header:
    return Header("after-workout", started_at, "Europe/Berlin", planned_work_s, **other)


def loop_backup(file: Path, *repetitions: tuple[object, object, object]) -> Path:
    """Write a backup of Loop Habit Tracker with the one habit Stretch, whose id is 1.

    Args:
        repetitions: the habit, the day in milliseconds since 1970, and the value.
    """
    with contextlib.closing(sqlite3.connect(file)) as db, db:
        db.execute("CREATE TABLE Habits (id INTEGER PRIMARY KEY, name TEXT, archived INTEGER)")
        db.execute("CREATE TABLE Repetitions (id INTEGER PRIMARY KEY, habit INTEGER, timestamp INTEGER, value INTEGER)")
        db.execute("INSERT INTO Habits VALUES (1, 'Stretch', 0)")
        db.executemany("INSERT INTO Repetitions (habit, timestamp, value) VALUES (?, ?, ?)", repetitions)
        db.execute("PRAGMA user_version = 25")
    return file
