"""From a calendar of days to the streak summary: the way in to the rules. Pure: the time comes in as an argument."""

from __future__ import annotations

from datetime import date, datetime

from routine_timer.history.streaks.days_and_goals import Calendar
from routine_timer.history.streaks.explain import why
from routine_timer.history.streaks.goals import Goal
from routine_timer.history.streaks.runs import Streaks, days_left, find_streaks, this_week_asks
from routine_timer.history.streaks.score import scores
from routine_timer.history.streaks.streak_carry_over import carry_streaks
from routine_timer.history.streaks.streak_summary import DayState, StreakSummary, Week


def judge(now: datetime, cal: Calendar, *, series: bool) -> StreakSummary:
    """Judge a calendar.

    Args:
        now: only passed through, for the reader.
        series: whether `days` is wanted.
    """
    streaks = find_streaks(carry_streaks(cal))
    by_day = scores(cal, streaks.states)
    goal = cal.goal_on(cal.today)
    return StreakSummary(
        now,
        date.fromordinal(cal.today),
        goal.text,
        streaks.states[-1],
        streaks.current,
        streaks.best,
        streaks.runs,
        by_day[-1],
        _week(cal, streaks, goal),
        why(cal, streaks),
        _series(cal, streaks.states, by_day) if series and cal.any_done else (),
        streaks.freezes if cal.freezes and goal.unit == "days" else None,
        tuple(map(date.fromordinal, streaks.frozen)) if series else (),
    )


def _week(cal: Calendar, streaks: Streaks, goal: Goal) -> Week:
    this_week = cal.week_of(cal.today)
    if goal.unit == "days":
        return Week(cal.done_in_week(this_week), None)
    judged = streaks.weeks[this_week]
    target = this_week_asks(cal, goal, judged) if judged.outcome == "unjudged" else judged.target
    return Week(judged.done, target, days_left(cal, this_week))


def _series(cal: Calendar, states: list[str], by_day: list[float]) -> tuple[DayState, ...]:
    days = map(date.fromordinal, range(cal.first, cal.today + 1))
    return tuple(map(DayState, days, states, by_day))
