"""The smallest replacement that turns one text into another, so that a command is undone like typing. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Place: TypeAlias = tuple[int, int]
"""A line and a character in it, from 0."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """Put `text` where `start` to `end` is now."""

    start: Place
    end: Place
    text: str


def replacement(before: str, after: str) -> Replacement | None:
    """None where the texts are the same."""
    if before == after:
        return None
    first = _shared(before, after)
    most = min(len(before), len(after)) - first
    last = _shared(
        before[: first - 1 if first else None : -1][:most], after[: first - 1 if first else None : -1][:most]
    )
    end = len(before) - last
    return Replacement(_place(before, first), _place(before, end), after[first : len(after) - last])


def _shared(one: str, other: str) -> int:
    """How many characters both start with, by halves: comparing is done in C."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _place(text: str, offset: int) -> Place:
    line_start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset), offset - line_start
