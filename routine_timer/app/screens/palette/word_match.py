"""How well something matches the words that were typed in the palette. Pure.

Every word typed must be the start of a word of the name, of a synonym or of the description, so that letters scattered
over a sentence never match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_SHORTEST_TYPO = 4
_SAY_NOTHING = frozenset(
    ("a", "an", "at", "do", "for", "how", "i", "in", "is", "it", "my", "of", "on", "the", "this", "to")
)
"""Words that one types in a sentence and that nothing is found by, unless there is no other."""


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def match(query: str, name: str, synonyms: str = "", description: str = "") -> float:
    """From 0 (no match) to 1 (the name itself). The worst matching word decides."""
    wanted = words_of(query)
    wanted = [word for word in wanted if word not in _SAY_NOTHING] or wanted
    if not wanted:
        return 0.0
    if wanted == words_of(name):
        return 1.0
    named, also, described = words_of(name), words_of(synonyms), words_of(description)
    return min(_word(word, named, also, described) for word in wanted)


def _word(word: str, named: list[str], also: list[str], described: list[str]) -> float:
    if word in named[:1]:
        return 0.95
    if len(word) >= _SHORTEST_TYPO and (word in named or word in also):
        return 0.93 if word in named else 0.92
    if _starts(word, named[:1]):
        return 0.9
    if _starts(word, named):
        return 0.8
    if _starts(word, also):
        return 0.7
    if _starts(word, described):
        return 0.5
    return 0.3 if len(word) >= _SHORTEST_TYPO and _is_typo(word, [*named, *also]) else 0.0


def _starts(word: str, words: Iterable[str]) -> bool:
    return any(one.startswith(word) for one in words)


def _is_typo(word: str, words: Iterable[str]) -> bool:
    """Whether one slip (a letter added, missing, wrong or swapped) makes it the start of one of the words."""
    return any(
        _differs_by_one(word, one[:length])
        for one in words
        if one[:1] == word[:1]
        for length in {min(len(one), len(word) + more) for more in (-1, 0, 1)}
    )


def _differs_by_one(a: str, b: str) -> bool:
    """Whether one slip turns `a` into `b`."""
    if abs(len(a) - len(b)) > 1:
        return False
    at = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return (
        a[at + 1 :] == b[at:]
        or a[at:] == b[at + 1 :]
        or a[at + 1 :] == b[at + 1 :]
        or (a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :])
    )
