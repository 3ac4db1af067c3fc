"""Imports from other programs: the CSV export of Loop Habit Tracker, and harsh's log.

Every checked day becomes a done session. A skipped day becomes a skip, unless another habit was done on it (then it
needs none) or missed (then it is counted and reported). Ids come from the source, so importing a file again changes
nothing. A day that comes once with a note and once without keeps the note, in whatever order they come.

Formats: Loop's `Checkmarks.csv` as its `HabitsCSVExporter` writes it (one habit a column, or `Date,Value,Notes` in a
habit's own folder), values as in its `Entry`, as words or as numbers: 2 done, 3 skipped, 0 missed; 1 (not done, and not
owed) and -1 (unknown) say nothing of the day. harsh's log as its README describes it
(`2026-11-21 : Stretch : y : comment : amount`).
"""

from __future__ import annotations

import csv
import hashlib
import io
import itertools
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TypeAlias

from routine_timer.history.errors import BadImport, HoldsImports
from routine_timer.history.history import History, Merged
from routine_timer.history.import_export import LineErrors, import_lines
from routine_timer.history.records import Record, SessionRecord, SkipRecord
from routine_timer.history.store.json_codec import day_from_text
from routine_timer.history.store.session_queries import TICK

LARGEST = 20_000_000
"""Most bytes that another program's file may have: a century of a dozen habits."""
MOST_DAYS = 200_000
"""Most days that it may have."""
_LOOP_DONE = ("YES_MANUAL", "2")
_LOOP_SKIPPED = ("SKIP", "3")
_LOOP_MISSED = ("NO", "0")
_LONGEST_NOTE = 10_000
_NOON = time(12)
_START = 4096
_SQLITE = b"SQLite format 3\x00"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""How a zip starts, with files in it and without."""


MOST_STREAMED = 200_000_000
"""Most bytes that are read from a pipe: several sessions a day for a century."""
_PIECE = 1 << 20


def import_file(history: History, file: Path) -> Merged:
    """Merge a file, whatever it is: JSON Lines, Loop's CSV export, harsh's log, or a backup of a history.

    Raises:
        BadImport: lists the wrong lines; nothing was written.
        HoldsImports: a zip or a folder; nothing was written.
        OSError: the file can't be read.
        HistoryError: the history can't be written.
    """
    if file.is_dir():
        raise HoldsImports(file.name or str(file), "folder", "name one file in it")
    if not file.is_file():
        return _import_stream(history, file)
    with file.open("rb") as stream:
        start = stream.read(_START).removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(_SQLITE):
        return history.restore_backup(file)
    if start.startswith(_ZIP):
        raise HoldsImports(file.name, "zip", "unpack it and name one file in it")
    if start.startswith(b"Date,"):
        return _merge(history, file, _loop)
    if re.match(rb"(#[^\n]*\n\s*)*\d{4}-\d\d-\d\d : ", start):
        return _merge(history, file, _harsh)
    return import_lines(history, file)


def _import_stream(history: History, file: Path) -> Merged:
    """Import from a pipe by way of a copy, since import reads twice. One that never ends must not fill the disk."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / file.name
        with file.open("rb") as stream, copy.open("wb") as out:
            left = MOST_STREAMED
            while left >= 0 and (piece := stream.read(_PIECE)):
                out.write(piece)
                left -= len(piece)
        if left < 0:
            what = f"stream of more than {MOST_STREAMED // 1_000_000} MB"
            raise HoldsImports(file.name, what, "no history is so long; name one file")
        return import_file(history, copy)


class _Skips:
    """The skipped days of a file: those on which no habit was done or missed. There a habit is skipped, here a day."""

    def __init__(self) -> None:
        self._skipped: dict[date, str] = {}
        self._done: set[date] = set()
        self._missed: set[date] = set()

    def skipped(self, day: date, why: str) -> None:
        self._skipped[day] = self._skipped.get(day) or why

    def done(self, day: date) -> None:
        self._done.add(day)

    def missed(self, day: date) -> None:
        self._missed.add(day)

    @property
    def left_out(self) -> int:
        """How many skipped days are not imported because another habit was missed."""
        return len((self._skipped.keys() & self._missed) - self._done)

    def records(self, program: str) -> Iterator[SkipRecord]:
        for day in sorted(self._skipped.keys() - self._missed - self._done):
            why = self._skipped[day][:_LONGEST_NOTE]
            yield SkipRecord(f"skip-{day.isoformat()}", day, why or f"skipped in {program}", _edited_at(day, why))


_Read: TypeAlias = Callable[[str, Path, LineErrors, _Skips], Iterator[Record]]


