"""The routines as the home screen lists them: pure values, made from what the library has read.

A file that can't be used is listed among the others with its first error. Knows neither Textual
nor where files come from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

from routine_timer.text.sanitize import plain

if TYPE_CHECKING:
    from routine_timer.routine.library import Library
    from routine_timer.routine.model import Routine, Step
    from routine_timer.routine.read import Reading
    from routine_timer.timeline import Timeline

DEFAULT = "after-workout"
"""The routine that is listed first among the bundled ones."""


class RoutineSummary(msgspec.Struct, frozen=True):
    """What a line shows of a routine, without the routine."""

    name: str
    about: str
    duration_s: float | None
    """None where only the first lines of the file were read."""
    stretches: tuple[str, ...]
    strengthens: tuple[str, ...]

    def as_list(self) -> list[object]:
        return [self.name, self.about, self.duration_s, list(self.stretches), list(self.strengthens)]

    @classmethod
    def from_list(cls, raw: Sequence[Any]) -> RoutineSummary:
        name, about, duration_s, stretches, strengthens = raw
        return cls(name, about, duration_s, tuple(stretches), tuple(strengthens))


class RoutineEntry(msgspec.Struct, frozen=True, dict=True):
    """One routine file. Either `routine` is there, or `problem` (on `line`) says why it can't be followed.

    An entry kept from the last time, or of which only the name was read, has neither, but `seen`: its routine is still
    to be read.
    """

    id: str
    file: Path
    own: bool
    routine: Routine | None = None
    problem: str = ""
    line: int = 1
    seen: RoutineSummary | None = None
    led_s: float | None = None
    """How long it is with the doses that the person has grown into, if there are any."""

    @property
    def broken(self) -> bool:
        """Whether it can't be followed."""
        return self.routine is None and self.seen is None

    def with_duration(self, seconds: float | None) -> RoutineEntry:
        """The same, told to last so long when it is followed; None for as long as the file says."""
        return self if seconds == self.led_s else replace(self, led_s=seconds)

    def summary(self) -> RoutineSummary | None:
        """What can be kept of it."""
        if self.routine is None:
            return self.seen
        return RoutineSummary(self.name, self.about, self.duration_s, self.stretches, self.strengthens)

    @property
    def name(self) -> str:
        if self.seen:
            return self.seen.name
        return plain(self.routine.name) if self.routine else plain(self.file.name)

    @property
    def about(self) -> str:
        if self.seen:
            return self.seen.about
        return plain(self.routine.about or "") if self.routine else ""

    @cached_property
    def timeline(self) -> Timeline | None:
        """The file's own doses, laid out; the ones grown into come in when it is followed."""
        if self.routine is None:
            return None
        from routine_timer.timeline import compile_routine

        return compile_routine(self.routine)

    @property
    def steps(self) -> list[Step]:
        return _steps(self.routine) if self.routine else []

    @cached_property
    def duration_s(self) -> float | None:
        """How long it will be when it is followed, in seconds; None until it has been read."""
        if self.led_s is not None:
            return self.led_s
        if self.seen:
            return self.seen.duration_s
        return self.timeline.duration_s if self.timeline else 0.0

    @cached_property
    def stretches(self) -> tuple[str, ...]:
        """Muscles stretched, those with the most time first."""
        return self.seen.stretches if self.seen else self._ranked("stretches")

    @cached_property
    def strengthens(self) -> tuple[str, ...]:
        """Muscles strengthened, those with the most time first."""
        return self.seen.strengthens if self.seen else self._ranked("strengthens")

    @cached_property
    def position_changes(self) -> int:
        return position_changes(self.routine) if self.routine else 0

    @cached_property
    def search_text(self) -> str:
        """All that finding looks at, in lower case."""
        steps = (step.name for step in self.steps)
        words = [self.id, self.name, self.about, *self.stretches, *self.strengthens, *steps]
        return " ".join(words).lower()

    @cached_property
    def wider_search_text(self) -> str:
        """The same, with the everyday words for the muscles it works on: "bum", "posture"."""
        from routine_timer.compose.muscle_words import everyday

        return " ".join([self.search_text, *everyday({*self.stretches, *self.strengthens})])

    def _ranked(self, what: str) -> tuple[str, ...]:
        spent: dict[str, float] = {}
        timeline = self.timeline
        if timeline is not None:
            for segment in timeline.segments:
                step = timeline.step_of(segment)
                if segment.is_work and step is not None:
                    for muscle in getattr(step, what):
                        spent[muscle] = spent.get(muscle, 0.0) + segment.estimate_s
        return tuple(sorted(spent, key=lambda muscle: -spent[muscle]))


def position_changes(routine: Routine) -> int:
    """How often the body goes from one position to another between steps."""
    places = [step.position for step in _steps(routine) if step.position]
    return sum(one != other for one, other in pairwise(places))


def _steps(routine: Routine) -> list[Step]:
    """Its exercises in the file's order. What lays routines out is loaded with the first of them, not with the app."""
    from routine_timer.routine.model import leaves

    return leaves(routine.steps)


def entry_from(reading: Reading) -> RoutineEntry:
    """A file that was read, as a line of the home screen."""
    own = reading.source == "own"
    if reading.routine is not None:
        return RoutineEntry(reading.id, reading.file, own, reading.routine)
    first = next((problem for problem in reading.diagnostics if problem.severity == "error"), None)
    message, line = (first.message, first.line) if first else ("it can't be read", 1)
    return RoutineEntry(reading.id, reading.file, own, None, message, line)


def sorted_entries(entries: Iterable[RoutineEntry]) -> tuple[RoutineEntry, ...]:
    """A person's own first, then the default routine and the other bundled ones; what is broken last."""
    return tuple(sorted(entries, key=lambda e: (e.broken, not e.own, e.id != DEFAULT, e.name.casefold(), e.id)))


def matching(entries: Iterable[RoutineEntry], words: str) -> tuple[RoutineEntry, ...]:
    """Those in which every word occurs, in the order given; where there are none, those that everyday words mean."""
    wanted, entries = words.lower().split(), tuple(entries)
    found = tuple(entry for entry in entries if all(word in entry.search_text for word in wanted))
    return found or tuple(entry for entry in entries if all(word in entry.wider_search_text for word in wanted))


def read_entries(library: Library, is_cancelled: Callable[[], bool]) -> tuple[tuple[RoutineEntry, ...], bool]:
    """Every routine file as an entry, and whether these are all; see `Services.entries`."""
    found: list[RoutineEntry] = []
    for name in library.files:
        if is_cancelled():
            return sorted_entries(found), False
        entry = entry_from(library.reading(name))
        entry.summary()  # lays it out here, not in the thread that paints
        found.append(entry)
    return sorted_entries(found), True
