"""The days that a traveller never had, looked up in the file.

Which dates were lost between two sessions is the rule of `travel`; here the sessions on both sides of a gap are looked
up. Loaded only for a history with gaps and more than one place in it. `status` waits for it, so a zone is only loaded
where the offsets of the two sessions alone don't settle the question.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from routine_timer.history.streaks.day_of_instant import EPOCH, day_of
from routine_timer.history.streaks.travel import AFTER_LEFT_OUT, SessionPlace, could_lose, lost_between
from routine_timer.history.time_zones import zone_or_offset

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

_AT_ONCE = 500


if TYPE_CHECKING:
    _Place: TypeAlias = tuple[float, float, str | tzinfo | None]
    """When and where a session was: seconds since 1970, seconds east of UTC, and its zone, perhaps by IANA name."""


def lost_days(
    db: sqlite3.Connection,
    condition: str,
    values: tuple[object, ...],
    gaps: list[tuple[int, int, int]],
    now: datetime,
    starts_at: time,
) -> set[int]:
    """The days inside the gaps that this person never had. Days are ordinals.

    Args:
        condition, values: which sessions count.
        gaps: two days that have done sessions, with none between, and how far apart they may be and still follow each
            other. The last day may be today, without a session.
    """
    here = ((now - EPOCH).total_seconds(), (now.utcoffset() or timedelta()).total_seconds(), now.tzinfo)
    places = _places(db, condition, values, sorted({day for gap in gaps for day in gap[:2]}))
    today = day_of(now, now.tzinfo or UTC, starts_at).toordinal()
    starts_s = timedelta(hours=starts_at.hour, minutes=starts_at.minute, seconds=starts_at.second).total_seconds()
    lost: set[date] = set()
    for first, last, far in gaps:
        most: frozenset[date] = frozenset()
        for before in places.get(first, ()):
            for after in places.get(last, (here,) if last == today else ()):
                if last in AFTER_LEFT_OUT or _could_lose(before, after, starts_s, last - first - far):
                    most = max(most, lost_between(_stay(first, before), _stay(last, after), starts_at, far), key=len)
        lost |= most
    return {day.toordinal() for day in lost}


def _could_lose(before: _Place, after: _Place, starts_s: float, too_far: int) -> bool:
    if before[1:] == after[1:]:
        return False
    fixed = (before[2] is None, after[2] is None)
    return could_lose(before[:2], after[:2], starts_s, too_far, fixed)


def _stay(day: int, place: _Place) -> SessionPlace:
    begins, offset_s, zone = place
    known = zone if isinstance(zone, tzinfo) else zone_or_offset(zone, offset_s)
    return SessionPlace(date.fromordinal(day), EPOCH + timedelta(seconds=begins), known)


def _places(
    db: sqlite3.Connection, condition: str, values: tuple[object, ...], days: list[int]
) -> dict[int, list[_Place]]:
    """Where the done sessions of these days were."""
    places: dict[int, list[_Place]] = {}
    for start in range(0, len(days), _AT_ONCE):
        texts = [date.fromordinal(day).isoformat() for day in days[start : start + _AT_ONCE]]
        query = (
            "SELECT day, begins, offset_s, zone FROM session "
            f"WHERE {condition} AND place <> '' AND day IN ({', '.join('?' * len(texts))}) ORDER BY begins"
        )
        for day, *place in db.execute(query, (*values, *texts)):
            places.setdefault(date.fromisoformat(day).toordinal(), []).append(tuple(place))
    return places
