"""A little more or less of a dose, in the style it was written in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routine_timer.editing.dose_increments import (
    DoseValue,
    EditRefused,
    as_written,
    longer_hold,
    more_in_each_set,
    more_reps,
)
from routine_timer.routine import value_parsing
from routine_timer.routine.model import Hold, Reps


@pytest.mark.parametrize(
    ("now", "longer"),
    [
        ("30s", "35s"),
        ("30 s", "35 s"),
        ("55s", "60s"),
        ("1m30s", "1m35s"),
        ("1m55s", "2m"),
        ("1m 30s", "1m 35s"),
        ("2m", "2m5s"),
        ("1h", "1h5s"),
        ("1.5m", "1m35s"),
        (45, 50),
        (12.5, 17.5),
        ("20-30s", "25-35s"),
        ("20 – 30s", "25 – 35s"),
        ("20s-30s", "25s-35s"),
        ("55s-1m30s", "60s-1m35s"),
        ("1-2m", "1m5s-2m5s"),
        ("20s+", "25s+"),
        ("20s +", "25s +"),
        ("up to 60s", "up to 65s"),
        ("Up to 1m", "Up to 1m5s"),
    ],
)
def test_five_seconds_more(now: DoseValue, longer: DoseValue) -> None:
    assert longer_hold(now, 5) == longer
    assert value_parsing.hold(longer_hold(longer, -5)) == value_parsing.hold(now)


@pytest.mark.parametrize("now", ["5s", 5, "5-10s", "3s+", "up to 5s"])
def test_a_hold_does_not_become_nothing(now: DoseValue) -> None:
    with pytest.raises(EditRefused, match="as short as it gets"):
        longer_hold(now, -5)


def test_a_hold_does_not_become_longer_than_any_may_be() -> None:
    with pytest.raises(EditRefused, match="four hours"):
        longer_hold("4h", 5)


@pytest.mark.parametrize("now", ["soon", "", True, "1e3s"])
def test_what_is_not_a_time_is_left_alone(now: DoseValue) -> None:
    with pytest.raises(EditRefused):
        longer_hold("soon" if now is True else now, 5)


@pytest.mark.parametrize(("now", "more"), [(8, 9), ("8-12", "9-13"), ("8 – 12", "9 – 13")])
def test_one_rep_more(now: DoseValue, more: DoseValue) -> None:
    assert more_reps(now, 1) == more
    assert more_reps(more, -1) == now


@pytest.mark.parametrize("now", [1, "1-5"])
def test_one_rep_is_the_least(now: DoseValue) -> None:
    with pytest.raises(EditRefused, match="1 rep is the minimum"):
        more_reps(now, -1)


def test_one_rep_more_in_each_set() -> None:
    assert more_in_each_set([6, 4, 2], 1) == [7, 5, 3]
    assert more_in_each_set([7, 5, 3], -1) == [6, 4, 2]
    with pytest.raises(EditRefused, match="1 rep is the minimum in each set"):
        more_in_each_set([3, 2, 1], -1)
    with pytest.raises(EditRefused, match="must be 1 or more"):
        more_in_each_set([3, 0], 1)


_UNITS = st.sampled_from(["{}s", "{} s", "up to {}s", "{}s+"])


@given(st.integers(6, 3000), _UNITS, st.sampled_from([5, -5]))
def test_the_time_changes_by_exactly_that(seconds: int, form: str, by: int) -> None:
    now = form.format(seconds)
    assert value_parsing.hold(longer_hold(now, by)).seconds == seconds + by


@given(st.integers(0, 2), st.integers(0, 59), st.integers(0, 59), st.sampled_from([5, -5]))
def test_hours_and_minutes_carry(hours: int, minutes: int, seconds: int, by: int) -> None:
    now = f"{hours}h" * (hours > 0) + f"{minutes}m" * (minutes > 0) + f"{seconds}s" * (seconds > 0)
    total = hours * 3600 + minutes * 60 + seconds
    if total > 5:
        assert value_parsing.hold(longer_hold(now, by)).seconds == total + by


@pytest.mark.parametrize(
    "dose", [Hold(30), Hold(20, 30, "range"), Hold(20, 40, "at-least"), Hold(60, 60, "up-to"), Reps(8), Reps(8, 12)]
)
def test_a_dose_of_the_catalogue_is_written_as_it_is_read(dose: Hold | Reps) -> None:
    made = as_written(dose)
    assert (value_parsing.hold if isinstance(dose, Hold) else value_parsing.reps)(made) == dose


def test_what_is_not_a_time_is_not_made_longer() -> None:
    with pytest.raises(EditRefused, match="`hold` must be a length of time"):
        longer_hold("soon", 5)
