"""The object that `streak --json` prints, and what a week still lacks."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from routine_timer.history.streaks.streak_summary import DayState, Run, StreakSummary, Week


def test_every_field_is_in_the_json_and_days_are_written_as_dates() -> None:
    first, last = date(2026, 11, 20), date(2026, 11, 21)
    streak_summary = StreakSummary(
        now=datetime(2026, 11, 21, 18, tzinfo=UTC),
        day=last,
        goal="4/week",
        today="done",
        current=Run(2, "days", first, last),
        best=Run(0, "weeks"),
        streaks=(Run(2, "days", first, last),),
        score=0.5,
        week=Week(2, 4),
        why="Two days.",
        days=(DayState(last, "done", 0.25),),
    )
    streak = {"length": 2, "unit": "days", "from": "2026-11-20", "to": "2026-11-21"}
    assert streak_summary.as_json() == {
        "now": "2026-11-21T18:00:00+00:00",
        "day": "2026-11-21",
        "goal": "4/week",
        "today": "done",
        "current": streak,
        "best": {"length": 0, "unit": "weeks", "from": None, "to": None},
        "streaks": [streak],
        "score": 0.5,
        "week": {"done": 2, "target": 4},
        "why": "Two days.",
        "days": [{"day": "2026-11-21", "state": "done", "score": 0.25}],
    }


@pytest.mark.parametrize(("length", "unit", "text"), [(12, "days", "12-day streak"), (1, "weeks", "1-week streak")])
def test_a_streak_is_named_by_its_length(length: int, unit: str, text: str) -> None:
    assert Run(length, unit).as_text == text


@pytest.mark.parametrize(
    ("week", "missing", "is_out_of_reach"),
    [
        (Week(1, 4, 3), 3, False),
        (Week(1, 4, 2), 3, True),
        (Week(1, 4), 3, False),
        (Week(5, 4, 0), 0, False),
        (Week(5, None, 0), 0, False),
        (Week(0, None, 0), 0, False),
        (Week(0, 1, 0), 1, True),
    ],
)
def test_a_week_is_out_of_reach_when_it_lacks_more_days_than_are_left(
    week: Week, missing: int, is_out_of_reach: bool
) -> None:
    assert (week.missing, week.is_out_of_reach) == (missing, is_out_of_reach)
