"""The middle ground: what every interval timer can say, between its file and a routine.

Each format is read into a `Sequence` and written from one, so that none knows the routine's file, and the rules of
pauses (`document.py`) stand once. All times are seconds. Doesn't know any format or file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from routine_timer.routine.model import FormCue

HALFWAY_CUE = FormCue("Halfway", "halfway")
"""What is said in the middle where the other program only has a switch for it."""


@dataclass(frozen=True, slots=True)
class Work:
    """Something to do: for `seconds`, or, where they are None, until the person goes on.

    `switch_s` says that it is done on the left, then on the right, for `seconds` each, with so much time between.
    """

    name: str
    seconds: float | None
    switch_s: float | None = None
    cues: tuple[FormCue, ...] = ()
    estimate_s: float = 3.0
    """What a self-paced one is reckoned at, for formats that must have a length."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Nothing to do but to rest or to change over."""

    seconds: float
    name: str = "Rest"


@dataclass(frozen=True, slots=True)
class Repeat:
    """`items`, `times` over; `rest` between, and not after the last."""

    times: int
    items: tuple[Beat, ...]
    rest: float = 0.0
    name: str | None = None


Beat: TypeAlias = Work | Pause | Repeat


@dataclass(frozen=True, slots=True)
class Sequence:
    """One timer of another program, or one routine on its way to it."""

    name: str
    items: tuple[Beat, ...]
    about: str | None = None
    path: str = "$"
    """Where it stood in its file."""


@dataclass(slots=True)
class Notes:
    """What could not be imported, a line each, none twice, in the order found."""

    _lines: dict[str, None] = field(default_factory=dict)

    def add(self, line: str) -> None:
        self._lines[line] = None

    def add_names(self, lead: str, names: Iterable[str]) -> None:
        """One line about several things: `lead` and the first few of their names. Nothing where there are none."""
        each = list(dict.fromkeys(names))
        if each:
            more = f" and {len(each) - 3} more" if len(each) > 3 else ""
            self.add(f"{lead}: {', '.join(each[:3])}{more}")

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(self._lines)


def size(items: Iterable[Beat]) -> int:
    """How many works there are once everything is repeated."""
    return sum(item.times * size(item.items) if isinstance(item, Repeat) else isinstance(item, Work) for item in items)


def lasts(items: Iterable[Beat]) -> float:
    """How many seconds it all takes, a self-paced work reckoned at its estimate."""
    return sum(_lasts(item) for item in items)


def _lasts(item: Beat) -> float:
    match item:
        case Repeat(times=times, items=items, rest=rest):
            return times * lasts(items) + max(times - 1, 0) * rest
        case Pause(seconds=seconds):
            return seconds
        case Work(seconds=seconds, switch_s=switch, estimate_s=estimate):
            once = estimate if seconds is None else seconds
            return once if switch is None else 2 * once + switch


def flat(items: Iterable[Beat]) -> list[Work | Pause]:
    """The same, laid out with nothing repeated."""
    laid: list[Work | Pause] = []
    for item in items:
        if isinstance(item, Repeat):
            once = flat(item.items)
            for n in range(item.times):
                if n and item.rest:
                    laid.append(Pause(item.rest))
                laid.extend(once)
        else:
            laid.append(item)
    return laid


def tell_cues(
    program: str, items: Iterable[Beat], notes: Notes, kept: Callable[[FormCue], bool] = lambda _: False
) -> None:
    """Say whose cues `program` has no place for, but those that are `kept`."""
    works = (item for item in flat(items) if isinstance(item, Work))
    lost = (work.name for work in works if not all(kept(cue) for cue in work.cues))
    notes.add_names(f"{program} has no cues, so they are left out", lost)
