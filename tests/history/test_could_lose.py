"""Whether a day could be lost to travel, told from offsets alone."""

from __future__ import annotations

import pytest

from routine_timer.history.streaks.goals import parse_goal, reach
from routine_timer.history.streaks.travel import could_lose

H = 3600.0
SET, FREE = (True, True), (False, False)
"""Zones that are only an offset, and zones that may change their clocks by four hours."""


@pytest.mark.parametrize(
    ("before", "after", "starts_h", "too_far", "fixed", "expected"),
    [
        pytest.param((0, 0), (0, 1), 0, 0, SET, False, id="the same day in both"),
        pytest.param((0, 0), (23.5, 1), 0, 0, SET, True, id="a later day where one landed"),
        pytest.param((23.5, 0), (0, 1), 0, 0, SET, True, id="a later day where one left from"),
        pytest.param((0, 5), (18.5, 6), 0, 0, SET, True, id="between two offsets"),
        pytest.param((0, 5), (3, 6), 0, 0, SET, False, id="the same day by both offsets"),
        pytest.param((0, 0), (22, 1), 3, 0, SET, False, id="days that start at three"),
        pytest.param((0, 0), (26.5, 1), 3, 0, SET, True, id="and a later one of them"),
        pytest.param((0, 0), (22.5, 0), 0, 0, SET, False, id="offsets that never change"),
        pytest.param((0, 0), (23.9999, 0), 0, 0, SET, False, id="not by a second"),
        pytest.param((0, 0), (22.5, 0), 0, 0, FREE, True, id="clocks put back over the start of the day"),
        pytest.param((0, 0), (21.5, 0), 0, 0, FREE, False, id="by two hours at most"),
        pytest.param((0, 0), (2, 0), 0, 0, FREE, True, id="the first zone may have been further west"),
        pytest.param((20.5, 0), (12, 0), 0, 0, FREE, True, id="the second one further east"),
        pytest.param((19.5, 0), (12, 0), 0, 0, FREE, False, id="by four hours at most"),
        pytest.param((0, 0), (23.5, 1), 0, 2, SET, True, id="two days too far apart"),
        pytest.param((0, 0), (23.5, 1), 0, 3, SET, False, id="three are more than travel takes"),
        pytest.param((0, 7), (16.5, 8), 0, 3, SET, False, id="however far east both are"),
        pytest.param((0, -6), (22, 6), 0, 3, SET, True, id="unless the offsets are half a day apart"),
        pytest.param((0, -10), (0, -10), 0, 0, SET, True, id="far in the west a zone may have changed sides"),
        pytest.param((0, -9.9), (0, -9.9), 0, 0, SET, False, id="not so far"),
        pytest.param((0, 11), (0, 12), 0, 0, SET, True, id="far in the east too"),
        pytest.param((0, 11), (0, 11.9), 0, 0, SET, False, id="not so far in the east"),
    ],
)
def test_a_day_could_be_lost(
    before: tuple[float, float],
    after: tuple[float, float],
    starts_h: float,
    too_far: int,
    fixed: tuple[bool, bool],
    expected: bool,
) -> None:
    """`before` and `after`: when, and the offset from UTC, in hours."""
    hours = [(at * H, offset * H) for at, offset in (before, after)]
    assert could_lose(hours[0], hours[1], starts_h * H, too_far, fixed) is expected


@pytest.mark.parametrize(("day", "expected"), [(4, 1), (5, 3), (9, 3), (10, 1), (11, 1)])
def test_how_far_apart_two_done_days_may_be_is_the_goals_of_the_later_one(day: int, expected: int) -> None:
    goals = [(5, parse_goal("every 3 days")), (10, parse_goal("4/week"))]
    assert reach(goals, day) == expected
