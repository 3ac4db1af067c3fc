"""The days and goals that streaks and scores are worked out from: days as numbers, and the goal in force on each.

Pure. For speed, days are ordinals (`date.toordinal()`): there may be a hundred years of them.
"""

from __future__ import annotations

from itertools import pairwise

from routine_timer.history.light_dataclass import Frozen
from routine_timer.history.streaks.goals import DAILY, Goal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class GoalSpan(Frozen):
    """A goal and the days on which it is in force: from `first` up to but not including `end`."""

    first: int
    end: int
    goal: Goal


class Calendar(Frozen):
    """Every day from `first` (the first done day, or today if there is none) to `today`.

    `done[i]` says whether day `first + i` was done. `skipped` are days that were skipped and not done, with those to
    come this week; `lost` are days that a traveller never had. `spans` cover `first` to `today` and the whole first
    week without a gap. `week_starts`: Monday is 0.

    `carry` adds days of a streak that had another goal: `saved` are those of `skipped` that a freeze was used on, and
    `free` are rest days. `starts` are the days on which such streaks started: their week counts if it was reached.
    """

    first: int
    today: int
    done: bytearray
    skipped: frozenset[int]
    lost: frozenset[int]
    spans: tuple[GoalSpan, ...]
    week_starts: int = 0
    freezes: bool = False
    any_done: bool = True
    saved: frozenset[int] = frozenset()
    free: frozenset[int] = frozenset()
    starts: frozenset[int] = frozenset()

    def week_of(self, day: int) -> int:
        """The first day of the week that `day` is in, which identifies the week."""
        return day - (weekday(day) - self.week_starts) % 7

    def goal_on(self, day: int) -> Goal:
        for span in reversed(self.spans):
            if span.first <= day:
                return span.goal
        return self.spans[0].goal

    def done_in_week(self, week: int) -> int:
        return sum(self.done[max(week - self.first, 0) : max(week + 7 - self.first, 0)])

    def start_in_week(self, week: int) -> int | None:
        """The day on which a carried streak started in a week that had a goal of days on its first day."""
        if not self.starts or self.goal_on(week).unit == "weeks":
            return None
        in_week = (day for day in self.starts if self.week_of(day) == week and self.goal_on(day).unit == "weeks")
        return min(in_week, default=None)

    def open_in_week(self, week: int) -> int:
        """How many days of a week are not skipped and not lost."""
        return sum(day not in self.skipped and day not in self.lost for day in range(week, week + 7))


def weekday(day: int) -> int:
    """Monday is 0."""
    return (day + 6) % 7


def calendar(
    today: int,
    done: Iterable[int],
    *,
    skipped: Iterable[int] = (),
    lost: Iterable[int] = (),
    goals: Iterable[tuple[int, Goal]] = (),
    week_starts: int = 0,
    freezes: bool = False,
) -> Calendar:
    """Lay out the facts. All days are ordinals. Days after `today` don't count. Before the first goal it is `daily`.

    Args:
        done: days with a done session, in any order.
        goals: (first day in force, goal); of two with the same day, the later one in the list applies.
    """
    done_days = {day for day in done if day <= today}
    first = min(done_days, default=today)
    flags = bytearray(today - first + 1)
    for day in done_days:
        flags[day - first] = 1
    return Calendar(
        first,
        today,
        flags,
        frozenset(skipped) - done_days,
        frozenset(lost) - done_days,
        _spans(first - 7, today + 1, goals),
        week_starts,
        freezes,
        bool(done_days),
    )


def _spans(first: int, end: int, goals: Iterable[tuple[int, Goal]]) -> tuple[GoalSpan, ...]:
    changes = {first: DAILY}
    for day, goal in sorted(goals, key=_by_day):
        changes[max(day, first)] = goal
    starts = sorted(day for day in changes if day < end)
    return tuple(GoalSpan(start, stop, changes[start]) for start, stop in pairwise([*starts, end]))


def _by_day(entry: tuple[int, Goal]) -> int:
    return entry[0]
