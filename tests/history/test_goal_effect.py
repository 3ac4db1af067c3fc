"""What a new goal would do to the streak, and when that is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from routine_timer.history.goal_effect import GoalEffect, goal_effect
from routine_timer.history.history import History
from routine_timer.history.streaks.goals import parse_goal
from tests.history.making import session

MONDAY = date(2026, 11, 30)
EffectOf = Callable[..., GoalEffect]


@pytest.fixture
def effect_of(tmp_path: Path) -> EffectOf:
    def effect(picture: str, goal: str, before: str = "daily", today: date = MONDAY) -> GoalEffect:
        now = datetime(today.year, today.month, today.day, 20, tzinfo=UTC)
        with History(tmp_path / "history.db", tmp_path / "state", lambda: now) as history:
            history.set_goal(parse_goal(before), date(2026, 1, 1))
            done = [ago for ago, mark in enumerate(reversed(picture)) if mark == "D"]
            history.merge(session(now - timedelta(days=ago, hours=2), id=f"{ago}") for ago in done)
            return goal_effect(history, parse_goal(goal), today)

    return effect


@pytest.mark.parametrize(
    ("picture", "goal", "before", "warning"),
    [
        pytest.param(
            "D..D", "2/week", "daily",
            "Your 1-day streak will end. You will have no streak until you meet the new goal.",
            id="a streak that started today",
        ),
        pytest.param(
            "D.D.D..D", "daily", "3/week", "Your 1-week streak will end. Your new streak will be 1 day.", id="harder"
        ),
    ],
)  # fmt: skip
def test_a_streak_that_would_end_is_told(
    effect_of: EffectOf, picture: str, goal: str, before: str, warning: str
) -> None:
    effect = effect_of(picture, goal, before)
    assert effect.ends_streak
    assert effect.warning == warning


@pytest.mark.parametrize(
    ("picture", "goal", "before", "from_today", "since_start"),
    [
        pytest.param("DDDDD", "1/week", "daily", 2, None, id="fewer weeks"),
        pytest.param("D.D.D.D", "2/week", "3/week", 1, None, id="no difference"),
        pytest.param("D..D", "2/week", "daily", 0, None, id="no streak"),
        pytest.param("D.D.D.D.D.D.D", "daily", "every 2 days", 7, 1, id="harder, in the same unit"),
        pytest.param("DDD.DD.DDD.DD.DDD.DD.", "daily", "3/week", 0, 2, id="more days"),
    ],
)
def test_an_earlier_start_is_offered_where_it_means_something(
    effect_of: EffectOf, picture: str, goal: str, before: str, from_today: int, since_start: int | None
) -> None:
    effect = effect_of(picture, goal, before)
    assert effect.from_today.length == from_today
    assert (effect.since_start and effect.since_start.length) == since_start


@pytest.mark.parametrize("goal", ["2/week", "mon,wed,fri", "every 2 days", "1/week"])
def test_an_easier_goal_that_keeps_the_streak_asks_nothing(effect_of: EffectOf, goal: str) -> None:
    effect = effect_of("D" * 22, goal)
    assert not effect.ends_streak
    assert effect.since_start is None


def test_the_same_goal_changes_nothing(effect_of: EffectOf) -> None:
    effect = effect_of("DDD", "daily")
    assert not effect.ends_streak
    assert effect.from_today == effect.before
