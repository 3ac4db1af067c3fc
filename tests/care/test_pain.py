"""The pain rules, number by number and day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from routine_timer.care.pain import (
    ADVICE_AFTER,
    DO_LESS,
    RISING,
    Light,
    PainReading,
    RatedSession,
    advice_after,
    is_gone,
    is_morning_due,
    is_rising,
    light,
    most_in_a_week,
    worse_twice,
)

TODAY = date(2026, 11, 21)


def days_ago(**pains: int) -> list[PainReading]:
    return [PainReading(TODAY - timedelta(days=int(day[1:])), pain) for day, pain in pains.items()]


@pytest.mark.parametrize(
    ("pain", "color"), [(0, "green"), (3, "green"), (4, "amber"), (5, "amber"), (6, "red"), (10, "red")]
)
def test_the_traffic_light(pain: int, color: Light) -> None:
    assert light(pain) == color


@pytest.mark.parametrize("amber_to", [5, 6, 7])
def test_amber_ends_where_the_setting_says_and_green_never_changes(amber_to: int) -> None:
    assert [light(pain, amber_to) for pain in range(11)] == [
        *["green"] * 4,
        *["amber"] * (amber_to - 3),
        *["red"] * (10 - amber_to),
    ]


@pytest.mark.parametrize(
    ("sessions", "worse"),
    [
        pytest.param([], False, id="nothing yet"),
        pytest.param([(1, 3)], False, id="once"),
        pytest.param([(1, 3), (2, 4)], True, id="two points higher after, twice"),
        pytest.param([(1, 3), (2, 3)], False, id="one point is not two"),
        pytest.param([(1, 3), (2, 4), (3, 3)], False, id="not the last two"),
        pytest.param([(5, 5), (1, 3), (2, 5)], True, id="the last two"),
        pytest.param([(1, 3), (2, None), (2, 4)], True, id="an answer is missing in between"),
        pytest.param([(1, None, 2), (2, 2, 3)], True, id="higher the next morning, twice"),
        pytest.param([(1, 3, 1), (2, None, 3)], True, id="one of each"),
        pytest.param([(2, 2, 2), (2, 2, 3)], False, id="higher the next morning, once"),
        pytest.param([(None, 9, 9), (None, 9, 9)], False, id="not known without the pain before"),
        pytest.param([(2, 4), (2, 4), (None, 0)], False, id="no pain after the last one, whatever it was before"),
        pytest.param([(2, 4), (2, 4), (None, 1)], False, id="hardly any after the last one"),
        pytest.param([(2, 4), (2, 4), (None, 2)], True, id="not known of the last one"),
        pytest.param([(2, 4), (2, 4), (None, None, 0)], False, id="no pain the morning after"),
        pytest.param([(2, 4), (2, 4), (None, 0, 1)], True, id="pain the morning after, not known if more"),
    ],
)
def test_worse_after_two_sessions_in_a_row(sessions: list[tuple[int | None, ...]], worse: bool) -> None:
    assert worse_twice([RatedSession(*one) for one in sessions]) is worse


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
        ({"d0": 1, "d7": 0}, False),
        ({"d0": 2, "d7": 0}, True),
    ],
)
def test_pain_rises_when_this_week_is_a_point_above_the_last(pains: dict[str, int], rising: bool) -> None:
    assert is_rising(days_ago(**pains), TODAY) is rising


def test_pain_of_tomorrow_or_last_week_is_not_this_weeks() -> None:
    assert most_in_a_week(days_ago(d7=9), TODAY) is None
    assert most_in_a_week([PainReading(TODAY + timedelta(days=1), 9)], TODAY) is None
    assert most_in_a_week(days_ago(d6=2, d0=1), TODAY) == 2


def test_the_morning_is_asked_about_on_the_day_after_a_session_only() -> None:
    yesterday, before = TODAY - timedelta(days=1), TODAY - timedelta(days=2)
    assert is_morning_due({yesterday}, set(), TODAY)
    assert not is_morning_due({before}, set(), TODAY)
    assert not is_morning_due({yesterday, TODAY}, set(), TODAY), "the session asks"
    assert not is_morning_due({yesterday}, {TODAY}, TODAY), "answered"


@pytest.mark.parametrize(
    ("pains", "gone"),
    [
        ({}, False),
        ({"d0": 0, "d8": 0}, False),
        ({"d0": 0, "d8": 0, "d20": 4}, True),
        ({"d0": 0, "d13": 1, "d20": 4}, False),
        ({"d0": 0, "d20": 4}, False),
        ({"d8": 0, "d9": 0, "d20": 4}, False),
    ],
)
def test_pain_is_gone_after_two_weeks_of_noughts(pains: dict[str, int], gone: bool) -> None:
    assert is_gone(days_ago(**pains), TODAY) is gone


def test_pain_is_not_called_fine_where_less_is_asked_for_and_red_pain_still_names_a_doctor() -> None:
    assert advice_after("amber", [RISING]) == ADVICE_AFTER["amber"]
    assert advice_after("amber", [RISING, DO_LESS]) == ""
    assert "see a doctor" in advice_after("red", [DO_LESS])
