"""How days are written."""

from __future__ import annotations

from datetime import date

import pytest

from routine_timer.text.muscle_and_day_words import from_day, position_text

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 30), "today"),
        (date(2026, 12, 1), "tomorrow"),
        (date(2026, 12, 7), "on Monday, 7 December"),
        (date(2027, 2, 1), "on Monday, 1 February"),
        (date(2100, 1, 1), "on Friday, 1 January 2100"),
    ],
)
def test_the_day_on_which_something_starts(day: date, words: str) -> None:
    assert from_day(day, TODAY) == words


@pytest.mark.parametrize(
    ("position", "words"),
    [("lying on the back", "lying on your back"), ("half kneeling", "half kneeling"), ("", "")],
)
def test_a_position_is_said_of_the_reader(position: str, words: str) -> None:
    assert position_text(position) == words
