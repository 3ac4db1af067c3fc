"""All that is said, sounded and shown in whole routines, segment by segment, as files to read.

`python -m tests.timeline.test_cue_sheets` writes the files anew; then read the difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from routine_timer.routine.model import Circuit, FormCue, Hold, Phase, Reps, Routine, Step, Tempo
from routine_timer.timeline import Coaching, Timeline, compile_routine
from tests.making import hold, reps, routine

from .test_replaced_steps import cue_text

GOLDEN = Path(__file__).parent / "cue-sheets"
CLAM = Step(
    "Clam",
    Reps(10, rep_s=4.0, tempo=Tempo(2, 0, 2, 0)),
    sides="both",
    sets=2,
    rest=15.0,
    setup="Lie on your {other} side, hips stacked! Rest your head on your arm. Bend your knees.",
    easier="Open only half as far",
    cues=(
        FormCue("Open the top knee"),
        FormCue("Top hip still"),
        FormCue("Slowly", "halfway"),
        FormCue("Breathe out"),
        FormCue("Swap the band", 20.0, every_set=True),
    ),
    props=("mat", "band"),
)
PIGEON = Step(
    "Pigeon",
    (Phase(Hold(20), "Draw in"), Phase(Hold(40), "Press the knee away")),
    sides="both",
    switch=10.0,
    setup="Kneel on your {side} knee.",
    cues=(FormCue("Head heavy"), FormCue("Breathe out", 55.0), FormCue("Sink", "halfway"), FormCue("Stay")),
)
PLANK = hold(
    34,
    "Plank",
    setup="On your elbows.",
    easier="On your knees",
    cues=(FormCue("Lift your hips off the floor"), FormCue("Push the floor away", "halfway"), FormCue("Long neck")),
)
LONG = (
    "Lift one arm, then the other leg, then the other arm, then both legs, then put all of them down, slowly, "
    "and lift them all once again"
)
CASES: dict[str, tuple[Routine, Coaching | None]] = {
    "props-and-sides": (routine(CLAM, hold(20, "Lunge", props=("towel", "band", "wall")), PLANK), None),
    "first-session": (routine(PLANK, CLAM, get_ready=0), Coaching(safety=True, easier=frozenset({2}))),
    "in-pain": (routine(PLANK, CLAM), Coaching(safety=True, easier=frozenset({1, 2}))),
    "parts": (routine(PIGEON, hold(25, "Rest pose", cues=(FormCue("Let go", 12.0),))), None),
    "rounds": (
        routine(
            Circuit((PLANK, reps(6, 5.0, "Squat", cues=(FormCue("Sit back"), FormCue("Knees out")))), rounds=3, rest=20)
        ),
        None,
    ),
    "doses": (
        routine(
            Step("Hang", Hold(20, 60, "at-least"), cues=(FormCue("Shoulders low"), FormCue("Let go early", 70.0))),
            Step("Child's pose", Hold(40, 40, "up-to"), cues=(FormCue("Knees wide", 3.0), FormCue("Breathe slowly"))),
            Step("Squeeze", Reps(5), cues=(FormCue("Hard"), FormCue("Harder"))),
            Step("Let go", Reps(5, rep_s=None), cues=(FormCue("Slowly"), FormCue("Slower"))),
            Step("March", Reps(8, rep_s=1.0), sides="alternating", cues=(FormCue("Lift a foot"),)),
            Step("Tap", Reps(3, rep_s=12.0), cues=(FormCue("Slowly"), FormCue("Slower", 30.0), FormCue("Stay", 1.0))),
            Step("Bow", Hold(2), cues=(FormCue("Only a short one"),)),
        ),
        None,
    ),
    "little-room": (
        routine(
            hold(8, "Bridge", sets=3, rest=10, cues=(FormCue("Lift your hips high now"), FormCue("Squeeze", 6.0))),
            hold(17, "Reach", cues=(FormCue("Reach as far as you can, and then further, and stay there"),)),
            hold(17, "Star", cues=(FormCue(LONG),)),
            hold(24, "Bow", cues=(FormCue("Lean over"), FormCue("Look down", 9.0))),
            hold(16, "Twist", sides="both", switch=3.0, cues=(FormCue("Look over your {side} shoulder, chin level"),)),
        ),
        None,
    ),
}


def told(timeline: Timeline) -> Iterator[str]:
    for one in timeline.segments:
        set_number = f"set {one.set} of {one.sets}" if one.set else ""
        round_number = f"round {one.round} of {one.rounds}" if one.round else ""
        place = ", ".join(filter(None, (one.label, one.side, set_number, round_number)))
        yield f"{one.n} {one.kind} {one.estimate_s:g} s: {place}"
        yield f"    {', '.join(map(cue_text, one.cues))}"


def text_of(name: str) -> str:
    made, coaching = CASES[name]
    return "\n".join(told(compile_routine(made, coaching=coaching))) + "\n"


@pytest.mark.parametrize("name", CASES)
def test_everything_that_is_said_in_a_routine(name: str) -> None:
    assert text_of(name) == (GOLDEN / f"{name}.txt").read_text("utf-8")


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for one in CASES:
        (GOLDEN / f"{one}.txt").write_text(text_of(one), encoding="utf-8")
