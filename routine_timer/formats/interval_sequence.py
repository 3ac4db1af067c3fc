"""The common model of interval timers, between their files and a routine.

Each format is read into a `Sequence` and written from one, so no format needs to know routine files, and the rules for
pauses (`routine_from_sequence.py`) exist once. All times are seconds. Doesn't know any format or file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from routine_timer.routine.model import FormCue

HALFWAY_CUE = FormCue("Halfway", "halfway")
"""The cue at halfway, if the other program only has a switch for it."""


@dataclass(frozen=True, slots=True)
class Work:
    """Something to do for `seconds`, or until the person continues if that is None. `switch_s` means: on the left, then
    on the right, for `seconds` each, with this much time between.
    """

    name: str
    seconds: float | None
    switch_s: float | None = None
    cues: tuple[FormCue, ...] = ()
    estimate_s: float = 3.0
    """The estimate for a self-paced one, for formats that need a length."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A rest or a switch."""

    seconds: float
    name: str = "Rest"


@dataclass(frozen=True, slots=True)
class Repeat:
    """`items`, repeated `times` times, with `rest` between but not after the last."""

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
    """Its place in the file."""


@dataclass(slots=True)
class Notes:
    """What could not be imported: one line each, without duplicates, in the order found."""

    _lines: dict[str, None] = field(default_factory=dict)

    def add(self, line: str) -> None:
        self._lines[line] = None

    def add_names(self, lead: str, names: Iterable[str]) -> None:
        """One line about several things: `lead` and the first few names. Nothing if there are none."""
        each = list(dict.fromkeys(names))
        if each:
            more = f" and {len(each) - 3} more" if len(each) > 3 else ""
            self.add(f"{lead}: {', '.join(each[:3])}{more}")

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(self._lines)


def size(items: Iterable[Beat]) -> int:
    """How many exercises there are, counting every repeat."""
    return sum(item.times * size(item.items) if isinstance(item, Repeat) else isinstance(item, Work) for item in items)


def lasts(items: Iterable[Beat]) -> float:
    """How many seconds it all takes, with the estimate for self-paced exercises."""
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
    """The same, with all repeats written out."""
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
    """Report the exercises whose cues `program` can't hold, except for the `kept` ones."""
    works = (item for item in flat(items) if isinstance(item, Work))
    lost = (work.name for work in works if not all(kept(cue) for cue in work.cues))
    notes.add_names(f"{program} has no cues, so they are left out", lost)
