"""The pain rules, number by number and day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from routine_timer.care.pain import Light, PainReading, is_rising, light, most_in_a_week, worse_twice

TODAY = date(2026, 11, 21)


def days_ago(**pains: int) -> list[PainReading]:
    return [PainReading(TODAY - timedelta(days=int(day[1:])), pain) for day, pain in pains.items()]


@pytest.mark.parametrize(
    ("pain", "color"), [(0, "green"), (3, "green"), (4, "amber"), (5, "amber"), (6, "red"), (10, "red")]
)
def test_the_traffic_light(pain: int, color: Light) -> None:
    assert light(pain) == color


@pytest.mark.parametrize(
    ("sessions", "worse"),
    [
        ([], False),
        ([(1, 3)], False),
        ([(1, 3), (2, 4)], True),
        ([(1, 3), (2, 3)], False),
        ([(1, 3), (2, 4), (3, 3)], False),
        ([(5, 5), (1, 3), (2, 5)], True),
    ],
)
def test_two_points_higher_after_than_before_twice_in_a_row(sessions: list[tuple[int, int]], worse: bool) -> None:
    assert worse_twice(sessions) is worse


@pytest.mark.parametrize(
    ("pains", "rising"),
    [
        ({}, False),
        ({"d0": 9}, False),
        ({"d0": 4, "d7": 3}, True),
        ({"d6": 4, "d13": 3}, True),
        ({"d0": 4, "d14": 0}, False),
        ({"d0": 3, "d1": 4, "d8": 3}, False),
        ({"d0": 2, "d8": 5}, False),
    ],
)
def test_pain_rises_when_this_week_is_a_point_above_the_last(pains: dict[str, int], rising: bool) -> None:
    assert is_rising(days_ago(**pains), TODAY) is rising


def test_pain_of_tomorrow_or_last_week_is_not_this_weeks() -> None:
    assert most_in_a_week(days_ago(d7=9), TODAY) is None
    assert most_in_a_week([PainReading(TODAY + timedelta(days=1), 9)], TODAY) is None
    assert most_in_a_week(days_ago(d6=2, d0=1), TODAY) == 2
