"""Where a running session is kept while its file can't be written: one file of notes per session, in the state folder.

The file holds the session's whole account, so it stands by itself, whatever becomes of the database. It is taken up
again by whatever opens the history next.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from routine_timer.atomic import write_text
from routine_timer.history.records import SessionRecord
from routine_timer.history.store.json_codec import Json, WrongLine
from routine_timer.history.store.schema import migrate
from routine_timer.history.store.session_journal import apply, as_text
from routine_timer.history.store.tables import find, save_session


class Spill:
    """The folder `unsaved/` of a state folder."""

    def __init__(self, state: Path) -> None:
        self._folder = state / "unsaved"

    def keep(self, id: str, account: Sequence[Json]) -> None:
        """Write a session's whole account; atomic.

        Raises:
            OSError
        """
        write_text(self._file(id), "".join(f"{as_text(note)}\n" for note in account), private=True)

    def drop(self, id: str) -> None:
        with contextlib.suppress(OSError):
            self._file(id).unlink()

    def set_aside(self, id: str) -> None:
        """Keep an account that makes no sense out of the way."""
        with contextlib.suppress(OSError):
            file = self._file(id)
            file.replace(file.with_suffix(".unreadable"))

    def accounts(self) -> list[list[Json]]:
        """The accounts of the sessions that wait here. What can't be read is left where it is."""
        try:
            files = sorted(self._folder.glob("*.jsonl"))
        except OSError:
            return []
        return [account for account in map(_read, files) if account]

    def _file(self, id: str) -> Path:
        """Ids of other people's sessions may be any text, so none becomes a file name as it is."""
        return self._folder / f"{hashlib.sha256(id.encode()).hexdigest()[:32]}.jsonl"


def _read(file: Path) -> list[Json]:
    account: list[Json] = []
    with contextlib.suppress(OSError, ValueError):
        for line in file.read_text("utf-8").splitlines():
            note = json.loads(line)
            if not isinstance(note, dict) or "note" not in note or "id" not in note:
                break
            account.append(note)
    return account


def take_up(db: sqlite3.Connection, account: Sequence[Json]) -> None:
    """Write an account into the tables, within the caller's transaction.

    Where the session was meanwhile kept as partial with less in it, the account replaces that.
    """
    id_ = str(account[0]["id"])
    stored = find(db, "session", id_)
    if stored is None:
        for note in account:
            apply(db, note)
        return
    whole = ended_record(account)
    if whole is None or not isinstance(stored, SessionRecord):
        return
    if stored.status == "partial" and not stored.deleted and len(whole.segments) >= len(stored.segments):
        save_session(db, replace(whole, edited_at=max(whole.edited_at, stored.edited_at)))
        return
    for note in account:
        if note["note"] == "said" and datetime.fromisoformat(note["at"]) > stored.edited_at:
            apply(db, note)


def ended_record(account: Sequence[Json]) -> SessionRecord | None:
    """The record that an account leads to, None while the session is under way. Needs no file."""
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        migrate(db, datetime(1970, 1, 1, tzinfo=UTC))
        for note in account:
            with contextlib.suppress(WrongLine):
                apply(db, note)
        record = find(db, "session", str(account[0]["id"]))
        return record if isinstance(record, SessionRecord) else None
