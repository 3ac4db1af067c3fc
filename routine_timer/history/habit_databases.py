"""SQLite databases of habit trackers: Loop's backup and Tickmate's export.

- Loop: `Habits(id, name, …)` and `Repetitions(habit, timestamp, value, notes)`; the timestamp is midnight UTC of the
  day, in milliseconds; values as in its `Entry` (see `habit_texts`), amounts times 1000.
- Tickmate: `tracks(_id, name, …)` and `ticks(_track_id, year, month, day, …)`; January is month 0.

The file may come from anywhere: it is opened for reading alone, only its tables are read, not its views, and only for
a limited time.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TypeAlias

from routine_timer.history.habit_days import ORPHAN, HabitDay, State
from routine_timer.history.import_export import LineErrors
from routine_timer.history.streaks.day_of_instant import EPOCH

ReadRows: TypeAlias = Callable[[sqlite3.Connection, LineErrors], Iterator[HabitDay]]

_PATIENCE_S = 60.0
_STEPS = 100_000
"""SQLite's own steps between two looks at the clock; some milliseconds."""
_LONGEST_VALUE = 5_000_000
"""Bytes of one text in it."""
_LOOP_STATES: dict[int, State] = {2: "done", 3: "skipped", 0: "missed", 1: "unknown", -1: "unknown"}
_NOT_UTF_8 = "text that is not UTF-8"
_OWN_TABLES = {"session", "segment"}


@contextlib.contextmanager
def reading(file: Path) -> Iterator[sqlite3.Connection]:
    """A read-only connection with limits on time and on the length of texts. Text that is not UTF-8 has surrogates.

    Raises:
        sqlite3.Error: it is damaged, or took too long.
    """
    uri = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
    with contextlib.closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as db:
        until = time.monotonic() + _PATIENCE_S
        db.text_factory = lambda data: data.decode(errors="surrogateescape")
        db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        db.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
        db.execute("PRAGMA trusted_schema = OFF")
        yield db


def recognize(db: sqlite3.Connection) -> tuple[str, str, ReadRows] | None:
    """Whose database it is: the source in ids, the program's name, and what reads it. None for an unknown one.

    Raises:
        sqlite3.Error
    """
    tables = _tables(db)
    for source, program, needs, read in _PROGRAMS:
        if all(table in tables and columns <= _columns(db, table) for table, columns in needs.items()):
            return source, program, read
    return None


def is_history(db: sqlite3.Connection) -> bool:
    """Whether it is a history of this program, also a newer or a damaged one.

    Raises:
        sqlite3.Error
    """
    tables = _tables(db)
    return bool(_OWN_TABLES & tables) or not tables


def _tables(db: sqlite3.Connection) -> set[str]:
    return {str(name).lower() for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _loop(db: sqlite3.Connection, problems: LineErrors) -> Iterator[HabitDay]:
    columns = _columns(db, "repetitions")
    value = "value" if "value" in columns else "2"  # before there were values, every repetition was a done one
    notes = "notes" if "notes" in columns else "''"
    query = (
        f"SELECT Repetitions.rowid, Habits.id, Habits.name, timestamp, {value}, {notes} "
        "FROM Repetitions LEFT JOIN Habits ON Habits.id = habit ORDER BY timestamp, habit"
    )
    for row, known_habit, name, at, state, note in db.execute(query):
        if known_habit is None:
            yield ORPHAN
            continue
        habit, note = str(name or "").strip(), str(note or "").strip()
        if not _is_text(habit, note):
            problems.add(row, _NOT_UTF_8)
            continue
        day = EPOCH.date() + timedelta(days=at // 86_400_000) if _is_count(at, 253_402_300_800_000) else None
        known = None
        if isinstance(state, int):
            known = _LOOP_STATES.get(state, "done" if state > 3 else None)
        if not habit or day is None or known is None:
            problems.add(row, "not a repetition of a habit, with a time in milliseconds and a value of Loop's")
            continue
        yield HabitDay(habit, day, known, note)


def _tickmate(db: sqlite3.Connection, problems: LineErrors) -> Iterator[HabitDay]:
    query = (
        "SELECT ticks.rowid, tracks._id, tracks.name, year, month, day FROM ticks "
        "LEFT JOIN tracks ON tracks._id = _track_id ORDER BY year, month, day"
    )
    for row, track, name, year, month, day in db.execute(query):
        if track is None:
            yield ORPHAN
            continue
        habit = str(name or "").strip()
        if not _is_text(habit):
            problems.add(row, _NOT_UTF_8)
            continue
        try:
            if not habit:
                raise ValueError
            on = date(year, month + 1, day)
        except (TypeError, ValueError, OverflowError):
            problems.add(row, "not a tick of a track, with a year, a month from 0 to 11 and a day")
            continue
        yield HabitDay(habit, on, "done")


_PROGRAMS: tuple[tuple[str, str, dict[str, set[str]], ReadRows], ...] = (
    ("loop", "Loop", {"habits": {"id", "name"}, "repetitions": {"habit", "timestamp"}}, _loop),
    ("tickmate", "Tickmate", {"tracks": {"_id", "name"}, "ticks": {"_track_id", "year", "month", "day"}}, _tickmate),
)
"""Each program's source in ids, its name, the columns that its tables must have, and what reads it."""


def _columns(db: sqlite3.Connection, table: str) -> set[str]:
    return {str(row[1]).lower() for row in db.execute(f"PRAGMA table_info({table})")}


def _is_text(*texts: str) -> bool:
    return not any("\udc80" <= letter <= "\udcff" for text in texts for letter in text)


def _is_count(value: object, below: int) -> bool:
    return isinstance(value, int) and 0 <= value < below
