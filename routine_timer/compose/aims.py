"""From the muscles asked for to what is stretched and what is strengthened, by the pairs of `balance`. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from routine_timer.balance import PAIRS, Pair

_WEAK = {muscle for pair in PAIRS for muscle in pair.weak}
_TIGHT = {muscle for pair in PAIRS for muscle in pair.tight}
_TIGHT_OF = {weak: frozenset(m for pair in PAIRS if weak in pair.weak for m in pair.tight) for weak in _WEAK}
_WEAK_OF = {tight: frozenset(m for pair in PAIRS if tight in pair.tight for m in pair.weak) for tight in _TIGHT}
"""The other halves of a muscle, over all its pairs."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What a routine is for. `asked` comes first in everything; `pairs` are those it was taken from.

    `wider` are the other pairs, for time that is left, those that share a muscle with the aim first; `near` and `far`
    are the muscles of those that share one and of those that don't.
    """

    asked: tuple[str, ...]
    stretch: frozenset[str]
    strengthen: frozenset[str]
    pairs: tuple[Pair, ...]
    wider: tuple[Pair, ...]
    near: frozenset[str]
    far: frozenset[str]


def aim_for(asked: Iterable[str]) -> Aim:
    """What to stretch and strengthen for these muscles.

    Each muscle takes the narrowest pair that it is in, tight half first; one that is in no pair is both stretched and
    strengthened, as far as the catalogue can.
    """
    asked = tuple(dict.fromkeys(asked))
    stretch: set[str] = set()
    strengthen: set[str] = set()
    pairs: list[Pair] = []
    for muscle in asked:
        pair = _pair_of(muscle, asked)
        if pair is None:
            stretch.add(muscle)
            strengthen.add(muscle)
        else:
            stretch.update(pair.tight)
            strengthen.update(pair.weak)
            pairs.append(pair)
    muscles = stretch | strengthen
    others = [pair for pair in PAIRS if pair not in pairs]
    near = [pair for pair in others if muscles & _muscles(pair)]
    far = [pair for pair in others if pair not in near]
    return Aim(
        asked,
        frozenset(stretch),
        frozenset(strengthen),
        tuple(dict.fromkeys(pairs)),
        (*near, *far),
        frozenset().union(*map(_muscles, near)),
        frozenset().union(*map(_muscles, far)),
    )


def one_sided(stretched: Collection[str], strengthened: Collection[str]) -> int:
    """How many muscles are served without their other half: strengthened while nothing tight that holds them back is
    stretched, or stretched while nothing weak that they have switched off is strengthened."""
    alone = 0
    for muscle in strengthened:
        alone += muscle in _TIGHT_OF and _TIGHT_OF[muscle].isdisjoint(stretched)
    for muscle in stretched:
        alone += muscle in _WEAK_OF and _WEAK_OF[muscle].isdisjoint(strengthened)
    return alone


def _muscles(pair: Pair) -> frozenset[str]:
    return frozenset((*pair.tight, *pair.weak))


def _pair_of(muscle: str, asked: tuple[str, ...]) -> Pair | None:
    """The pair that serves a muscle: one that others asked for are in too, else the one of the fewest muscles."""
    mine = [pair for pair in PAIRS if muscle in pair.tight or muscle in pair.weak]
    if not mine:
        return None
    return min(
        mine,
        key=lambda pair: (-len(_muscles(pair) & set(asked)), len(pair.tight) + len(pair.weak)),
    )
