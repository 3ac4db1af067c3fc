"""Days that a traveller never had.

Who flies from Los Angeles to Auckland leaves on Friday and lands on Sunday. Two sessions are neighbours for a streak
when their dates are neighbours with both read in either one's zone; the dates between them then never were, for this
person. The same goes for a date that a zone itself left out. Pure; the sessions come in as plain values.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo

from routine_timer.history.light_values import Frozen
from routine_timer.history.streaks.days import day_of, exists

JUMP = timedelta(hours=12)
"""No zone changes its clocks by as much, unless it changes sides of the date line."""


class Stay(Frozen):
    """A session (or now) as travel sees it: the day it counts for, its instant, and the zone it was in."""

    day: date
    instant: datetime
    zone: tzinfo


def lost_between(before: Stay, after: Stay, starts_at: time, reach: int) -> frozenset[date]:
    """The dates between two stays that never were.

    Args:
        before, after: with `before.day` earlier.
        starts_at: when a day starts.
        reach: how far apart two days may be and still follow each other (N of `every N days`, else 1). Days are only
            lost to travel where that makes the two follow each other: otherwise nothing tells which days they were.
    """
    most: frozenset[date] = frozenset()
    for zone in (before.zone, after.zone):
        first, last = _read(before, zone, starts_at), _read(after, zone, starts_at)
        left_out = _left_out(before, after, zone)
        shift = (after.day - before.day) - (last - first)
        by_travel: set[date] = set()
        if timedelta() < shift and (last - first).days - len(left_out) <= reach:
            days = (after.day - timedelta(days=i) for i in range(1, (after.day - before.day).days))
            by_travel.update([day for day in days if day not in left_out][: shift.days])
        lost = left_out | by_travel
        most = max(most, lost, key=len)
    return most


def _read(stay: Stay, zone: tzinfo, starts_at: time) -> date:
    """The stay's day as its instant reads in `zone`. A day fixed by hand is moved by as much."""
    if zone is stay.zone:
        return stay.day
    return stay.day + (day_of(stay.instant, zone, starts_at) - day_of(stay.instant, stay.zone, starts_at))


def _left_out(before: Stay, after: Stay, zone: tzinfo) -> frozenset[date]:
    """Dates between the two that `zone` left out."""
    offsets = [stay.instant.astimezone(zone).utcoffset() or timedelta() for stay in (before, after)]
    if abs(offsets[1] - offsets[0]) < JUMP:
        return frozenset()
    between = (before.day + timedelta(days=i) for i in range(1, (after.day - before.day).days))
    return frozenset(day for day in between if not exists(day, zone))
