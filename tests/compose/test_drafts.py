"""Drafts for any muscle, time and positions: one way through the body, the tight half first, and never too long."""

from __future__ import annotations

from functools import cache
from itertools import islice, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routine_timer import paths
from routine_timer.compose.aims import aim_for
from routine_timer.compose.body_positions import POSITIONS, WAYS, pause_s, rank
from routine_timer.compose.drafts import MOST_SETS, Draft, drafts
from routine_timer.compose.routine_text import about, to_text
from routine_timer.routine.catalogue import Catalogue
from routine_timer.routine.muscles import MUSCLES
from routine_timer.routine.read import Reading, read_text
from routine_timer.timeline import compile_routine


@cache
def catalogue() -> Catalogue:
    return Catalogue.load((paths.bundled_exercises(),))


@cache
def served() -> tuple[str, ...]:
    """The muscles that the bundled catalogue does anything for, in a position that routines are composed of."""
    placed = [e for e in catalogue().exercises.values() if rank(e.position) is not None]
    return tuple(m for m in MUSCLES if any(m in (*e.stretches, *e.strengthens) for e in placed))


def best(muscles: tuple[str, ...], minutes: float, without: tuple[str, ...] = ()) -> Draft:
    return next(drafts(aim_for(muscles), minutes * 60, catalogue().exercises.values(), without))


def read(draft: Draft, name: str = "Mine") -> Reading:
    return read_text(to_text(draft, "mine", name), Path("mine.toml"), catalogue().exercises)


def clean(muscles: tuple[str, ...], minutes: float) -> tuple[Draft, Reading]:
    """The first draft that the checker has nothing to say about, as `new` takes it."""
    for draft in islice(drafts(aim_for(muscles), minutes * 60, catalogue().exercises.values()), 200):
        reading = read(draft)
        if not reading.check():
            return draft, reading
    raise AssertionError(f"every draft for {muscles} in {minutes} minutes has advice")


def test_the_catalogue_serves_every_muscle_that_a_pair_names() -> None:
    assert len(served()) >= 20


@pytest.mark.parametrize("muscle", [m for m in MUSCLES if m not in ("biceps", "triceps", "forearms", "traps")])
@pytest.mark.parametrize("minutes", [3, 10])
def test_for_every_muscle_there_is_a_routine_that_the_checker_finds_nothing_in(muscle: str, minutes: int) -> None:
    draft, reading = clean((muscle,), minutes)
    assert reading.routine is not None
    assert muscle in draft.served
    assert compile_routine(reading.routine).duration_s == pytest.approx(draft.seconds)
    assert draft.seconds <= minutes * 60


@settings(max_examples=12)
@given(st.sampled_from(served()), st.integers(3, 30))
def test_for_any_muscle_and_any_minutes_it_is_clean_fits_and_goes_one_way(muscle: str, minutes: int) -> None:
    draft, reading = clean((muscle,), minutes)
    assert reading.check() == ()
    assert draft.seconds <= minutes * 60
    _goes_one_way(draft)


@settings(max_examples=10)
@given(
    st.lists(st.sampled_from(served()), min_size=1, max_size=3, unique=True).map(tuple),
    st.integers(2, 12),
    st.sets(st.sampled_from(sorted(WAYS)), max_size=2),
)
def test_several_muscles_and_positions_left_out_are_respected(
    muscles: tuple[str, ...], minutes: int, left_out: set[str]
) -> None:
    without = tuple(position for way in left_out for position in WAYS[way])  # type: ignore[index]
    for draft in islice(drafts(aim_for(muscles), minutes * 60, catalogue().exercises.values(), without), 3):
        assert not {choice.exercise.position for choice in draft.choices} & set(without)
        assert draft.served
        assert all(1 <= choice.sets <= MOST_SETS for choice in draft.choices)
        _goes_one_way(draft)


def _goes_one_way(draft: Draft) -> None:
    ranks = [rank(choice.exercise.position) for choice in draft.choices]
    assert None not in ranks
    assert ranks in (sorted(ranks), sorted(ranks, reverse=True))  # type: ignore[type-var]
    halves = [choice.half for choice in draft.choices]
    assert halves == sorted(halves, reverse=True), "strengthening begins before stretching is over"
    for before, after in pairwise(draft.choices):
        assert after.between == pause_s(before.exercise.position, after.exercise.position)


def test_ten_minutes_for_the_hip_flexors_stretch_them_and_wake_the_glutes() -> None:
    draft = best(("hip flexors",), 10)
    assert "hip flexors" in draft.stretched
    assert "glutes" in draft.strengthened
    assert draft.seconds >= 0.85 * 600
    assert about(draft) == "Lengthen hip flexors, then strengthen glutes."


def test_the_same_wish_gives_the_same_routine() -> None:
    assert to_text(best(("glutes",), 8), "a", "A") == to_text(best(("glutes",), 8), "a", "A")


def test_nothing_is_drafted_where_no_exercise_serves_or_no_time_is() -> None:
    exercises = catalogue().exercises.values()
    assert list(drafts(aim_for(["biceps"]), 600, exercises)) == []
    assert list(drafts(aim_for(["glutes"]), 20, exercises)) == []
    assert list(drafts(aim_for(["glutes"]), 600, exercises, POSITIONS)) == []


def test_the_file_explains_itself_and_every_line_of_a_name_stays_a_text() -> None:
    hostile = 'x"\n[[step]]\nexercise = "plank"\n# \x1b[2J'
    reading = read(best(("hip flexors",), 5), hostile)
    assert reading.routine is not None
    assert reading.routine.name == hostile
    assert "\x1b" not in reading.text
    assert reading.text.startswith("#:schema ./routine.schema.json\n")
    for taught in ("hold =", "reps =", "sides =", "sets =", "cues =", "tempo ="):
        assert taught in reading.text


def test_getting_up_from_the_floor_is_given_more_time_than_turning_over() -> None:
    assert pause_s("sitting", "sitting") < pause_s("lying on the back", "lying on the side")
    assert pause_s("lying on the back", "lying on the side") < pause_s("lying on the back", "standing")
