"""A session under way, as small notes that can be written anywhere.

Each thing that happens to a running session is a note: a plain object of JSON. Noting it in the file and noting it in
the spill are the same act on two media, so a session can move from one to the other in the middle and lose nothing.
Applying a note twice is the same as once. Knows no transaction and reads no clock.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from msgspec.structs import replace

from routine_timer.history.records import Header, SegmentRecord, SegmentSide, SessionRecord, Status, UnderWay
from routine_timer.history.store.json_codec import Json, checksum_of, segment_from, segment_object
from routine_timer.history.store.tables import epoch, find, load_segments, save_segments, save_session
from routine_timer.history.streaks.done_rule import is_done

# -- notes


def begun(id: str, header: Header, day: date, timeline: str, at: datetime) -> Json:
    return {
        "note": "begun",
        "id": id,
        "routine": header.routine,
        "day": day.isoformat(),
        "started_at": header.started_at.isoformat(),
        "zone": header.zone,
        "planned_work_s": float(header.planned_work_s),
        "pain_before": header.pain_before,
        "timeline": timeline,
        "at": _utc(at),
    }


def left(id: str, segment: SegmentRecord) -> Json:
    return {"note": "left", "id": id, "segment": segment_object(segment)}


def swapped(id: str, sides: Mapping[int, SegmentSide], timeline: str) -> Json:
    return {"note": "swapped", "id": id, "sides": [[n, side] for n, side in sides.items()], "timeline": timeline}


def moved(id: str, index: int, position_s: float, active_s: float, at: datetime) -> Json:
    return {
        "note": "moved",
        "id": id,
        "index": index,
        "position_s": float(position_s),
        "active_s": float(active_s),
        "at": _utc(at),
    }


def said(id: str, words: Mapping[str, object], at: datetime) -> Json:
    """`words`: any of note, pain_before, pain_after; an empty note takes the note away."""
    return {"note": "said", "id": id, "words": dict(words), "at": _utc(at)}


def muted(id: str, muted: bool) -> Json:
    return {"note": "muted", "id": id, "muted": muted}


def ended(
    id: str,
    status: Status,
    active_s: float,
    ended_at: datetime,
    done: bool | None,
    done_at: float,
    at: datetime,
) -> Json:
    return {
        "note": "ended",
        "id": id,
        "status": status,
        "active_s": float(active_s),
        "ended_at": ended_at.isoformat(),
        "done": done,
        "done_at": done_at,
        "at": _utc(at),
    }


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


# -- applying them


def apply(db: sqlite3.Connection, note: Json) -> None:
    """Write a note into the tables. To a session that has ended, only words can still be added."""
    sealed = is_sealed(db, note["id"])
    _apply(db, note)
    _seal(db, note["id"], sealed=sealed)


def _apply(db: sqlite3.Connection, note: Json) -> None:
    session = note["id"]
    if note["note"] == "begun":
        _begin(db, note)
        return
    running = db.execute("SELECT 1 FROM under_way WHERE session = ?", (session,)).fetchone() is not None
    match note["note"]:
        case "said":
            _say(db, note, running=running)
        case "left" if running:
            _leave(db, session, segment_from(note["segment"]))
        case "swapped" if running:
            sides = [(side, session, n) for n, side in note["sides"]]
            db.executemany("UPDATE segment SET side = ? WHERE session = ? AND n = ?", sides)
            db.execute("UPDATE under_way SET timeline = ? WHERE session = ?", (note["timeline"], session))
        case "moved" if running:
            place = (note["index"], note["position_s"], note["at"], session)
            db.execute("UPDATE under_way SET at_index = ?, position_s = ?, seen_at = ? WHERE session = ?", place)
            db.execute("UPDATE session SET active_s = ? WHERE id = ?", (note["active_s"], session))
        case "muted" if running:
            db.execute("UPDATE under_way SET muted = ? WHERE session = ?", (bool(note["muted"]), session))
        case "ended" if running:
            _end(db, note)


def _begin(db: sqlite3.Connection, note: Json) -> None:
    if db.execute("SELECT 1 FROM session WHERE id = ?", (note["id"],)).fetchone():
        return
    started = datetime.fromisoformat(note["started_at"])
    offset = started.utcoffset()
    offset_s = offset.total_seconds() if offset else 0.0
    db.execute(
        "INSERT INTO session (id, routine, day, started_at, zone, status, done, active_s, pain_before, edited_at, "
        "begins, counts_from, place, offset_s) VALUES (?, ?, ?, ?, ?, 'under way', 0, 0, ?, ?, ?, ?, ?, ?)",
        (
            note["id"],
            note["routine"],
            note["day"],
            note["started_at"],
            note["zone"],
            note["pain_before"],
            note["at"],
            epoch(started),
            epoch(started),
            note["zone"] or str(offset_s),
            offset_s,
        ),
    )
    db.execute(
        "INSERT INTO under_way (session, timeline, planned_work_s, seen_at) VALUES (?, ?, ?, ?)",
        (note["id"], note["timeline"], note["planned_work_s"], note["at"]),
    )


def _leave(db: sqlite3.Connection, session: str, segment: SegmentRecord) -> None:
    """Save a segment, unless an earlier attempt at it was better, and move on to the next one.

    Both in one note: a kill right after it must not lead through a finished segment again.
    """
    db.execute("UPDATE under_way SET at_index = ?, position_s = 0 WHERE session = ?", (segment.n, session))
    row = db.execute("SELECT outcome FROM segment WHERE session = ? AND n = ?", (session, segment.n)).fetchone()
    if segment.replaces(row and row[0]):
        save_segments(db, session, [segment])


def _say(db: sqlite3.Connection, note: Json, *, running: bool) -> None:
    words = {name: value for name, value in note["words"].items() if name in ("note", "pain_before", "pain_after")}
    if words.get("note") == "":
        words["note"] = None
    if running:
        for name, value in words.items():
            db.execute(f"UPDATE session SET {name} = ? WHERE id = ?", (value, note["id"]))
        return
    record = find(db, "session", note["id"])
    if isinstance(record, SessionRecord):
        at = max(datetime.fromisoformat(note["at"]), record.edited_at)
        save_session(db, replace(record, edited_at=at, **words))


def _end(db: sqlite3.Connection, note: Json) -> None:
    running = load(db, note["id"])
    if running is None:
        return
    status: Status = note["status"]
    done = note["done"]
    if done is None:
        planned = running.header.planned_work_s
        done = is_done(running.segments, planned, note["done_at"], completed=status == "completed")
    words = db.execute("SELECT note, pain_before, pain_after FROM session WHERE id = ?", (running.id,)).fetchone()
    save_session(
        db,
        SessionRecord(
            id=running.id,
            routine=running.header.routine,
            day=running.day,
            started_at=running.header.started_at,
            ended_at=datetime.fromisoformat(note["ended_at"]),
            zone=running.header.zone,
            status=status,
            done=bool(done),
            active_s=note["active_s"],
            note=words[0],
            pain_before=words[1],
            pain_after=words[2],
            edited_at=datetime.fromisoformat(note["at"]),
            segments=running.segments,
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


def load(db: sqlite3.Connection, id: str) -> UnderWay | None:
    """The session under way by that id; `runs_elsewhere` is left for whoever knows the lock."""
    found = load_all(db, "session.id = ?", (id,))
    return found[0] if found else None


def load_all(db: sqlite3.Connection, where: str = "1", values: tuple[object, ...] = ()) -> list[UnderWay]:
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


def _read(db: sqlite3.Connection, row: tuple[Any, ...]) -> UnderWay:
    day = date.fromisoformat(row[6])
    return UnderWay(
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


def notes_of(running: UnderWay) -> list[Json]:
    """The notes that would lead to where a session is now: what a resumed one begins its account with."""
    words = [] if running.note is None else [said(running.id, {"note": running.note}, running.seen_at)]
    words += [muted(running.id, True)] if running.muted else []
    return [
        begun(running.id, running.header, running.day, running.timeline, running.seen_at),
        *words,
        *(left(running.id, segment) for segment in running.segments),
        moved(running.id, running.index, running.position_s, running.active_s, running.seen_at),
    ]


def as_text(note: Json) -> str:
    return json.dumps(note, ensure_ascii=False)
