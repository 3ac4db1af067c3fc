"""The tempo of a rep in words. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from routine_timer.routine.model import Tempo
from routine_timer.text.durations import short
from routine_timer.timeline.rep_phase import DEFAULT_WORDS, parts_of_rep


def tempo_text(tempo: Tempo, words: Sequence[str] = ()) -> str:
    """`open 1 s, hold 1 s, close 2 s`; parts that take no time are left out. `words` are the exercise's own four: a
    part of time without a word is a pause.
    """
    parts = zip(words or DEFAULT_WORDS, parts_of_rep(tempo), strict=True)
    return ", ".join(f"{word or 'pause'} {short(seconds)}" for word, seconds in parts if seconds > 0)
