"""What a person types on the history screen, read: days and spans. Pure; each refuses with what would do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

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
    """What was done away from the app: a routine by its id, or any other activity. `minutes` may be the routine's."""

    name: str
    minutes: float | None
    is_routine: bool


_MINUTES = re.compile(r"[,\s]+(\d{1,4}(?:\.\d+)?)\s*(?:m|min|mins|minutes)$")
_NEAR = 0.8


def read_logged(text: str, names: Mapping[str, str]) -> LoggedSession:
    """`After the workout`, `after-workout 20 min`, `swimming 40 min`.

    Args:
        names: of the routines, by their ids.

    Raises:
        ValueError: says what would do.
    """
    text = text.strip()
    found = _MINUTES.search(text)
    name = text[: found.start()] if found else text
    minutes = float(found[1]) if found else None
    if not name:
        raise ValueError("a routine, or another activity with its minutes, such as swimming 40 min")
    if minutes == 0:
        raise ValueError("more than 0 minutes")
    wanted = as_id(name)
    for id, title in names.items():
        if wanted in (id, as_id(title)):
            return LoggedSession(id, minutes, is_routine=True)
    near = max(names, key=lambda id: alike(wanted, id), default=None)
    if near is not None and SequenceMatcher(None, wanted, near).ratio() >= _NEAR:
        raise ValueError(f"the name of a routine: did you mean {near}?")
    if minutes is None:
        raise ValueError("a routine, or another activity with its minutes, such as swimming 40 min")
    return LoggedSession(name, minutes, is_routine=False)


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
