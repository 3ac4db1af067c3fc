"""What the props are called when they are asked for, and how long it takes to fetch them. Seconds."""

from __future__ import annotations

_DETERMINERS = {"a", "an", "the", "your", "some", "two", "three", "four"}
_VOWELS = frozenset("aeiou")
_FETCH = {"band": 30.0, "pair of weights": 30.0, "wall": 0.0, "mat": 5.0, "doorway": 0.0}
_FETCH_ANYTHING = 10.0

PROPS_TO_TAKE = frozenset({"band", "towel", "cushion", "chair", "pair of weights", "light box", "step"})
"""Props that are picked up, tied or put in place when their exercise comes."""

_PICK_UP = {"band": 15.0, "cushion": 12.0}
_PICK_UP_ANYTHING = 6.0


def fetch_s(prop: str) -> float:
    """Seconds to fetch it from elsewhere in the room, before the first step."""
    return _FETCH.get(prop, _FETCH_ANYTHING)


def with_article(prop: str) -> str:
    """`a mat`, `an elastic band`; a prop that begins with a number or an article stays as it is."""
    first, _, more = prop.partition(" ")
    if first[:1].isdigit() or (more and first.lower() in _DETERMINERS):
        return prop
    return f"{'an' if first[:1].lower() in _VOWELS else 'a'} {prop}"


def pick_up_s(prop: str) -> float:
    """Seconds to take it, tie it or put it in place, when its exercise comes."""
    return _PICK_UP.get(prop, _PICK_UP_ANYTHING)
