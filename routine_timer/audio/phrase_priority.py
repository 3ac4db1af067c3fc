"""Which of the phrases that are due are said, and in which order. Pure.

Nothing overlaps, and tones are always played. A phrase is dropped if it can't end before the next tone or before a more
important phrase is due, or if it would start too late to be useful.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

GAP = 0.35
"""Seconds of quiet between two phrases, as long as a speaker takes to breathe."""
AFTER_TONE = 0.12
"""Seconds of quiet between a tone and the phrase after it."""
MARGIN = 0.08
"""Seconds between the end of a phrase and the next tone, because starting a player takes time."""


class Importance(IntEnum):
    """The order in which phrases are said when several are due, and in which they yield: the greatest last to go.

    SAFETY is when to stop, PROPS what to fetch, SIDE the switch of sides or the beginning of a rest, NAME the exercise,
    SETUP how to get into it, EASIER an easier way, DO the action, NEXT what follows, HALFWAY also that the least is
    done, FORM a cue of the file, BREATHE a reminder, COUNT the number of a rep or that it is the last.

    A number yields to a cue about form: counting goes on with the next rep.
    """

    COUNT = 1
    BREATHE = 2
    FORM = 3
    HALFWAY = 4
    NEXT = 5
    DO = 6
    EASIER = 7
    SETUP = 8
    NAME = 9
    SIDE = 10
    PROPS = 11
    SAFETY = 12


@dataclass(frozen=True, slots=True)
class DuePhrase:
    """A phrase that is due. `within_s` is how late it may start, in seconds from now.

    `shorter` are shorter versions to use if the whole phrase does not fit, the longest first.
    """

    text: str
    importance: Importance
    within_s: float = 10.0
    shorter: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChosenPhrase:
    """A phrase that will be said, its length, and the due phrase that it replaces."""

    text: str
    seconds: float
    wish: DuePhrase


@dataclass(frozen=True, slots=True)
class Upcoming:
    """Something to be heard later, in seconds from now. `importance` is None for what has a tone: that comes always."""

    in_s: float
    importance: Importance | None = None


def choose(
    wishes: Iterable[DuePhrase],
    length_s: Callable[[str], float | None],
    ahead: Sequence[Upcoming] = (),
    *,
    after_s: float = 0.0,
) -> tuple[ChosenPhrase, ...]:
    """What of `wishes` is said, in the order it is said: the more important first.

    Args:
        wishes: what is due now; among equals the order given counts.
        length_s: how long a phrase lasts; None for one that can't be said (yet).
        ahead: what will be heard later.
        after_s: seconds from now until the tone that comes first is over.
    """
    chosen: list[ChosenPhrase] = []
    begins = after_s + AFTER_TONE if after_s else 0.0
    for wish in sorted(wishes, key=lambda wish: -wish.importance):
        room = available_s(ahead, wish.importance) - begins - MARGIN
        for text in (wish.text, *wish.shorter):
            length = length_s(text)
            if length is None or length > room or begins > wish.within_s:
                continue
            if all(text != said.text for said in chosen):
                chosen.append(ChosenPhrase(text, length, wish))
                begins += length + GAP
            break
    return tuple(chosen)


def available_s(ahead: Iterable[Upcoming], importance: Importance | None = None) -> float:
    """Seconds until the next thing that a phrase of this importance may not run into; infinite if nothing comes."""
    return min(
        (a.in_s for a in ahead if a.importance is None or importance is None or a.importance > importance),
        default=float("inf"),
    )
