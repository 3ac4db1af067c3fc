"""Which part of a rep it is: the one answer for the figure, the word on the screen and the tone at the turn.

A rep starts from the starting position: move, hold, return, hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from routine_timer.routine.model import Tempo

DEFAULT_WORDS = ("move", "hold", "return", "hold")


def parts_of_rep(tempo: Tempo) -> tuple[float, float, float, float]:
    """Seconds of moving, holding, returning and holding."""
    return tempo.move, tempo.hold, tempo.back, tempo.rest


def turn_s(tempo: Tempo | None, rep_s: float) -> float:
    """Seconds into a rep at which it turns back: after the move and the hold. Without a tempo, halfway."""
    return rep_s / 2 if tempo is None else tempo.move + tempo.hold


def rep_word(tempo: Tempo, into_s: float, words: Sequence[str] = ()) -> str:
    """The word for where a rep is, `into_s` seconds after it began. `words` are the exercise's own four."""
    ends = accumulate(parts_of_rep(tempo))
    part = next((number for number, end in enumerate(ends) if into_s < end - 1e-6), -1)
    return (words or DEFAULT_WORDS)[part]
