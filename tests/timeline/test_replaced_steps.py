"""Timelines after another exercise took a step's place, segment by segment with all that is said, as files to read.

`python -m tests.timeline.test_replaced_steps` writes the files anew; then read the difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from routine_timer.routine.model import Circuit, FormCue, Hold, Phase, Reps, Routine, Step, Tempo
from routine_timer.timeline import Cue, Segment, Timeline, compile_routine
from routine_timer.timeline.replace_step import replace_step
from tests.making import hold, reps, routine

GOLDEN = Path(__file__).parent / "replaced-steps"
KNEE = Step("Knee plank", Hold(30), exercise="knee-plank", cues=(FormCue("Hips low"),), setup="On your knees.")
SIDE = Step("Side plank", Hold(20), sides="both", cues=(FormCue("Lift the {side} hip"),), props=("mat",))
BRIDGE = Step("Bridge", Reps(8, tempo=Tempo(1, 1, 2, 0), rep_s=4.0), exercise="bridge")
MARCH = Step("March", Reps(10), sides="alternating", exercise="march", setup="Lie on your back.")
LEFT = Step("Calf stretch", Hold(30, 40, "range"), sides="left")
RIGHT = Step("Clam", Reps(8, rep_s=2.0, by_set=(8, 6)), sides="right")
LUNGE = hold(30, "Lunge", sides="both", sets=2, rest=20.0, switch=10.0)
PLAIN = routine(hold(40, "Plank", sets=2, rest=20), reps(8, name="Clam", sides="both"), get_ready=10)
ROUNDS = routine(Circuit((hold(30, "Plank"), LUNGE), rounds=2, rest=15), hold(20, "Rest pose"), get_ready=0)
LOOSE = routine(
    Step("Squeeze", (Phase(Hold(5), "Squeeze"), Phase(Hold(7), "Let go"))),
    Step("Plank", Hold(20, 60, "at-least")),
    reps(6, None, "Squat"),
    Step("Bridge", Reps(8, 12, tempo=Tempo(1, 1, 2, 0), rep_s=4.0), sides="alternating"),
    get_ready=5,
)
CASES: dict[str, tuple[Routine, int, float, Step]] = {
    "a-hold-under-way": (PLAIN, 1, 5.0, KNEE),
    "a-hold-nearly-over": (PLAIN, 1, 39.5, MARCH),
    "a-get-ready": (PLAIN, 0, 3.0, SIDE),
    "one-side-of-reps": (PLAIN, 5, 2.0, SIDE),
    "a-rest-between-sets": (PLAIN, 2, 2.0, BRIDGE),
    "sides-in-a-circuit": (ROUNDS, 2, 4.0, BRIDGE),
    "sides-for-other-sides": (ROUNDS, 2, 4.0, SIDE),
    "sides-for-a-left-one": (ROUNDS, 4, 4.0, LEFT),
    "sides-for-a-right-one": (ROUNDS, 4, 4.0, RIGHT),
    "the-second-round": (ROUNDS, 10, 4.0, KNEE),
    "parts-of-a-step": (LOOSE, 1, 2.0, KNEE),
    "a-hold-without-end": (LOOSE, 4, 2.0, MARCH),
    "reps-without-time": (LOOSE, 6, 4.0, KNEE),
    "a-range-of-slow-reps": (LOOSE, 8, 4.0, KNEE),
}


def told(timeline: Timeline) -> Iterator[str]:
    plain = Segment(0, "hold", "", None, None)
    names = [one.name for one in msgspec.structs.fields(Segment) if one.name not in ("n", "kind", "label", "cues")]
    for one in timeline.segments:
        others = [f"{name}={getattr(one, name)}" for name in names if getattr(one, name) != getattr(plain, name)]
        yield f"{one.n} {one.kind} {one.label}: {' '.join(others)}"
        cues = [cue for cue in one.cues if cue.kind not in ("count", "rep", "turn")]
        yield f"    {', '.join(cue_text(cue) for cue in cues)}"
    yield f"steps: {', '.join(step.name for step in timeline.steps)}"


def cue_text(cue: Cue) -> str:
    """With a minus: seconds before the end."""
    return f"{'-' * cue.from_end}{cue.at_s:g} {cue.kind} {cue.say}".strip()


def text_of(name: str) -> str:
    """The timeline from the segment under way on: until then it is as it was."""
    made, index, elapsed_s, step = CASES[name]
    timeline = compile_routine(made)
    here = timeline.segments[index]
    new = replace_step(timeline, index, elapsed_s, step)
    assert new.segments[: index + 1] == timeline.segments[: index + 1]
    title = f"{elapsed_s:g} s into {here.n} {here.kind} {here.label}: {step.name}"
    return "\n".join([title, "", *told(replace(new, segments=new.segments[index:]))]) + "\n"


@pytest.mark.parametrize("name", CASES)
def test_a_timeline_in_which_another_exercise_took_a_steps_place(name: str) -> None:
    assert text_of(name) == (GOLDEN / f"{name}.txt").read_text("utf-8")


if __name__ == "__main__":
    for one in CASES:
        (GOLDEN / f"{one}.txt").write_text(text_of(one), encoding="utf-8")
