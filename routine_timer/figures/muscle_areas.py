"""Where a muscle is: from the catalogue's muscle words to the parts of a figure in the accent colour.

The words are those of free-exercise-db and the ones that corrective work adds. A muscle in the depth is shown where
it is felt (the transverse abdominals at the belly, the piriformis at the seat).
"""

from __future__ import annotations

from collections.abc import Iterable

_TRUNK: dict[str, tuple[str, ...]] = {
    "abdominals": ("belly",),
    "transverse abdominals": ("belly",),
    "lower back": ("lower_back",),
    "deep spinal stabilisers": ("lower_back",),
    "middle back": ("mid_back",),
    "rhomboids": ("mid_back",),
    "lower traps": ("mid_back",),
    "traps": ("upper_back",),
    "chest": ("chest",),
}
_SIDED: dict[str, tuple[str, ...]] = {
    "abductors": ("hip_side",),
    "adductors": ("thigh_inner",),
    "glutes": ("seat",),
    "piriformis": ("seat",),
    "hip flexors": ("hip_front",),
    "quadriceps": ("thigh_front",),
    "hamstrings": ("thigh_back",),
    "calves": ("calf",),
    "obliques": ("waist",),
    "lats": ("side",),
    "neck": ("neck",),
    "upper traps": ("neck",),
    "shoulders": ("shoulder",),
    "biceps": ("upper_arm",),
    "triceps": ("upper_arm",),
    "forearms": ("forearm",),
}


def parts_of(muscles: Iterable[str], *, one_side: bool) -> tuple[str, ...]:
    """The parts that `muscles` are shown at, in their order; unknown words have none.

    `one_side` is for exercises that work one side at a time: of paired parts the right one, which is the figure's
    working side.
    """
    parts: list[str] = []
    for muscle in muscles:
        parts += _TRUNK.get(muscle, ())
        for part in _SIDED.get(muscle, ()):
            parts += [f"{part}_r"] if one_side else [f"{part}_r", f"{part}_l"]
    return tuple(dict.fromkeys(parts))
