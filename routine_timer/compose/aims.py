"""From target muscles to the muscles to stretch and to strengthen, using the pairs of `balance`. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from routine_timer.routine.muscle_pairs import PAIRS, Pair

_REGIONS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "shoulders": (("upper traps", "chest"), ("shoulders", "lower traps", "rhomboids")),
    "neck": (("neck", "upper traps"), ("neck", "lower traps", "rhomboids")),
    "chest": (("chest",), ("rhomboids", "middle back")),
    "middle back": (("middle back", "chest"), ("middle back", "rhomboids")),
    "lats": (("lats", "lower back"), ("abdominals", "deep spinal stabilisers")),
    "adductors": (("adductors",), ("adductors", "abductors")),
}
"""What to stretch and strengthen for a muscle outside all pairs: its neighbours (general practice)."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What a routine is for: the muscles to stretch and to strengthen. Target muscles (`asked`) always come first.

    `near_stretch` and `near_strengthen` are the muscles of the other pairs that share one with the aim. They balance
    what the aim needs; muscles further away don't belong in the routine.
    """

    asked: tuple[str, ...]
    stretch: frozenset[str]
    strengthen: frozenset[str]
    pairs: tuple[Pair, ...]
    wider: tuple[Pair, ...]
    near_stretch: frozenset[str]
    near_strengthen: frozenset[str]

    def served(self, stretched: Collection[str], strengthened: Collection[str]) -> tuple[str, ...]:
        """The target muscles that these muscles help."""
        return tuple(
            muscle
            for muscle in self.asked
            if (muscle in self.stretch and muscle in stretched)
            or (muscle in self.strengthen and muscle in strengthened)
        )


def aim_for(asked: Iterable[str]) -> Aim:
    """What to stretch and strengthen for these muscles.

    Each muscle takes the narrowest pair that it is in, tight half first. One outside all pairs takes its neighbours, or
    is both stretched and strengthened, as far as the catalogue allows.
    """
    asked = tuple(dict.fromkeys(asked))
    stretch: set[str] = set()
    strengthen: set[str] = set()
    pairs: list[Pair] = []
    for muscle in asked:
        pair = _pair_of(muscle, asked)
        if pair is None:
            tight, weak = _REGIONS.get(muscle, ((muscle,), (muscle,)))
            stretch.update(tight)
            strengthen.update(weak)
        else:
            stretch.update(pair.tight)
            strengthen.update(pair.weak)
            pairs.append(pair)
    muscles = stretch | strengthen
    wider = [pair for pair in PAIRS if pair not in pairs and muscles & {*pair.tight, *pair.weak}]
    return Aim(
        asked,
        frozenset(stretch),
        frozenset(strengthen),
        tuple(dict.fromkeys(pairs)),
        tuple(wider),
        frozenset(muscle for pair in wider for muscle in pair.tight),
        frozenset(muscle for pair in wider for muscle in pair.weak),
    )


def _pair_of(muscle: str, asked: tuple[str, ...]) -> Pair | None:
    """The pair for a muscle: one that other target muscles share, otherwise the one with the fewest muscles."""
    mine = [pair for pair in PAIRS if muscle in pair.tight or muscle in pair.weak]
    if not mine:
        return None
    return min(
        mine,
        key=lambda pair: (-len({*pair.tight, *pair.weak} & set(asked)), len(pair.tight) + len(pair.weak)),
    )
