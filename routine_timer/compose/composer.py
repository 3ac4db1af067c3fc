"""The best routine for a wish: the first draft that the checker has nothing to say about, and its text. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from routine_timer.compose.aims import aim_for
from routine_timer.compose.drafts import Draft, drafts
from routine_timer.compose.routine_text import to_text
from routine_timer.errors import RoutineTimerError
from routine_timer.routine.read import read_text
from routine_timer.timeline import compile_routine

if TYPE_CHECKING:
    from routine_timer.routine.catalogue import Catalogue

_TRIED = 200
"""Drafts looked over before one with advice is taken."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: `title` on the screen, what it is for, how long at most, the positions to leave out."""

    title: str
    muscles: tuple[str, ...]
    minutes: float
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Composed:
    """A draft and its file's text. `leaves_aside` is the advice that can't hold, which the file says too."""

    draft: Draft
    text: str
    leaves_aside: frozenset[str] = frozenset()


class NothingFits(RoutineTimerError):
    """No exercise serves what was asked in the time and the positions that were given."""

    def __init__(self, wish: Wish) -> None:
        super().__init__(f"nothing for {' and '.join(wish.muscles)} fits into {wish.minutes:g} minutes")
        self.help = "give it more minutes, other muscles, or fewer positions to leave out"


def composed(wish: Wish, file: Path, catalogue: Catalogue) -> Composed:
    """The routine that is to be `file`.

    Where time or positions leave room for no draft without advice, it is the one with the least.

    Raises:
        NothingFits
    """
    id_, most = file.name.removesuffix(".toml"), wish.minutes * 60
    best: tuple[int, Draft, frozenset[str]] | None = None
    for draft in islice(drafts(aim_for(wish.muscles), most, catalogue.exercises.values(), wish.without), _TRIED):
        text = to_text(draft, id_, wish.title)
        reading = read_text(text, file, catalogue.exercises)
        if reading.routine is None or compile_routine(reading.routine).duration_s > most:
            continue
        told = reading.check()
        if not told:
            return Composed(draft, text)
        if best is None or len(told) < best[0]:
            best = len(told), draft, frozenset(one.code for one in told if one.severity == "advice")
    if best is None:
        raise NothingFits(wish)
    _, draft, codes = best
    return Composed(draft, to_text(draft, id_, wish.title, codes), codes)
