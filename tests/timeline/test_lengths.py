"""How long a step is by itself, and the pause before it."""

from __future__ import annotations

import pytest
from hypothesis import given

from routine_timer.routine.model import DEFAULT_GET_READY, Routine, Step
from routine_timer.timeline import compile_routine
from routine_timer.timeline.lengths import get_ready_s, pause_s, work_s
from tests.making import hold, reps, steps


@given(steps(), steps())
def test_two_steps_are_as_long_as_they_are_in_a_routine(first: Step, second: Step) -> None:
    second = Step(f"{second.name} again", second.dose, sides=second.sides)
    whole = compile_routine(Routine("", "", (first, second), get_ready=DEFAULT_GET_READY))
    alone = get_ready_s(first, ()) + work_s(first) + pause_s(first, second) + work_s(second)
    assert alone == pytest.approx(whole.duration_s)


def test_a_pause_is_longer_for_what_must_be_fetched_and_a_step_has_all_its_sets_and_sides() -> None:
    bare, towel = (
        hold(name="Lunge"),
        hold(name="Clam", props=("towel", "wall", "chair"), setup="Lie on your side. " * 9),
    )
    assert pause_s(bare, towel) > pause_s(bare, hold(name="Clam")) > 0
    assert get_ready_s(bare, ("towel", "wall", "chair", "mat"), 1.0) > get_ready_s(bare, (), 1.0)
    assert get_ready_s(bare, (), 40.0) == 40.0
    assert work_s(hold(30, sides="both", sets=2, switch=20.0, rest=20.0)) == 4 * 30 + 2 * 20 + 20
    assert work_s(reps(10, rep_s=None)) == 30
