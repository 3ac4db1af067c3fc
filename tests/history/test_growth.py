"""Doses that grow."""

from __future__ import annotations

from datetime import timedelta

import pytest

from routine_timer.history.growth import Offer, doses_in_force, in_full, offer, offers
from routine_timer.history.records import DoseRecord, SessionRecord
from routine_timer.routine.model import Hold, Reps, Routine, Step

from .making import NOON, segment, session

PLANK = Step(name="Plank", dose=Hold(20, 30, "range"))
BUG = Step(name="Dead bug", dose=Reps(8, 12))
LUNGE = Step(name="Lunge", dose=Hold(30))
ROUTINE = Routine(id="core", name="Core", steps=(PLANK, BUG, LUNGE))


def followed(*outcomes: str, label: str = "Plank", status: str = "completed", hours: int = 0) -> SessionRecord:
    """A session in which a step's sides ended like this: F in full, c cut short, s skipped."""
    ends = {"F": ("done", 30.0), "c": ("early", 12.0), "s": ("skipped", 3.0), "-": ("done", 20.0)}
    segments = [segment(n, ends[one][0], label=label, actual_s=ends[one][1]) for n, one in enumerate(outcomes, 1)]  # type: ignore[arg-type]
    return session(NOON + timedelta(hours=hours), routine="core", segments=tuple(segments), status=status)  # type: ignore[arg-type]


def dose(value: float, step: int = 1, label: str = "Plank", hours: int = 0) -> DoseRecord:
    at = NOON + timedelta(hours=hours)
    return DoseRecord(f"d{hours}", "core", step, label, value, at, at)


@pytest.mark.parametrize(
    ("newest_first", "current", "expected"),
    [
        pytest.param("FFF", None, Offer("Plank", 20, 25, True), id="three in full"),
        pytest.param("FFFF", 25, Offer("Plank", 25, 30, True), id="from where it is"),
        pytest.param("FFF", 28, Offer("Plank", 28, 30, True), id="up to the top"),
        pytest.param("FFF", 30, None, id="never over it"),
        pytest.param("FF", None, None, id="two are not three"),
        pytest.param("FFcF", None, None, id="not running"),
        pytest.param("cc", 25, Offer("Plank", 25, 20, False), id="cut short twice"),
        pytest.param("sc", 30, Offer("Plank", 30, 25, False), id="skipped is cut short"),
        pytest.param("cc", None, None, id="never under the low end"),
        pytest.param("cFc", 25, None, id="twice, but not running"),
        pytest.param("", 25, None, id="nothing yet"),
    ],
)
def test_what_is_offered(newest_first: str, current: float | None, expected: Offer | None) -> None:
    sessions = [followed(one) for one in newest_first]
    assert offer(sessions, "Plank", "hold", 20, 30, current) == expected


def test_reps_grow_one_by_one() -> None:
    assert offer([followed("F", label="x")] * 3, "x", "reps", 8, 12) == Offer("x", 8, 9, True)


def test_sessions_without_the_step_say_nothing_of_it() -> None:
    sessions = [followed("F"), followed("c", label="other"), followed("F"), followed("F")]
    assert offer(sessions, "Plank", "hold", 20, 30) is not None


def test_every_side_must_be_full_and_for_its_whole_time() -> None:
    assert in_full(followed("F", "F"), "Plank") is True
    assert in_full(followed("F", "c"), "Plank") is False
    assert in_full(followed("F", "-"), "Plank") is False


def test_a_session_that_broke_off_in_the_step_says_nothing_of_it() -> None:
    assert in_full(followed("F", status="partial"), "Plank") is None


def test_the_doses_in_force_are_the_last_accepted_that_the_file_has_room_for() -> None:
    accepted = [dose(25), dose(30, hours=1), dose(9, 2, "Dead bug"), dose(40, 3, "Lunge"), dose(25, 2, "Plank")]
    assert doses_in_force(accepted, ROUTINE) == {1: 30, 2: 9}
    assert doses_in_force([dose(35)], ROUTINE) == {}


def test_only_sessions_since_the_dose_was_accepted_speak_for_the_next() -> None:
    sessions = [followed("F", hours=n) for n in (5, 4, 3, 1)]
    assert offers(sessions, [], ROUTINE)[1].next == 25
    assert offers(sessions, [dose(25, hours=2)], ROUTINE)[1].next == 30
    assert offers(sessions, [dose(25, hours=4)], ROUTINE) == {}
