"""Days and times of day as people type them, for the command line and the app. Pure."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from datetime import date, time, timedelta
from difflib import get_close_matches
from typing import NamedTuple

from routine_timer.history.streaks.goals import WEEKDAY_NAMES, WEEKDAYS


class FutureDay(ValueError):
    """A day that is still to come, where only past days will do; the message is for the user."""


class PastDay(NamedTuple):
    """A day as it was written: `days` ago, the latest `weekday` (Monday is 0), an `exact` date, or a `future` word."""

    exact: date | None = None
    weekday: int | None = None
    days: int = 0
    future: str = ""

    def resolve(self, today: date) -> date:
        """The day that is meant; a weekday is the latest one, today included.

        Raises:
            FutureDay
        """
        if self.future or (self.exact is not None and self.exact > today):
            raise FutureDay(f"{self.future or self.exact} is in the future")
        if self.exact is not None:
            return self.exact
        if self.weekday is not None:
            return today - timedelta(days=(today.weekday() - self.weekday) % 7)
        return today - timedelta(days=self.days)


class NearDay(NamedTuple):
    """A day as it was written: an `exact` date, or so many days `ahead` of today."""

    exact: date | None = None
    ahead: int = 0

    def resolve(self, today: date) -> date:
        return self.exact or today + timedelta(days=self.ahead)


TODAY = PastDay()
_NEAR_DAYS = {"today": 0, "tomorrow": 1, "yesterday": -1}


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


def parse_near_day(text: str) -> NearDay:
    """`today`, `tomorrow`, `yesterday` or `YYYY-MM-DD`. A weekday is an error: it could be the last one or the next.

    Raises:
        ValueError: with a message for the user.
    """
    word = text.strip().casefold()
    if word in _NEAR_DAYS:
        return NearDay(ahead=_NEAR_DAYS[word])
    with contextlib.suppress(ValueError):
        return NearDay(parse_day(text))
    choices = "today, tomorrow, yesterday or a date such as 2026-11-21"
    if word in (*WEEKDAYS, *WEEKDAY_NAMES):
        raise ValueError(f"{text!r} could be the last one or the next: write {choices}")
    raise ValueError(f"{text!r} is not a day: {_did_you_mean(word, _NEAR_DAYS)}write {choices}")


def parse_past_day(text: str) -> PastDay:
    """`today`, `yesterday`, a weekday (`mon` or `monday`), or `YYYY-MM-DD`. Also reads days that are still to come.

    Raises:
        ValueError: with a message for the user.
    """
    word = text.strip().casefold()
    if word in ("today", "yesterday"):
        return PastDay(days=int(word == "yesterday"))
    if word in ("tomorrow", "tonight") or word.replace("-", " ").startswith(("next ", "in ")):
        return PastDay(future=text.strip())
    for names in (WEEKDAYS, WEEKDAY_NAMES):
        if word in names:
            return PastDay(weekday=names.index(word))
    try:
        return PastDay(exact=parse_day(text.strip()))
    except ValueError:
        raise ValueError(
            f"{text!r} is not a day: {_did_you_mean(word, ('today', 'yesterday', 'tomorrow', *WEEKDAY_NAMES))}"
            "write today, yesterday, a weekday such as monday, or a date such as 2026-11-21"
        ) from None


def _did_you_mean(word: str, days: Iterable[str]) -> str:
    near = get_close_matches(word[:60], list(days), n=1, cutoff=0.7)
    return f"did you mean {near[0]}? Otherwise, " if near else ""


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
