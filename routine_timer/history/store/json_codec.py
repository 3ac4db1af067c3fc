"""Records as lines of JSON, and back.

The exact shape of a line is the program's promise to spreadsheets, scripts and other machines (see the command page of
the docs); the checksum of a record is that of its line. Reading trusts nothing: a line may be any bytes at all. Pure.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeAlias, get_args

from routine_timer.history.records import (
    CheckInRecord,
    DoseRecord,
    GoalRecord,
    Outcome,
    Record,
    SegmentKind,
    SegmentRecord,
    SegmentSide,
    SessionRecord,
    SkipRecord,
    Status,
)
from routine_timer.history.store.field_checks import (
    Fields,
    WrongLine,
    a_count,
    a_day,
    a_flag,
    a_goal,
    a_label,
    a_name,
    a_note,
    a_number,
    a_pain,
    a_text,
    a_zone,
    an_id,
    instant,
    one_of,
    seconds,
    shown,
    signs,
    utc_instant,
    within,
)

LONGEST_LINE = 4_000_000
"""Bytes. A session of an hour takes about 20,000."""
MOST_SEGMENTS = 10_000

Json: TypeAlias = dict[str, Any]

DayOf: TypeAlias = Callable[[datetime, str | None], date]
"""Works a day out from an instant and the name of its zone."""
IsDone: TypeAlias = Callable[[tuple[SegmentRecord, ...], bool], bool]
"""Works out whether a session is done, from its segments and whether it was completed."""


# -- out


def as_json(record: Record) -> Json:
    """The object of a record's line, its keys in their documented order."""
    match record:
        case SessionRecord():
            return _session_object(record)
        case SkipRecord():
            own: Json = {"day": record.day.isoformat(), "why": record.why}
        case GoalRecord():
            own = {"from": record.from_day.isoformat(), "goal": record.goal}
        case DoseRecord():
            own = {
                "routine": record.routine,
                "step": record.step,
                "label": record.label,
                "dose": float(record.dose),
                "accepted_at": record.accepted_at.isoformat(),
            }
        case CheckInRecord():
            own = {
                "day": record.day.isoformat(),
                "signs": list(record.signs),
                "foot": record.foot,
                "note": record.note,
            }
    return {"type": type_of(record), "id": record.id, **own, **_versions(record)}


def type_of(record: Record) -> str:
    return _TYPES[type(record)]


def as_line(record: Record) -> str:
    """The record's line, without its end of line."""
    return json.dumps(as_json(record), ensure_ascii=False)


def checksum(record: Record) -> str:
    """16 hex digits of the SHA-256 of the record's line."""
    return checksum_of(as_json(record))


def checksum_of(value: Json) -> str:
    """The checksum of a record's object."""
    line = json.dumps(value, ensure_ascii=False)
    return hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _versions(record: Record) -> Json:
    return {"edited_at": record.edited_at.astimezone(UTC).isoformat(), "deleted": record.deleted}


def _session_object(record: SessionRecord) -> Json:
    return {
        "type": "session",
        "id": record.id,
        "routine": record.routine,
        "day": record.day.isoformat(),
        "started_at": record.started_at.isoformat(),
        "ended_at": None if record.ended_at is None else record.ended_at.isoformat(),
        "zone": record.zone,
        "status": record.status,
        "done": record.done,
        "active_s": float(record.active_s),
        "note": record.note,
        "pain_before": record.pain_before,
        "pain_after": record.pain_after,
        **_versions(record),
        "segments": [segment_object(segment) for segment in record.segments],
    }


def segment_object(segment: SegmentRecord) -> Json:
    return {
        "n": segment.n,
        "kind": segment.kind,
        "label": segment.label,
        "side": segment.side,
        "set": segment.set,
        "round": segment.round,
        "phase": segment.phase,
        "planned_s": None if segment.planned_s is None else float(segment.planned_s),
        "actual_s": float(segment.actual_s),
        "reps": segment.reps,
        "outcome": segment.outcome,
    }


# -- in


