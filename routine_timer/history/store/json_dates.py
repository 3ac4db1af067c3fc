"""Days and instants as they are written in lines of JSON. Pure."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

from routine_timer.history.streaks.day_of_instant import FIRST_DAY, LAST_DAY


def day_from_text(value: object) -> date:
    """A date `YYYY-MM-DD` in the years that can be counted.

    Raises:
        ValueError: the message completes a sentence that starts with the name of the value.
    """
    try:
        if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
            return checked_day(date.fromisoformat(value))
    except ValueError as error:
        raise ValueError(f"must be a date (YYYY-MM-DD), not {shown(value)}") from error
    raise ValueError(f"must be a date (YYYY-MM-DD), not {shown(value)}")


def instant_from_text(value: object) -> datetime:
    """An ISO 8601 instant with its offset.

    Raises:
        ValueError: as of `day_from_text`.
    """
    if not isinstance(value, str) or len(value) > 64:
        raise ValueError(f"must be an ISO 8601 date and time, not {shown(value)}")
    try:
        when = datetime.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f"must be an ISO 8601 date and time, not {shown(value)}") from error
    if when.tzinfo is None:
        raise ValueError(f"must end with an offset from UTC such as +01:00: {shown(value)}")
    if not FIRST_DAY <= when.date() <= LAST_DAY or not _is_countable_in_utc(when):
        raise ValueError(f"must be in the years {FIRST_DAY.year} to {LAST_DAY.year}, not {shown(value)}")
    return when


def _is_countable_in_utc(when: datetime) -> bool:
    """Some instants are exported in UTC, and must be readable then too."""
    try:
        return FIRST_DAY <= when.astimezone(UTC).date() <= LAST_DAY
    except OverflowError:
        return False


def checked_day(day: date) -> date:
    """`day`, if it is in the years that can be counted.

    Raises:
        ValueError: as of `day_from_text`.
    """
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"must be in the years {FIRST_DAY.year} to {LAST_DAY.year}")
    return day


def shown(value: object) -> str:
    """A value for an error message, cut if it is long."""
    text = json.dumps(value, ensure_ascii=False, default=repr)
    return text if len(text) <= 40 else f"{text[:39]}…"
