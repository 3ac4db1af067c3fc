"""How well something matches the words that were typed in the palette. Pure.

Every word typed must be the start of a word of the name, of a synonym or of the description, so that letters scattered
over a sentence never match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

_TYPO = 0.8
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
    return any(SequenceMatcher(None, word, one, autojunk=False).ratio() >= _TYPO for one in words)
