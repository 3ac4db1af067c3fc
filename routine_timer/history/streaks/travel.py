"""Days that a traveller never had. Pure.

If you fly from Los Angeles to Auckland, you leave on Friday and land on Sunday. Two sessions follow each other in a
streak if their dates do when both are read in either one's zone; then this person never had the dates in between. The
same is true of a date that a zone itself left out.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo

from routine_timer.history.light_dataclass import Frozen
from routine_timer.history.streaks.day_of_instant import day_of, exists

JUMP_S = 12 * 3600.0
"""No zone changes its clocks by as much, unless it changes sides of the date line."""
MOST_LOST = 2
"""Days that travelling can take from a calendar at once."""
AFTER_LEFT_OUT = frozenset(date(*day).toordinal() for day in ((1993, 8, 22), (1995, 1, 1), (2011, 12, 31)))
"""The days after those that Kwajalein, the Line Islands, and Samoa with Tokelau left out. A session in the small hours
of such a day counts for the day before the one that was left out, and in the new offset already."""
_LARGEST_CHANGE_S = 4 * 3600.0
"""No zone in the tz database has changed its clocks by more since 1900, unless it changed sides of the date line."""
_PUT_BACK_S = 2 * 3600.0
"""Where clocks are put back by so much over the start of a day, it has still begun (see `days`)."""
_FAR_WEST_S, _FAR_EAST_S = -10 * 3600.0, 12 * 3600.0
"""A zone that changed sides since 1900 was at least this far west on one side of it, and this far east on the other."""
_DAY_S = 86_400.0


class SessionPlace(Frozen):
    """A session (or now) as travel sees it: the day it counts for, its instant, and the zone it was in."""

    day: date
    instant: datetime
    zone: tzinfo


def could_lose(
    before: tuple[float, float],
    after: tuple[float, float],
    starts_s: float,
    too_far: int,
    fixed: tuple[bool, bool] = (False, False),
) -> bool:
    """Whether `lost_between` could find anything, told from offsets alone: quick, and right whenever it says no.

    A day is lost where one instant is a later day in the zone of `after` than in that of `before`. One offset of each
    instant is known, and the other to within the largest change of a zone's clocks.

    Args:
        before, after: when (seconds since 1970), and seconds east of UTC then.
        starts_s: when a day starts, in seconds after midnight.
        too_far: by how many days they are too far apart to follow each other.
        fixed: whether a zone is only known as an offset, which never changes.
    """
    (left, west), (landed, east) = before, after
    if too_far > MOST_LOST and abs(east - west) < JUMP_S:
        return False
    if min(west, east) <= _FAR_WEST_S or max(west, east) >= _FAR_EAST_S:
        return True

    def is_later_in(instant: float, one_s: float, other_s: float) -> bool:
        day_began = (instant + one_s - starts_s) // _DAY_S * _DAY_S
        return day_began > instant + other_s - starts_s

    west_change, east_change = (0.0 if is_fixed else _LARGEST_CHANGE_S for is_fixed in fixed)
    put_back = min(east_change, _PUT_BACK_S)
    return is_later_in(landed, east + put_back, west - west_change) or is_later_in(left, east + east_change, west)


def lost_between(before: SessionPlace, after: SessionPlace, starts_at: time, reach: int) -> frozenset[date]:
    """The dates between two stays that this person never had.

    Args:
        before, after: with `before.day` earlier.
        starts_at: when a day starts.
        reach: how far apart two days may be and still follow each other (N of `every N days`, or else 1). Days are only
            lost to travel where that makes the two follow each other: otherwise it is not known which days they were.
    """
    most: frozenset[date] = frozenset()
    for zone in (before.zone, after.zone):
        first, last = _read(before, zone, starts_at), _read(after, zone, starts_at)
        left_out = _left_out(before, after, zone)
        shift = (after.day - before.day) - (last - first)
        by_travel: set[date] = set()
        if (last - first).days - len(left_out) <= reach:
            days = (after.day - timedelta(days=i) for i in range(1, (after.day - before.day).days))
            by_travel.update([day for day in days if day not in left_out][: max(shift.days, 0)])
        lost = left_out | by_travel
        most = max(most, lost, key=len)
    return most


def _read(stay: SessionPlace, zone: tzinfo, starts_at: time) -> date:
    """The stay's day in `zone`. A day that was edited is moved by as much."""
    if zone is stay.zone:
        return stay.day
    return stay.day + (day_of(stay.instant, zone, starts_at) - day_of(stay.instant, stay.zone, starts_at))


def _left_out(before: SessionPlace, after: SessionPlace, zone: tzinfo) -> frozenset[date]:
    """Dates between the two that `zone` left out."""
    between = (before.day + timedelta(days=i) for i in range(1, (after.day - before.day).days))
    return frozenset(day for day in between if not exists(day, zone))
