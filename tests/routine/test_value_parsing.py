"""What the values of a routine file mean."""

from __future__ import annotations

import pytest

from routine_timer.routine import value_parsing
from routine_timer.routine.model import Hold, Reps, Tempo
from routine_timer.routine.value_parsing import BadValue, Value


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("30s", 30),
        ("1m30s", 90),
        ("1m 30s", 90),
        ("1.5m", 90),
        ("2h", 7200),
        ("1h5s", 3605),
        ("0s", 0),
        ("4h", 14400),
        (45, 45),
        (0.5, 0.5),
        (0, 0),
    ],
)
def test_a_duration_is_seconds(said: Value, seconds: float) -> None:
    assert value_parsing.duration(said) == seconds


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("", "bad-duration"),
        ("30", "bad-duration"),
        ("s", "bad-duration"),
        ("30s1m", "bad-duration"),
        ("٣٠s", "bad-duration"),
        ("30s\n", "bad-duration"),
        ("9" * 100 + "s", "bad-duration"),
        (float("nan"), "bad-duration"),
        (float("inf"), "bad-duration"),
        (-1, "negative-duration"),
        ("-1s", "negative-duration"),
        ("4h1s", "too-long"),
        (10**400, "too-long"),
    ],
)
def test_what_is_not_a_duration_says_why(said: Value, code: str) -> None:
    with pytest.raises(BadValue) as refused:
        value_parsing.duration(said)
    assert refused.value.code == code
    assert len(refused.value.message) < 150


@pytest.mark.parametrize(
    ("said", "hold"),
    [
        ("30s", Hold(30)),
        (45, Hold(45)),
        ("20-30s", Hold(20, 30, "range")),
        ("20s-30s", Hold(20, 30, "range")),
        ("20 – 30s", Hold(20, 30, "range")),
        ("1-2m", Hold(60, 120, "range")),
        ("45s-1m30s", Hold(45, 90, "range")),
        ("20s+", Hold(20, 40, "at-least")),
        ("1m +", Hold(60, 120, "at-least")),
        ("up to 60s", Hold(60, 60, "up-to")),
        ("Up to 1m30s", Hold(90, 90, "up-to")),
    ],
)
def test_a_hold_may_be_fixed_a_range_at_least_or_up_to(said: Value, hold: Hold) -> None:
    assert value_parsing.hold(said) == hold


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("20-1m30s", "bad-duration"),
        ("20-30", "bad-duration"),
        ("up to", "bad-duration"),
        ("20s++", "bad-duration"),
        ("30-20s", "reversed-range"),
        ("20-20s", "reversed-range"),
        ("0-20s", "zero-duration"),
        (0, "zero-duration"),
    ],
)
def test_what_is_not_a_hold_says_why(said: Value, code: str) -> None:
    with pytest.raises(BadValue) as refused:
        value_parsing.hold(said)
    assert refused.value.code == code


def test_an_open_hold_ends_at_its_max() -> None:
    assert value_parsing.at_most(value_parsing.hold("20s+"), "45s") == Hold(20, 45, "at-least")


@pytest.mark.parametrize(("said", "reps"), [(20, Reps(20)), ("8-12", Reps(8, 12)), ("8 – 12", Reps(8, 12))])
def test_reps_may_be_a_number_or_a_range(said: Value, reps: Reps) -> None:
    assert value_parsing.reps(said) == reps


@pytest.mark.parametrize(
    ("said", "dose"),
    [
        ("30s", Hold(30)),
        ("20s+", Hold(20, 40, "at-least")),
        ("10 reps", Reps(10)),
        ("1 rep", Reps(1)),
        ("8-12 reps", Reps(8, 12)),
        (30, Hold(30)),
    ],
)
def test_the_dose_of_an_exercise_is_a_time_or_reps(said: Value, dose: Hold | Reps) -> None:
    assert value_parsing.dose(said) == dose


def test_a_tempo_is_four_parts_of_a_rep() -> None:
    tempo = value_parsing.tempo("2-1-2.5-0")
    assert tempo == Tempo(2, 1, 2.5, 0)
    assert tempo.seconds == 5.5


@pytest.mark.parametrize(("said", "seconds"), [("3s", 3), (2.5, 2.5), ("self", None)])
def test_a_pace_is_seconds_a_rep_or_the_persons_own(said: Value, seconds: float | None) -> None:
    assert value_parsing.pace(said) == seconds


@pytest.mark.parametrize(
    ("said", "help_"), [("30 seconds", '"30s"'), ("2 min", '"2m"'), ("1,5 minutes", '"1.5m"'), ("45", '"45s"')]
)
def test_what_was_meant_by_a_wordy_time_is_guessed(said: str, help_: str) -> None:
    with pytest.raises(BadValue) as refused:
        value_parsing.duration(said)
    assert help_ in refused.value.help
