"""Reads what is typed on the history screen: days, spans of days, sessions. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from difflib import SequenceMatcher

from routine_timer.history.day_input import FutureDay, parse_past_day, parse_time
from routine_timer.routine.name_matching import alike, as_id

_LONGEST = 366


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Days that are skipped together, and why."""

    first: date
    last: date
    why: str | None


@dataclass(frozen=True, slots=True)
class LoggedSession:
    """A session done away from the app: a routine by its id, or another activity. Without `minutes`, as planned."""

    name: str
    is_routine: bool
    day: date
    at: time | None = None
    minutes: float | None = None


_ALIKE = 0.8
_MOST_MINUTES = 24 * 60


def read_logged(name: str, day: str, at: str, minutes: str, today: date, is_routine: bool) -> LoggedSession:
    """Read what was typed about a session.

    Raises:
        ValueError: with a message for the user.
    """
    try:
        on = parse_past_day(day or "today").resolve(today)
    except FutureDay as error:
        raise ValueError(f"{error}. Add a session on the day you did it, or later") from None
    length = read_minutes(minutes) if minutes.strip() else None
    if length is None and not is_routine:
        raise ValueError(f"How long did it take? Enter the minutes for {name}")
    return LoggedSession(name, is_routine, on, parse_time(at.strip()) if at.strip() else None, length)


def suggest_routine(name: str, names: Mapping[str, str]) -> None:
    """Refuse an activity that is almost the name of a routine.

    Raises:
        ValueError: with a message for the user.
    """
    wanted = as_id(name)
    near = max(names, key=lambda id: alike(wanted, id), default=None)
    if near is not None and SequenceMatcher(None, wanted, near).ratio() >= _ALIKE:
        raise ValueError(f"Did you mean the routine {names[near]}? For another activity, use a different name")


def read_minutes(text: str) -> float:
    """
    Raises:
        ValueError: with a message for the user.
    """
    try:
        minutes = float(text.strip().removesuffix("min").strip())
    except ValueError:
        minutes = math.nan
    if not 0 < minutes <= _MOST_MINUTES:
        raise ValueError(f"{text!r} is not a number of minutes: write a number from 1 to {_MOST_MINUTES}")
    return minutes


def read_day(text: str) -> date:
    """
    Raises:
        ValueError: says what would do.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError("a date such as 2026-11-21") from None


def read_span(text: str) -> DaySpan:
    """`2026-12-20`, `2026-12-20..2027-01-03`, either with a reason behind it.

    Raises:
        ValueError: says what would do.
    """
    days, _, why = text.strip().partition(" ")
    begin, dots, end = days.partition("..")
    try:
        first, last = date.fromisoformat(begin), date.fromisoformat(end if dots else begin)
    except ValueError:
        raise ValueError("one or two dates such as 2026-12-20..2027-01-03, then a reason if you like") from None
    if last < first:
        raise ValueError("the earlier day first")
    if (last - first).days > _LONGEST:
        raise ValueError("a year at most")
    return DaySpan(first, last, why.strip() or None)
