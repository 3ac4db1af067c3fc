"""The values of a line from elsewhere, each checked as it is taken out: nothing is trusted, whatever wrote it. Pure.

A check takes any value and returns it as what it is, or raises a ValueError that says what is wrong.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from routine_timer.errors import RoutineTimerError
from routine_timer.history.streaks.days import FIRST_DAY, LAST_DAY
from routine_timer.history.streaks.goals import parse_goal

_LONGEST_ID = 200
_LONGEST_NAME = 1_000
_LONGEST_NOTE = 100_000
_MOST_SECONDS = 1e9
_MOST_COUNT = 1_000_000_000
_T = TypeVar("_T")


class WrongLine(RoutineTimerError):
    """A line is no record; the message says what is wrong with it."""


class Fields:
    """An object's values, taken out one by one with a check on each."""

    def __init__(self, value: Mapping[str, Any]) -> None:
        self._value = value

    def need(self, key: str, check: Callable[[Any], _T]) -> _T:
        if self._value.get(key) is None:
            raise WrongLine(f"{key!r} is missing")
        return self._checked(key, check)

    def maybe(self, key: str, check: Callable[[Any], _T]) -> _T | None:
        return None if self._value.get(key) is None else self._checked(key, check)

    def get(self, key: str, check: Callable[[Any], _T], default: _T) -> _T:
        return default if self._value.get(key) is None else self._checked(key, check)

    def _checked(self, key: str, check: Callable[[Any], _T]) -> _T:
        try:
            return check(self._value[key])
        except ValueError as error:
            raise WrongLine(f"{key!r}: {error}") from error


# -- checks


def a_text(longest: int) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise ValueError("not a text")
        if len(value) > longest:
            raise ValueError(f"longer than {longest} characters")
        try:
            value.encode("utf-8")
        except UnicodeEncodeError as error:
            raise ValueError("half a character (a lone surrogate)") from error
        return value

    return check


a_note = a_text(_LONGEST_NOTE)
a_label = a_text(_LONGEST_NAME)
a_zone = a_text(100)


def an_id(value: Any) -> str:
    return _filled(a_text(_LONGEST_ID)(value))


def a_name(value: Any) -> str:
    return _filled(a_text(_LONGEST_NAME)(value))


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("empty")
    return text


def one_of(words: tuple[str, ...]) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if not isinstance(value, str) or value not in words:
            raise ValueError(f"{shown(value)} is none of {', '.join(words)}")
        return value

    return check


def a_flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("neither true nor false")
    return value


def a_number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MOST_COUNT:
        raise ValueError("not a whole number from 0 on")
    return value


def a_count(value: Any) -> int:
    number = a_number(value)
    if number < 1:
        raise ValueError("counts start at 1")
    return number


def a_pain(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 10:
        raise ValueError("not a whole number from 0 to 10")
    return value


def seconds(value: Any) -> float:
    """A number of seconds that a session may have.

    Raises:
        ValueError
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("not a number")
    if not 0 <= value <= _MOST_SECONDS or math.isnan(value):
        raise ValueError("not a number of seconds")
    return float(value)


def instant(value: Any) -> datetime:
    """An ISO 8601 instant with its offset.

    Raises:
        ValueError
    """
    if not isinstance(value, str) or len(value) > 64:
        raise ValueError("not an instant")
    try:
        when = datetime.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f"{shown(value)} is no ISO 8601 instant") from error
    if when.tzinfo is None:
        raise ValueError(f"{shown(value)} has no offset from UTC")
    within(when.date())
    return when


def utc_instant(value: Any) -> datetime:
    return instant(value).astimezone(UTC)


def a_day(value: Any) -> date:
    """A date `YYYY-MM-DD`.

    Raises:
        ValueError
    """
    if not isinstance(value, str) or len(value) != 10 or value[4] != "-" or value[7] != "-":
        raise ValueError(f"{shown(value)} is no date (YYYY-MM-DD)")
    try:
        return within(date.fromisoformat(value))
    except ValueError as error:
        raise ValueError(f"{shown(value)} is no date (YYYY-MM-DD)") from error


def within(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"years go from {FIRST_DAY.year} to {LAST_DAY.year}")
    return day


def a_goal(value: Any) -> str:
    try:
        return parse_goal(a_text(200)(value)).text
    except RoutineTimerError as error:
        raise ValueError(str(error)) from error


def signs(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > 100:
        raise ValueError("not a list")
    return tuple(a_label(item) for item in value)


def shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"
