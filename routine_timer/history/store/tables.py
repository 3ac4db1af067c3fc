"""Records in their tables: rows to records and back, each with the checksum of its line.

Works on an open connection and starts no transaction: the caller decides what belongs together. A row that matches its
checksum is as it was written; one that does not may hold anything, and is checked like a line from elsewhere.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time
from typing import Any, NamedTuple

from msgspec.structs import replace

from routine_timer.history.records import AlteredRecord, Record, SegmentRecord, SessionRecord
from routine_timer.history.store.json_codec import (
    RECORD_TYPES,
    Json,
    WrongLine,
    as_json,
    as_line,
    checksum_of,
    from_json,
    keys_of,
    segment_from,
    segment_object,
    trusted_session,
    type_of,
)
from routine_timer.history.streaks.day_of_instant import EPOCH

_SESSION = tuple(key for key in keys_of(SessionRecord) if key != "segments")
_SEGMENT = keys_of(SegmentRecord)


class _Table(NamedTuple):
    """The table of a small record: its name, the keys of its columns, and the column that it is sorted by."""

    name: str
    keys: tuple[str, ...]
    order: str

    @property
    def columns(self) -> str:
        return ", ".join("from_day" if key == "from" else key for key in self.keys)


_TABLES = {
    kind: _Table(kind.replace("-", "_"), keys_of(RECORD_TYPES[kind]), order)
    for kind, order in (("skip", "day"), ("goal", "from_day"), ("dose", "accepted_at"), ("check-in", "day"))
}
_SEGMENT_COLUMNS = ", ".join(f'"{name}"' for name in _SEGMENT)
_SESSION_COLUMNS = ", ".join(_SESSION)
_BATCH = 500
_ROWS_AT_ONCE = 100
_DAY_S, _NOON_S = 86_400.0, 43_200.0
CHECKSUM_WRONG = "its checksum does not match"
ENDED = "status <> 'under way'"


def epoch(when: datetime) -> float:
    """Seconds since 1970: what instants are sorted by."""
    return (when - EPOCH).total_seconds()


# -- sessions


def save_session(db: sqlite3.Connection, record: SessionRecord) -> None:
    """Write an ended session whole.

    It counts from the moment when it was started or saved, whichever is earlier: one that was entered for later today
    counts at once, and so does one during which the clock was set back. One that only has a day counts from the first
    moment at which it is that day anywhere. All of that is in the record, so every computer agrees.
    """
    if record.started_at is None:
        offset, place = None, ""
        begins = epoch(datetime.combine(record.day, time(12), UTC))
        earliest = begins - _DAY_S - _NOON_S
    else:
        offset = record.started_at.utcoffset()
        place = record.zone or str(offset.total_seconds() if offset else 0.0)
        earliest = begins = epoch(record.started_at)
    value = as_json(record)
    values = _columns(value, _SESSION)
    extra = {
        "checksum": checksum_of(value),
        "begins": begins,
        "place": place,
        "offset_s": offset.total_seconds() if offset else 0.0,
        "counts_from": min(earliest, epoch(record.edited_at)),
    }
    names = [*_SESSION, *extra]
    updates = ", ".join(f"{name} = excluded.{name}" for name in names if name != "id")
    db.execute(
        f"INSERT INTO session ({', '.join(names)}) VALUES ({', '.join('?' * len(names))}) "
        f"ON CONFLICT (id) DO UPDATE SET {updates}",
        [*values, *extra.values()],
    )
    db.execute("DELETE FROM segment WHERE session = ?", (record.id,))
    db.execute("DELETE FROM under_way WHERE session = ?", (record.id,))
    save_segments(db, record.id, record.segments)


def save_segments(db: sqlite3.Connection, session: str, segments: Iterable[SegmentRecord]) -> None:
    db.executemany(
        f"INSERT OR REPLACE INTO segment (session, {_SEGMENT_COLUMNS}) VALUES ({', '.join('?' * 12)})",
        ([session, *segment_object(segment).values()] for segment in segments),
    )


def load_segments(db: sqlite3.Connection, session: str) -> tuple[SegmentRecord, ...]:
    """The segments of a session under way that can be read."""
    rows = db.execute(f"SELECT {_SEGMENT_COLUMNS} FROM segment WHERE session = ? ORDER BY n", (session,))
    segments = []
    for row in rows:
        with contextlib.suppress(WrongLine, ValueError):
            segments.append(segment_from(dict(zip(_SEGMENT, row, strict=True))))
    return tuple(segments)


def load_sessions(
    db: sqlite3.Connection, where: str = "1", values: Sequence[object] = (), tail: str = ""
) -> Iterator[SessionRecord | AlteredRecord]:
    """Ended sessions, newest first, one by one. One that can't be read comes as `AlteredRecord`.

    Args:
        where, values: a condition on the columns of `session`.
        tail: LIMIT and OFFSET.
    """
    rows = db.execute(
        f"SELECT {_SESSION_COLUMNS}, checksum FROM session WHERE {ENDED} AND {where} "
        f"ORDER BY begins DESC, id DESC {tail}",
        values,
    )
    while batch := rows.fetchmany(_BATCH):
        segments = _segments_of(db, [row[0] for row in batch])
        for row in batch:
            value: Json = {"type": "session", **dict(zip(_SESSION, row, strict=False))}
            value["done"], value["deleted"] = bool(value["done"]), bool(value["deleted"])
            value["segments"] = segments.get(row[0], [])
            yield trusted_session(value) if _matches(value, row[-1]) else _checked_session(value)


def load_session_rows(
    db: sqlite3.Connection, where: str = "1", values: Sequence[object] = (), tail: str = ""
) -> Iterator[SessionRecord]:
    """The same without their segments, and unchecked: as quick as a long list has to be.

    A row that can't be read is left out.
    """
    query = f"SELECT {_SESSION_COLUMNS} FROM session WHERE {ENDED} AND {where} ORDER BY begins DESC, id DESC {tail}"
    for row in db.execute(query, values):
        value: Json = dict(zip(_SESSION, row, strict=True))
        value["done"], value["deleted"], value["segments"] = bool(value["done"]), bool(value["deleted"]), []
        with contextlib.suppress(ValueError, TypeError):
            yield trusted_session(value)


def _segments_of(db: sqlite3.Connection, ids: list[Any]) -> dict[Any, list[Json]]:
    segments: dict[Any, list[Json]] = {}
    marks = ", ".join("?" * len(ids))
    query = f"SELECT session, {_SEGMENT_COLUMNS} FROM segment WHERE session IN ({marks}) ORDER BY session, n"
    for session, *row in db.execute(query, ids):
        segments.setdefault(session, []).append(dict(zip(_SEGMENT, row, strict=True)))
    return segments


# -- entries: records that are stored as their line


def _save_entry(db: sqlite3.Connection, record: Record) -> None:
    value = as_json(record)
    day = value.get("day")
    line = json.dumps(value, ensure_ascii=False)
    db.execute(
        "INSERT OR REPLACE INTO entry (type, id, day, line, edited_at, deleted, checksum) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            type_of(record),
            record.id,
            day if isinstance(day, str) else None,
            line,
            record.edited_at.astimezone(UTC).isoformat(),
            int(record.deleted),
            checksum_of(value),
        ),
    )


def load_entries(
    db: sqlite3.Connection, where: str = "1", values: Sequence[object] = ()
) -> Iterator[Record | AlteredRecord]:
    """The records that are stored as their line, oldest first."""
    query = f"SELECT type, id, line, checksum FROM entry WHERE {where} ORDER BY type, day, edited_at, id"
    for kind, id_, line, checksum in db.execute(query, values):
        try:
            value = json.loads(line)
        except (ValueError, TypeError, RecursionError) as error:
            yield AlteredRecord(str(kind), str(id_), str(error))
            continue
        if not isinstance(value, dict) or value.get("type") != kind or value.get("id") != id_:
            yield AlteredRecord(str(kind), str(id_), "its line belongs to another record")
            continue
        record = _checked(kind, value)
        if isinstance(record, AlteredRecord) or _matches(value, checksum):
            yield record
        else:
            yield as_altered(record)


# -- skips, goals, doses, check-ins


def save_small(db: sqlite3.Connection, record: Record) -> None:
    """Write a skip, goal, dose or check-in."""
    table = _TABLES[type_of(record)]
    value = as_json(record)
    columns = _columns(value, table.keys)
    if "signs" in value:
        columns[table.keys.index("signs")] = json.dumps(value["signs"], ensure_ascii=False)
    marks = ", ".join("?" * (len(columns) + 1))
    db.execute(
        f"INSERT OR REPLACE INTO {table.name} ({table.columns}, checksum) VALUES ({marks})",
        [*columns, checksum_of(value)],
    )


def load_small(
    db: sqlite3.Connection, kind: str, where: str = "1", values: Sequence[object] = ()
) -> Iterator[Record | AlteredRecord]:
    """The records of one type, oldest first (by their day, or when they were accepted)."""
    table = _TABLES[kind]
    query = f"SELECT {table.columns}, checksum FROM {table.name} WHERE {where} ORDER BY {table.order}, edited_at, id"
    for row in db.execute(query, values):
        value: Json = {"type": kind, **dict(zip(table.keys, row, strict=False))}
        value["deleted"] = bool(value["deleted"])
        yield _small_record(kind, value, row[-1])


def save(db: sqlite3.Connection, record: Record) -> None:
    """Write any record."""
    if isinstance(record, SessionRecord):
        save_session(db, record)
    elif type_of(record) in _TABLES:
        save_small(db, record)
    else:
        _save_entry(db, record)


def find(db: sqlite3.Connection, kind: str, id: str) -> Record | AlteredRecord | None:
    """The stored version of a record. A session that has not ended is not found."""
    records: Iterator[Record | AlteredRecord]
    if kind == "session":
        records = load_sessions(db, "id = ?", (id,))
    elif kind in _TABLES:
        records = load_small(db, kind, "id = ?", (id,))
    else:
        records = load_entries(db, "type = ? AND id = ?", (kind, id))
    return next(iter(records), None)


def everything(db: sqlite3.Connection) -> Iterator[Record | AlteredRecord]:
    """Every record, deleted ones too: sessions newest first, then the others."""
    yield from load_sessions(db)
    for kind in _TABLES:
        yield from load_small(db, kind)
    yield from load_entries(db)


def everything_in_batches(db: sqlite3.Connection) -> Iterator[Record | AlteredRecord]:
    """Every record, a few at a time, so that the file can be written in between."""
    last = db.execute("SELECT MAX(rowid) FROM session").fetchone()[0] or 0
    for first in range(0, last + 1, _ROWS_AT_ONCE):
        yield from list(load_sessions(db, "rowid BETWEEN ? AND ?", (first, first + _ROWS_AT_ONCE - 1)))
    for kind in _TABLES:
        yield from list(load_small(db, kind))
    yield from list(load_entries(db))


def _columns(value: Json, names: Sequence[str]) -> list[object]:
    return [int(value[name]) if isinstance(value[name], bool) else value[name] for name in names]


def _matches(value: Json, expected: object) -> bool:
    try:
        return checksum_of(value) == expected
    except TypeError:  # bytes, where there was text
        return False


def _checked_session(value: Json) -> SessionRecord | AlteredRecord:
    """The session of an object that was altered, marked as such, if it can be read at all."""
    record = _checked("session", value)
    return replace(record, intact=False) if isinstance(record, SessionRecord) else as_altered(record)


def _small_record(kind: str, value: Json, expected: object) -> Record | AlteredRecord:
    try:
        if kind == "check-in":
            value["signs"] = json.loads(value["signs"])
    except (ValueError, TypeError) as error:
        return AlteredRecord(kind, str(value.get("id")), str(error))
    record = _checked(kind, value)
    if isinstance(record, AlteredRecord) or _matches(value, expected):
        return record
    return as_altered(record)


def _checked(kind: str, value: Json) -> Record | AlteredRecord:
    try:
        return from_json(value, _no_day, _no_done)
    except (WrongLine, ValueError, TypeError, OverflowError) as error:
        return AlteredRecord(kind, str(value.get("id")), str(error))


def wrong_with(record: Record) -> str | None:
    """Why no computer would take in the line of `record`; None if every one would."""
    checked = _checked(type_of(record), as_json(record))
    return checked.what if isinstance(checked, AlteredRecord) else None


def is_intact(record: Record | AlteredRecord) -> bool:
    return not isinstance(record, AlteredRecord) and (not isinstance(record, SessionRecord) or record.intact)


def as_altered(record: Record | AlteredRecord) -> AlteredRecord:
    """A record whose checksum does not match, as it is reported."""
    return record if isinstance(record, AlteredRecord) else AlteredRecord(type_of(record), record.id, CHECKSUM_WRONG)


def _no_day(_when: datetime, _zone: str | None) -> Any:
    raise WrongLine("its day is missing")


def _no_done(_segments: object, _completed: bool) -> bool:
    raise WrongLine("whether it is done is missing")


def wins(new: Record, old: Record) -> bool:
    """Whether `new` replaces `old` in a merge: the later edit does, or of two at the same time the greater line."""
    if isinstance(old, SessionRecord) and not old.intact:
        return new.edited_at >= old.edited_at
    if new.edited_at != old.edited_at:
        return new.edited_at > old.edited_at
    return as_line(new) > as_line(old)
