"""From muscles to what is stretched and what is strengthened."""

from __future__ import annotations

import pytest

from routine_timer.balance import PAIRS
from routine_timer.compose.aims import aim_for, one_sided


@pytest.mark.parametrize(
    ("asked", "stretch", "strengthen"),
    [
        (["hip flexors"], {"hip flexors"}, {"glutes"}),
        (["glutes"], {"hip flexors"}, {"glutes"}),
        (["upper traps"], {"upper traps"}, {"lower traps", "rhomboids"}),
        (["hamstrings"], {"hamstrings"}, {"quadriceps"}),
        (["calves"], {"calves"}, {"calves"}),
        (["hamstrings", "abdominals"], {"hamstrings", "hip flexors"}, {"glutes", "abdominals"}),
    ],
)
def test_a_muscle_brings_its_other_half(asked: list[str], stretch: set[str], strengthen: set[str]) -> None:
    aim = aim_for(asked)
    assert (set(aim.stretch), set(aim.strengthen)) == (stretch, strengthen)


def test_the_neighbours_are_the_other_pairs_and_those_that_share_a_muscle_come_first() -> None:
    aim = aim_for(["hip flexors"])
    assert set(aim.wider) == set(PAIRS) - set(aim.pairs)
    shares = [bool({*pair.tight, *pair.weak} & {"hip flexors", "glutes"}) for pair in aim.wider]
    assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize(
    ("stretched", "strengthened", "count"),
    [
        ({"hip flexors"}, {"glutes"}, 0),
        (set(), {"glutes"}, 1),
        ({"hamstrings"}, set(), 1),
        ({"hamstrings"}, {"abdominals"}, 0),
        ({"calves"}, {"shoulders"}, 0),
        (set(), {"rhomboids", "lower traps"}, 2),
    ],
)
def test_what_is_served_without_its_other_half_is_counted(
    stretched: set[str], strengthened: set[str], count: int
) -> None:
    assert one_sided(stretched, strengthened) == count
