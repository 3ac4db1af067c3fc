"""A routine made to fit the time there is."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from routine_timer.routine.model import Circuit, Routine, Step, leaves
from routine_timer.shorten import shorten
from routine_timer.timeline import compile_routine, starting_at
from tests.making import hold, routine, routines


@pytest.mark.parametrize(
    ("steps", "seconds", "left", "left_out"),
    [
        pytest.param([hold(30)], 40, 40, [], id="what fits stays as it is"),
        pytest.param([hold(30, sets=3), hold(20)], 70, 68, ["Plank: 1 set"], id="sets go before steps"),
        pytest.param(
            [hold(10, sets=2, name="A"), hold(10, sets=2, name="B")],
            48,
            48,
            ["B: 1 set"],
            id="the later step loses a set first",
        ),
        pytest.param(
            [Circuit((hold(10), hold(10)), rounds=3, name="Core")], 70, 66, ["Core: 2 rounds"], id="then rounds"
        ),
        pytest.param(
            [hold(30, name="A"), hold(30, name="B"), hold(30, name="C")],
            80,
            78,
            ["C: left out"],
            id="then the last steps",
        ),
        pytest.param(
            [hold(30, name="A"), Circuit((hold(5, name="B"), hold(5, name="C")))],
            60,
            53,
            ["C: left out"],
            id="a circuit loses its last step",
        ),
    ],
)
def test_what_goes_and_what_is_said(
    steps: list[Step | Circuit], seconds: float, left: float, left_out: list[str]
) -> None:
    short = shorten(routine(*steps), seconds)
    assert short.fits
    assert compile_routine(short.routine).duration_s == left
    assert list(short.left_out) == left_out


def test_begun_at_a_later_step_only_what_is_done_counts_and_goes() -> None:
    whole = routine(hold(30, sets=3, name="A"), hold(20, sets=2, name="B"), hold(20, name="C"), hold(20, name="D"))
    assert shorten(whole, 106, first=2).left_out == ()
    short = shorten(whole, 60, first=2)
    assert short.left_out == ("B: 1 set", "D: left out")
    assert short.routine.steps[0] == whole.steps[0]
    assert starting_at(compile_routine(short.routine), 2).duration_s <= 60


def test_the_step_it_is_begun_at_stays_in_the_middle_of_a_circuit_too() -> None:
    short = shorten(routine(Circuit((hold(30, name="A"), hold(60, name="B")), rounds=2, name="Core")), 30, first=2)
    assert not short.fits
    assert len(leaves(short.routine.steps)) == 2


def test_a_first_step_longer_than_the_time_stays_and_says_so() -> None:
    short = shorten(routine(hold(300, name="A"), hold(5, name="B")), 60)
    assert not short.fits
    assert short.left_out == ("B: left out",)


@settings(max_examples=60)
@given(routines, st.floats(1, 1200))
def test_whatever_is_left_fits_and_keeps_its_sides_equal(made: Routine, seconds: float) -> None:
    short = shorten(made, seconds)
    timeline = compile_routine(short.routine)
    assert timeline.duration_s <= seconds or not short.fits
    for number, step in enumerate(timeline.steps, 1):
        if step.sides == "both":
            done = dict.fromkeys(("left", "right"), 0.0)
            for segment in timeline.segments:
                if segment.step == number and segment.is_work and segment.side in ("left", "right"):
                    done[segment.side] += segment.estimate_s
            assert done["left"] == pytest.approx(done["right"])


def once(steps: Sequence[Step | Circuit], many: int) -> tuple[Step | Circuit, ...]:
    """The first so many exercises, each with one set and every circuit with one round."""
    kept: list[Step | Circuit] = []
    for step in steps:
        room = many - len(leaves(tuple(kept)))
        if room <= 0:
            break
        if isinstance(step, Step):
            kept.append(replace(step, sets=1))
        else:
            kept.append(replace(step, steps=once(step.steps, room), rounds=1))
    return tuple(kept)


@settings(max_examples=60)
@given(routines, st.floats(1, 1200))
def test_the_last_steps_go_and_not_one_more_than_has_to(made: Routine, seconds: float) -> None:
    short = shorten(made, seconds)
    kept, all_of_them = len(leaves(short.routine.steps)), len(leaves(made.steps))
    assert [step.name for step in leaves(short.routine.steps)] == [step.name for step in leaves(made.steps)][:kept]
    if kept < all_of_them:
        assert short.routine.steps == once(made.steps, kept), "sets and rounds went before any step"
        one_more = compile_routine(replace(made, steps=once(made.steps, kept + 1)))
        assert one_more.duration_s > seconds


def test_a_short_step_does_not_stay_in_the_place_of_one_before_it() -> None:
    short = shorten(routine(hold(30, name="A"), hold(90, name="B"), hold(10, name="C")), 90)
    assert short.left_out == ("C: left out", "B: left out")
    assert [step.name for step in leaves(short.routine.steps)] == ["A"]


def test_a_circuit_in_another_loses_rounds_too() -> None:
    inner = Circuit((hold(10, name="A"),), rounds=3, name="Inner")
    made = routine(Circuit((inner, hold(10, name="B")), rounds=1, name="Outer"))
    short = shorten(made, compile_routine(made).duration_s - 1)
    assert short.left_out == ("Inner: 2 rounds",)
    assert short.fits


def test_a_set_is_taken_from_a_step_in_a_circuit() -> None:
    made = routine(Circuit((hold(10, name="A", sets=3), hold(10, name="B")), rounds=1, name="Outer"))
    short = shorten(made, compile_routine(made).duration_s - 1)
    assert short.left_out == ("A: 2 sets",)
