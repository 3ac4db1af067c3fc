"""The easier way of every step, said from some moment of a session on."""

from __future__ import annotations

import pytest

from routine_timer.playback.transcript import estimated_length_s, transcript
from routine_timer.routine.model import Circuit
from routine_timer.timeline import Timeline, compile_routine
from routine_timer.timeline.easier_ways import with_easier_ways
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
