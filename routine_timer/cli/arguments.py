"""Kinds of argument that several verbs take. Each refuses with a sentence, which argparse shows with exit code 2."""

from __future__ import annotations

import contextlib
import math
from argparse import ArgumentTypeError
from datetime import date, datetime, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from routine_timer.history.streaks.goals import Goal


def day(text: str) -> date:
    """`YYYY-MM-DD`; of ISO 8601's other ways to write a day (20261121, 2026-W47-6) none."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:
        raise ArgumentTypeError(f"{text!r} is not a day: write it as 2026-11-21")
    return found


def days(text: str) -> tuple[date, date]:
    """`DAY` or `DAY..DAY`, both ends included."""
    first, dots, last = text.partition("..")
    span = day(first), day(last if dots else first)
    if span[1] < span[0]:
        raise ArgumentTypeError(f"{text!r} ends before it begins")
    return span


def time_of_day(text: str) -> time:
    try:
        found = time.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is not None:
        raise ArgumentTypeError(f"{text!r} is not a time of day: write it as 07:30")
    return found


def instant(text: str) -> datetime:
    """An ISO 8601 instant with its offset; without one, in the machine's zone. Not a bare day: when in it?"""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not an instant: write it as 2026-11-21T18:00:00+01:00") from None
    with contextlib.suppress(ValueError):
        whole = date.fromisoformat(text)
        raise ArgumentTypeError(f"{text!r} is a day, not an instant: add the time, as in {whole}T12:00")
    return found if found.tzinfo else found.astimezone()


def goal(text: str) -> Goal:
    from routine_timer.history.errors import BadGoal
    from routine_timer.history.streaks.goals import parse_goal

    try:
        return parse_goal(text)
    except BadGoal as error:
        raise ArgumentTypeError(f"{error}: {error.help}" if error.help else str(error)) from None


def positive(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 < number <= 1_000_000:
        raise ArgumentTypeError(f"{text!r} is not a number above zero")
    return number
