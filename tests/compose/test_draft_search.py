"""Drafts for any muscle, time and positions: one way through the body, the tight half first, and never too long."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations, islice, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routine_timer.compose.aims import aim_for
from routine_timer.compose.body_positions import POSITIONS, WAYS, move_s, rank
from routine_timer.compose.candidates import MOST_SETS, place_of
from routine_timer.compose.composer import FITS, Composed, NoExercise, NothingFits, RoutineRequest, composed
from routine_timer.compose.draft_length import StepLengths
from routine_timer.compose.draft_search import Draft, drafts
from routine_timer.compose.families import difficulty
from routine_timer.compose.routine_text import about, to_text
from routine_timer.routine.catalogue import Catalogue
from routine_timer.routine.muscles import MUSCLES
from routine_timer.routine.read import Reading, read_text
from routine_timer.text.durations import clock
from routine_timer.timeline import compile_routine
from tests.making import bundled_catalogue

MINUTES = (3, 5, 10, 20, 30, 45)


def catalogue() -> Catalogue:
    return bundled_catalogue()


@cache
def served() -> tuple[str, ...]:
    """The muscles that the bundled catalogue does anything for, in a position that routines are composed of."""
    placed = [e for e in catalogue().exercises.values() if place_of(e) is not None]
    return tuple(m for m in MUSCLES if any(m in (*e.stretches, *e.strengthens) for e in placed))


@pytest.fixture(autouse=True, scope="module")
def a_step_is_measured_once() -> Iterator[None]:
    """All routines here are composed of one catalogue, so that what a step takes is the same in each of them."""
    lengths = StepLengths()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("routine_timer.compose.candidates.StepLengths", lambda: lengths)
        yield


PAIRS = list(combinations(served(), 2))[::10][:20]


@cache
def made(muscles: tuple[str, ...], minutes: float, without: tuple[str, ...] = ()) -> Composed:
    return composed(RoutineRequest("Mine", muscles, minutes, without), Path("mine.toml"), catalogue())


def ids(muscles: tuple[str, ...], minutes: float) -> list[str]:
    return [choice.exercise.id for choice in made(muscles, minutes).draft.choices]


def best(muscles: tuple[str, ...], minutes: float, without: tuple[str, ...] = ()) -> Draft:
    return next(drafts(aim_for(muscles), minutes * 60, catalogue().exercises.values(), without))


def read(text: str) -> Reading:
    return read_text(text, Path("mine.toml"), catalogue().exercises)


def test_the_catalogue_serves_every_muscle_that_a_pair_names() -> None:
    assert len(served()) >= 20


WISHES = [*(((muscle,), minutes) for muscle in served() for minutes in MINUTES), *((pair, 20) for pair in PAIRS)]


@pytest.mark.sweep
@pytest.mark.parametrize(("muscles", "minutes"), WISHES, ids=lambda value: str(value))
def test_a_routine_for_any_muscles_is_clean_on_target_and_as_long_as_asked_for(
    muscles: tuple[str, ...], minutes: int
) -> None:
    one = made(muscles, minutes)
    draft, reading = one.draft, read(one.text)
    assert reading.check() == ()
    assert one.silenced == frozenset()
    assert draft.served == muscles
    assert reading.routine is not None
    assert compile_routine(reading.routine).duration_s == pytest.approx(draft.seconds)
    assert draft.seconds <= minutes * 60
    assert bool(one.shorter) == (draft.seconds < FITS * minutes * 60), "it says why it is shorter"
    aim = draft.aim
    on_target = [
        choice
        for choice in draft.choices
        if aim.stretch & set(choice.exercise.stretches) or aim.strengthen & set(choice.exercise.strengthens)
    ]
    assert len(on_target) >= 0.6 * len(draft.choices)
    for choice in draft.choices:
        assert {*aim.stretch, *aim.near_stretch} & set(choice.exercise.stretches) or {
            *aim.strengthen,
            *aim.near_strengthen,
        } & set(choice.exercise.strengthens), f"{choice.exercise.id} is padding"
    _goes_one_way(draft)


def _goes_one_way(draft: Draft) -> None:
    ranks = [rank(choice.exercise.position) for choice in draft.choices]
    assert None not in ranks
    assert ranks in (sorted(ranks), sorted(ranks, reverse=True))  # type: ignore[type-var]
    halves = [choice.half for choice in draft.choices]
    assert halves == sorted(halves, reverse=True), "strengthening starts before stretching is over"
    exercises = catalogue().exercises
    for before, after in pairwise(draft.choices):
        assert after.between == move_s(before.exercise.position, after.exercise.position)
        if before.exercise.position == after.exercise.position and before.half == after.half:
            hard = [difficulty(choice.exercise, exercises) for choice in (before, after)]
            assert hard == sorted(hard), f"{after.exercise.id} is easier than {before.exercise.id}"
    kneeling = [choice for choice in draft.choices if choice.exercise.position == "half kneeling"]
    assert len(kneeling) <= 2, "three kneeling lunges"
    assert not any(choice.exercise.id.endswith("-test") for choice in draft.choices)


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


def test_ten_minutes_for_the_hip_flexors_stretch_them_and_strengthen_the_glutes() -> None:
    draft = made(("hip flexors",), 10).draft
    assert "hip flexors" in draft.stretched
    assert "glutes" in draft.strengthened
    assert about(draft) == "Stretch hip flexors, then strengthen glutes."


@pytest.mark.sweep
@pytest.mark.parametrize("minutes", MINUTES)
def test_the_core_is_not_padded_with_a_neck_stretch(minutes: int) -> None:
    assert "neck-flexion-stretch" not in ids(("abdominals", "deep spinal stabilisers"), minutes)


@pytest.mark.parametrize("muscle", ["abductors", "piriformis", "hip flexors"])
def test_a_long_routine_for_the_hips_ends_with_the_walking_drill(muscle: str) -> None:
    assert ids((muscle,), 30)[-1] == "walking-drill"
    assert made((muscle,), 30).draft.choices[-1].sets == 1
    assert "walking-drill" not in ids((muscle,), 10)


def test_its_reminders_come_one_at_a_time_over_the_first_half_of_the_walk() -> None:
    routine = read(made(("abductors",), 30).text).routine
    assert routine is not None
    walk = compile_routine(routine).segments[-1]
    moments = [cue.at_s for cue in walk.form_cues]
    assert moments[0] == 0
    assert moments[-1] >= walk.estimate_s / 2
    assert all(25 <= later - earlier <= 60 for earlier, later in pairwise(moments))


def test_the_lower_back_rests_over_a_support_first_where_there_is_time() -> None:
    assert ids(("lower back",), 20)[0] == "decompression-rest"
    assert "decompression-rest" not in ids(("lower back",), 5)


@pytest.mark.sweep
def test_nobody_has_to_fetch_weights_for_a_routine_of_stretches() -> None:
    assert all("farmers-carry" not in ids((muscle,), minutes) for muscle in served() for minutes in MINUTES)


def test_shoulders_are_about_the_shoulders() -> None:
    draft = made(("shoulders",), 10).draft
    region = {"shoulders", "upper traps", "lower traps", "rhomboids", "chest"}
    assert all(region & {*one.exercise.stretches, *one.exercise.strengthens} for one in draft.choices)


@pytest.mark.parametrize("muscle", ["piriformis", "abductors"])
def test_the_sources_own_exercises_come_first(muscle: str) -> None:
    assert {"supine-pigeon", "clam"} <= set(ids((muscle,), 12))


def test_the_upper_traps_get_more_than_one_stretch() -> None:
    for minutes in (3, 10):
        stretches = [one for one in made(("upper traps",), minutes).draft.choices if one.half == "stretch"]
        assert len(stretches) >= 2
        assert "upper-traps-stretch" in [one.exercise.id for one in stretches]


def test_a_minute_that_no_hamstring_stretch_fits_into_is_refused() -> None:
    with pytest.raises(NothingFits, match=r"^1 minute is too short for a hamstrings routine$"):
        made(("hamstrings",), 1)


@pytest.mark.parametrize("muscle", sorted(set(MUSCLES) - set(served())))
def test_a_muscle_without_an_exercise_is_refused_by_name(muscle: str) -> None:
    with pytest.raises(NoExercise, match=f"there is no exercise for {muscle}") as refused:
        made(("glutes", muscle), 10)
    assert "hamstrings" in refused.value.help


def test_a_routine_that_is_shorter_says_why() -> None:
    one = made(("calves",), 20)
    assert one.shorter == (
        f"It takes {clock(one.draft.seconds)} instead of 20:00: there is no more to do for calves. "
        "Name more muscles for a longer routine."
    )
    assert "no more to do for calves" in made(("calves",), 8).shorter
    assert made(("calves",), 3).shorter.endswith("one more exercise or set would take longer than that.")
    assert made(("glutes",), 45).shorter == ""


def test_the_same_wish_gives_the_same_routine() -> None:
    assert to_text(best(("glutes",), 8), "a", "A") == to_text(best(("glutes",), 8), "a", "A")


def test_nothing_is_drafted_without_a_fitting_exercise_or_enough_time() -> None:
    exercises = catalogue().exercises.values()
    assert list(drafts(aim_for(["biceps"]), 600, exercises)) == []
    assert list(drafts(aim_for(["glutes"]), 20, exercises)) == []
    assert list(drafts(aim_for(["glutes"]), 600, exercises, POSITIONS)) == []


def test_the_file_explains_itself_and_every_line_of_a_name_stays_a_text() -> None:
    hostile = 'x"\n[[step]]\nexercise = "plank"\n# \x1b[2J'
    reading = read(to_text(best(("hip flexors",), 5), "mine", hostile))
    assert reading.routine is not None
    assert reading.routine.name == hostile
    assert "\x1b" not in reading.text
    assert reading.text.startswith("#:schema ./routine.schema.json\n")
    comment = reading.text.split("\nformat = 1")[0].splitlines()[1:]
    assert len(comment) == 3
    for key in ("hold", "reps", "sides", "sets", "cues", "tempo"):
        assert key in comment[1]


def test_getting_up_from_the_floor_is_given_more_time_than_turning_over() -> None:
    assert move_s("sitting", "sitting") < move_s("lying on the back", "lying on the side")
    assert move_s("lying on the back", "lying on the side") < move_s("lying on the back", "standing")
