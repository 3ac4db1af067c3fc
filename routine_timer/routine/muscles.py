"""The muscle words of routine files, and what else people call them.

The words are those of free-exercise-db, plus the ones that corrective work needs. Knows nothing of files.
"""

from __future__ import annotations

from types import MappingProxyType

MUSCLES = (
    "abdominals", "abductors", "adductors", "biceps", "calves", "chest", "deep spinal stabilisers", "forearms",
    "glutes", "hamstrings", "hip flexors", "lats", "lower back", "lower traps", "middle back", "neck", "obliques",
    "piriformis", "quadriceps", "rhomboids", "shoulders", "transverse abdominals", "traps", "triceps", "upper traps",
)  # fmt: skip

OTHER_NAMES = MappingProxyType(
    {
        "abs": "abdominals",
        "back": "lower back",
        "buttocks": "glutes",
        "core": "abdominals",
        "deep core": "transverse abdominals",
        "erectors": "lower back",
        "gluteus medius": "abductors",
        "groin": "adductors",
        "hams": "hamstrings",
        "hip stabilisers": "abductors",
        "iliopsoas": "hip flexors",
        "lower trapezius": "lower traps",
        "multifidus": "deep spinal stabilisers",
        "pecs": "chest",
        "psoas": "hip flexors",
        "quads": "quadriceps",
        "rectus abdominis": "abdominals",
        "thighs": "quadriceps",
        "transversus": "transverse abdominals",
        "trapezius": "traps",
        "upper trapezius": "upper traps",
    }
)
"""What people say -> the word to write. Only for suggestions: a file says a thing in one way."""


def near(word: str) -> str | None:
    """The muscle word that was probably meant."""
    from difflib import get_close_matches

    said = word.strip().casefold()[:60]
    found = get_close_matches(said, [*MUSCLES, *OTHER_NAMES], n=1, cutoff=0.7)
    return OTHER_NAMES.get(found[0], found[0]) if found else None
