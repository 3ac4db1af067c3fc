"""Names as people write them: compared without case, and the nearest one that was probably meant. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from routine_timer.routine.exercise import Exercise


def as_id(name: str) -> str:
    """A name as its id would be written: "Figure four" is figure-four."""
    return "-".join(name.casefold().split())


def quoted(word: str) -> str:
    return f'"{word}"'


def nearest(wanted: str, exercises: Iterable[Exercise], most: int = 2) -> list[str]:
    """Ids of the exercises that were probably meant: by id, by name, by what else they are called."""
    from difflib import get_close_matches

    names: dict[str, str] = {}
    for exercise in exercises:
        for name in (exercise.id, exercise.name, *exercise.aliases):
            names.setdefault(as_id(name), exercise.id)
    said = as_id(wanted[:60])
    if said in names:
        return [names[said]]
    found = get_close_matches(said, names, n=most + 2, cutoff=0.65)
    found += [name for name in names if said and (said in name.split("-") or name.startswith(said))]
    return list(dict.fromkeys(names[name] for name in found))[:most]
