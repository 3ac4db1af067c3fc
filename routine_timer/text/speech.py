"""How long it takes to say something: pauses are made long enough for it.

The voice speaks about 140 words a minute, slow enough to follow with closed eyes, and leaves a breath after each
phrase. A test holds the estimate against espeak-ng. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable

WORDS_A_MINUTE = 140
GAP = 0.35
"""Seconds of quiet after a phrase."""
SPACING = 5.0
"""Seconds from the beginning of one cue to the next."""


def estimate_s(text: str) -> float:
    """Seconds that `text` takes to say, with the quiet after it."""
    words = len(text.replace("-", " ").split())
    return words * 60 / WORDS_A_MINUTE + GAP if words else 0.0


def estimate_all_s(texts: Iterable[str]) -> float:
    """Seconds that several phrases take, one after the other."""
    return sum(map(estimate_s, texts))
