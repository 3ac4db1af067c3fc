"""Histories drawn as text: one letter a day, today last.

`D` done, `s` skipped, `S` skipped and done, `x` a day that never was, `.` nothing. Monday 2 November 2026 is where a
picture ends unless its test says otherwise. States: `D` done, `s` skipped, `r` rest, `p` pending, `m` missed.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from routine_timer.history.streaks.goals import parse_goal
from routine_timer.history.streaks.streak_summary import Run, StreakSummary
from tests.judging import judge_days

MONDAY = date(2026, 11, 2)
LETTERS = {"done": "D", "skipped": "s", "rest": "r", "pending": "p", "missed": "m"}


def days_of(picture: str, letters: str, today: date) -> list[date]:
    marks = picture.replace(" ", "")
    first = today - timedelta(days=len(marks) - 1)
    return [first + timedelta(days=i) for i, mark in enumerate(marks) if mark in letters]


def streak_summary(
    picture: str,
    goal: str | dict[date, str] = "daily",
    *,
    today: date = MONDAY,
    coming: str = "",
    week_starts: int = 0,
    freezes: bool = False,
) -> StreakSummary:
    """Judge a picture. `coming` draws the days after today; a dict of goals says from which day each is in force."""
    goals = {date.min: goal} if isinstance(goal, str) else goal
    end = today + timedelta(days=len(coming))
    return judge_days(
        datetime(today.year, today.month, today.day, 12, tzinfo=UTC),
        today,
        days_of(picture + coming, "DS", end),
        skipped=days_of(picture + coming, "sS", end),
        lost=days_of(picture + coming, "x", end),
        goals=[(day, parse_goal(text)) for day, text in goals.items()],
        week_starts=week_starts,
        freezes=freezes,
        series=True,
    )


def states(found: StreakSummary) -> str:
    return "".join(LETTERS[day.state] for day in found.days)


def drawn(run: Run) -> str:
    """`3 days 30.10.-1.11.`"""
    if run.first is None or run.last is None:
        return f"{run.length} {run.unit}"
    return f"{run.length} {run.unit} {run.first.day}.{run.first.month}.-{run.last.day}.{run.last.month}."
