"""A routine as the rest of the program works with it: checked, resolved, frozen.

What a file says (`document.py`) and what it means are two things. Here the catalogue's defaults are already filled in,
texts such as "20-30s" are numbers, and every value makes sense, so that nothing to the right of this module needs to
doubt it. Knows nothing of TOML, the terminal, the clock or the database.

All times are seconds.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

Until: TypeAlias = Literal["exact", "range", "at-least", "up-to"]
Sides: TypeAlias = Literal["none", "left", "right", "both", "alternating"]
Side: TypeAlias = Literal["left", "right"]

DEFAULT_GET_READY = 10.0
DEFAULT_BETWEEN = 8.0
DEFAULT_SWITCH = 5.0
SECONDS_A_REP = 3.0
"""What a rep takes when neither the step nor the exercise says, and what a self-paced one is estimated at."""


class Hold(msgspec.Struct, frozen=True, tag="hold", gc=False):
    """A position kept for a time.

    `seconds` is what is asked: the time itself, the low end of a range, the least of "20s+", the most of "up to 60s".
    `max_s` is the upper end: of a range, of "20s+" (where the hold ends by itself), of "up to"; None for a fixed time.
    """

    seconds: float
    max_s: float | None = None
    until: Until = "exact"


class Tempo(msgspec.Struct, frozen=True, gc=False):
    """One rep in four parts, in seconds, from the starting position: move, hold, return, hold."""

    move: float
    hold: float
    back: float
    rest: float

    @property
    def seconds(self) -> float:
        return self.move + self.hold + self.back + self.rest


class Reps(msgspec.Struct, frozen=True, tag="reps"):
    """A movement done so many times, on each side.

    `rep_s` is how long one takes, counted aloud; None means that the person sets the pace and says when they are done.
    With `by_set`, each set has its own number, and `count` is the first.
    """

    count: int
    max_count: int | None = None
    rep_s: float | None = SECONDS_A_REP
    tempo: Tempo | None = None
    by_set: tuple[int, ...] = ()


class FormCue(msgspec.Struct, frozen=True, gc=False):
    """A sentence about form. `at` is seconds from the beginning, "halfway", or None: spread evenly over the dose.

    `every_set`: it is said in every set, round and side, because it changes what you do.
    """

    say: str
    at: float | Literal["halfway"] | None = None
    every_set: bool = False


class Phase(msgspec.Struct, frozen=True):
    """A part of one hold with its own instruction."""

    hold: Hold
    cue: str


class Step(msgspec.Struct, frozen=True):
    """One exercise with its dose, everything resolved."""

    name: str
    dose: Hold | Reps | tuple[Phase, ...]
    exercise: str | None = None
    sides: Sides = "none"
    first: Side = "left"
    sets: int = 1
    rest: float = 0.0
    switch: float = DEFAULT_SWITCH
    between: float = DEFAULT_BETWEEN
    """The pause *before* this step."""
    setup: str | None = None
    """How to get into the position, in a sentence or two."""
    cues: tuple[FormCue, ...] = ()
    """What to do, in the order it should be heard; the first is the action."""
    tempo_words: tuple[str, ...] = ()
    """What is said for the four parts of a rep; empty for the usual words."""
    avoid: tuple[str, ...] = ()
    easier: str | None = None
    harder: str | None = None
    easier_exercise: str | None = None
    """The id of the exercise to go down to."""
    harder_exercise: str | None = None
    props: tuple[str, ...] = ()
    note: str | None = None
    position: str | None = None
    stretches: tuple[str, ...] = ()
    strengthens: tuple[str, ...] = ()
    image: str | None = None
    """Where a picture of it lies, as an absolute path; whether there is one is not known."""


class Circuit(msgspec.Struct, frozen=True):
    """Steps done one after the other, `rounds` times; `rest` between rounds, none after the last."""

    steps: tuple[Step | Circuit, ...]
    name: str | None = None
    rounds: int = 1
    rest: float = 0.0
    between: float | None = None
    """The pause before the circuit; None leaves it to the first step."""


class Routine(msgspec.Struct, frozen=True):
    """A whole routine file. `id` is the file's name without `.toml`."""

    id: str
    name: str
    steps: tuple[Step | Circuit, ...]
    about: str | None = None
    get_ready: float = DEFAULT_GET_READY
    targets: tuple[str, ...] = ()
    allow: frozenset[str] = frozenset()
    file: Path | None = None


def leaves(steps: tuple[Step | Circuit, ...]) -> list[Step]:
    """Every exercise in the order of the file; a circuit's once, however many rounds it has. Step 1 is the first."""
    found: list[Step] = []
    for step in steps:
        if isinstance(step, Circuit):
            found.extend(leaves(step.steps))
        else:
            found.append(step)
    return found
