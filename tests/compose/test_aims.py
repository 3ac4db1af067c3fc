"""From muscles to what is stretched and what is strengthened."""

from __future__ import annotations

import pytest

from routine_timer.compose.aims import aim_for


@pytest.mark.parametrize(
    ("asked", "stretch", "strengthen"),
    [
        (["hip flexors"], {"hip flexors"}, {"glutes"}),
        (["glutes"], {"hip flexors"}, {"glutes"}),
        (["upper traps"], {"upper traps"}, {"lower traps", "rhomboids"}),
        (["hamstrings"], {"hamstrings"}, {"quadriceps"}),
        (["calves"], {"calves"}, {"calves"}),
        (["chest"], {"chest"}, {"rhomboids", "middle back"}),
        (["hamstrings", "abdominals"], {"hamstrings", "hip flexors"}, {"glutes", "abdominals"}),
    ],
)
def test_a_muscle_brings_its_other_half(asked: list[str], stretch: set[str], strengthen: set[str]) -> None:
    aim = aim_for(asked)
    assert (set(aim.stretch), set(aim.strengthen)) == (stretch, strengthen)


def test_the_neighbours_are_the_pairs_that_share_a_muscle() -> None:
    aim = aim_for(["upper traps"])
    assert aim.wider == ()
    aim = aim_for(["hip flexors"])
    assert {"hamstrings", "quadriceps"} <= aim.near_stretch
    assert "abdominals" in aim.near_strengthen
    assert "rhomboids" not in aim.near_strengthen


def test_a_muscle_is_served_by_what_it_needs_and_nothing_else() -> None:
    aim = aim_for(["hamstrings"])
    assert aim.served({"hamstrings"}, set()) == ("hamstrings",)
    assert aim.served(set(), {"hamstrings"}) == ()
