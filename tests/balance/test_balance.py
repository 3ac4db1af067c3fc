"""What a timeline stretches and strengthens, left and right."""

from __future__ import annotations

from routine_timer.balance import PAIRS, by_muscle
from routine_timer.routine.model import Circuit
from routine_timer.routine.muscles import MUSCLES
from routine_timer.timeline import compile_routine
from tests.making import hold, reps, routine


def test_each_side_gets_its_own_seconds() -> None:
    timeline = compile_routine(
        routine(
            hold(30, sides="both", sets=2, stretches=("hamstrings",)),
            hold(20, sides="left", stretches=("hamstrings", "calves")),
            hold(10, stretches=("hamstrings",)),
        )
    )
    loads = by_muscle(timeline)
    assert list(loads) == ["hamstrings", "calves"]
    stretched = loads["hamstrings"].stretched
    assert (stretched.left, stretched.right, stretched.both, stretched.total) == (80, 60, 10, 150)
    assert loads["hamstrings"].strengthened.total == 0


def test_alternating_reps_are_shared_between_the_sides() -> None:
    timeline = compile_routine(routine(reps(8, 2.0, sides="alternating", strengthens=("abdominals",))))
    worked = by_muscle(timeline)["abdominals"].strengthened
    assert (worked.left, worked.right, worked.both) == (16, 16, 0)


def test_rounds_count_and_pauses_do_not() -> None:
    circuit = Circuit((hold(30, strengthens=("glutes",)),), rounds=3, rest=30)
    assert by_muscle(compile_routine(routine(circuit)))["glutes"].strengthened.both == 90


def test_reps_at_the_persons_own_pace_count_their_estimate() -> None:
    timeline = compile_routine(routine(reps(10, None, strengthens=("glutes",))))
    assert by_muscle(timeline)["glutes"].strengthened.both == 30


def test_the_pairs_speak_the_words_of_the_catalogue_and_name_their_source() -> None:
    for pair in PAIRS:
        assert {*pair.tight, *pair.weak} <= set(MUSCLES)
        assert not {*pair.tight} & {*pair.weak}
        assert pair.source.startswith("S")
