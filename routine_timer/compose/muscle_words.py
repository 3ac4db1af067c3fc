"""The muscles that everyday words mean. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import get_close_matches

from routine_timer.routine.muscles import MUSCLES

EVERYDAY: dict[str, tuple[str, ...]] = {
    "abs": ("abdominals",),
    "back": ("lower back",),
    "backside": ("glutes",),
    "belly": ("abdominals",),
    "bottom": ("glutes",),
    "bum": ("glutes",),
    "butt": ("glutes",),
    "buttocks": ("glutes",),
    "calf": ("calves",),
    "core": ("abdominals", "deep spinal stabilisers"),
    "deep core": ("transverse abdominals",),
    "groin": ("adductors",),
    "hams": ("hamstrings",),
    "hip": ("hip flexors",),
    "hips": ("hip flexors", "glutes"),
    "hip flexor": ("hip flexors",),
    "inner thighs": ("adductors",),
    "lower traps": ("lower traps",),
    "lumbar spine": ("lower back",),
    "mid back": ("middle back",),
    "outer hips": ("abductors",),
    "pecs": ("chest",),
    "posture": ("upper traps", "hip flexors"),
    "psoas": ("hip flexors",),
    "quads": ("quadriceps",),
    "sciatica": ("piriformis",),
    "shoulder": ("shoulders",),
    "shoulder blades": ("rhomboids",),
    "spine": ("lower back",),
    "stomach": ("abdominals",),
    "thighs": ("hamstrings", "quadriceps"),
    "trapezius": ("upper traps",),
    "traps": ("upper traps",),
    "upper back": ("rhomboids",),
    "upper trapezius": ("upper traps",),
}
"""Everyday words that aren't muscle words of routine files, or are too broad for an exercise.

"posture" is the hunched shoulders and the tilted pelvis of sitting (S3, S4); for "sciatica" it is the muscle that lies
over the nerve (anatomy; none of the sources says it).
"""

_KNOWN = {**{muscle: (muscle,) for muscle in MUSCLES}, **EVERYDAY}
_LONGEST = max(len(name.split()) for name in _KNOWN)


def understood(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The muscles in `words`, each once, and the unknown words. A muscle name of two words can come as one argument or
    two, with or without commas: `hip flexors, glutes`.
    """
    tokens = " ".join(words).replace(",", " ").split()
    matches: list[str] = []
    rest: list[str] = []
    at = 0
    while at < len(tokens):
        for length in range(_LONGEST, 0, -1):
            muscles = _KNOWN.get(" ".join(tokens[at : at + length]).casefold().replace("-", " "))
            if muscles:
                matches += muscles
                at += length
                break
        else:
            rest.append(tokens[at])
            at += 1
    return tuple(dict.fromkeys(matches)), tuple(rest)


def everyday(muscles: Collection[str]) -> tuple[str, ...]:
    """The everyday words for these muscles, as people type them when they search."""
    return tuple(word for word, meant in EVERYDAY.items() if any(muscle in muscles for muscle in meant))


def near(word: str) -> list[str]:
    """Muscles that a misspelt word could mean, the most likely first."""
    return get_close_matches(word.casefold(), _KNOWN, n=3, cutoff=0.6)
