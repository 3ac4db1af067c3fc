"""Days of a habit tracker as records: what every importer of another program's file makes of a day.

Every done day becomes a done session. A skipped day becomes a skip, unless another habit was done on it (then it
needs none) or missed (then it is counted and reported). Ids come from the source, so importing a file again changes
nothing. A day that comes once with a note and once without keeps the note, in whatever order they come.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from typing import Literal, TypeAlias

from msgspec import Struct

from routine_timer.history.records import LONGEST_NOTE, Record, SessionRecord, SkipRecord
from routine_timer.history.store.ended_sessions import TICK

State: TypeAlias = Literal["done", "skipped", "missed", "unknown", "orphan"]
_NOON = time(12)


class HabitDay(Struct, frozen=True):
    """A day of a habit; `unknown` says nothing of the day, and `orphan` is of a habit that was deleted."""

    habit: str
    day: date
    state: State
    note: str = ""


ORPHAN = HabitDay("", date.min, "orphan")


class HabitDays:
    """Makes records of the days of one file, and counts.

    Args:
        source: the program, as it is part of the ids.
        program: its name as people know it.
    """

    def __init__(self, source: str, program: str) -> None:
        self._source = source
        self._program = program
        self._skipped: dict[date, str] = {}
        self._done: set[date] = set()
        self._missed: set[date] = set()
        self.read = 0
        """How many days of habits were read, whatever their state."""
        self.orphans = 0
        """Days of habits that were deleted."""
        self.notes_left_out = 0
        """Notes on days that were missed, or that nothing is known of."""
        self.notes_cut = 0
        """Notes that are too long."""

    @property
    def left_out(self) -> int:
        """How many skipped days are not imported because another habit was missed."""
        return len((self._skipped.keys() & self._missed) - self._done)

    def again(self) -> HabitDays:
        """A copy with its counts at 0, to read the same file again."""
        return HabitDays(self._source, self._program)

    def records(self, days: Iterable[HabitDay]) -> Iterator[Record]:
        for one in days:
            self.read += one is not ORPHAN
            match one.state:
                case "done":
                    self._done.add(one.day)
                    yield self._session(one)
                case "skipped":
                    self._skipped[one.day] = self._skipped.get(one.day) or one.note
                case "missed":
                    self._missed.add(one.day)
                    self.notes_left_out += bool(one.note)
                case "orphan":
                    self.orphans += 1
                case "unknown":
                    self.notes_left_out += bool(one.note)
        for day in sorted(self._skipped.keys() - self._missed - self._done):
            why = self._shortened(self._skipped[day])
            yield SkipRecord(f"skip-{day.isoformat()}", day, why or f"skipped in {self._program}", _edited_at(day, why))

    def _shortened(self, note: str) -> str:
        self.notes_cut += len(note) > LONGEST_NOTE
        return note[:LONGEST_NOTE]

    def _session(self, one: HabitDay) -> SessionRecord:
        digest = hashlib.sha256(f"{self._source}\n{one.habit}\n{one.day.isoformat()}".encode()).hexdigest()[:24]
        return SessionRecord(
            id=f"{self._source}-{digest}",
            routine=_routine(one.habit),
            day=one.day,
            started_at=None,
            ended_at=None,
            zone=None,
            status="completed",
            done=True,
            active_s=0.0,
            note=self._shortened(one.note) or None,
            pain_before=None,
            pain_after=None,
            edited_at=_edited_at(one.day, one.note),
        )


def _routine(habit: str) -> str:
    """A habit's name as a routine's id, so that a routine of that name has its history."""
    return re.sub(r"[\W_]+", "-", habit.lower()).strip("-")[:200] or "habit"


def _edited_at(day: date, note: str) -> datetime:
    """In the past, so that later edits here win; a little later with a note, so that the note wins."""
    noon = datetime.combine(day, _NOON, UTC)
    return noon + TICK if note else noon
