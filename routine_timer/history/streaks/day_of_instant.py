"""Finds the day that an instant counts for.

Pure: the instant, the zone and the time at which a day starts are arguments. A day starts as soon as the local clock
shows its start or later. Where clocks are put back over that time, the repeated hour belongs to the day that has
started. A date that a zone never had (Samoa left out 30 December 2011) is not a day, and the day before it is longer.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

DAY_STARTS_AT = time(4)
"""A session at one in the morning belongs to the evening before."""

FIRST_DAY = date(2, 1, 1)
LAST_DAY = date(9998, 12, 31)
"""Dates outside these leave no room for another zone, or for the rest of their week."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Instants are stored as seconds since then."""

_DAY = timedelta(days=1)
_NOON = time(12)


def day_of(instant: datetime, zone: tzinfo, starts_at: time = DAY_STARTS_AT) -> date:
    """The day that an aware `instant` counts for in `zone`.

    Raises:
        OverflowError: the instant is too near to year 1 or year 9999.
    """
    local = instant.astimezone(zone)
    wall = local.replace(tzinfo=None)
    for day in (local.date() + _DAY, local.date()):
        begins = datetime.combine(day, starts_at)
        # Either the local clock shows it now, or it did before the clocks were put back.
        if wall >= begins or _first_shown(begins, zone) <= instant:
            return day
    day = local.date() - _DAY
    while not exists(day, zone):
        day -= _DAY
    return day


def can_count(day: date) -> bool:
    """Whether a day is in the years that can be counted."""
    return FIRST_DAY <= day <= LAST_DAY


def exists(day: date, zone: tzinfo) -> bool:
    """Whether `zone` ever had this date."""
    noon = datetime.combine(day, _NOON, zone)
    offset = noon.utcoffset() or timedelta()
    return (datetime.combine(day, _NOON) - offset).replace(tzinfo=UTC).astimezone(zone).date() == day


def _first_shown(wall: datetime, zone: tzinfo) -> datetime:
    """The first instant at which the local clock in `zone` shows `wall` (for a skipped time: before the change)."""
    offset = wall.replace(tzinfo=zone).utcoffset() or timedelta()
    return (wall - offset).replace(tzinfo=UTC)
