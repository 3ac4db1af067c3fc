"""How hard exercises are, and which are variants of one another."""

from __future__ import annotations

import pytest

from routine_timer.compose.families import difficulty, families
from tests.making import bundled_catalogue


@pytest.mark.parametrize(
    "ladder",
    [
        ["pelvic-tilt", "heel-slide", "dead-bug"],
        ["bridge", "marching-bridge", "single-leg-bridge"],
        ["wall-plank", "knee-plank", "plank"],
        ["sit-to-stand", "squat"],
    ],
)
def test_every_step_of_a_ladder_is_harder_than_the_one_before(ladder: list[str]) -> None:
    exercises = bundled_catalogue().exercises
    hard = [difficulty(exercises[id_], exercises) for id_ in ladder]
    assert hard == sorted(set(hard))
    family = families(exercises.values())
    assert len({family[id_] for id_ in ladder}) == 1
    assert family["clam"] != family["bridge"]
