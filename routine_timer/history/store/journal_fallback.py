"""Where the journal of a session goes while the database can't be written: one file per session, in the state folder.

The file holds the session's whole journal, so it can be read whatever becomes of the database. Whatever opens the
history next replays it.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from routine_timer.history.journal_entries import JournalEntry, RemarksChanged
from routine_timer.history.records import SessionRecord
from routine_timer.history.store.journal_tables import apply
from routine_timer.history.store.schema import migrate
from routine_timer.history.store.tables import find, save_session
from routine_timer.history.streaks.day_of_instant import EPOCH
from routine_timer.safe_files import read_regular, write_text


class JournalFallback:
    """The folder `unsaved/` of a state folder."""

    def __init__(self, state: Path) -> None:
        self._folder = state / "unsaved"

    def save(self, journal: Sequence[JournalEntry]) -> None:
        """Write a session's whole journal, one entry at least; atomic.

        Raises:
            OSError
        """
        write_text(self._file(journal[0].id), _encoder.encode_lines(journal).decode(), private=True)

    def delete(self, id: str) -> None:
        with contextlib.suppress(OSError):
            self._file(id).unlink()

    def journals(self) -> list[list[JournalEntry]]:
        """The journals in the folder. One that makes no sense is renamed, and kept out of the way."""
        try:
            files = sorted(self._folder.glob("*.jsonl"))
        except OSError:
            return []
        return [journal for journal in map(_read, files) if journal]

    def _file(self, id: str) -> Path:
        """Ids from other programs may be any text, so an id never becomes a file name as it is."""
        return self._folder / f"{hashlib.sha256(id.encode()).hexdigest()[:32]}.jsonl"


def _read(file: Path) -> list[JournalEntry]:
    """The journal in a file, as far as it was written; empty where the file can't be read."""
    try:
        lines = read_regular(file).decode().splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    journal: list[JournalEntry] = []
    for line in lines:
        try:
            journal.append(_decoder.decode(line))
        except msgspec.ValidationError:
            with contextlib.suppress(OSError):
                file.replace(file.with_suffix(".unreadable"))
            return []
        except msgspec.DecodeError:
            break  # the program was killed while it wrote this line
    return journal


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(JournalEntry)


def replay(db: sqlite3.Connection, journal: Sequence[JournalEntry]) -> None:
    """Write a journal into the tables, within the caller's transaction.

    Where the session was meanwhile saved as partial with less in it, the journal replaces that.
    """
    stored = find(db, "session", journal[0].id)
    if stored is None:
        for entry in journal:
            apply(db, entry)
        return
    whole = ended_record(journal)
    if whole is None or not isinstance(stored, SessionRecord):
        return
    if stored.status == "partial" and not stored.deleted and len(whole.segments) >= len(stored.segments):
        save_session(db, replace(whole, edited_at=max(whole.edited_at, stored.edited_at)))
        return
    for entry in journal:
        if isinstance(entry, RemarksChanged) and entry.at > stored.edited_at:
            apply(db, entry)


def ended_record(journal: Sequence[JournalEntry]) -> SessionRecord | None:
    """The record that a journal results in, or None while the session is active. Needs no file."""
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        migrate(db, EPOCH)
        for entry in journal:
            apply(db, entry)
        record = find(db, "session", journal[0].id)
        return record if isinstance(record, SessionRecord) else None
