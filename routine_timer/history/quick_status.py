"""The streak summary for a shell prompt, which waits for it.

Imports nothing that takes time (no zoneinfo, platformdirs, tomllib, dataclasses, msgspec, typing, pathlib). Whatever is
unusual (an older file, a session that was interrupted long ago) is left to `History`, which is loaded only then. Does
not check the file, and never creates one.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta

from routine_timer.history.store.streak_summary_query import COUNTED, read_streak_summary
from routine_timer.history.streak_settings import read_rules
from routine_timer.history.streaks.streak_summary import StreakSummary
from routine_timer.history.time_zones import MachineZone

_VERSION = 6
"""`schema.VERSION`, which a test compares; the module itself is not loaded for it."""
_SETTLES_AFTER = timedelta(hours=12)
_WAIT_S = 0.5


def look(file: str, now: datetime | None = None) -> StreakSummary:
    """Judge the history in an existing file, as of `now` (default: the clock's time in the machine's zone).

    Raises:
        HistoryError
    """
    at = now or datetime.now(UTC).astimezone(MachineZone())
    try:
        db = sqlite3.connect(file, timeout=_WAIT_S, isolation_level=None)
        try:
            if _is_plain(db, at):
                return read_streak_summary(db, at, read_rules(db))
        finally:
            db.close()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        from pathlib import Path

        from routine_timer.history.store.sqlite_errors import explained

        raise explained(Path(file), error) from error
    return _from_history(file, at)


def other_sessions(file: str, day: str) -> tuple[bool, list[tuple[str, float]]]:
    """Whether anything was ever logged, and what was done on a day without counting as done: (name, active seconds)."""
    try:
        db = sqlite3.connect(file, timeout=_WAIT_S, isolation_level=None)
        try:
            others = db.execute(
                f"SELECT routine, active_s FROM session WHERE {COUNTED} AND done = 0 AND day = ? ORDER BY begins",
                (day,),
            ).fetchall()
            any_at_all = others or db.execute(f"SELECT 1 FROM session WHERE {COUNTED} LIMIT 1").fetchone()
            return bool(any_at_all), others
        finally:
            db.close()
    except (sqlite3.Error, UnicodeDecodeError):
        return False, []  # the streak summary was read from the same file; this is only an addition


def _is_plain(db: sqlite3.Connection, now: datetime) -> bool:
    """Whether there is nothing to do first: no migration, no session that was interrupted long ago."""
    if db.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
        return False
    long_ago = (now.astimezone(UTC) - _SETTLES_AFTER).isoformat()
    return db.execute("SELECT 1 FROM under_way WHERE seen_at <= ? LIMIT 1", (long_ago,)).fetchone() is None


def _from_history(file: str, now: datetime) -> StreakSummary:
    from pathlib import Path

    from routine_timer.history.history import History
    from routine_timer.paths import folders

    place = Path(file)
    state = place.parent / "state" if (place.parent / "state").is_dir() else folders().state
    with History(place, state, lambda: now) as history:
        return history.streak_summary(now)
