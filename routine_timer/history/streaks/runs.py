"""Streaks: the state of each day and week, and the runs that they make.

Pure. The rules, each with its reason:

- Today is pending until it is done: it can still be done, so it breaks nothing; it is not done yet, so it adds nothing.
- Skipped days and rest days are neutral: they don't break a run, lengthen it, or revive a broken one.
- A week that can still reach its target is pending in the same way. With skipped days the target is
  ceil(N × open days / 7): if you are away for half a week, half of it is enough.
- Days and weeks don't add up, so a run ends, without being broken, where the goal changes from one to the other (unless
  `carry` has moved the new goal back to its start). A run of days includes the day of the change if it was done: it was
  part of the streak that the person saw when they changed the goal. The first week that is judged is the first whole
  one.
- A week in which the goal becomes an easier one, also counted in weeks, is judged by the easier one.
- A freeze (if they are on) is earned by seven done days, and two can be held. One is used automatically on a missed day
  that would break a run; that day then counts as skipped.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise, takewhile

from routine_timer.history.light_dataclass import Frozen
from routine_timer.history.streaks.days_and_goals import Calendar, GoalSpan, weekday
from routine_timer.history.streaks.goals import Goal
from routine_timer.history.streaks.streak_summary import Run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

FREEZE_EARNED_BY = 7
FREEZES_HELD = 2
_LONG_AGO = 1 << 40


class JudgedWeek(Frozen):
    """One week. `outcome`: `reached`, `short`, `pending`, `neutral` (no open day) or `unjudged` (no week's goal)."""

    first: int
    done: int
    target: int
    outcome: str


class Break(Frozen):
    """What ended a run: a missed day, a week that fell short, or a goal with another unit."""

    day: int
    kind: str
    run: Run
    week: JudgedWeek | None = None


class Streaks(Frozen):
    """All runs. `states[i]` is the state of day `first + i`; `frozen` are the days that freezes saved, and `freezes` is
    how many are left.
    """

    states: list[str]
    runs: tuple[Run, ...]
    current: Run
    best: Run
    weeks: dict[int, JudgedWeek]
    frozen: tuple[int, ...]
    last_break: Break | None
    changes: tuple[Break, ...]
    freezes: int = 0

    @property
    def last_change(self) -> Break | None:
        """The latest change of goal between days and weeks that ended a run."""
        return self.changes[-1] if self.changes else None


def find_streaks(cal: Calendar) -> Streaks:
    """Judge every day and week of `cal`."""
    weeks = {week.first: week for week in _judge_weeks(cal)}
    states, frozen, held, day_runs = _walk_days(cal, weeks)
    week_runs = _walk_weeks(cal, weeks)
    unit = cal.goal_on(cal.today).unit
    alive = (week_runs if unit == "weeks" else day_runs).alive
    runs = sorted((*day_runs.all(), *week_runs.all()), key=_first_day)
    none = Run(0, unit)
    breaks = day_runs.breaks + week_runs.breaks
    return Streaks(
        states,
        tuple(runs),
        alive or none,
        max(runs, key=_days_long, default=none),
        weeks,
        tuple(frozen),
        max((b for b in breaks if b.kind != "unit"), key=_when, default=None),
        tuple(sorted((b for b in breaks if b.kind == "unit"), key=_when)),
        held,
    )


def ask_of_week(times: int, open_days: int) -> int:
    """How many done days a week needs that has so many open ones: ceil(N × open / 7)."""
    return -(-times * open_days // 7)


def _first_day(run: Run) -> date:
    return run.first or date.min


def _days_long(run: Run) -> int:
    """Runs of days and of weeks are compared by the time they took."""
    return run.length * (7 if run.unit == "weeks" else 1)


def _when(end: Break) -> int:
    return end.day


class _Runs:
    """The runs of one unit, as they are found."""

    def __init__(self, unit: str) -> None:
        self._unit = unit
        self._closed: list[Run] = []
        self._length = self._first = self._last = 0
        self.breaks: list[Break] = []

    def add(self, first: int, last: int) -> None:
        if not self._length:
            self._first = first
        self._length += 1
        self._last = last

    @property
    def alive(self) -> Run | None:
        if not self._length:
            return None
        return Run(self._length, self._unit, date.fromordinal(self._first), date.fromordinal(self._last))

    def close(self, day: int, kind: str, week: JudgedWeek | None = None) -> None:
        run = self.alive
        if run:
            self._closed.append(run)
            self.breaks.append(Break(day, kind, run, week))
            self._length = 0

    def all(self) -> Iterator[Run]:
        yield from self._closed
        if self.alive:
            yield self.alive


def _walk_days(cal: Calendar, weeks: dict[int, JudgedWeek]) -> tuple[list[str], list[int], int, _Runs]:
    states: list[str] = []
    frozen: list[int] = []
    runs = _Runs("days")
    since = _LONG_AGO  # days since the last done one that a goal of every N days counts
    done_days = held = 0
    for span in cal.spans:
        goal = span.goal
        by_days = goal.unit == "days"
        if not by_days:
            if runs.alive and cal.done[span.first - cal.first]:
                runs.add(span.first, span.first)
            runs.close(span.first, "unit")
        for day in range(max(span.first, cal.first), span.end):
            if cal.done[day - cal.first]:
                since = 0
                done_days += 1
                if done_days % FREEZE_EARNED_BY == 0:
                    held = min(held + 1, FREEZES_HELD)
                if by_days:
                    runs.add(day, day)
                states.append("done")
                continue
            if day in cal.saved:
                held = max(held - 1, 0)
                frozen.append(day)
            if day in cal.skipped:
                states.append("skipped")
                continue
            if day in cal.lost or day in cal.free:
                states.append("rest")
                continue
            since += 1
            state = _open_day(cal, goal, day, since) if by_days else _open_in_week(cal, goal, day, weeks)
            if state == "missed" and by_days:
                if cal.freezes and held and runs.alive:
                    held -= 1
                    since -= 1
                    frozen.append(day)
                    state = "skipped"
                else:
                    runs.close(day, "missed")
            states.append(state)
    return states, frozen, held, runs


def _open_day(cal: Calendar, goal: Goal, day: int, since: int) -> str:
    """The state of a day that was not done, under a goal that counts days."""
    match goal.kind:
        case "weekdays":
            due = weekday(day) in goal.weekdays
        case "every":
            due = since >= goal.times
        case _:
            due = True
    if not due:
        return "rest"
    return "pending" if day == cal.today else "missed"


def _open_in_week(cal: Calendar, goal: Goal, day: int, weeks: dict[int, JudgedWeek]) -> str:
    """The state of a day that was not done, under a goal that counts weeks."""
    week = weeks[cal.week_of(day)]
    if day == cal.today:
        target = week.target if week.outcome != "unjudged" else this_week_asks(cal, goal, week)
        return "rest" if week.done >= target else "pending"
    return "missed" if week.outcome == "short" else "rest"


def this_week_asks(cal: Calendar, goal: Goal, week: JudgedWeek) -> int:
    """How many days a goal that was set during this week asks for in it. Shown, but not judged."""
    return ask_of_week(goal.times, cal.open_in_week(week.first))


def _judge_weeks(cal: Calendar) -> Iterator[JudgedWeek]:
    if all(span.goal.unit == "days" for span in cal.spans):
        return
    spans = list(cal.spans)
    for first in range(cal.week_of(cal.first), cal.today + 1, 7):
        while len(spans) > 1 and spans[1].first <= first:
            del spans[0]
        goal = spans[0].goal
        done = cal.done_in_week(first)
        if goal.unit == "days":
            yield _partial_week(cal, first, done)
            continue
        open_days = cal.open_in_week(first)
        target = ask_of_week(_easiest(spans, first + 7), open_days)
        yield JudgedWeek(first, done, target, _outcome(cal, first, done, target, open_days))


def _partial_week(cal: Calendar, first: int, done: int) -> JudgedWeek:
    """A week that no week's goal applied to from its first day: it counts if it is reached in the days after that."""
    start = cal.start_in_week(first)
    if start is not None:
        since = sum(cal.done[start - cal.first : first + 7 - cal.first])
        target = ask_of_week(cal.goal_on(start).times, cal.open_in_week(first))
        if since >= target:
            return JudgedWeek(first, done, target, "reached")
    return JudgedWeek(first, done, 0, "unjudged")


def _easiest(spans: list[GoalSpan], end: int) -> int:
    """The fewest days a week that a goal asks for, of those in force before `end` up to one that counts days."""
    in_week = takewhile(lambda span: span.first < end and span.goal.unit == "weeks", spans)
    return min(span.goal.times for span in in_week)


def _outcome(cal: Calendar, first: int, done: int, target: int, open_days: int) -> str:
    if not open_days:
        return "neutral"
    if done >= target:
        return "reached"
    return "pending" if done + days_left(cal, first) >= target else "short"


def days_left(cal: Calendar, week: int) -> int:
    """Days of a week that can still be done: today, if it is open, and the coming ones that are not skipped."""
    today_done = cal.done[cal.today - cal.first]
    from_day = cal.today + 1 if today_done else cal.today
    return sum(day not in cal.skipped and day not in cal.lost for day in range(max(from_day, week), week + 7))


def _walk_weeks(cal: Calendar, weeks: dict[int, JudgedWeek]) -> _Runs:
    runs = _Runs("weeks")
    changes = [b.first for a, b in pairwise(cal.spans) if a.goal.unit != b.goal.unit]
    for week in weeks.values():
        start = cal.start_in_week(week.first) or week.first
        changed = [day for day in changes if start < day <= week.first + 7]
        if week.outcome == "reached":
            end = changed[0] if changed else week.first + 7
            runs.add(week.first, min(end - 1, cal.today))
        elif week.outcome == "short" and not any(day < week.first + 7 for day in changed):
            runs.close(week.first, "short", week)
        if changed:
            runs.close(changed[0], "unit")
    return runs
