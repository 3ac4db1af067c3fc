"""Imports a file into the history, whatever program wrote it: recognised by its content, never by its name.

JSON Lines and backups are this program's own. Of other programs: Loop Habit Tracker's CSV files and backup, Tickmate's
database, HabitBull's CSV and harsh's log (`habit_texts`, `habit_databases`).
"""

from __future__ import annotations

import itertools
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from msgspec.structs import replace

from routine_timer.history import habit_databases, habit_texts
from routine_timer.history.errors import ArchiveGiven, BadImport, UnknownFormat, unusable_backup
from routine_timer.history.habit_days import HabitDay, HabitDays
from routine_timer.history.history import History
from routine_timer.history.import_export import LineErrors, import_lines
from routine_timer.history.merge_result import MergeResult
from routine_timer.history.records import Record

LARGEST = 20_000_000
"""Most bytes that another program's file may have: a century of a dozen habits."""
MOST_DAYS = 200_000
"""Most days that it may have."""
_START = 4096
_BOM = b"\xef\xbb\xbf"
_RECORD = re.compile(rb'"(?:routine|edited_at)"[ \t]*:')
"""What a line of a history has, and no other program's JSON."""
_SQLITE = b"SQLite format 3\x00"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""How a zip starts, with files in it and without."""


MOST_STREAMED = 200_000_000
"""Most bytes that are read from a pipe: several sessions a day for a century."""
_PIECE = 1 << 20

_Read: TypeAlias = Callable[[LineErrors], Iterator[HabitDay]]
"""Reads the days of a file from its beginning."""


def import_file(history: History, file: Path, preview: list[Record] | None = None) -> MergeResult:
    """Merge a file that can be imported.

    Args:
        preview: takes the records that would be new or changed; then nothing is written.

    Raises:
        BadImport: lists the wrong lines; nothing was written.
        UnknownFormat: it is not a file that can be imported.
        ArchiveGiven: a zip or a folder; nothing was written.
        OSError: the file can't be read.
        HistoryError: the history can't be written.
    """
    if file.is_dir():
        raise ArchiveGiven(file.name or str(file), "folder", "name one file in it")
    if not file.is_file():
        return _import_stream(history, file, preview)
    with file.open("rb") as stream:
        start = stream.read(_START).removeprefix(_BOM).lstrip()
    if start.startswith(_SQLITE):
        return _import_database(history, file, preview)
    if start.startswith(_ZIP):
        raise ArchiveGiven(file.name, "zip", "unpack it and name one file in it")
    if (known := habit_texts.recognize(_with_newlines(start).decode("utf-8", "replace"))) is None:
        return _import_json_lines(history, file, start, preview)
    source, program, read = known
    text = _text(file)
    return _merge(history, file.name, HabitDays(source, program), lambda problems: read(text, file, problems), preview)


def _import_json_lines(history: History, file: Path, start: bytes, preview: list[Record] | None) -> MergeResult:
    if start and not start.startswith(b"{") and b"\n{" not in start:
        raise UnknownFormat(file.name)
    try:
        return import_lines(history, file, preview=preview)
    except BadImport as error:
        if _RECORD.search(start):
            raise
        raise UnknownFormat(file.name) from error


def _import_database(history: History, file: Path, preview: list[Record] | None) -> MergeResult:
    known = None
    try:
        with habit_databases.reading(file) as db:
            if (known := habit_databases.recognize(db)) is not None:
                source, program, read = known
                days = HabitDays(source, program)
                return _merge(history, file.name, days, lambda problems: read(db, problems), preview)
            if not habit_databases.is_history(db):
                raise UnknownFormat(file.name, "the database of another program")
    except (sqlite3.Error, UnicodeDecodeError) as error:  # the latter when its message quotes a broken schema
        if known is not None:
            raise unusable_backup(file, str(error)) from error
        # damaged: reading it as a backup reports how
    return history.restore_backup(file, preview)


def _import_stream(history: History, file: Path, preview: list[Record] | None) -> MergeResult:
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
            raise ArchiveGiven(file.name, what, "no history is that long: name one file")
        return import_file(history, copy, preview)


def _merge(history: History, name: str, days: HabitDays, read: _Read, preview: list[Record] | None) -> MergeResult:
    """Merge the days of a file, all or none. It is read twice, so that they are never in memory at once.

    Raises:
        BadImport
    """
    problems = LineErrors()
    count = sum(1 for _ in itertools.islice(days.records(read(problems)), MOST_DAYS + 1))
    if count > MOST_DAYS:
        problems.add(1, f"more than {MOST_DAYS} days")
    problems.raise_if_any(name)
    again = days.again()
    merged = history.merge(again.records(read(LineErrors())), preview)
    return replace(
        merged,
        skips_left_out=days.left_out,
        days_read=days.read,
        orphans=days.orphans,
        notes_left_out=again.notes_left_out,
        notes_cut=again.notes_cut,
    )


def _text(file: Path) -> str:
    if file.stat().st_size > LARGEST:
        raise BadImport(file.name, [(1, f"larger than {LARGEST // 1_000_000} MB")])
    data = _with_newlines(file.read_bytes())
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        raise BadImport(file.name, [(line, "not UTF-8")]) from wrong


def _with_newlines(data: bytes) -> bytes:
    """A text whose lines end in CR alone, with newlines in their place; any other as it is."""
    return data if b"\n" in data else data.replace(b"\r", b"\n")
