"""Which muscles a part of a session worked on."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from routine_timer.care.step_muscles import StepMuscles, muscles_by
from routine_timer.routine.model import Circuit
from tests.making import bundled_catalogue, hold, routine

BRIDGE = bundled_catalogue().exercises["bridge"]
WORKS, STRETCHES = frozenset(BRIDGE.strengthens), frozenset(BRIDGE.stretches)
OWN = hold(name="Bridge", strengthens=("calves",), stretches=("neck",))
MINE = replace(routine(Circuit((OWN,))), id="mine", targets=("calves",))
ANY = replace(MINE, id="any", targets=())


@pytest.mark.parametrize(
    ("id_", "label", "muscles"),
    [
        pytest.param("mine", "Bridge", StepMuscles(frozenset({"neck"}), frozenset({"calves"}), frozenset({"calves"})),
                     id="a step as it is in its routine now"),
        pytest.param("any", "Bridge", StepMuscles(frozenset({"neck"}), frozenset({"calves"})),
                     id="in one that is meant for nothing in particular"),
        pytest.param("mine", BRIDGE.id, StepMuscles(STRETCHES, WORKS, frozenset({"calves"})),
                     id="an exercise that the routine no longer has"),
        pytest.param("gone", "Bridge", StepMuscles(STRETCHES, WORKS), id="a routine that is gone"),
        pytest.param("mine", "no exercise", StepMuscles(), id="what nobody knows"),
    ],
)  # fmt: skip
def test_muscles_are_those_of_the_step_now_else_of_the_exercise(id_: str, label: str, muscles: StepMuscles) -> None:
    muscles_of = muscles_by({"mine": MINE, "any": ANY}, bundled_catalogue())
    assert WORKS
    assert muscles_of(id_, label) == muscles
    assert muscles_of(id_, label) == muscles, "the second time too"


@pytest.mark.parametrize(
    ("targets", "meant"), [(None, {"a", "b"}), (frozenset({"b", "c"}), {"b"}), (frozenset({"c"}), set())]
)
def test_a_muscle_is_meant_if_the_routine_names_it_or_none(targets: frozenset[str] | None, meant: set[str]) -> None:
    assert StepMuscles(targets=targets).meant(frozenset({"a", "b"})) == meant
