"""What a routine becomes when it is laid out."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from routine_timer.routine.model import Circuit, Hold, Phase, Reps, Routine, Step, Tempo
from routine_timer.timeline import Segment, Timeline, alone, compile_routine, starting_at
from tests.making import hold, reps, routine, routines


def laid_out(*steps: Step | Circuit, get_ready: float = 10.0) -> Timeline:
    return compile_routine(routine(*steps, get_ready=get_ready))


def shape(timeline: Timeline) -> str:
    """The timeline in one line: kind, side and seconds of each segment."""
    letters = {"get-ready": "ready", "between": "next"}
    return " ".join(
        f"{letters.get(s.kind, s.kind)}{'' if s.side is None else ':' + s.side[0]}"
        f"{'' if s.seconds is None else format(s.seconds, 'g')}"
        for s in timeline.segments
    )


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        pytest.param([hold(30)], "ready10 hold30", id="one hold"),
        pytest.param([hold(30), reps(5)], "ready10 hold30 next8 reps15", id="a pause before the second step"),
        pytest.param([hold(30), reps(5, between=20)], "ready10 hold30 next20 reps15", id="its own pause before it"),
        pytest.param([hold(30, between=20)], "ready10 hold30", id="get-ready instead of the first pause"),
        pytest.param([hold(20, sides="both")], "ready10 hold:l20 switch:r5 hold:r20", id="each side in full"),
        pytest.param(
            [hold(20, sides="both", first="right")], "ready10 hold:r20 switch:l5 hold:l20", id="the right side first"
        ),
        pytest.param([hold(20, sides="right")], "ready10 hold:r20", id="one side only"),
        pytest.param([reps(8, sides="alternating")], "ready10 reps:a48", id="alternating counts per side"),
        pytest.param([reps(8, rep_s=None)], "ready10 reps", id="self-paced has no time"),
        pytest.param(
            [hold(20, sides="both", sets=2, rest=15)],
            "ready10 hold:l20 switch:r5 hold:r20 rest15 hold:l20 switch:r5 hold:r20",
            id="a set is both sides, rest only between sets",
        ),
        pytest.param(
            [hold(20, sides="both", sets=2)],
            "ready10 hold:l20 switch:r5 hold:r20 hold:l20 switch:r5 hold:r20",
            id="without a rest the next set begins at once",
        ),
        pytest.param([hold(20, sides="both", switch=0)], "ready10 hold:l20 hold:r20", id="no switch of no length"),
        pytest.param(
            [Circuit((hold(20), reps(2)), rounds=2, rest=30)],
            "ready10 hold20 next8 reps6 rest30 hold20 next8 reps6",
            id="a circuit rests between rounds, not after the last",
        ),
        pytest.param(
            [Circuit((hold(20),), rounds=2, rest=30), hold(5)],
            "ready10 hold20 rest30 hold20 next8 hold5",
            id="after a circuit comes the pause between steps",
        ),
        pytest.param(
            [hold(5), Circuit((hold(20, between=9),), rounds=2, between=40)],
            "ready10 hold5 next40 hold20 hold20",
            id="a circuit's own pause before it",
        ),
        pytest.param(
            [Circuit((Circuit((hold(1),), rounds=2, rest=3), hold(2)), rounds=2, rest=7)],
            "ready10 hold1 rest3 hold1 next8 hold2 rest7 hold1 rest3 hold1 next8 hold2",
            id="circuits within circuits",
        ),
        pytest.param(
            [Step("Pigeon", (Phase(Hold(30), "Draw in"), Phase(Hold(15), "Press")), sides="both")],
            "ready10 hold:l30 hold:l15 switch:r5 hold:r30 hold:r15",
            id="all phases of a side before the other side",
        ),
    ],
)
def test_a_routine_is_laid_out_in_the_order_it_is_done(steps: list[Step | Circuit], expected: str) -> None:
    assert shape(laid_out(*steps)) == expected


def test_no_get_ready_where_the_routine_wants_none() -> None:
    assert shape(laid_out(hold(30), get_ready=0)) == "hold30"


def test_steps_are_numbered_as_in_the_file_however_often_they_come_round() -> None:
    timeline = laid_out(hold(1), Circuit((hold(2), hold(3)), rounds=2), hold(4))
    assert [s.step for s in timeline.segments if s.is_work] == [1, 2, 3, 2, 3, 4]
    assert [step.dose for step in timeline.steps] == [Hold(1), Hold(2), Hold(3), Hold(4)]


def test_equal_steps_keep_numbers_of_their_own() -> None:
    same = hold(5)
    assert [s.step for s in laid_out(same, same).segments if s.is_work] == [1, 2]


def test_counts_are_only_where_there_is_more_than_one() -> None:
    (only,) = [s for s in laid_out(hold(5)).segments if s.is_work]
    assert (only.set, only.round, only.phase) == (None, None, None)
    timeline = laid_out(Circuit((hold(5, sets=2),), rounds=2))
    assert [(s.set, s.round) for s in timeline.segments if s.is_work] == [(1, 1), (2, 1), (1, 2), (2, 2)]
    assert {(s.sets, s.rounds) for s in timeline.segments if s.is_work} == {(2, 2)}


def test_a_pause_inside_a_circuit_carries_the_round_to_come_and_the_one_before_it_none() -> None:
    timeline = laid_out(hold(1), Circuit((hold(2), hold(3)), rounds=2, rest=4))
    pauses = [(s.kind, s.round) for s in timeline.segments if not s.is_work]
    assert pauses == [("get-ready", None), ("between", None), ("between", 1), ("rest", 2), ("between", 2)]


def test_a_pause_names_the_step_to_come_and_a_switch_the_side_to_come() -> None:
    timeline = laid_out(hold(5), hold(5, name="Bridge", sides="both"))
    between, switch = timeline.segments[2], timeline.segments[4]
    assert (between.kind, between.label, between.step) == ("between", "Bridge", 2)
    assert (switch.kind, switch.side) == ("switch", "right")


def test_a_dose_one_has_grown_into_replaces_the_low_end_and_stays_in_its_range() -> None:
    grows = routine(Step("Plank", Hold(20, 30, "range")), Step("Clam", Reps(8, 12)), hold(5))
    seconds = [s.seconds for s in compile_routine(grows, {1: 25, 2: 10, 3: 99}).segments if s.is_work]
    assert seconds == [25, 30, 5]
    over = [s.seconds for s in compile_routine(grows, {1: 99, 2: 99}).segments if s.is_work]
    assert over == [30, 36, 5]


def cues_of(step: Step, kind: str) -> list[tuple[float, str]]:
    segment = next(s for s in laid_out(step, hold(5, name="Bridge")).segments if s.is_work)
    return [(c.due_s(segment.limit_s), c.say or str(c.number or "")) for c in segment.cues if c.kind == kind]


@pytest.mark.parametrize(
    ("step", "kind", "expected"),
    [
        pytest.param(hold(30), "halfway", [(15, "")], id="halfway of thirty seconds"),
        pytest.param(hold(29), "halfway", [], id="no halfway in a shorter hold"),
        pytest.param(reps(20), "halfway", [], id="no halfway in reps: they are counted"),
        pytest.param(hold(30), "next", [(20, "")], id="next ten seconds before the end"),
        pytest.param(hold(6), "next", [(0, "")], id="next at the start of a short hold"),
        pytest.param(hold(30), "count", [(27, "3"), (28, "2"), (29, "1")], id="three, two, one"),
        pytest.param(hold(2), "count", [(0, "2"), (1, "1")], id="only what there is time for"),
        pytest.param(reps(3, 2.5), "rep", [(0, "1"), (2.5, "2")], id="each rep as it begins"),
        pytest.param(reps(3, 2.5), "last", [(5, "3")], id="the last rep"),
        pytest.param(reps(3, None), "rep", [], id="a self-paced rep is not counted"),
        pytest.param(hold(0), "next", [(0, "")], id="at once in a hold of no length"),
        pytest.param(Step("X", Hold(20, 40, "at-least")), "least", [(20, "")], id="a chime at the least"),
        pytest.param(Step("X", Hold(20, 20, "at-least")), "least", [], id="no chime where the least is the end"),
        pytest.param(Step("X", Hold(40, 80, "at-least")), "halfway", [], id="no halfway to the least"),
        pytest.param(Step("X", Hold(20, 40, "at-least")), "count", [(37, "3"), (38, "2"), (39, "1")], id="to its max"),
    ],
)
def test_cues_stand_at_their_moments(step: Step, kind: str, expected: list[tuple[float, str]]) -> None:
    assert cues_of(step, kind) == expected


def test_the_last_segment_announces_nothing_to_come() -> None:
    last = laid_out(hold(30)).segments[-1]
    assert not [cue for cue in last.cues if cue.kind == "next"]


def test_a_timeline_is_named_for_its_routine() -> None:
    timeline = laid_out(hold(5))
    assert (timeline.routine, timeline.name) == ("test", "Test")


def test_a_pause_is_as_long_as_what_is_spoken_in_it_and_zero_stays_zero() -> None:
    assert shape(laid_out(hold(5), hold(6, between=0.5), get_ready=1)) == "ready6 hold5 next7 hold6"
    assert shape(laid_out(hold(5), Circuit((hold(6, between=0),)))) == "ready10 hold5 hold6"
    both = hold(5, sides="both", switch=0.5, sets=2, rest=0.25)
    assert shape(laid_out(both)) == "ready10 hold:l5 switch:r5 hold:r5 rest0.25 hold:l5 switch:r5 hold:r5"


def test_a_pause_shows_the_exercise_to_come() -> None:
    timeline = laid_out(hold(5, exercise="plank"), Circuit((hold(6, exercise="bridge"),), rounds=2, rest=3))
    assert [(s.kind, s.exercise) for s in timeline.segments] == [
        ("get-ready", "plank"), ("hold", "plank"), ("between", "bridge"), ("hold", "bridge"), ("rest", "bridge"),
        ("hold", "bridge"),
    ]  # fmt: skip


def test_the_rounds_shown_are_those_of_the_innermost_circuit_with_more_than_one() -> None:
    once = Circuit((hold(2),))
    timeline = laid_out(once, Circuit((hold(3), once, Circuit((hold(4),), rounds=3)), rounds=2, rest=9))
    assert [(s.kind, s.seconds, s.round, s.rounds) for s in timeline.segments] == [
        ("get-ready", 10, None, 1), ("hold", 2, None, 1),
        ("between", 8, None, 1), ("hold", 3, 1, 2), ("between", 8, 1, 2), ("hold", 2, 1, 2),
        ("between", 8, 1, 2), ("hold", 4, 1, 3), ("hold", 4, 2, 3), ("hold", 4, 3, 3),
        ("rest", 9, 2, 2), ("hold", 3, 2, 2), ("between", 8, 2, 2), ("hold", 2, 2, 2),
        ("between", 8, 2, 2), ("hold", 4, 1, 3), ("hold", 4, 2, 3), ("hold", 4, 3, 3),
    ]  # fmt: skip


def test_each_part_of_a_hold_knows_its_number_and_its_instruction() -> None:
    pigeon = Step("Pigeon", (Phase(Hold(30), "Draw in"), Phase(Hold(15), "Press"), Phase(Hold(5), "Let go")))
    two = Step("Clam", (Phase(Hold(7), "Open"), Phase(Hold(8), "Close")))
    parts = [s for s in laid_out(pigeon, two, Step("Psoas", (Phase(Hold(9), "Sink"),))).segments if s.is_work]
    assert [(s.kind, s.seconds, s.phase, s.phases, s.instruction) for s in parts] == [
        ("hold", 30, 1, 3, "Draw in"), ("hold", 15, 2, 3, "Press"), ("hold", 5, 3, 3, "Let go"),
        ("hold", 7, 1, 2, "Open"), ("hold", 8, 2, 2, "Close"), ("hold", 9, None, 1, "Sink"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("dose", "planned"),
    [
        pytest.param(Reps(8), (24, None, "exact", 8, None, 8, 3), id="exactly"),
        pytest.param(Reps(8, 12), (24, 36, "range", 8, 12, 8, 3), id="a range"),
        pytest.param(Reps(8, rep_s=None), (None, None, "exact", 8, None, 8, None), id="at one's own pace"),
        pytest.param(Reps(8, 12, rep_s=None), (None, None, "range", 8, 12, 8, None), id="a range at one's own pace"),
        pytest.param(Reps(8, rep_s=6.0, tempo=Tempo(3, 1, 2, 0)), (48, None, "exact", 8, None, 8, 6), id="at a tempo"),
    ],
)
def test_what_is_planned_of_reps(dose: Reps, planned: tuple[object, ...]) -> None:
    (s,) = (s for s in laid_out(Step("Clam", dose)).segments if s.is_work)
    assert (s.seconds, s.max_s, s.until, s.reps, s.max_reps, s.total_reps, s.rep_s) == planned
    assert (s.kind, s.tempo) == ("reps", dose.tempo)


def test_a_step_alone_has_nothing_around_it() -> None:
    timeline = alone(hold(20, sides="both"))
    assert (timeline.routine, timeline.name) == ("", "")
    assert shape(timeline) == "hold:l20 switch:r5 hold:r20"
    assert (timeline.routine, timeline.name) == ("", "")


def test_starting_at_a_step_gets_ready_for_it() -> None:
    timeline = starting_at(laid_out(hold(5), hold(6, name="Bridge"), hold(7)), 2)
    assert shape(timeline) == "ready10 hold6 next8 hold7"
    assert (timeline.segments[0].label, timeline.segments[0].step) == ("Bridge", 2)
    assert [(s.n, s.starts_at_s) for s in timeline.segments] == [(1, 0), (2, 10), (3, 16), (4, 24)]


def test_starting_at_a_step_that_is_not_there_says_how_many_there_are() -> None:
    with pytest.raises(ValueError, match="no step 3: Test has 1"):
        starting_at(laid_out(hold(5)), 3)


def test_a_timeline_adds_up_a_self_paced_rep_counted_as_three_seconds() -> None:
    timeline = laid_out(hold(20), reps(4, None), get_ready=10)
    assert [s.self_paced for s in timeline.segments] == [False, False, False, True]
    assert (timeline.duration_s, timeline.work_s) == (10 + 20 + 8 + 12, 20 + 12)


def test_each_segment_leads_back_to_its_step_and_to_the_work_to_come() -> None:
    timeline = laid_out(hold(20), hold(30, name="Bridge", sides="both"))
    assert shape(timeline) == "ready10 hold20 next9 hold:l30 switch:r5 hold:r30"
    plank, bridge = timeline.steps
    assert [timeline.step_of(s) for s in timeline.segments] == [plank, plank, bridge, bridge, bridge, bridge]
    assert timeline.step_of(replace(timeline.segments[0], step=None)) is None
    one, left, right = (s for s in timeline.segments if s.is_work)
    assert [timeline.next_work(i) for i in range(6)] == [one, left, left, right, right, None]


@settings(max_examples=80)
@given(routines)
def test_any_routine_gives_an_ordered_timeline_with_equal_sides(made: Routine) -> None:
    timeline = compile_routine(made)
    assert [s.n for s in timeline.segments] == list(range(1, len(timeline.segments) + 1))
    for one, other in pairwise(timeline.segments):
        assert other.starts_at_s == pytest.approx(one.starts_at_s + one.estimate_s)
        assert not (one.kind in ("rest", "between", "switch", "get-ready") and not other.is_work)
    assert timeline.segments[-1].is_work
    for number, step in enumerate(timeline.steps, 1):
        if step.sides == "both":
            work = [s for s in timeline.segments if s.is_work and s.step == number]
            assert _seconds(work, "left") == pytest.approx(_seconds(work, "right"))
    for segment in timeline.segments:
        dues = [cue.due_s(segment.limit_s) for cue in segment.cues]
        assert dues == sorted(dues)
        limit = segment.limit_s
        assert limit is None or all(0 <= due <= limit for due in dues)


def _seconds(segments: list[Segment], side: str) -> float:
    return sum(s.estimate_s for s in segments if s.side == side)
