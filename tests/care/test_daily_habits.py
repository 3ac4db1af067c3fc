"""Small habits between sessions: one a day, each with a source that exists."""

from __future__ import annotations

from datetime import date, timedelta

from routine_timer.care.daily_habits import HABITS, habit_of


def test_there_is_one_for_every_day_and_they_take_turns() -> None:
    days = [date(2026, 11, 21) + timedelta(n) for n in range(len(HABITS))]
    assert {habit_of(day) for day in days} == set(HABITS)
    assert habit_of(days[0]) == habit_of(days[0] + timedelta(len(HABITS)))


def test_each_names_an_article_and_is_short_enough_for_a_line() -> None:
    for habit in HABITS:
        assert set(habit.source.split(", ")) <= {"S0", "S1", "S2", "S3", "S4"}
        assert len(f"Today's habit: {habit}") <= 110