def _loop(text: str, file: Path, problems: LineErrors, skips: _Skips) -> Iterator[Record]:
    """The records of a `Checkmarks.csv`. The one of a single habit has its name in its folder's (`001 Stretch`)."""
    rows = csv.reader(io.StringIO(text))
    try:
        heading = next(rows, [])
        alone = [cell.strip().lower() for cell in heading[:2]] == ["date", "value"]
        habits = [_name_from_folder(file)] if alone else [cell.strip() for cell in heading[1:] if cell.strip()]
        for row in rows:
            if not row or not row[0].strip():
                continue
            try:
                day = day_from_text(row[0].strip())
            except ValueError as wrong:
                problems.add(rows.line_num, str(wrong))
                continue
            note = row[2].strip() if alone and len(row) > 2 else ""
            yield from _loop_day(day, habits, row[1:2] if alone else row[1:], note, skips)
    except csv.Error as wrong:
        problems.add(rows.line_num, str(wrong))
    yield from skips.records("Loop")


def _loop_day(day: date, habits: list[str], cells: list[str], note: str, skips: _Skips) -> Iterator[Record]:
    for habit, cell in zip(habits, cells, strict=False):
        value = cell.strip()
        if value in _LOOP_DONE or (value.isdigit() and int(value[:12]) > 3):  # numbers: what was measured, × 1000
            skips.done(day)
            yield _session("loop", habit, day, note)
        elif value in _LOOP_SKIPPED:
            skips.skipped(day, note)
        elif value in _LOOP_MISSED:
            skips.missed(day)


def _name_from_folder(file: Path) -> str:
    folder = file.resolve().parent.name
    return re.sub(r"^\d+ ", "", folder).strip() or "loop"


def _harsh(text: str, _file: Path, problems: LineErrors, skips: _Skips) -> Iterator[Record]:
    """The records of harsh's log."""
    for number, line in enumerate(io.StringIO(text), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = [part.strip() for part in line.split(" : ")]
        try:
            if len(parts) < 3 or not parts[1] or parts[2] not in ("y", "n", "s"):
                raise ValueError("not `day : habit : y, n or s : comment : amount`")
            day = day_from_text(parts[0])
        except ValueError as wrong:
            problems.add(number, str(wrong))
            continue
        comment = parts[3] if len(parts) > 3 else ""
        match parts[2]:
            case "y":
                skips.done(day)
                yield _session("harsh", parts[1], day, comment)
            case "s":
                skips.skipped(day, comment)
            case _:
                skips.missed(day)
    yield from skips.records("harsh")


def _session(source: str, habit: str, day: date, note: str) -> SessionRecord:
    digest = hashlib.sha256(f"{source}\n{habit}\n{day.isoformat()}".encode()).hexdigest()[:24]
    return SessionRecord(
        id=f"{source}-{digest}",
        routine=_routine(habit),
        day=day,
        started_at=None,
        ended_at=None,
        zone=None,
        status="completed",
        done=True,
        active_s=0.0,
        note=note[:_LONGEST_NOTE] or None,
        pain_before=None,
        pain_after=None,
        edited_at=_edited_at(day, note),
    )


def _routine(habit: str) -> str:
    """A habit's name as a routine's id, so that a routine of that name has its history."""
    return re.sub(r"[\W_]+", "-", habit.lower()).strip("-")[:200] or "habit"


def _at_noon(day: date) -> datetime:
    return datetime.combine(day, _NOON, UTC)


def _edited_at(day: date, note: str) -> datetime:
    """In the past, so that later edits here win; a little later with a note, so that the note wins."""
    return _at_noon(day) + TICK if note else _at_noon(day)


def _merge(history: History, file: Path, read: _Read) -> Merged:
    """Merge the records of a file, all or none. It is read twice, so that they are never in memory at once.

    Raises:
        BadImport
    """
    text = _text(file)
    problems, skips = LineErrors(), _Skips()
    days = sum(1 for _ in itertools.islice(read(text, file, problems, skips), MOST_DAYS + 1))
    if days > MOST_DAYS:
        problems.add(1, f"more than {MOST_DAYS} days")
    problems.raise_if_any(file.name)
    merged = history.merge(read(text, file, LineErrors(), _Skips()))
    return replace(merged, skips_left_out=skips.left_out)


def _text(file: Path) -> str:
    data = file.read_bytes() if file.stat().st_size <= LARGEST else None
    if data is None:
        raise BadImport(file.name, [(1, f"larger than {LARGEST // 1_000_000} MB")])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        raise BadImport(file.name, [(line, "not UTF-8")]) from wrong
