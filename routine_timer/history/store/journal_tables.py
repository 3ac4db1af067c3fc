"""The journal of a session under way, applied to the tables of the database, and read back from them.

The same entries can be written to a file instead (`journal_fallback`), so a session can move from one to the other in
the middle and lose nothing. Applying an entry twice is the same as once. Doesn't know any transaction, and reads no
clock.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from msgspec import to_builtins
from msgspec.structs import replace

from routine_timer.history.journal_entries import (
    JournalEntry,
    MuteChanged,
    PositionChanged,
    Remarks,
    RemarksChanged,
    SegmentEnded,
    SessionEnded,
    SessionStarted,
    SidesSwapped,
    TimelineReplaced,
    WorkPlanned,
)
from routine_timer.history.records import Header, SegmentRecord, SessionRecord, UnfinishedSession
from routine_timer.history.store.json_codec import checksum_of
from routine_timer.history.store.tables import epoch, find, load_segments, save_segments, save_session
from routine_timer.history.streaks.done_rule import is_done

# -- applying entries


def apply(db: sqlite3.Connection, entry: JournalEntry) -> None:
    """Write an entry into the tables. A session that has ended takes only remarks."""
    sealed = is_sealed(db, entry.id)
    _apply(db, entry)
    _seal(db, entry.id, sealed=sealed)


def _apply(db: sqlite3.Connection, entry: JournalEntry) -> None:
    if isinstance(entry, SessionStarted):
        _start(db, entry)
        return
    active = db.execute("SELECT 1 FROM under_way WHERE session = ?", (entry.id,)).fetchone() is not None
    match entry:
        case RemarksChanged():
            _change_remarks(db, entry, active=active)
        case SegmentEnded() if active:
            _end_segment(db, entry.id, entry.segment)
        case SidesSwapped() if active:
            sides = [(side, entry.id, n) for n, side in entry.sides]
            db.executemany("UPDATE segment SET side = ? WHERE session = ? AND n = ?", sides)
            db.execute("UPDATE under_way SET timeline = ? WHERE session = ?", (entry.timeline, entry.id))
        case TimelineReplaced() if active:
            db.execute("DELETE FROM segment WHERE session = ? AND n > ?", (entry.id, entry.kept))
            db.execute("UPDATE under_way SET timeline = ? WHERE session = ?", (entry.timeline, entry.id))
        case WorkPlanned() if active:
            query = "UPDATE under_way SET planned_work_s = ? WHERE session = ?"
            db.execute(query, (entry.planned_work_s, entry.id))
        case PositionChanged() if active:
            position = (entry.index, entry.position_s, entry.at.isoformat(), entry.id)
            db.execute("UPDATE under_way SET at_index = ?, position_s = ?, seen_at = ? WHERE session = ?", position)
            db.execute("UPDATE session SET active_s = ? WHERE id = ?", (entry.active_s, entry.id))
        case MuteChanged() if active:
            db.execute("UPDATE under_way SET muted = ? WHERE session = ?", (entry.muted, entry.id))
        case SessionEnded() if active:
            _end(db, entry)


def _start(db: sqlite3.Connection, entry: SessionStarted) -> None:
    if db.execute("SELECT 1 FROM session WHERE id = ?", (entry.id,)).fetchone():
        return
    offset = entry.started_at.utcoffset()
    offset_s = offset.total_seconds() if offset else 0.0
    db.execute(
        "INSERT INTO session (id, routine, day, started_at, zone, status, done, active_s, pain_before, edited_at, "
        "begins, counts_from, place, offset_s) VALUES (?, ?, ?, ?, ?, 'under way', 0, 0, ?, ?, ?, ?, ?, ?)",
        (
            entry.id,
            entry.routine,
            entry.day.isoformat(),
            entry.started_at.isoformat(),
            entry.zone,
            entry.pain_before,
            entry.at.isoformat(),
            epoch(entry.started_at),
            epoch(entry.started_at),
            entry.zone or str(offset_s),
            offset_s,
        ),
    )
    db.execute(
        "INSERT INTO under_way (session, timeline, planned_work_s, seen_at) VALUES (?, ?, ?, ?)",
        (entry.id, entry.timeline, entry.planned_work_s, entry.at.isoformat()),
    )


def _end_segment(db: sqlite3.Connection, session: str, segment: SegmentRecord) -> None:
    """Save a segment, unless an earlier attempt at it was better, and move on to the next one.

    Both in one entry: a kill right after it must not lead through a finished segment again.
    """
    db.execute("UPDATE under_way SET at_index = ?, position_s = 0 WHERE session = ?", (segment.n, session))
    row = db.execute("SELECT outcome FROM segment WHERE session = ? AND n = ?", (session, segment.n)).fetchone()
    if segment.replaces(row and row[0]):
        save_segments(db, session, [segment])


def _change_remarks(db: sqlite3.Connection, entry: RemarksChanged, *, active: bool) -> None:
    remarks: dict[str, Any] = to_builtins(entry.remarks)
    if remarks.get("note") == "":
        remarks["note"] = None
    if active:
        for name, value in remarks.items():
            db.execute(f"UPDATE session SET {name} = ? WHERE id = ?", (value, entry.id))
        return
    record = find(db, "session", entry.id)
    if isinstance(record, SessionRecord):
        save_session(db, replace(record, edited_at=max(entry.at, record.edited_at), **remarks))


def _end(db: sqlite3.Connection, entry: SessionEnded) -> None:
    session = load(db, entry.id)
    if session is None:
        return
    done = entry.done
    if done is None:
        planned_s = session.header.planned_work_s
        done = is_done(session.segments, planned_s, entry.done_at, completed=entry.status == "completed")
    query = "SELECT note, pain_before, pain_after FROM session WHERE id = ?"
    note, pain_before, pain_after = db.execute(query, (session.id,)).fetchone()
    save_session(
        db,
        SessionRecord(
            id=session.id,
            routine=session.header.routine,
            day=session.day,
            started_at=session.header.started_at,
            ended_at=entry.ended_at or entry.at,
            zone=session.header.zone,
            status=entry.status,
            done=done,
            active_s=entry.active_s,
            note=note,
            pain_before=pain_before,
            pain_after=pain_after,
            edited_at=entry.at,
            segments=session.segments,
        ),
    )


# -- what tells that nothing else has written to them


def _seal(db: sqlite3.Connection, session: str, *, sealed: bool) -> None:
    """Keep the checksum of a session as it stands now. What was altered before stays so, even when it has ended."""
    running = db.execute("SELECT 1 FROM under_way WHERE session = ?", (session,)).fetchone()
    if running or not sealed:
        seal = _checksum(db, session) if sealed else ""
        db.execute("UPDATE session SET checksum = ? WHERE id = ?", (seal, session))


def is_sealed(db: sqlite3.Connection, session: str) -> bool:
    """Whether a session under way is as it was last written. One from before there were checksums is taken to be."""
    row = db.execute("SELECT checksum FROM session JOIN under_way ON session = id WHERE id = ?", (session,)).fetchone()
    return row is None or row[0] is None or row[0] == _checksum(db, session)


def _checksum(db: sqlite3.Connection, session: str) -> str:
    """That of every value that a resumed session is made of, whatever has become of it.

    But for whether it is silent: files from before that was kept have their checksums without it.
    """
    rows = db.execute(
        "SELECT routine, day, started_at, zone, active_s, note, pain_before, pain_after, "
        "session, timeline, planned_work_s, at_index, position_s, seen_at "
        "FROM session JOIN under_way ON session = id WHERE id = ?",
        (session,),
    ).fetchall()
    segments = db.execute("SELECT * FROM segment WHERE session = ? ORDER BY n", (session,)).fetchall()
    return checksum_of({"under way": repr(rows), "segments": repr(segments)})


# -- reading them back


def load(db: sqlite3.Connection, id: str) -> UnfinishedSession | None:
    """The session under way by that id; `runs_elsewhere` is left to the code that knows the lock."""
    found = load_all(db, "session.id = ?", (id,))
    return found[0] if found else None


def load_all(db: sqlite3.Connection, where: str = "1", values: tuple[object, ...] = ()) -> list[UnfinishedSession]:
    """Every session under way that can be read, newest first."""
    rows = db.execute(
        "SELECT id, routine, started_at, zone, planned_work_s, pain_before, day, timeline, at_index, position_s, "
        "active_s, seen_at, note, muted "
        f"FROM session JOIN under_way ON session = id WHERE {where} ORDER BY begins DESC, id",
        values,
    ).fetchall()
    found = []
    for row in rows:
        with contextlib.suppress(ValueError, TypeError):  # altered by something else; the check of the file tells
            found.append(_read(db, row))
    return found


def _read(db: sqlite3.Connection, row: tuple[Any, ...]) -> UnfinishedSession:
    day = date.fromisoformat(row[6])
    return UnfinishedSession(
        id=row[0],
        header=Header(row[1], datetime.fromisoformat(row[2]), row[3], float(row[4]), row[5], day),
        day=day,
        timeline=row[7],
        index=int(row[8]),
        position_s=float(row[9]),
        active_s=float(row[10]),
        seen_at=datetime.fromisoformat(row[11]),
        segments=load_segments(db, row[0]),
        runs_elsewhere=False,
        note=row[12],
        muted=bool(row[13]),
    )


def journal_of(session: UnfinishedSession) -> list[JournalEntry]:
    """The entries that lead to where a session is now: the journal that a resumed session starts with."""
    header = session.header
    entries: Sequence[JournalEntry] = [
        SessionStarted(
            routine=header.routine,
            day=session.day,
            started_at=header.started_at,
            zone=header.zone,
            planned_work_s=header.planned_work_s,
            pain_before=header.pain_before,
            timeline=session.timeline,
        ),
        *([] if session.note is None else [RemarksChanged(Remarks(note=session.note))]),
        *([MuteChanged(True)] if session.muted else []),
        *map(SegmentEnded, session.segments),
        PositionChanged(session.index, session.position_s, session.active_s),
    ]
    return [replace(entry, id=session.id, at=session.seen_at) for entry in entries]
