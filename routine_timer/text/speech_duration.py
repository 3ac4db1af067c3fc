"""Estimates how long it takes to say something: pauses are made long enough for it.

The voice speaks about 140 words a minute, slow enough to follow with closed eyes, and leaves a breath after each
phrase. Letters, commas and full stops tell the length of a short phrase better than words: "Stand tall. Keep breathing"
takes twice as long as "Stay on the towel". A test holds the estimate against espeak-ng. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

LETTER_S = 0.093
"""Seconds of a letter; with the pauses below this makes 140 words a minute over all set-ups and cues."""
DIGIT_LETTERS = 4
"""Letters that a digit is as long as: "15" is "fifteen"."""
COMMA_S = 0.45
"""Seconds of quiet at a comma."""
SENTENCE_S = 0.75
"""Seconds of quiet between two sentences, and at a colon."""
GAP = 0.35
"""Seconds of quiet after a phrase."""
SPACING = 5.0
"""Seconds from the beginning of one cue to the next."""

_SENTENCE_END = re.compile(r"[.!?:;]+\s")
_COMMA = re.compile(r",\s")


@lru_cache(maxsize=4096)
def estimate_s(text: str) -> float:
    """Seconds that `text` takes to say, with the quiet after it. The same few phrases are asked for again and again."""
    letters = sum(map(str.isalnum, text)) + (DIGIT_LETTERS - 1) * sum(map(str.isdigit, text))
    quiet = SENTENCE_S * len(_SENTENCE_END.findall(text)) + COMMA_S * len(_COMMA.findall(text))
    return letters * LETTER_S + quiet + GAP if letters else 0.0


def estimate_all_s(texts: Iterable[str]) -> float:
    """Seconds that several phrases take, one after the other."""
    return sum(map(estimate_s, texts))
