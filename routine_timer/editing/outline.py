"""The content of a text, as one value: its steps with dose and time, the whole routine, and all its problems.

Made in a thread while somebody types, so it is frozen and knows nothing but its arguments. Of a text with errors it
shows every step, those that make sense with what they take, the others as they are written, so that they can be put
right; of a text of which nobody can tell what is TOML in it, none.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from routine_timer.routine.model import Step
from routine_timer.routine.problem_collector import KeyPath
from routine_timer.timeline import Segment, Timeline, alone, compile_routine
from routine_timer.toml.error_recovery import take_lost
from routine_timer.toml.step_locations import StepBlock, StepLocations

if TYPE_CHECKING:
    from routine_timer.routine.catalogue import Catalogue
    from routine_timer.routine.diagnostics import Diagnostic
    from routine_timer.routine.read import Reading


class OutlineRow(msgspec.Struct, frozen=True):
    """One step or circuit. Lines count from 1; times are seconds, None where they can't be told.

    `step` is there where the step is well; `written` is the dose as the text has it.
    """

    path: KeyPath
    name: str
    line: int
    last_line: int
    step: Step | None = None
    rounds: int | None = None
    """Of a circuit; None for a step."""
    starts_s: float | None = None
    seconds: float | None = None
    written: str = ""

    @property
    def depth(self) -> int:
        return len(self.path) // 2 - 1


class Outline(msgspec.Struct, frozen=True):
    """A text, seen through. `rows` is None where it can't be told what is TOML in it."""

    text: str
    problems: tuple[Diagnostic, ...] = ()
    rows: tuple[OutlineRow, ...] | None = None
    name: str = ""
    """What the routine is called, if the text says so."""
    timeline: Timeline | None = None
    stages: int | None = None
    """Of a plan: how many there are. A plan has no steps."""

    @property
    def errors(self) -> int:
        """How many of the problems are errors."""
        return sum(one.severity == "error" for one in self.problems)

    @property
    def use(self) -> str:
        """What a person does with the file."""
        return "start this routine" if self.stages is None else "follow this plan"

    @property
    def duration_s(self) -> float | None:
        return self.timeline.duration_s if self.timeline else None

    def first_work(self, row: OutlineRow) -> Segment | None:
        """The first hold or reps of a step; of a broken routine too, where the step is well."""
        if row.step is None:
            return None
        timeline = self.timeline or alone(row.step)
        starts = row.starts_s if self.timeline else None
        return next((s for s in timeline.segments if s.is_work and starts in (None, s.starts_at_s)), None)

    def row_at(self, line: int) -> int | None:
        """The index of the innermost row that `line` (from 1) is in."""
        found = None
        for index, row in enumerate(self.rows or ()):
            if row.line <= line <= row.last_line:
                found = index
        return found


def outline(text: str, file: Path, catalogue: Catalogue) -> Outline:
    """See `text` through; never raises for what it says."""
    from routine_timer.routine.read import read_text

    reading = read_text(text, file, catalogue.exercises)
    timeline = compile_routine(reading.routine) if reading.routine else None
    document = None if reading.legible is None else _document(reading.legible)
    rows = None if document is None else _rows(reading, document, timeline)
    return Outline(text, reading.check(), rows, _said(document or {}, "name"), timeline)


def _document(text: str) -> dict[str, Any] | None:
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError):
        return None
    take_lost(document)
    return document


def _rows(reading: Reading, document: dict[str, Any], timeline: Timeline | None) -> tuple[OutlineRow, ...]:
    locations = StepLocations(reading.legible or "")
    well = {placed.path: placed for placed in reading.steps}
    wrong = [one.line for one in reading.errors]
    times = _Times(timeline) if timeline else None
    rows: list[OutlineRow] = []

    def walk(blocks: Sequence[StepBlock]) -> None:
        for block in blocks:
            table = _table(document, block.path)
            first, last = locations.line_of(block.top) + 1, locations.line_of(block.end) + 1
            if block.is_circuit:
                rounds = table.get("rounds", 1)
                name = _said(table, "name") or "Circuit"
                rows.append(OutlineRow(block.path, name, block.line + 1, last, rounds=rounds if _whole(rounds) else 1))
                walk(block.inside)
                continue
            placed = well.get(block.path)
            called = placed.step.name if placed else _said(table, "name") or _said(table, "exercise") or "?"
            if any(first <= line <= last for line in wrong):
                placed = None
            step = placed.step if placed else None
            starts, seconds = times.next_step() if times else (None, None)
            if times is None and placed is not None:
                seconds = placed.times * alone(placed.step).duration_s
            written = str(table.get("hold", table.get("reps", "")))
            rows.append(OutlineRow(block.path, called, block.line + 1, last, step, None, starts, seconds, written))

    walk(locations.blocks)
    return tuple(rows)


class _Times:
    """When each step starts, and how long it takes over all rounds, with changes of side and rests between sets."""

    def __init__(self, timeline: Timeline) -> None:
        self._number = 0
        self._starts: dict[int, float] = {}
        self._seconds: dict[int, float] = {}
        for segment in timeline.segments:
            if segment.step is None:
                continue
            if segment.is_work or segment.kind == "switch" or (segment.kind == "rest" and segment.set is not None):
                self._starts.setdefault(segment.step, segment.starts_at_s)
                self._seconds[segment.step] = self._seconds.get(segment.step, 0.0) + segment.estimate_s

    def next_step(self) -> tuple[float | None, float | None]:
        self._number += 1
        return self._starts.get(self._number), self._seconds.get(self._number)


def _table(document: Any, path: KeyPath) -> dict[str, Any]:
    for name in path:
        document = document[name]
    return document if isinstance(document, dict) else {}


def _said(table: dict[str, Any], key: str) -> str:
    value = table.get(key)
    return value if isinstance(value, str) else ""


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
