"""Which sessions of the history were the three minutes for a bad day."""

from __future__ import annotations

import pytest

from routine_timer.care.rescue_name import session_name, was_rescue
from routine_timer.history.records import SegmentRecord, SessionRecord, Status
from tests.history.making import segment, session

TWO = (segment(1, label="Lunge"), segment(2, label="Clam"), segment(3, label="Clam"))


def record(*segments: SegmentRecord, status: Status = "completed") -> SessionRecord:
    return session(segments=segments or TWO, status=status)


def test_two_exercises_in_three_minutes_of_a_routine_that_has_more_were_a_rescue() -> None:
    assert session_name(record(), "Weak core", 5) == "Three minutes: Weak core"


@pytest.mark.parametrize(
    "segments",
    [
        pytest.param((segment(1, label="Lunge"),), id="one exercise"),
        pytest.param((segment(1, planned_s=180.0),), id="exactly three minutes"),
        pytest.param((segment(1, planned_s=None, actual_s=180.0),), id="reps, by the time they took"),
    ],
)
def test_one_exercise_of_up_to_three_minutes_was_a_rescue_too(segments: tuple[SegmentRecord, ...]) -> None:
    assert was_rescue(record(*segments), 5)


@pytest.mark.parametrize(
    ("of", "steps"),
    [
        pytest.param(record(segment(1, planned_s=None, actual_s=181.0)), 5, id="reps that took longer"),
        pytest.param(record(), 2, id="a whole routine of two steps"),
        pytest.param(record(), None, id="a routine that is gone"),
        pytest.param(record(status="partial"), 5, id="a session stopped after two steps"),
        pytest.param(record(*TWO, segment(4, "skipped", label="Plank")), 5, id="the third was skipped"),
        pytest.param(record(segment(1, planned_s=200.0)), 5, id="longer"),
        pytest.param(session(), 5, id="entered by hand"),
    ],
)
def test_other_sessions_were_none(of: SessionRecord, steps: int | None) -> None:
    assert not was_rescue(of, steps)
    assert session_name(of, "Weak core", steps) == "Weak core"
