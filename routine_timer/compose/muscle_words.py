"""The muscles that a person's words mean. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from routine_timer.routine.muscles import MUSCLES

EVERYDAY: dict[str, tuple[str, ...]] = {
    "abs": ("abdominals",),
    "back": ("lower back",),
    "belly": ("abdominals",),
    "buttocks": ("glutes",),
    "calf": ("calves",),
    "core": ("abdominals", "deep spinal stabilisers"),
    "groin": ("adductors",),
    "hams": ("hamstrings",),
    "hip": ("hip flexors",),
    "hips": ("hip flexors", "glutes"),
    "hip flexor": ("hip flexors",),
    "lower traps": ("lower traps",),
    "psoas": ("hip flexors",),
    "quads": ("quadriceps",),
    "shoulder": ("shoulders",),
    "spine": ("lower back",),
    "thighs": ("hamstrings", "quadriceps"),
    "trapezius": ("upper traps",),
    "traps": ("upper traps",),
    "upper back": ("rhomboids",),
    "upper trapezius": ("upper traps",),
}
"""Words of everyday that are no muscle word of a routine file, or too wide for an exercise."""

_KNOWN = {**{muscle: (muscle,) for muscle in MUSCLES}, **EVERYDAY}
_LONGEST = max(len(name.split()) for name in _KNOWN)


def understood(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The muscles in `words`, each once, and the words that mean none.

    A muscle of two words may come as one or as two, and commas may stand between: `hip flexors, glutes`.
    """
    tokens = " ".join(words).replace(",", " ").split()
    found: list[str] = []
    rest: list[str] = []
    at = 0
    while at < len(tokens):
        for length in range(_LONGEST, 0, -1):
            muscles = _KNOWN.get(" ".join(tokens[at : at + length]).casefold().replace("-", " "))
            if muscles:
                found += muscles
                at += length
                break
        else:
            rest.append(tokens[at])
            at += 1
    return tuple(dict.fromkeys(found)), tuple(rest)


def near(word: str) -> list[str]:
    """Muscles that a misspelt word may mean, the likeliest first."""
    return get_close_matches(word.casefold(), _KNOWN, n=3, cutoff=0.6)
