"""What the history screen knows of every day: one snapshot, taken in a thread, that all its calendars are drawn from.

Light on purpose: no session is read for it, only the streak summary and one tally a day, so ten years are there at
once. The rest is pure. Days are local dates, times are seconds.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from routine_timer.app.models.home_progress import MARKS as IN_A_WEEK
from routine_timer.history.records import DayTally
from routine_timer.history.streaks.streak_summary import DayState, StreakSummary

if TYPE_CHECKING:
    from routine_timer.history.history import History

LEVELS = 4
"""Shades of a done day: by its active time, against a long day of the same person."""

MARKS = IN_A_WEEK | {"begun": "◧", "not counted": "◇", "before": "·"}
"""One mark for each state of a day; they differ in shape, not in colour alone.

`begun` and `not counted` are missed, yet not idle.
"""

SAID = {
    "done": "done",
    "begun": "partly done",
    "not counted": "not counted",
    "missed": "missed",
    "skipped": "skipped",
    "frozen": "frozen",
    "pending": "not done yet",
    "rest": "rest day",
}
_LONG_DAY = 0.9
"""The share of done days that are no longer than a long one."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day: its state (a key of `MARKS`), and what was done on it. `level` runs from 1 to `LEVELS` if it is done."""

    day: date
    state: str
    active_s: float = 0.0
    sessions: int = 0
    level: int = 0
    score: float | None = None
    why: str = ""


@dataclass(frozen=True)
class HistorySnapshot:
    """Everything up to today, and the skips to come. `first_weekday` as `date.weekday` counts."""

    streak_summary: StreakSummary
    tallies: Mapping[date, DayTally] = field(default_factory=dict)
    skips: Mapping[date, str] = field(default_factory=dict)
    """Days that the person took off, with the reason; a frozen day is not among them."""
    first_weekday: int = 0
    uncounted: frozenset[date] = frozenset()
    """Days on which nothing was done but what isn't counted, such as another activity."""

    @property
    def today(self) -> date:
        return self.streak_summary.day

    @cached_property
    def first(self) -> date:
        """The first day with anything recorded."""
        return min((*self.tallies, *self.skips, self.today))

    @cached_property
    def total(self) -> int:
        """How many sessions there are."""
        return sum(tally.sessions for tally in self.tallies.values())

    @cached_property
    def _states(self) -> Mapping[date, DayState]:
        return {state.day: state for state in self.streak_summary.days}

    @cached_property
    def _frozen(self) -> frozenset[date]:
        return frozenset(self.streak_summary.frozen)

    @cached_property
    def _long_day_s(self) -> float:
        times = sorted(tally.active_s for tally in self.tallies.values() if tally.done)
        return times[math.ceil(len(times) * _LONG_DAY) - 1] if times else 0.0

    @cached_property
    def _sessions_until(self) -> tuple[list[date], list[int]]:
        days = sorted(self.tallies)
        return days, list(accumulate(self.tallies[day].sessions for day in days))

    def later_than(self, day: date) -> int:
        """How many sessions are on later days: about where a day stands in a list that begins with the newest."""
        days, until = self._sessions_until
        index = bisect_right(days, day)
        return self.total - (until[index - 1] if index else 0)

    def day(self, day: date) -> Day:
        tally, known = self.tallies.get(day), self._states.get(day)
        active_s, sessions = (tally.active_s, tally.sessions) if tally else (0.0, 0)
        state = self._state(day, known, sessions)
        level = self._level(active_s) if state == "done" else 0
        return Day(day, state, active_s, sessions, level, known.score if known else None, self.skips.get(day, ""))

    def _state(self, day: date, known: DayState | None, sessions: int) -> str:
        if known is None:
            if day == self.today:
                return self.streak_summary.today
            if day in self.skips:
                return "skipped"
            return "to come" if day > self.today else "before"
        if day in self._frozen:
            return "frozen"
        if known.state == "missed" and sessions:
            return "not counted" if day in self.uncounted else "begun"
        return known.state

    def _level(self, active_s: float) -> int:
        if not self._long_day_s:
            return LEVELS
        return min(max(math.ceil(LEVELS * active_s / self._long_day_s), 1), LEVELS)

    def counts(self, first: date, last: date) -> Counter[str]:
        """How many days of a span are in each state."""
        return Counter(self.day(day).state for day in days_between(first, last))

    def active_s(self, first: date, last: date) -> float:
        return sum(tally.active_s for day, tally in self.tallies.items() if first <= day <= last)

    def weeks(self, first: date, last: date) -> list[tuple[date, float]]:
        """The first day of each week that has a day in the span, with the active seconds of the whole week."""
        spent: dict[date, float] = {}
        for day, tally in self.tallies.items():
            week = first_of_week(day, self.first_weekday)
            spent[week] = spent.get(week, 0.0) + tally.active_s
        week, found = first_of_week(first, self.first_weekday), []
        while week <= last:
            found.append((week, spent.get(week, 0.0)))
            week += timedelta(7)
        return found

    def scores(self, first: date, last: date) -> list[tuple[date, float]]:
        """The score at the end of each judged day of the span."""
        return [(state.day, state.score) for state in self.streak_summary.days if first <= state.day <= last]


def first_of_week(day: date, first_weekday: int) -> date:
    return day - timedelta((day.weekday() - first_weekday) % 7)


def days_between(first: date, last: date) -> list[date]:
    """Both included."""
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def load_snapshot(history: History, now: datetime, first_weekday: int = 0) -> HistorySnapshot:
    """Ask the history for all of it, as of `now` (aware).

    Raises:
        HistoryError: it can't be read.
    """
    streak_summary = history.streak_summary(now, series=True)
    return HistorySnapshot(
        streak_summary,
        {tally.day: tally for tally in history.ended.days(last=streak_summary.day, now=now)},
        {skip.day: skip.why or "" for skip in history.skips()},
        first_weekday,
        history.ended.uncounted_days(),
    )
