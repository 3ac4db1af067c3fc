"""The easier way of every step, said from some moment of a session on."""

from __future__ import annotations

import pytest

from routine_timer.playback.transcript import estimated_length_s, transcript
from routine_timer.routine.model import Circuit, FormCue, Hold, Step
from routine_timer.timeline import Coaching, Timeline, compile_routine
from routine_timer.timeline.easier_ways import easier_steps, with_easier_ways
from routine_timer.timeline.guidance import coaching_of
from routine_timer.timeline.replace_step import replace_step
from tests.making import hold, reps, routine

PLAN = routine(
    hold(30, "Lunge", sides="both", easier="A hand on a chair", setup="Kneel on a cushion."),
    reps(8, name="Clam", easier="Open only half as far on the {side}", sides="both", between=15.0),
    hold(20, "Plank", between=15.0),
    get_ready=10,
)


def easier_said(timeline: Timeline) -> list[str]:
    return [line.say for line in transcript(timeline) if line.say.startswith("To make it easier")]


@pytest.mark.parametrize("elapsed_s", [0.0, 2.0, 6.5, 9.5])
def test_every_step_to_come_is_announced_with_its_easier_way_whenever_the_answer_comes(elapsed_s: float) -> None:
    timeline = with_easier_ways(compile_routine(PLAN), 0, elapsed_s)
    assert easier_said(timeline) == [
        "To make it easier: a hand on a chair",
        "To make it easier: open only half as far on the left",
    ]


def test_it_is_spoken_before_the_countdown_and_after_the_current_phrase() -> None:
    timeline = with_easier_ways(compile_routine(PLAN), 0, 1.0)
    lines = [line for line in transcript(timeline) if line.kind == "get-ready"]
    said = {line.say: line.due_s for line in lines}
    at = said["To make it easier: a hand on a chair"]
    setup = said["Kneel on a cushion."]
    assert setup + estimated_length_s("Kneel on a cushion.") < at
    assert at + estimated_length_s("To make it easier: a hand on a chair") < (timeline.segments[0].seconds or 0) - 3


def test_what_is_done_stays_the_same() -> None:
    before, after = compile_routine(PLAN), with_easier_ways(compile_routine(PLAN), 0, 1.0)

    def work(timeline: Timeline) -> list[object]:
        return [(one.label, one.side, one.seconds, one.reps) for one in timeline.segments if one.is_work]

    assert work(before) == work(after)
    assert len(before.segments) == len(after.segments)
    assert with_easier_ways(after, 0, 5.0) == after, "said once"


def test_without_a_get_ready_that_of_the_step_under_way_comes_in_it() -> None:
    rounds = routine(Circuit((hold(40, "Lunge", easier="A hand on a chair"),), rounds=2, rest=20.0), get_ready=0)
    made = with_easier_ways(compile_routine(rounds), 0, 5.0)
    assert [(cue.kind, cue.at_s) for cue in made.segments[0].cues if cue.kind == "easier"] == [("easier", 6.0)]


CHAIR, LEFT = "A hand on a chair", "Open only half as far on the left"


@pytest.mark.parametrize(
    ("index", "elapsed_s", "at_s", "seconds", "text"),
    [
        pytest.param(0, 0.0, 8.0, 16, CHAIR, id="after the get-ready's own words"),
        pytest.param(0, 6.5, 8.0, 16, CHAIR, id="while they are said"),
        pytest.param(0, 9.5, 10.5, 19, CHAIR, id="after them, which makes it longer"),
        pytest.param(1, 0.0, 1.0, 30, CHAIR, id="in a hold, at once"),
        pytest.param(1, 28.0, 29.0, 30, CHAIR, id="in one that is nearly over, which gets no longer"),
        pytest.param(3, 6.5, 7.5, 30, CHAIR, id="on its other side"),
        pytest.param(4, 2.0, 6.0, 15, LEFT, id="in a pause with room for it"),
        pytest.param(4, 9.5, 10.5, 20, LEFT, id="in one without"),
    ],
)
def test_when_the_step_under_way_gets_its_easier_way(
    index: int, elapsed_s: float, at_s: float, seconds: float, text: str
) -> None:
    made = with_easier_ways(compile_routine(PLAN), index, elapsed_s)
    here = made.segments[index]
    assert [(cue.at_s, cue.say) for cue in here.cues if cue.kind == "easier"] == [(at_s, text)]
    assert here.seconds == seconds


def test_it_comes_after_when_to_stop_where_that_is_said_too() -> None:
    made = with_easier_ways(compile_routine(PLAN, coaching=Coaching(safety=True)), 0, 0.0)
    said = {line.say: line.due_s for line in transcript(made) if line.kind == "get-ready" and line.say}
    at = said["To make it easier: a hand on a chair"]
    ends = [due_s + estimated_length_s(say) for say, due_s in said.items() if due_s < at]
    assert len(ends) == 3, "when to stop, the step, and how to get into it"
    assert max(ends) <= at


def test_reps_without_a_time_get_it_at_once() -> None:
    made = with_easier_ways(compile_routine(routine(reps(8, None, easier="Open less"), get_ready=0)), 0, 3.0)
    assert [(cue.at_s, cue.say) for cue in made.segments[0].cues if cue.kind == "easier"] == [(4.0, "Open less")]


def test_what_a_timeline_says_already_is_known_from_its_cues() -> None:
    timeline = compile_routine(PLAN)
    assert easier_steps(timeline) == {1, 2}
    assert coaching_of(timeline) == Coaching()
    for coaching in (Coaching(easier=frozenset({2})), Coaching(safety=True), Coaching(True, frozenset({1, 2}))):
        assert coaching_of(compile_routine(PLAN, coaching=coaching)) == coaching


def test_words_that_were_laid_out_anew_are_said_once() -> None:
    timeline = compile_routine(PLAN)
    made = with_easier_ways(timeline, 0, 1.0)
    for before, after in zip(timeline.segments, made.segments, strict=True):
        kinds = [cue.kind for cue in after.cues if cue.kind != "easier"]
        assert kinds == [cue.kind for cue in before.cues]


def test_an_exercise_that_has_taken_the_place_of_another_still_has_its_own_cues() -> None:
    plan = routine(hold(40, "Plank", cues=(FormCue("Hips up"),)), hold(30, "Bridge", easier="Half way up"), get_ready=5)
    cues = (FormCue("Hips low"), FormCue("Look at the floor"), FormCue("Ribs down", at="halfway"))
    knees = Step("Knee plank", Hold(30), cues=cues, setup="On your knees.")
    swapped = replace_step(compile_routine(plan), 1, 20.0, knees)
    made = with_easier_ways(swapped, 2, 1.0)
    assert [one.cues for one in made.segments[:4]] == [one.cues for one in swapped.segments[:4]]
    assert easier_said(made) == ["To make it easier: half way up"]


def test_an_exercise_of_an_earlier_round_is_not_introduced_again() -> None:
    lunge = hold(20, "Lunge", setup="Kneel on a cushion.")
    rounds = compile_routine(routine(Circuit((lunge, hold(20, "Bridge")), rounds=2), get_ready=5))
    at = next(n for n, one in enumerate(rounds.segments) if one.label == "Bridge" and one.is_work)
    made = with_easier_ways(rounds, at, 1.0)
    assert [line.say for line in transcript(made)].count("Kneel on a cushion.") == 1
    assert made == rounds, "no easier way, nothing to say"