def read_line(line: bytes, day_of: DayOf, is_done: IsDone) -> Record:
    """Read one line.

    Args:
        line: any bytes.
        day_of, is_done: work out what a session's line may leave out.

    Raises:
        WrongLine: it is no record.
    """
    if len(line) > LONGEST_LINE:
        raise WrongLine(f"longer than {LONGEST_LINE // 1_000_000} MB")
    try:
        value = json.loads(line.decode("utf-8"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise WrongLine("not UTF-8") from error
    except RecursionError as error:
        raise WrongLine("nested too deeply") from error
    except ValueError as error:
        raise WrongLine(f"not JSON: {_first_line(error)}") from error
    if not isinstance(value, dict):
        raise WrongLine("not an object")
    try:
        return from_object(value, day_of, is_done)
    except (OverflowError, ValueError) as error:
        raise WrongLine("a date or number is out of range") from error


def from_object(value: Mapping[str, Any], day_of: DayOf, is_done: IsDone) -> Record:
    """The record of an object; one without `type` is a session. Keys that mean nothing here are passed over.

    Raises:
        WrongLine
    """
    fields = Fields(value)
    kind = fields.get("type", a_text(50), default="session")
    match kind:
        case "session":
            return _session(fields, day_of, is_done)
        case "skip":
            return _skip(fields)
        case "goal":
            return _goal(fields)
        case "dose":
            return _dose(fields)
        case "check-in":
            return _check_in(fields)
        case _:
            raise WrongLine(f"type {shown(kind)} is not known")


def _session(fields: Fields, day_of: DayOf, is_done: IsDone) -> SessionRecord:
    id_ = fields.need("id", an_id)
    routine = fields.need("routine", a_name)
    started_at = fields.need("started_at", instant)
    status: Status = fields.need("status", one_of(get_args(Status)))
    ended_at = fields.maybe("ended_at", instant)
    zone = fields.maybe("zone", a_zone)
    segments = fields.maybe("segments", _segments) or ()
    done = fields.maybe("done", a_flag)
    day = fields.maybe("day", a_day)
    return SessionRecord(
        id=id_,
        routine=routine,
        day=within(day_of(started_at, zone)) if day is None else day,
        started_at=started_at,
        ended_at=ended_at,
        zone=zone,
        status=status,
        done=is_done(segments, status == "completed") if done is None else done,
        active_s=fields.get("active_s", seconds, default=float(sum(segment.actual_s for segment in segments))),
        note=fields.maybe("note", a_note),
        pain_before=fields.maybe("pain_before", a_pain),
        pain_after=fields.maybe("pain_after", a_pain),
        edited_at=fields.get("edited_at", utc_instant, default=(ended_at or started_at).astimezone(UTC)),
        deleted=fields.get("deleted", a_flag, default=False),
        segments=segments,
    )


def _segments(value: Any) -> tuple[SegmentRecord, ...]:
    if not isinstance(value, list):
        raise ValueError("not a list")
    if len(value) > MOST_SEGMENTS:
        raise ValueError(f"more than {MOST_SEGMENTS}")
    segments = tuple(segment_from(item) for item in value)
    if len({segment.n for segment in segments}) != len(segments):
        raise ValueError("two of them have the same n")
    return tuple(sorted(segments, key=lambda segment: segment.n))


def segment_from(value: Any) -> SegmentRecord:
    """One segment of a session's line.

    Raises:
        WrongLine, ValueError
    """
    if not isinstance(value, dict):
        raise ValueError("not a list of objects")
    fields = Fields(value)
    kind: SegmentKind = fields.need("kind", one_of(get_args(SegmentKind)))
    side: SegmentSide | None = fields.maybe("side", one_of(get_args(SegmentSide)))
    outcome: Outcome = fields.need("outcome", one_of(get_args(Outcome)))
    return SegmentRecord(
        n=fields.need("n", a_count),
        kind=kind,
        label=fields.need("label", a_label),
        side=side,
        set=fields.maybe("set", a_count),
        round=fields.maybe("round", a_count),
        phase=fields.maybe("phase", a_count),
        planned_s=fields.maybe("planned_s", seconds),
        actual_s=fields.need("actual_s", seconds),
        reps=fields.maybe("reps", a_number),
        outcome=outcome,
    )


def _skip(fields: Fields) -> SkipRecord:
    day = fields.need("day", a_day)
    return SkipRecord(
        fields.need("id", an_id),
        day,
        fields.maybe("why", a_note),
        fields.get("edited_at", utc_instant, default=_start_of(day)),
        fields.get("deleted", a_flag, default=False),
    )


def _goal(fields: Fields) -> GoalRecord:
    day = fields.need("from", a_day)
    return GoalRecord(
        fields.need("id", an_id),
        day,
        fields.need("goal", a_goal),
        fields.get("edited_at", utc_instant, default=_start_of(day)),
        fields.get("deleted", a_flag, default=False),
    )


def _dose(fields: Fields) -> DoseRecord:
    accepted_at = fields.need("accepted_at", instant)
    return DoseRecord(
        fields.need("id", an_id),
        fields.need("routine", a_name),
        fields.need("step", a_count),
        fields.get("label", a_label, default=""),
        fields.need("dose", seconds),
        accepted_at,
        fields.get("edited_at", utc_instant, default=accepted_at.astimezone(UTC)),
        fields.get("deleted", a_flag, default=False),
    )


def _check_in(fields: Fields) -> CheckInRecord:
    day = fields.need("day", a_day)
    return CheckInRecord(
        fields.need("id", an_id),
        day,
        fields.get("signs", signs, default=()),
        fields.maybe("foot", one_of(("left", "right", "even"))),
        fields.maybe("note", a_note),
        fields.get("edited_at", utc_instant, default=_start_of(day)),
        fields.get("deleted", a_flag, default=False),
    )


def _start_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def _first_line(error: ValueError) -> str:
    return str(error).splitlines()[0][:100]


_TYPES: Mapping[type, str] = {
    SessionRecord: "session",
    SkipRecord: "skip",
    GoalRecord: "goal",
    DoseRecord: "dose",
    CheckInRecord: "check-in",
}
