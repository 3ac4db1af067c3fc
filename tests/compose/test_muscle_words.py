"""What a person's words mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routine_timer.compose.muscle_words import EVERYDAY, everyday, near, understood
from routine_timer.routine.muscles import MUSCLES


@pytest.mark.parametrize(
    ("words", "muscles", "rest"),
    [
        (["hip flexors"], ("hip flexors",), ()),
        (["hip", "flexors"], ("hip flexors",), ()),
        (["hip-flexors,", "Glutes"], ("hip flexors", "glutes"), ()),
        (["hip flexors, glutes,calves"], ("hip flexors", "glutes", "calves"), ()),
        (["glutes", "glutes"], ("glutes",), ()),
        (["psoas"], ("hip flexors",), ()),
        (["bum"], ("glutes",), ()),
        (["posture"], ("upper traps", "hip flexors"), ()),
        (["sciatica"], ("piriformis",), ()),
        (["mid", "back"], ("middle back",), ()),
        (["lower", "back", "back"], ("lower back",), ()),
        (["calves", "my-calves"], ("calves",), ("my-calves",)),
        (["elbow"], (), ("elbow",)),
        ([], (), ()),
    ],
)
def test_words_become_muscles_and_unknown_ones_are_reported(
    words: list[str], muscles: tuple[str, ...], rest: tuple[str, ...]
) -> None:
    assert understood(words) == (muscles, rest)


def test_every_muscle_word_of_the_format_is_understood_and_everyday_ones_lead_to_them() -> None:
    for muscle in MUSCLES:
        found, rest = understood(muscle.split())
        assert found
        assert set(found) <= set(MUSCLES)
        assert rest == ()
    assert all(set(muscles) <= set(MUSCLES) for muscles in EVERYDAY.values())


def test_a_misspelt_muscle_is_known_again() -> None:
    assert near("hamstrigs")[0] == "hamstrings"


@given(st.lists(st.text(max_size=12), max_size=5))
def test_any_words_are_either_muscles_or_reported(words: list[str]) -> None:
    found, rest = understood(words)
    assert set(found) <= set(MUSCLES)
    assert all(token in " ".join(words).replace(",", " ") for token in rest)


def test_everyday_words_lead_back_from_muscles() -> None:
    assert set(everyday(["glutes"])) >= {"bum", "bottom", "buttocks", "hips"}
    assert everyday(["forearms"]) == ()
