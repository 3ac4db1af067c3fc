"""What version 0.1 stored and this one would not: unusable ids, and a time of day that nobody had said.

Runs once, inside the migration of a file. Records that something else has altered stay as they are: they are reported,
never shown as intact. Their ids are made usable all the same, because an id may end up in a terminal.
"""

from __future__ import annotations

import sqlite3

from msgspec.structs import replace

from routine_timer.history.records import AlteredRecord, Record, SessionRecord
from routine_timer.history.store.json_codec import usable_id, without_invented_noon
from routine_timer.history.store.tables import find, save, wins

_KINDS = ("session", "skip", "goal", "dose", "check-in")
"""The types of record that version 0.1 had."""
NEW_IDS = "new ids"
"""The fact by which the next opening knows how many ids were changed."""


def tidy(db: sqlite3.Connection) -> None:
    """Give every record a usable id, and take the invented noon from imported sessions. The database file's own
    transaction is the caller's."""
    new_ids = 0
    db.create_function("usable_id", 1, usable_id, deterministic=True)
    for kind in _KINDS:
        table = kind.replace("-", "_")
        query = f"SELECT id FROM {table} WHERE id IS NOT usable_id(id)"
        if kind == "session":
            query += " AND status <> 'under way' OR id GLOB 'loop-*' OR id GLOB 'harsh-*'"
        for (id_,) in db.execute(query).fetchall():
            new_ids += usable_id(id_) != id_
            _tidy_record(db, kind, table, id_)
    if new_ids:
        db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (NEW_IDS, str(new_ids)))


def _tidy_record(db: sqlite3.Connection, kind: str, table: str, old_id: str) -> None:
    record, new_id = find(db, kind, old_id), usable_id(old_id)
    if record is None or isinstance(record, AlteredRecord) or not _is_intact(record):
        if new_id != old_id and find(db, kind, new_id) is None:
            if kind == "session":
                db.execute("UPDATE segment SET session = ? WHERE session = ?", (new_id, old_id))
            db.execute(f"UPDATE {table} SET id = ? WHERE id = ?", (new_id, old_id))
        return
    new = replace(record, id=new_id)
    if isinstance(new, SessionRecord):
        new = without_invented_noon(new)
    if new == record:
        return
    if new_id != old_id:
        if kind == "session":
            db.execute("DELETE FROM segment WHERE session = ?", (old_id,))
        db.execute(f"DELETE FROM {table} WHERE id = ?", (old_id,))
        other = find(db, kind, new_id)
        if other is not None and not isinstance(other, AlteredRecord) and not wins(new, other):
            return
    save(db, new)


def _is_intact(record: Record) -> bool:
    return not isinstance(record, SessionRecord) or record.intact
