"""Export and import: JSON Lines, which merge without loss, and CSV for spreadsheets.

A file is checked to its end before anything is imported: if any line is wrong, all wrong lines are listed and nothing
is written. Files are read line by line, so they may be larger than memory.
"""

from __future__ import annotations

import csv
import hashlib
import io
import itertools
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from msgspec.structs import replace

from routine_timer.history.errors import BadImport
from routine_timer.history.history import History
from routine_timer.history.merge_result import MergeResult
from routine_timer.history.records import AlteredRecord, Record, SessionRecord
from routine_timer.history.store.json_codec import LONGEST_LINE, WrongLine, as_line, read_line

MOST_PROBLEMS = 20
"""How many wrong lines are listed; the rest are counted."""

_BOM = b"\xef\xbb\xbf"
_CSV_FIELDS = (
    "id", "routine", "day", "started_at", "ended_at", "zone", "status", "done", "active_s", "note", "pain_before",
    "pain_after",
)  # fmt: skip
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""Spreadsheets take a cell that starts with one of these for a formula."""


class LineErrors:
    """Wrong lines: the first few with what is wrong, and how many more there are."""

    def __init__(self) -> None:
        self._first: list[tuple[int, str]] = []
        self._more = 0

    def add(self, line: int, what: str) -> None:
        if len(self._first) < MOST_PROBLEMS:
            self._first.append((line, what))
        else:
            self._more += 1

    def raise_if_any(self, name: str) -> None:
        """Raises:
        BadImport
        """
        if (error := self.as_error(name)) is not None:
            raise error

    def as_error(self, name: str, *, others_imported: bool = False) -> BadImport | None:
        if not self._first:
            return None
        return BadImport(name, self._first, self._more, others_imported=others_imported)


def export_lines(history: History) -> Iterator[str]:
    """Every record as a line. Deleted ones too, so that others delete them; not those that something else altered."""
    for record in history.everything():
        if not isinstance(record, AlteredRecord) and (not isinstance(record, SessionRecord) or record.intact):
            yield as_line(record)


def import_lines(
    history: History, file: Path, known: Collection[bytes] = frozenset(), preview: list[Record] | None = None
) -> MergeResult:
    """Merge a file of JSON Lines, all or nothing.

    Args:
        known: keys (see `line_key`) of lines that the history already has; they are not read.
        preview: takes the records that would be new or changed; then nothing is written.

    Raises:
        BadImport: lists the wrong lines; nothing was written.
        OSError: the file can't be read.
        HistoryError: the history can't be written.
    """
    problems, new_ids = LineErrors(), list[None]()

    def records(stream: BinaryIO) -> Iterator[Record]:
        yield from _good_records(history, stream, known, problems, lambda: new_ids.append(None))
        problems.raise_if_any(file.name)  # within the transaction, so that nothing of it stays

    with file.open("rb") as stream:
        merged = history.merge(records(stream), preview)
        return replace(merged, new_ids=len(new_ids))


def merge_lines(
    history: History, stream: BinaryIO, name: str, known: Collection[bytes] = frozenset()
) -> tuple[MergeResult, BadImport | None]:
    """Merge the lines that can be read. Those that can't are passed over, and returned as an error.

    Raises:
        OSError: the file can't be read.
        HistoryError: the history can't be written; nothing was merged.
    """
    problems, new_ids = LineErrors(), list[None]()
    merged = history.merge(_good_records(history, stream, known, problems, lambda: new_ids.append(None)))
    return replace(merged, new_ids=len(new_ids)), problems.as_error(name, others_imported=True)


def _good_records(
    history: History, stream: BinaryIO, known: Collection[bytes], problems: LineErrors, on_new_id: Callable[[], None]
) -> Iterator[Record]:
    for number, line in numbered(stream):
        if known and line_key(line) in known:
            continue
        try:
            yield read_line(line, history.day_by, history.done_by, on_new_id)
        except WrongLine as wrong:
            problems.add(number, str(wrong))


def line_key(line: bytes) -> bytes:
    """A short hash of a line."""
    return hashlib.blake2b(line, digest_size=16).digest()


def numbered(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines that are not empty, with their numbers. One that is too long is cut off where that shows."""
    number = 0
    while line := stream.readline(LONGEST_LINE + 2):
        number += 1
        if number == 1:
            line = line.removeprefix(_BOM)
        if len(line) > LONGEST_LINE + 1 and not line.endswith(b"\n"):
            while (rest := stream.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
        if line.strip():
            yield number, line.rstrip(b"\r\n")


def csv_lines(sessions: Iterable[SessionRecord]) -> Iterator[str]:
    """A header line and a line for each session, times in seconds. Spreadsheets take no cell for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in itertools.chain([_CSV_FIELDS], ([_cell(getattr(one, key)) for key in _CSV_FIELDS] for one in sessions)):
        writer.writerow(row)
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
    return value.isoformat() if hasattr(value, "isoformat") else value
