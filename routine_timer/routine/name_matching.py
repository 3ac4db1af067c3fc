"""Names as people write them: compared without case, and the nearest one that was probably meant. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from routine_timer.routine.exercise import Exercise


def as_id(name: str) -> str:
    """A name as its id would be written: "Figure four" is figure-four."""
    return "-".join(name.casefold().split())


def quoted(word: str) -> str:
    return f'"{word}"'


def alike(wanted: str, name: str) -> float:
    """How near an id or name in the form of one is to what somebody wrote, from 0 to 1.

    Dashes do not count, and a part will do: a beginning ("aftr" for after-workout), one of its words ("workuot"), or a
    word that both have.
    """
    from difflib import SequenceMatcher

    words, said = _words(name), wanted[:60].replace("-", "")
    if not said:
        return 0.0
    whole = name[:60].replace("-", "")
    parts = {whole, whole[: len(said)], whole[: len(said) + 1], *words}
    shared = _WORD_IN_COMMON if words & _words(wanted) else 0.0
    return max(shared, *(SequenceMatcher(None, said, part, autojunk=False).ratio() for part in parts))


def _words(name: str) -> set[str]:
    """Those that tell something, not "the" and "for"."""
    return {word for word in name[:60].split("-") if len(word) > 3}


_WORD_IN_COMMON = 0.75


def nearest(wanted: str, exercises: Iterable[Exercise], most: int = 2) -> list[str]:
    """Ids of the exercises that were probably meant: by id, name or alias."""
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
