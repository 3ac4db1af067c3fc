"""What is done instead of a step that hurts."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from routine_timer.compose.substitutes import as_step, substitute, with_swaps
from routine_timer.history.records import SwapRecord
from routine_timer.routine.catalogue import Catalogue
from routine_timer.routine.model import Circuit, Hold, Reps, Routine, Step, leaves
from routine_timer.timeline import alone
from tests.making import bundled_catalogue

AT = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return bundled_catalogue()


def step(catalogue: Catalogue, id_: str, **keys: object) -> Step:
    exercise = catalogue.exercises[id_]
    return as_step(exercise, replace(Step(exercise.name, exercise.dose, sides=exercise.sides), **keys))


@pytest.mark.parametrize(
    ("hurts", "instead"),
    [("plank", "knee-plank"), ("dead-bug", "heel-slide"), ("hip-flexor-lunge", "split-stance-stretch")],
)
def test_the_easier_rung_comes_first(catalogue: Catalogue, hurts: str, instead: str) -> None:
    found = substitute(step(catalogue, hurts), catalogue.exercises)
    assert found is not None
    assert found.id == instead


def test_a_short_hold_becomes_three_reps_at_least_and_a_range_stays_a_range(catalogue: Catalogue) -> None:
    bridge = step(catalogue, "bridge")
    assert bridge.dose == Hold(15, 20, "range")
    marching = as_step(catalogue.exercises["marching-bridge"], bridge)
    single = as_step(catalogue.exercises["single-leg-bridge"], marching)
    assert isinstance(marching.dose, Reps)
    assert isinstance(single.dose, Reps)
    assert (marching.dose.count, marching.dose.max_count) == (3, 4)
    assert (single.dose.count, single.dose.max_count) == (3, 4)


def test_what_hurt_already_is_not_offered_again(catalogue: Catalogue) -> None:
    found = substitute(step(catalogue, "plank"), catalogue.exercises, {"knee-plank"})
    assert found is None or found.id != "knee-plank"


def test_every_substitute_works_on_the_same_half_in_about_the_same_time_and_needs_nothing_new(
    catalogue: Catalogue,
) -> None:
    missing = []
    for exercise in catalogue.exercises.values():
        if isinstance(exercise.dose, tuple) or not (exercise.stretches or exercise.strengthens):
            continue
        hurts = step(catalogue, exercise.id, sets=2, rest=15.0)
        other = substitute(hurts, catalogue.exercises)
        if other is None:
            missing.append(exercise.id)
            continue
        instead = as_step(other, hurts)
        assert instead.sets == 2
        assert abs(alone(instead).duration_s - alone(hurts).duration_s) < 40, (exercise.id, other.id)
        if other.id != exercise.easier_exercise:
            half = "stretches" if exercise.stretches else "strengthens"
            assert set(getattr(other, half)) & set(getattr(exercise, half)), (exercise.id, other.id)
    assert len(missing) < 20, missing


def test_a_swap_holds_for_the_step_it_was_made_for_and_the_last_word_counts(catalogue: Catalogue) -> None:
    def swap(label: str, exercise: str | None, number: int = 2) -> SwapRecord:
        return SwapRecord("s", date(2026, 11, 21), "core", number, label, exercise, AT)

    plank, bridge = step(catalogue, "plank"), step(catalogue, "bridge")
    core = Routine("core", "Core", (bridge, Circuit((plank, bridge), rounds=2)))

    def names(*swaps: SwapRecord) -> list[str]:
        return [one.name for one in leaves(with_swaps(core, swaps, catalogue.exercises).steps)]

    assert names(swap("Plank", "knee-plank")) == ["Bridge", "Knee plank", "Bridge"]
    assert names(swap("Plank", "knee-plank"), swap("Plank", None)) == ["Bridge", "Plank", "Bridge"]
    assert names(swap("Clam", "knee-plank")) == names(swap("Plank", "gone")) == names(swap("Plank", "knee-plank", 9))


def test_a_two_sided_step_becomes_a_longer_one_without_sides(catalogue: Catalogue) -> None:
    both = Step("Clam", Reps(10, rep_s=4.0), sides="both", switch=5.0)
    assert as_step(catalogue.exercises["bridge"], both).dose == Hold(85.0)


def test_reps_are_a_number_that_a_person_would_be_given(catalogue: Catalogue) -> None:
    cat_cow = catalogue.exercises["cat-cow"]  # 8 reps of 6 s

    def reps(seconds: float) -> int:
        dose = as_step(cat_cow, Step("Child's pose", Hold(seconds))).dose
        assert isinstance(dose, Reps)
        return dose.count

    assert [reps(seconds) for seconds in (18, 42, 48, 55, 60, 80)] == [3, 6, 8, 8, 8, 12]


def test_sets_that_descend_still_do(catalogue: Catalogue) -> None:
    bug = Step("Dead bug", Reps(6, rep_s=10.0, by_set=(6, 4, 2)), exercise="dead-bug", sets=3, rest=20.0)
    slide = as_step(catalogue.exercises["heel-slide"], replace(bug, easier_exercise="heel-slide"))
    assert isinstance(slide.dose, Reps)
    assert slide.dose.by_set[0] > slide.dose.by_set[1] > slide.dose.by_set[2]
    assert slide.dose.count == slide.dose.by_set[0]
    counts = [one.reps for one in alone(slide).segments if one.is_work]
    assert counts == list(slide.dose.by_set)
    bridge = replace(bug, exercise="single-leg-bridge", strengthens=("glutes",), easier_exercise=None, props=("mat",))
    found = substitute(bridge, catalogue.exercises)
    assert found is not None
    assert isinstance(found.dose, Reps), "a hold could not descend"


def test_a_range_stays_one_so_that_the_dose_can_grow_on(catalogue: Catalogue) -> None:
    ranged = Step("Bridge", Hold(20, 30, "range"))
    assert as_step(catalogue.exercises["knee-plank"], ranged).dose == Hold(20, 30, "range")
    marching = as_step(catalogue.exercises["marching-bridge"], replace(ranged, dose=Hold(40, 60, "range"))).dose
    assert isinstance(marching, Reps)
    assert (marching.max_count or 0) > marching.count
