"""Doses that grow."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from routine_timer.history.dose_growth import (
    DoseChange,
    PainRule,
    doses_in_force,
    has_segments_of,
    in_full,
    offer,
    offers,
    ready_for_harder,
    step_pasts,
)
from routine_timer.history.records import DoseRecord, SessionRecord, Status
from routine_timer.playback.live_session import LiveSession
from routine_timer.routine.model import Circuit, Hold, Reps, Routine, Step
from routine_timer.session import Command, Session
from routine_timer.timeline import Timeline, compile_routine, starting_at

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
        pytest.param("FFF", None, DoseChange("Plank", 20, 25, True), id="three in full"),
        pytest.param("FFFF", 25, DoseChange("Plank", 25, 30, True), id="from where it is"),
        pytest.param("FFF", 28, DoseChange("Plank", 28, 30, True), id="up to the top"),
        pytest.param("FFF", 30, None, id="never over it"),
        pytest.param("FF", None, None, id="two are not three"),
        pytest.param("FFcF", None, None, id="not running"),
        pytest.param("cc", 25, DoseChange("Plank", 25, 20, False), id="cut short twice"),
        pytest.param("sc", 30, DoseChange("Plank", 30, 25, False), id="skipped is cut short"),
        pytest.param("cc", None, None, id="never under the low end"),
        pytest.param("cFc", 25, None, id="twice, but not running"),
        pytest.param("", 25, None, id="nothing yet"),
    ],
)
def test_what_is_offered(newest_first: str, current: float | None, expected: DoseChange | None) -> None:
    sessions = [followed(one) for one in newest_first]
    assert offer(sessions, "Plank", "hold", 20, 30, current) == expected


def test_reps_grow_one_by_one() -> None:
    assert offer([followed("F", label="x")] * 3, "x", "reps", 8, 12) == DoseChange("x", 8, 9, True)


def test_sessions_without_the_step_say_nothing_of_it() -> None:
    sessions = [followed("F"), followed("c", label="other"), followed("F"), followed("F")]
    assert offer(sessions, "Plank", "hold", 20, 30) is not None


def test_every_side_must_be_full_and_for_its_whole_time() -> None:
    assert in_full(followed("F", "F"), "Plank") is True
    assert in_full(followed("F", "c"), "Plank") is False
    assert in_full(followed("F", "-"), "Plank") is False


@pytest.mark.parametrize(
    ("planned_s", "actual_s", "full"), [(30.0, 29.5, True), (30.0, 29.4, False), (None, 0.0, True), (0.0, 0.0, True)]
)
def test_half_a_second_less_is_still_in_full_and_reps_without_a_time_have_none_to_miss(
    planned_s: float | None, actual_s: float, full: bool
) -> None:
    parts = (segment(1, label="Plank", planned_s=planned_s, actual_s=actual_s),)
    assert in_full(session(NOON, segments=parts), "Plank") is full


def test_nothing_grows_while_one_of_the_three_sessions_hurt_before_or_after() -> None:
    green, before, after = (
        replace(followed("F"), pain_before=one, pain_after=other) for one, other in ((3, 3), (6, 0), (0, 6))
    )
    assert offer([green, green, green], "Plank", "hold", 20, 30) is not None
    assert offer([green, before, green], "Plank", "hold", 20, 30) is None
    assert offer([green, after, green], "Plank", "hold", 20, 30) is None


def test_a_shortened_session_speaks_for_a_step_whose_name_is_its_own() -> None:
    shortened = followed("F", label="Dead bug")
    assert offers([shortened] * 3, [], compile_routine(ROUTINE)) == {2: DoseChange("Dead bug", 8, 9, True)}


def test_a_session_that_broke_off_in_the_step_says_nothing_of_it() -> None:
    assert in_full(followed("F", status="partial"), "Plank") is None


def test_the_doses_in_force_are_the_last_accepted_that_the_file_has_room_for() -> None:
    accepted = [dose(25), dose(30, hours=1), dose(9, 2, "Dead bug"), dose(40, 3, "Lunge"), dose(25, 2, "Plank")]
    assert doses_in_force(accepted, ROUTINE) == {1: 30, 2: 9}
    assert doses_in_force([dose(35)], ROUTINE) == {}


@pytest.mark.parametrize(
    ("record", "in_force"),
    [
        pytest.param(dose(20), {1: 20}, id="the low end"),
        pytest.param(dose(19), {}, id="less than that"),
        pytest.param(dose(10, 2, "Side plank"), {}, id="another step in that place"),
        pytest.param(dose(10, 9), {}, id="a place that is no longer there"),
        pytest.param(dose(35, 3, "Lunge"), {}, id="a step without a range"),
        pytest.param(replace(dose(20), routine="other"), {}, id="another routine"),
    ],
)
def test_a_dose_applies_only_to_its_step_in_its_place(record: DoseRecord, in_force: dict[int, float]) -> None:
    assert doses_in_force([record], ROUTINE) == in_force
    assert doses_in_force([record, dose(25), dose(9, 2, "Dead bug")], ROUTINE) == {1: 25, 2: 9}


def test_only_sessions_since_the_dose_was_accepted_speak_for_the_next() -> None:
    sessions = [followed("F", hours=n) for n in (5, 4, 3, 1)]
    timeline = compile_routine(ROUTINE)
    assert offers(sessions, [], timeline)[1].next == 25
    assert offers(sessions, [dose(25, hours=2)], timeline)[1].next == 30
    assert offers(sessions, [dose(25, hours=4)], timeline) == {}
    assert offers(sessions, [dose(25, hours=3)], timeline) == {}, "one that began at that very moment is not since"


@pytest.mark.parametrize(
    ("newest_first", "current", "expected"),
    [
        pytest.param("FFF", 30, (1,), id="at the top, three times in full"),
        pytest.param("FFF", 25, (), id="it can still grow"),
        pytest.param("FFF", None, (), id="still at the low end"),
        pytest.param("FF", 30, (), id="two are not three"),
        pytest.param("FcF", 30, (), id="cut short once"),
    ],
)
def test_a_harder_way_is_due_at_the_top_of_a_range(
    newest_first: str, current: float | None, expected: tuple[int, ...]
) -> None:
    harder = Routine("core", "Core", (replace(PLANK, harder="Lift one foot"), BUG, LUNGE))
    sessions = [followed(one, hours=9 - n) for n, one in enumerate(newest_first)]
    accepted = [] if current is None else [dose(current)]
    assert ready_for_harder(sessions, accepted, compile_routine(harder)) == expected
    assert ready_for_harder(sessions, accepted, compile_routine(ROUTINE)) == (), "no harder way is known"


def test_who_stops_in_a_step_cuts_it_short() -> None:
    """To stop in the same step twice offers a smaller dose; a session that was killed in it still says nothing."""
    stopped = led(GROWS, 12.0, Command.STOP)
    assert stopped.status == "partial"
    assert in_full(stopped, "Plank") is False
    assert offers([stopped, stopped], [dose(25)], GROWS) == {1: DoseChange("Plank", 25, 20, False)}
    assert in_full(led(GROWS, 12.0), "Plank") is None


def led(timeline: Timeline, *instants: float | Command, hours: int = 1) -> SessionRecord:
    """A session of `timeline`, really run through instants and commands, and cut off at the end of them."""
    live = LiveSession(Session(timeline, 0.0))
    now = 0.0
    for one in instants:
        if isinstance(one, Command):
            live.do(one, now)
        else:
            now = one
            live.step(now)
    status: Status = "completed" if live.session.state == "completed" else "partial"
    at = NOON + timedelta(hours=hours)
    return session(at, routine=timeline.routine, status=status, segments=live.segments)


GROWS = compile_routine(Routine("core", "Core", (PLANK, LUNGE), get_ready=0.0))
TWICE = compile_routine(Routine("core", "Core", (PLANK, LUNGE, PLANK), get_ready=0.0))
"""Plank 0 to 20, Lunge 28 to 58, Plank 66 to 86."""


def test_the_same_exercise_standing_twice_is_judged_in_each_place_apart() -> None:
    second_cut_short = led(TWICE, 70.0, Command.SKIP)
    assert second_cut_short.status == "completed"
    assert offers([second_cut_short] * 3, [], TWICE) == {1: DoseChange("Plank", 20, 25, True)}
    first_cut_short = led(TWICE, 12.0, Command.SKIP, 200.0)
    assert offers([first_cut_short] * 3, [], TWICE) == {3: DoseChange("Plank", 20, 25, True)}
    assert offers([first_cut_short] * 2, [dose(25), dose(25, 3)], TWICE) == {1: DoseChange("Plank", 25, 20, False)}
    first, _, second = step_pasts([first_cut_short] * 3, [], TWICE)
    assert (first.has_earned_more(PainRule()), first.was_cut_short) == (False, True)
    assert (second.has_earned_more(PainRule()), second.was_cut_short) == (True, False)


def test_a_session_that_stopped_in_the_second_place_speaks_for_the_first() -> None:
    stopped = led(TWICE, 70.0, Command.STOP)
    assert offers([stopped] * 3, [dose(25, 3)], TWICE) == {
        1: DoseChange("Plank", 20, 25, True),
        3: DoseChange("Plank", 25, 20, False),
    }


def test_every_round_and_set_of_a_step_counts_for_that_step_alone() -> None:
    long = Step(name="Plank", dose=Hold(20, 30, "range"), sets=2, sides="both")
    rounds = compile_routine(Routine("core", "Core", (Circuit((PLANK, long), rounds=2),), get_ready=0.0))
    whole = led(rounds, 1000.0)
    assert set(offers([whole] * 3, [], rounds)) == {1, 2}
    last_side_skipped = led(rounds, rounds.duration_s - 5.0, Command.SKIP)
    assert set(offers([last_side_skipped] * 3, [], rounds)) == {1}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(starting_at(TWICE, 2), id="begun at a later step"),
        pytest.param(compile_routine(Routine("core", "Core", (PLANK, PLANK))), id="before the routine was rewritten"),
    ],
)
def test_a_session_that_went_another_way_says_nothing_of_steps_that_share_a_name(other: Timeline) -> None:
    assert offers([led(other, 1000.0)] * 3, [], TWICE) == {}
    assert offers([led(other, 1000.0)] * 3, [], other) != {}


def test_a_dose_stays_with_its_step_when_another_of_that_name_comes_in_before_it() -> None:
    rewritten = Routine("core", "Core", (LUNGE, PLANK, PLANK))
    assert doses_in_force([dose(25, 1)], rewritten) == {}


TWO = compile_routine(Routine("core", "Core", (PLANK, LUNGE), get_ready=0.0))
"""Two holds with a pause between them: segments 1 and 3."""


@pytest.mark.parametrize(
    ("timeline", "labels", "status", "expected"),
    [
        pytest.param(TWO, {1: "Plank", 3: "Lunge"}, "completed", True, id="all of it"),
        pytest.param(TWO, {1: "Plank"}, "partial", True, id="stopped before the end"),
        pytest.param(TWO, {}, "partial", True, id="stopped before the first"),
        pytest.param(TWO, {1: "Plank"}, "completed", False, id="shortened"),
        pytest.param(TWO, {}, "completed", False, id="nothing of it"),
        pytest.param(TWO, {3: "Lunge"}, "completed", True, id="from a later step on, and the rest of it as it is"),
        pytest.param(TWO, {1: "Lunge", 3: "Plank"}, "completed", False, id="in another order"),
        pytest.param(TWO, {1: "Lunge"}, "partial", False, id="another step, stopped"),
        pytest.param(TWO, {1: "Plank", 3: "Lunge", 5: "Clam"}, "completed", False, id="longer"),
        pytest.param(replace(TWO, segments=()), {}, "completed", True, id="nothing, of nothing"),
        pytest.param(replace(TWO, segments=()), {1: "Plank"}, "completed", False, id="something, of nothing"),
    ],
)
def test_a_sessions_segments_are_those_of_a_timeline(
    timeline: Timeline, labels: dict[int, str], status: Status, expected: bool
) -> None:
    parts = tuple(segment(n, label=label) for n, label in labels.items())
    assert has_segments_of(session(NOON, routine="core", segments=parts, status=status), timeline) is expected
