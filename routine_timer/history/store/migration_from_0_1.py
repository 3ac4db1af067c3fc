"""Migrates what version 0.1 stored and this one would not: unusable ids, dates and notes out of bounds, and a time of
day that nobody had said.

Runs once, inside the migration of a file. Records that something else has altered stay as they are: they are reported,
never shown as intact. Their ids are made usable all the same, because an id may end up in a terminal.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, time, timedelta
from typing import Any

from msgspec.structs import asdict, replace

from routine_timer.history.records import LONGEST_NOTE, AlteredRecord, Record, SessionRecord
from routine_timer.history.store.json_codec import usable_id, without_invented_noon
from routine_timer.history.store.tables import find, is_intact, save, wins, wrong_with
from routine_timer.history.streaks.day_of_instant import FIRST_DAY, LAST_DAY
from routine_timer.text.plurals import pluralize

_KINDS = ("session", "skip", "goal", "dose", "check-in")
"""The types of record that version 0.1 had."""
NEW_IDS, CORRECTED = "new ids", "corrected"
"""The facts by which the next opening knows how many ids were changed, and how many dates or notes."""
_BOUNDED = ("started_at", "ended_at", "edited_at", "note")
_FIRST = datetime.combine(FIRST_DAY + timedelta(1), time(12), UTC)
_LAST = datetime.combine(LAST_DAY - timedelta(1), time(12), UTC)
"""Instants that are in the years that count wherever one is."""
_EDITED = f"edited_at < '{_FIRST.isoformat()}' OR edited_at > '{_LAST.isoformat()}'"
_OUT_OF_BOUNDS = f"{_EDITED} OR started_at < '{_FIRST.isoformat()}' OR length(note) > {LONGEST_NOTE}"
"""Sessions that may be out of bounds: `wrong_with` knows. Other records that are can't be read, and are reported."""


def tidy(db: sqlite3.Connection) -> None:
    """Give every record a usable id, and take the invented noon from imported sessions. The database file's own
    transaction is the caller's."""
    new_ids = corrected = 0
    db.create_function("usable_id", 1, usable_id, deterministic=True)
    for kind in _KINDS:
        table = kind.replace("-", "_")
        query = f"SELECT id FROM {table} WHERE id IS NOT usable_id(id)"
        if kind == "session":
            query += f" AND status <> 'under way' OR id GLOB 'loop-*' OR id GLOB 'harsh-*' OR {_OUT_OF_BOUNDS}"
        for (id_,) in db.execute(query).fetchall():
            new_ids += usable_id(id_) != id_
            corrected += _tidy_record(db, kind, table, id_)
    for name, count in ((NEW_IDS, new_ids), (CORRECTED, corrected)):
        if count:
            db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, str(count)))


def _tidy_record(db: sqlite3.Connection, kind: str, table: str, old_id: str) -> bool:
    """Whether a date or a note was out of bounds."""
    record, new_id = find(db, kind, old_id), usable_id(old_id)
    if record is None or isinstance(record, AlteredRecord) or not is_intact(record):
        if new_id != old_id and find(db, kind, new_id) is None:
            if kind == "session":
                db.execute("UPDATE segment SET session = ? WHERE session = ?", (new_id, old_id))
            db.execute(f"UPDATE {table} SET id = ? WHERE id = ?", (new_id, old_id))
        return False
    bounded = _in_bounds(record)
    new = replace(bounded, id=new_id)
    if isinstance(new, SessionRecord):
        new = without_invented_noon(new)
    if new == record:
        return False
    if new_id != old_id:
        if kind == "session":
            db.execute("DELETE FROM segment WHERE session = ?", (old_id,))
        db.execute(f"DELETE FROM {table} WHERE id = ?", (old_id,))
        other = find(db, kind, new_id)
        if other is not None and not isinstance(other, AlteredRecord) and not wins(new, other):
            return False
    save(db, new)
    return bounded != record


def _in_bounds(record: Record) -> Record:
    """`record` with its instants and notes within what every computer takes in."""
    if wrong_with(record) is None:
        return record
    values = {key: value for key, value in asdict(record).items() if key in _BOUNDED}
    changes: dict[str, Any] = {
        key: value[:LONGEST_NOTE] if isinstance(value, str) else min(max(value, _FIRST), _LAST)
        for key, value in values.items()
        if value is not None
    }
    return replace(record, **changes)


def corrected_text(count: int) -> str:
    """What to say of records whose dates or notes were out of bounds."""
    return f"{pluralize(count, 'record')} had a date or note that other computers refuse; it was corrected"
