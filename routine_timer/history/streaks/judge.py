"""From days that were done to what they say: the one entry to the rules.

Pure: what time it is, and which days were done, come in as arguments.
"""

from __future__ import annotations

from datetime import date, datetime

from routine_timer.history.streaks.calendar import Calendar, calendar
from routine_timer.history.streaks.explain import why
from routine_timer.history.streaks.goals import Goal
from routine_timer.history.streaks.runs import Streaks, days_left, find_streaks, this_week_asks
from routine_timer.history.streaks.score import scores
from routine_timer.history.streaks.verdict import DayState, Verdict, Week

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def judge(
    now: datetime,
    today: date,
    done: Iterable[date],
    *,
    skipped: Iterable[date] = (),
    lost: Iterable[date] = (),
    goals: Iterable[tuple[date, Goal]] = (),
    week_starts: int = 0,
    freezes: bool = False,
    series: bool = False,
) -> Verdict:
    """Judge a history.

    Args:
        now: only handed through, for the reader.
        today: the day of `now` (see `days.day_of`); later days do not count.
        done: local dates of days with a done session.
        skipped: days that the person took off; on a done day they change nothing.
        lost: days that never were (see `travel`).
        goals: (first day in force, goal); before the first it is `daily`.
        week_starts: first day of the week, Monday is 0.
        freezes: whether freezes are earned and spent.
        series: whether `days` is wanted.
    """
    return judge_calendar(
        now,
        calendar(
            today.toordinal(),
            map(date.toordinal, done),
            skipped=map(date.toordinal, skipped),
            lost=map(date.toordinal, lost),
            goals=((day.toordinal(), goal) for day, goal in goals),
            week_starts=week_starts,
            freezes=freezes,
        ),
        series=series,
    )


def judge_calendar(now: datetime, cal: Calendar, *, series: bool) -> Verdict:
    """Judge facts that are laid out already."""
    found = find_streaks(cal)
    by_day = scores(cal, found.states)
    goal = cal.goal_on(cal.today)
    return Verdict(
        now,
        date.fromordinal(cal.today),
        goal.text,
        found.states[-1],
        found.current,
        found.best,
        found.runs,
        by_day[-1],
        _week(cal, found, goal),
        why(cal, found),
        _series(cal, found.states, by_day) if series and cal.any_done else (),
        found.freezes if cal.freezes and goal.unit == "days" else None,
        tuple(map(date.fromordinal, found.frozen)) if series else (),
    )


def _week(cal: Calendar, found: Streaks, goal: Goal) -> Week:
    this_week = cal.week_of(cal.today)
    if goal.unit == "days":
        return Week(cal.done_in_week(this_week), None)
    judged = found.weeks[this_week]
    target = this_week_asks(cal, goal, judged) if judged.outcome == "unjudged" else judged.target
    return Week(judged.done, target, days_left(cal, this_week))


def _series(cal: Calendar, states: list[str], by_day: list[float]) -> tuple[DayState, ...]:
    days = map(date.fromordinal, range(cal.first, cal.today + 1))
    return tuple(map(DayState, days, states, by_day))
