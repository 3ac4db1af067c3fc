"""Stretches of 30 to 60 seconds for those who want them."""

from __future__ import annotations

from routine_timer import paths
from routine_timer.compose.older_adult_holds import with_longer_holds
from routine_timer.routine.library import Library
from routine_timer.routine.model import Circuit, Hold, Phase, Reps, Step, leaves
from tests.making import hold, reps, routine

CALVES = ("calves",)


def longer(step: Step) -> object:
    return leaves(with_longer_holds(routine(step)).steps)[0].dose


def test_a_stretch_is_held_for_30_seconds_at_least_and_a_range_goes_up_to_60() -> None:
    assert longer(hold(20, stretches=CALVES)) == Hold(30)
    assert longer(hold(45, stretches=CALVES)) == Hold(45)
    assert longer(Step("A", Hold(20, 30, "range"), stretches=CALVES)) == Hold(30, 60, "range")
    assert longer(Step("A", Hold(20, 90, "range"), stretches=CALVES)) == Hold(30, 90, "range")
    assert longer(Step("A", Hold(20, 20, "up-to"), stretches=CALVES)) == Hold(30, 30, "up-to")
    assert longer(Step("A", Hold(20, 40, "at-least"), stretches=CALVES)) == Hold(30, 60, "at-least")
    parts = (Phase(Hold(15), "Draw in"), Phase(Hold(30), "Press"))
    assert longer(Step("A", parts, stretches=CALVES)) == (Phase(Hold(30), "Draw in"), Phase(Hold(30), "Press"))


def test_other_holds_and_reps_stay_as_they_are_also_in_a_circuit() -> None:
    steps = (hold(10, strengthens=("glutes",)), hold(10), reps(10, stretches=CALVES))
    assert with_longer_holds(routine(*steps)).steps == steps
    [circuit] = with_longer_holds(routine(Circuit((hold(10, stretches=CALVES),), rounds=2))).steps
    assert isinstance(circuit, Circuit)
    assert [step.dose for step in leaves(circuit.steps)] == [Hold(30)]


def test_no_bundled_stretch_is_left_shorter() -> None:
    library = Library(paths.bundled_routines(), paths.bundled_routines(), (paths.bundled_exercises(),))
    for entry in library.entries():
        assert entry.routine is not None
        for step in leaves(with_longer_holds(entry.routine).steps):
            if step.stretches and not step.strengthens and not isinstance(step.dose, Reps):
                holds = [step.dose] if isinstance(step.dose, Hold) else [phase.hold for phase in step.dose]
                assert all(one.seconds >= 30 for one in holds), (entry.id, step.name)
