"""Argument types that several verbs share. argparse shows their errors and exits with 2."""

from __future__ import annotations

import contextlib
import math
from argparse import ArgumentTypeError
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from routine_timer.history.streaks.goals import Goal


def day(text: str) -> date:
    """`YYYY-MM-DD`. ISO 8601's other formats (20261121, 2026-W47-6) are errors."""
    try:
        value = date.fromisoformat(text)
    except ValueError:
        value = None
    if value is None or value.isoformat() != text:
        raise ArgumentTypeError(f"{text!r} is not a day: write it as 2026-11-21")
    return value


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


def past_day(text: str) -> PastDay:
    """`today`, `yesterday`, a weekday (`mon` or `monday`), or `YYYY-MM-DD`."""
    from routine_timer.history.streaks.goals import WEEKDAY_NAMES, WEEKDAYS

    word = text.strip().casefold()
    if word in ("today", "yesterday"):
        return PastDay(days=int(word == "yesterday"))
    for names in (WEEKDAYS, WEEKDAY_NAMES):
        if word in names:
            return PastDay(weekday=names.index(word))
    try:
        return PastDay(exact=day(text))
    except ArgumentTypeError:
        raise ArgumentTypeError(
            f"{text!r} is not a day: write today, yesterday, a weekday such as monday, or a date such as 2026-11-21"
        ) from None


def days(text: str) -> tuple[date, date]:
    """`DAY` or `DAY..DAY`, first and last day included."""
    first, dots, last = text.partition("..")
    span = day(first), day(last if dots else first)
    if span[1] < span[0]:
        raise ArgumentTypeError(f"{text!r} ends before it starts")
    return span


def time_of_day(text: str) -> time:
    """Hours and minutes, with or without a zero before the hour. Seconds are refused: a reminder has none."""
    parts = text.split(":")
    if len(parts) == 2 and all(part.isascii() and part.isdigit() for part in parts) and len(parts[1]) == 2:
        hours, minutes = int(parts[0][:3]), int(parts[1])
        if hours < 24 and minutes < 60:
            return time(hours, minutes)
    raise ArgumentTypeError(f"{text!r} is not a time of day: write it as 07:30")


def instant(text: str) -> datetime:
    """An ISO 8601 date and time. Without an offset it is in the machine's time zone. A day alone is an error."""
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a date and time: write it as 2026-11-21T18:00:00+01:00") from None
    with contextlib.suppress(ValueError):
        whole = date.fromisoformat(text)
        raise ArgumentTypeError(f"{text!r} is a day without a time: add one, as in {whole}T12:00")
    return value if value.tzinfo else value.astimezone()


def goal(text: str) -> Goal:
    from routine_timer.history.errors import BadGoal
    from routine_timer.history.streaks.goals import parse_goal

    try:
        return parse_goal(text)
    except BadGoal as error:
        raise ArgumentTypeError(error.with_help) from None


def positive(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 < number <= 1_000_000:
        raise ArgumentTypeError(f"{text!r} must be a number above 0")
    return number
