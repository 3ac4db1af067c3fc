"""Which day an instant counts for.

Pure: the instant, the zone and the hour at which a day starts come in as arguments. A day begins at the first instant
at which the clock on the wall shows its start or later, and once begun it does not un-begin: where clocks are put back
over the start, the hour that comes twice belongs to the day that had begun. A date that a zone never had (Samoa left
out 30 December 2011) is no day, and the one before it lasts longer.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

DAY_STARTS_AT = time(4)
"""A session at one in the morning belongs to the evening before it."""

FIRST_DAY = date(2, 1, 1)
LAST_DAY = date(9998, 12, 31)
"""Dates outside these leave no room to read them in another zone, or to find their week."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Instants are stored as seconds since then."""

_DAY = timedelta(days=1)
_NOON = time(12)


def day_of(instant: datetime, zone: tzinfo, starts_at: time = DAY_STARTS_AT) -> date:
    """The day that an aware `instant` counts for, where `zone`'s clocks hang.

    Raises:
        OverflowError: the instant is too near to year 1 or year 9999.
    """
    local = instant.astimezone(zone)
    wall = local.replace(tzinfo=None)
    for day in (local.date() + _DAY, local.date()):
        begins = datetime.combine(day, starts_at)
        # Either the wall shows it now, or it showed it before the clocks were put back.
        if wall >= begins or _first_shown(begins, zone) <= instant:
            return day
    day = local.date() - _DAY
    while not exists(day, zone):
        day -= _DAY
    return day


def can_count(day: date) -> bool:
    """Whether a day leaves room on both sides."""
    return FIRST_DAY <= day <= LAST_DAY


def exists(day: date, zone: tzinfo) -> bool:
    """Whether `zone` ever had this date."""
    noon = datetime.combine(day, _NOON, zone)
    offset = noon.utcoffset() or timedelta()
    return (datetime.combine(day, _NOON) - offset).replace(tzinfo=UTC).astimezone(zone).date() == day


def _first_shown(wall: datetime, zone: tzinfo) -> datetime:
    """The first instant at which `zone`'s wall clock shows `wall` (for a skipped time: as if not yet put forward)."""
    offset = wall.replace(tzinfo=zone).utcoffset() or timedelta()
    return (wall - offset).replace(tzinfo=UTC)
