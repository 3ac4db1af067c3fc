"""Durations in words."""

from __future__ import annotations

import pytest

from routine_timer.text.durations import total


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (45.4, "45 s"),
        (270.0, "4 min 30 s"),
        (3600.0, "1 h"),
        (4 * 3600 + 21 * 60, "4 h 21 min"),
        (46 * 3600 + 25 * 60 + 14, "46 h 25 min"),
        (1234 * 3600.0, "1,234 h"),
    ],
)
def test_a_sum_of_times_has_its_units(seconds: float, said: str) -> None:
    assert total(seconds) == said
