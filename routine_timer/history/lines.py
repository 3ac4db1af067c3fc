"""Records as lines of JSON, and back.

The exact shape of a line is the program's promise to spreadsheets, scripts and other machines (see the command page of
the docs); the checksum of a record is that of its line. Reading trusts nothing: a line may be any bytes at all. Pure.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeAlias, TypeVar, get_args

from routine_timer.errors import RoutineTimerError
from routine_timer.history.days import FIRST_DAY, LAST_DAY
from routine_timer.history.goals import parse_goal
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

LONGEST_LINE = 4_000_000
"""Bytes. A session of an hour takes about 20,000."""
MOST_SEGMENTS = 10_000
_LONGEST_ID = 200
_LONGEST_NAME = 1_000
_LONGEST_NOTE = 100_000
_MOST_SECONDS = 1e9
_MOST_COUNT = 1_000_000_000

Json: TypeAlias = dict[str, Any]
_T = TypeVar("_T")

DayOf: TypeAlias = Callable[[datetime, str | None], date]
"""Works a day out from an instant and the name of its zone."""
IsDone: TypeAlias = Callable[[tuple[SegmentRecord, ...], bool], bool]
"""Works out whether a session is done, from its segments and whether it was completed."""


class WrongLine(RoutineTimerError):
    """A line is no record; the message says what is wrong with it."""


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
    kind = fields.get("type", _text(50), default="session")
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
            raise WrongLine(f"type {_shown(kind)} is not known")


class Fields:
    """An object's values, taken out one by one with a check on each."""

    def __init__(self, value: Mapping[str, Any]) -> None:
        self._value = value

    def need(self, key: str, check: Callable[[Any], _T]) -> _T:
        if self._value.get(key) is None:
            raise WrongLine(f"{key!r} is missing")
        return self._checked(key, check)

    def maybe(self, key: str, check: Callable[[Any], _T]) -> _T | None:
        return None if self._value.get(key) is None else self._checked(key, check)

    def get(self, key: str, check: Callable[[Any], _T], default: _T) -> _T:
        return default if self._value.get(key) is None else self._checked(key, check)

    def _checked(self, key: str, check: Callable[[Any], _T]) -> _T:
        try:
            return check(self._value[key])
        except ValueError as error:
            raise WrongLine(f"{key!r}: {error}") from error


