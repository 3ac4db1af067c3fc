"""What the history screen asks for beside days and sessions: pain over time, and what was worked on which side.

Plain values; which muscles a label stands for is somebody else's knowledge (see `balance`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from routine_timer.history.store.verdict_query import COUNTED

if TYPE_CHECKING:
    from routine_timer.history.history import History
    from routine_timer.history.records import SegmentSide


@dataclass(frozen=True, slots=True)
class Pain:
    """Pain before and after one session, 0 to 10; None where it was not given."""

    day: date
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Worked:
    """Finished work on one step and side, over some days: seconds of holds and reps, and how many segments."""

    routine: str
    label: str
    side: SegmentSide | None
    actual_s: float
    segments: int


def pain(history: History, since: date | None = None) -> list[Pain]:
    """Pain of each session that has any, oldest first."""
    query = (
        f"SELECT day, pain_before, pain_after FROM session WHERE {COUNTED} AND day >= ? "
        "AND (pain_before IS NOT NULL OR pain_after IS NOT NULL) ORDER BY day, begins"
    )
    return [Pain(date.fromisoformat(day), before, after) for day, before, after in history.rows(query, _from(since))]


def worked(history: History, since: date | None = None) -> list[Worked]:
    """What was finished of each step, left and right apart, most time first."""
    query = (
        "SELECT routine, label, side, SUM(actual_s) AS spent, COUNT(*) FROM session JOIN segment ON session = id "
        f"WHERE {COUNTED} AND day >= ? AND kind IN ('hold', 'reps') AND outcome IN ('done', 'early') "
        "GROUP BY routine, label, side ORDER BY spent DESC, routine, label, side"
    )
    return [Worked(*row) for row in history.rows(query, _from(since))]


def _from(since: date | None) -> tuple[str]:
    return ((since or date.min).isoformat(),)
