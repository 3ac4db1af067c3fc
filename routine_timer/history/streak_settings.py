"""The settings that days and streaks depend on, and where they stand in the history file.

They stand there too, beside the settings file, because the status line has no time to read that one. Light.
"""

from __future__ import annotations

import sqlite3
from datetime import time

from routine_timer.history.light_values import Frozen
from routine_timer.history.streaks.days import DAY_STARTS_AT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    class Settings(Protocol):
        """What of the settings is asked here."""

        @property
        def day_starts_at(self) -> time: ...
        @property
        def first_weekday(self) -> int: ...
        @property
        def done_at(self) -> float: ...
        @property
        def freezes(self) -> bool: ...


class Rules(Frozen):
    """The settings that days and streaks depend on. They stand in the file too, so that the status line has them.

    `week_starts`: Monday is 0. `done_at`: the finished share from which a session is done.
    """

    day_starts_at: time = DAY_STARTS_AT
    week_starts: int = 0
    done_at: float = 0.8
    freezes: bool = False


_DEFAULTS = Rules()


def read_rules(db: sqlite3.Connection) -> Rules:
    """The rules as the file has them; what is missing or makes no sense is as if never set."""
    said = dict(db.execute("SELECT key, value FROM meta"))
    try:
        starts = time.fromisoformat(str(said["day_starts_at"]))
    except (KeyError, ValueError):
        starts = _DEFAULTS.day_starts_at
    try:
        share = min(max(float(said["done_at"]), 0.0), 1.0)
    except (KeyError, ValueError):
        share = _DEFAULTS.done_at
    week = said.get("week_starts")
    first = int(week) if isinstance(week, str) and week in ("0", "1", "2", "3", "4", "5", "6") else 0
    return Rules(starts, first, share, said.get("freezes") == "1")


def write_rules(db: sqlite3.Connection, rules: Rules) -> None:
    said = {
        "day_starts_at": rules.day_starts_at.isoformat(),
        "week_starts": str(rules.week_starts),
        "done_at": repr(rules.done_at),
        "freezes": "1" if rules.freezes else "0",
    }
    db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", said.items())


def rules_of(settings: Settings) -> Rules:
    """The rules that a person's settings make."""
    return Rules(settings.day_starts_at, settings.first_weekday, settings.done_at, settings.freezes)