def _session(fields: Fields, day_of: DayOf, is_done: IsDone) -> SessionRecord:
    id_ = fields.need("id", _id)
    routine = fields.need("routine", _name)
    started_at = fields.need("started_at", instant)
    status: Status = fields.need("status", _one_of(get_args(Status)))
    ended_at = fields.maybe("ended_at", instant)
    zone = fields.maybe("zone", _zone)
    segments = fields.maybe("segments", _segments) or ()
    done = fields.maybe("done", _flag)
    day = fields.maybe("day", a_day)
    return SessionRecord(
        id=id_,
        routine=routine,
        day=_within(day_of(started_at, zone)) if day is None else day,
        started_at=started_at,
        ended_at=ended_at,
        zone=zone,
        status=status,
        done=is_done(segments, status == "completed") if done is None else done,
        active_s=fields.get("active_s", seconds, default=float(sum(segment.actual_s for segment in segments))),
        note=fields.maybe("note", _note),
        pain_before=fields.maybe("pain_before", _pain),
        pain_after=fields.maybe("pain_after", _pain),
        edited_at=fields.get("edited_at", _utc_instant, default=(ended_at or started_at).astimezone(UTC)),
        deleted=fields.get("deleted", _flag, default=False),
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
    kind: SegmentKind = fields.need("kind", _one_of(get_args(SegmentKind)))
    side: SegmentSide | None = fields.maybe("side", _one_of(get_args(SegmentSide)))
    outcome: Outcome = fields.need("outcome", _one_of(get_args(Outcome)))
    return SegmentRecord(
        n=fields.need("n", _count),
        kind=kind,
        label=fields.need("label", _label),
        side=side,
        set=fields.maybe("set", _count),
        round=fields.maybe("round", _count),
        phase=fields.maybe("phase", _count),
        planned_s=fields.maybe("planned_s", seconds),
        actual_s=fields.need("actual_s", seconds),
        reps=fields.maybe("reps", _number),
        outcome=outcome,
    )


def _skip(fields: Fields) -> SkipRecord:
    day = fields.need("day", a_day)
    return SkipRecord(
        fields.need("id", _id),
        day,
        fields.maybe("why", _note),
        fields.get("edited_at", _utc_instant, default=_start_of(day)),
        fields.get("deleted", _flag, default=False),
    )


def _goal(fields: Fields) -> GoalRecord:
    day = fields.need("from", a_day)
    return GoalRecord(
        fields.need("id", _id),
        day,
        fields.need("goal", _a_goal),
        fields.get("edited_at", _utc_instant, default=_start_of(day)),
        fields.get("deleted", _flag, default=False),
    )


def _dose(fields: Fields) -> DoseRecord:
    accepted_at = fields.need("accepted_at", instant)
    return DoseRecord(
        fields.need("id", _id),
        fields.need("routine", _name),
        fields.need("step", _count),
        fields.get("label", _label, default=""),
        fields.need("dose", seconds),
        accepted_at,
        fields.get("edited_at", _utc_instant, default=accepted_at.astimezone(UTC)),
        fields.get("deleted", _flag, default=False),
    )


def _check_in(fields: Fields) -> CheckInRecord:
    day = fields.need("day", a_day)
    return CheckInRecord(
        fields.need("id", _id),
        day,
        fields.get("signs", _signs, default=()),
        fields.maybe("foot", _one_of(("left", "right", "even"))),
        fields.maybe("note", _note),
        fields.get("edited_at", _utc_instant, default=_start_of(day)),
        fields.get("deleted", _flag, default=False),
    )


# -- checks of single values; each raises ValueError with what is wrong


def _text(longest: int) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise ValueError("not a text")
        if len(value) > longest:
            raise ValueError(f"longer than {longest} characters")
        try:
            value.encode("utf-8")
        except UnicodeEncodeError as error:
            raise ValueError("half a character (a lone surrogate)") from error
        return value

    return check


_note = _text(_LONGEST_NOTE)
_label = _text(_LONGEST_NAME)
_zone = _text(100)


def _id(value: Any) -> str:
    return _filled(_text(_LONGEST_ID)(value))


def _name(value: Any) -> str:
    return _filled(_text(_LONGEST_NAME)(value))


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("empty")
    return text


def _one_of(words: tuple[str, ...]) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if not isinstance(value, str) or value not in words:
            raise ValueError(f"{_shown(value)} is none of {', '.join(words)}")
        return value

    return check


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("neither true nor false")
    return value


def _number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MOST_COUNT:
        raise ValueError("not a whole number from 0 on")
    return value


def _count(value: Any) -> int:
    number = _number(value)
    if number < 1:
        raise ValueError("counts start at 1")
    return number


def _pain(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 10:
        raise ValueError("not a whole number from 0 to 10")
    return value


def seconds(value: Any) -> float:
    """A number of seconds that a session may have.

    Raises:
        ValueError
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("not a number")
    if not 0 <= value <= _MOST_SECONDS or math.isnan(value):
        raise ValueError("not a number of seconds")
    return float(value)


def instant(value: Any) -> datetime:
    """An ISO 8601 instant with its offset.

    Raises:
        ValueError
    """
    if not isinstance(value, str) or len(value) > 64:
        raise ValueError("not an instant")
    try:
        when = datetime.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f"{_shown(value)} is no ISO 8601 instant") from error
    if when.tzinfo is None:
        raise ValueError(f"{_shown(value)} has no offset from UTC")
    _within(when.date())
    return when


def _utc_instant(value: Any) -> datetime:
    return instant(value).astimezone(UTC)


def a_day(value: Any) -> date:
    """A date `YYYY-MM-DD`.

    Raises:
        ValueError
    """
    if not isinstance(value, str) or len(value) != 10 or value[4] != "-" or value[7] != "-":
        raise ValueError(f"{_shown(value)} is no date (YYYY-MM-DD)")
    try:
        return _within(date.fromisoformat(value))
    except ValueError as error:
        raise ValueError(f"{_shown(value)} is no date (YYYY-MM-DD)") from error


def _within(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"years go from {FIRST_DAY.year} to {LAST_DAY.year}")
    return day


def _a_goal(value: Any) -> str:
    try:
        return parse_goal(_text(200)(value)).text
    except RoutineTimerError as error:
        raise ValueError(str(error)) from error


def _signs(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > 100:
        raise ValueError("not a list")
    return tuple(_label(item) for item in value)


def _start_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _first_line(error: ValueError) -> str:
    return str(error).splitlines()[0][:100]


_TYPES: Mapping[type, str] = {
    SessionRecord: "session",
    SkipRecord: "skip",
    GoalRecord: "goal",
    DoseRecord: "dose",
    CheckInRecord: "check-in",
}
