"""The settings that days and streaks depend on, and their copy in the history file.

`status` has no time to read the settings file, so the history file has a copy. Quick to import.
"""

from __future__ import annotations

import sqlite3
from datetime import time

from routine_timer.history.light_dataclass import Frozen
from routine_timer.history.streaks.day_of_instant import DAY_STARTS_AT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from routine_timer.settings.settings import Settings


class Rules(Frozen):
    """The settings that days and streaks depend on.

    `week_starts`: the first day of the week, Monday is 0. `done_at`: the finished share at which a session is done.
    """

    day_starts_at: time = DAY_STARTS_AT
    week_starts: int = 0
    done_at: float = 0.8
    freezes: bool = False


_DEFAULTS = Rules()


def read_rules(db: sqlite3.Connection) -> Rules:
    """The rules in the file. A missing or invalid value is the default."""
    stored = dict(db.execute("SELECT key, value FROM meta"))
    try:
        starts = time.fromisoformat(str(stored["day_starts_at"]))
    except (KeyError, ValueError):
        starts = _DEFAULTS.day_starts_at
    try:
        share = min(max(float(stored["done_at"]), 0.0), 1.0)
    except (KeyError, ValueError):
        share = _DEFAULTS.done_at
    week = stored.get("week_starts")
    first = int(week) if isinstance(week, str) and week in ("0", "1", "2", "3", "4", "5", "6") else 0
    return Rules(starts, first, share, stored.get("freezes") == "1")


def write_rules(db: sqlite3.Connection, rules: Rules) -> None:
    values = {
        "day_starts_at": rules.day_starts_at.isoformat(),
        "week_starts": str(rules.week_starts),
        "done_at": repr(rules.done_at),
        "freezes": "1" if rules.freezes else "0",
    }
    db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())


def rules_of(settings: Settings) -> Rules:
    """The rules from the person's settings."""
    return Rules(settings.day_starts_at, settings.first_weekday, settings.done_at, settings.freezes)
