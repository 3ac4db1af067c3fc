"""Days and times of day as people type them, for the command line and the app. Pure."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import NamedTuple

from routine_timer.history.streaks.goals import WEEKDAY_NAMES, WEEKDAYS


class PastDay(NamedTuple):
    """A day as it was written: `days` ago, the latest `weekday` (Monday is 0), or an `exact` date."""

    exact: date | None = None
    weekday: int | None = None
    days: int = 0

    def resolve(self, today: date) -> date:
        """The day that is meant; a weekday is the latest one, today included."""
        if self.exact is not None:
            return self.exact
        if self.weekday is not None:
            return today - timedelta(days=(today.weekday() - self.weekday) % 7)
        return today - timedelta(days=self.days)


TODAY = PastDay()


def parse_day(text: str) -> date:
    """`YYYY-MM-DD`. ISO 8601's other formats (20261121, 2026-W47-6) are errors.

    Raises:
        ValueError: with a message for the user.
    """
    try:
        value = date.fromisoformat(text)
    except ValueError:
        value = None
    if value is None or value.isoformat() != text:
        raise ValueError(f"{text!r} is not a day: write it as 2026-11-21")
    return value


def parse_past_day(text: str) -> PastDay:
    """`today`, `yesterday`, a weekday (`mon` or `monday`), or `YYYY-MM-DD`.

    Raises:
        ValueError: with a message for the user.
    """
    word = text.strip().casefold()
    if word in ("today", "yesterday"):
        return PastDay(days=int(word == "yesterday"))
    for names in (WEEKDAYS, WEEKDAY_NAMES):
        if word in names:
            return PastDay(weekday=names.index(word))
    try:
        return PastDay(exact=parse_day(text.strip()))
    except ValueError:
        raise ValueError(
            f"{text!r} is not a day: write today, yesterday, a weekday such as monday, or a date such as 2026-11-21"
        ) from None


def parse_time(text: str) -> time:
    """Hours and minutes, with or without a zero before the hour. Seconds are refused: a reminder has none.

    Raises:
        ValueError: with a message for the user.
    """
    parts = text.split(":")
    if len(parts) == 2 and all(part.isascii() and part.isdigit() for part in parts) and len(parts[1]) == 2:
        hours, minutes = int(parts[0][:3]), int(parts[1])
        if hours < 24 and minutes < 60:
            return time(hours, minutes)
    raise ValueError(f"{text!r} is not a time of day: write it as 07:30")
