"""Answers of the person in the order in which they count. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from routine_timer.history.records import CheckInRecord, MeasureRecord

T = TypeVar("T", CheckInRecord, MeasureRecord)


def in_order(records: Iterable[T], today: date) -> list[T]:
    """The records, oldest first; the last one is in force.

    One of a day that has not come counts for today: a clock was wrong, or the person flew west. So it is not forgotten,
    and what is answered later replaces it.
    """
    return sorted(records, key=lambda one: (min(one.day, today), one.edited_at, one.id))
