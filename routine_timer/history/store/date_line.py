"""The days that a traveller never had, found in the file.

Loaded only for a history with more than one place in it. Which dates were lost between two sessions is the rule of
`travel`; here the neighbours are looked up that it is asked about.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple

from routine_timer.history.store.verdict_query import COUNTED, reach
from routine_timer.history.streak_settings import Rules
from routine_timer.history.streaks.days import EPOCH
from routine_timer.history.streaks.goals import Goal
from routine_timer.history.streaks.travel import JUMP, Stay, lost_between
from routine_timer.history.time_zones import zone_or_offset

_DONE_BY_NOW = f"{COUNTED} AND done = 1 AND counts_from <= ?"
_FARTHEST = 2
"""Days that crossing the date line can take from a calendar, at most."""


class _Done(NamedTuple):
    """A done day, and where it was done: the least and the greatest place and offset of its sessions."""

    day: date
    least: str
    most: str
    west: float
    east: float


def lost_days(
    db: sqlite3.Connection,
    by_now: tuple[float, str],
    now: datetime,
    today: date,
    rules: Rules,
    goals: list[tuple[int, Goal]],
) -> set[int]:
    """The ordinals of days between neighbouring done days (or the last one and today) that this person never had."""
    done = list(_done_days(db, by_now))
    lost: set[date] = set()
    for before, after in pairwise(done):
        far = reach(goals, after.day.toordinal())
        if _may_lose(before, after, far):
            lost |= _between(
                _stays(db, before.day, by_now[0]), _stays(db, after.day, by_now[0]), rules.day_starts_at, far
            )
    if done and now.tzinfo is not None:
        offset = (now.utcoffset() or timedelta()).total_seconds()
        far = reach(goals, today.toordinal())
        if _may_lose(done[-1], _Done(today, "", "", offset, offset), far):
            here = [Stay(today, now, now.tzinfo)]
            lost |= _between(_stays(db, done[-1].day, by_now[0]), here, rules.day_starts_at, far)
    return {day.toordinal() for day in lost}


def _done_days(db: sqlite3.Connection, by_now: tuple[float, str]) -> Iterator[_Done]:
    query = (
        "SELECT day, MIN(place), MAX(place), MIN(offset_s), MAX(offset_s) FROM session "
        f"WHERE {_DONE_BY_NOW} AND day <= ? GROUP BY day ORDER BY day"
    )
    for day, *where in db.execute(query, by_now):
        try:
            yield _Done(date.fromisoformat(day), *where)
        except (ValueError, TypeError):
            continue  # altered by something else; the check of the file tells


def _may_lose(before: _Done, after: _Done, far: int) -> bool:
    """Whether a date between the two may never have been: they changed sides of the date line, or zones at least."""
    gap = (after.day - before.day).days
    one_place = before.least == before.most == after.least == after.most
    jumped = max(before.east, after.east) - min(before.west, after.west) >= JUMP.total_seconds()
    return gap > 1 and (jumped or (not one_place and gap - far <= _FARTHEST))


def _stays(db: sqlite3.Connection, day: date, now: float) -> list[Stay]:
    query = f"SELECT begins, zone, offset_s FROM session WHERE {_DONE_BY_NOW} AND day = ? ORDER BY begins"
    rows = db.execute(query, (now, day.isoformat())).fetchall()
    return [Stay(day, EPOCH + timedelta(seconds=begins), zone_or_offset(zone, offset)) for begins, zone, offset in rows]


def _between(before: list[Stay], after: list[Stay], starts_at: time, far: int) -> frozenset[date]:
    lost: frozenset[date] = frozenset()
    for first in before:
        for last in after:
            lost = max(lost, lost_between(first, last, starts_at, far), key=len)
    return lost
