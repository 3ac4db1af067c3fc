"""Judges days that a test names, with the program's own rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from routine_timer.history.streaks.days_and_goals import calendar
from routine_timer.history.streaks.goals import Goal
from routine_timer.history.streaks.streak_summary import StreakSummary
from routine_timer.history.streaks.summarize_streaks import judge


def judge_days(
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
) -> StreakSummary:
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
    return judge(
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
