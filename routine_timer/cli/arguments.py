"""Argument types that several verbs share. argparse shows their errors and exits with 2."""

from __future__ import annotations

import contextlib
import math
from argparse import ArgumentTypeError
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import time

    from routine_timer.history.day_input import NearDay, PastDay
    from routine_timer.history.streaks.goals import Goal


def near_day(text: str) -> NearDay:
    """`today`, `tomorrow`, `yesterday` or `YYYY-MM-DD`."""
    from routine_timer.history.day_input import parse_near_day

    try:
        return parse_near_day(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


def past_day(text: str) -> PastDay:
    """`today`, `yesterday`, a weekday (`mon` or `monday`), or `YYYY-MM-DD`. One in the future fails to resolve."""
    from routine_timer.history.day_input import parse_past_day

    try:
        return parse_past_day(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


def days(text: str) -> tuple[NearDay, NearDay]:
    """`DAY` or `DAY..DAY`, first and last day included."""
    first, dots, last = text.partition("..")
    return near_day(first), near_day(last if dots else first)


def time_of_day(text: str) -> time:
    """Hours and minutes, with or without a zero before the hour."""
    from routine_timer.history.day_input import parse_time

    try:
        return parse_time(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


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
        raise ArgumentTypeError(f"{error}\n  help: {error.help}") from None


def positive(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 < number <= 1_000_000:
        raise ArgumentTypeError(f"must be a number above 0, not {text!r}")
    return number
