"""What a person types on the history screen, read: days and spans. Pure; each refuses with what would do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

_LONGEST = 366


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Days that are skipped together, and why."""

    first: date
    last: date
    why: str | None


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
