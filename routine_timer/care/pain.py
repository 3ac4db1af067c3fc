"""Pain from 0 to 10: what to do at a number, and how it develops. Pure; the sources are in `docs/plans.md`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal, TypeAlias

import msgspec

Light: TypeAlias = Literal["green", "amber", "red"]

ADVICE: dict[Light, str] = {
    "green": "Go on.",
    "amber": "Go on gently: use the easier variants.",
    "red": "Stop, or do the shorter, easier version. If the pain stays, see a doctor or physiotherapist.",
}
RISING = "Your pain has been rising for two weeks: see a doctor or physiotherapist."

MEANINGFUL = 2
"""Points on the numeric rating scale that make a change that matters."""
RISE = 1.0
"""Points between the averages of two weeks. Our own choice, below the meaningful change to be on the safe side."""
_WEEK = timedelta(days=7)


class PainReading(msgspec.Struct, frozen=True):
    """Pain on a day."""

    day: date
    pain: int


def light(pain: int) -> Light:
    """The pain traffic light: 0 to 3 green, 4 and 5 amber, 6 and more red."""
    return "green" if pain <= 3 else "amber" if pain <= 5 else "red"


def worse_twice(sessions: Sequence[tuple[int, int]]) -> bool:
    """Whether pain was two points higher after the last two sessions than before them.

    Args:
        sessions: pain before and after each session that has both, oldest first.
    """
    last = sessions[-2:]
    return len(last) == 2 and all(after - before >= MEANINGFUL for before, after in last)


def is_rising(pains: Iterable[PainReading], today: date) -> bool:
    """Whether average pain in the seven days up to today is at least a point above that of the seven days before.

    Without an answer in both weeks it is not known, and so False.
    """
    this_week, last_week = [], []
    for one in pains:
        age = today - one.day
        if timedelta(0) <= age < _WEEK:
            this_week.append(one.pain)
        elif _WEEK <= age < 2 * _WEEK:
            last_week.append(one.pain)
    if not this_week or not last_week:
        return False
    return sum(this_week) / len(this_week) - sum(last_week) / len(last_week) >= RISE


def most_in_a_week(pains: Iterable[PainReading], today: date) -> int | None:
    """The most pain in the seven days up to today; None without an answer."""
    return max((one.pain for one in pains if timedelta(0) <= today - one.day < _WEEK), default=None)
