"""Records as lines of JSON, and back. Pure.

The exact bytes of a line are a promise to spreadsheets, scripts and other machines (see the command page of the docs),
and the checksum of a record is that of its line. Reading trusts nothing: a line may be any bytes at all.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Annotated, Any, Literal, TypeAlias, TypeVar, get_args, get_origin, get_type_hints

import msgspec
from msgspec.structs import fields, replace

from routine_timer.errors import RoutineTimerError
from routine_timer.history.records import (
    ActivityRecord,
    CheckInRecord,
    DoseRecord,
    GoalRecord,
    MeasureRecord,
    OtherRecord,
    PainRecord,
    PlanRecord,
    Record,
    SegmentRecord,
    SessionRecord,
    SkipRecord,
    StageRecord,
    SwapRecord,
)
from routine_timer.history.store.json_dates import checked_day, day_from_text, instant_from_text, shown
from routine_timer.history.streaks.day_of_instant import FIRST_DAY
from routine_timer.history.streaks.goals import parse_goal

LONGEST_LINE = 4_000_000
"""Bytes. A session of an hour takes about 20,000."""
MOST_SEGMENTS = 10_000

Json: TypeAlias = dict[str, Any]
DayOf: TypeAlias = Callable[[datetime, str | None], date]
"""Works a day out from an instant and the name of its zone."""
IsDone: TypeAlias = Callable[[tuple[SegmentRecord, ...], bool], bool]
"""Works out whether a session is done, from its segments and whether it was completed."""
_S = TypeVar("_S", bound=msgspec.Struct)

RECORD_TYPES: dict[str, type[Record]] = {
    str(struct.__struct_config__.tag): struct
    for struct in (
        SessionRecord, SkipRecord, GoalRecord, DoseRecord, CheckInRecord, PlanRecord, StageRecord, MeasureRecord,
        PainRecord, ActivityRecord, SwapRecord,
    )
}  # fmt: skip
"""The `type` of a line -> what it is read as. Lines of other types are kept as they are."""
_OTHER_TYPE = re.compile(r"[a-z][a-z0-9-]{0,39}")
_USABLE_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_IMPORTED_ID = re.compile(r"(?:loop|harsh)-[0-9a-f]{24}")
_DAYS = ("day", "from")
_INSTANTS = ("started_at", "ended_at", "accepted_at", "edited_at")
_SECONDS = ("active_s", "dose", "planned_s", "actual_s")


class WrongLine(RoutineTimerError):
    """A line that is not a record; the message says what is wrong with it."""


@cache
def keys_of(struct: type[msgspec.Struct]) -> tuple[str, ...]:
    """The keys of a record's line or a segment's object, in their documented order, without `type`."""
    return tuple(key for key in struct.__struct_encode_fields__ if key != "intact")


@cache  # of the ten kinds of records most runs read none: working this out takes as long as importing all of them
def _nulls(struct: type[msgspec.Struct]) -> dict[str, None]:
    """The keys that may be null: they may be missing too."""
    return {one.encode_name: None for one in fields(struct) if type(None) in get_args(one.type)}


# -- writing


def type_of(record: Record) -> str:
    return record.type if isinstance(record, OtherRecord) else str(record.__struct_config__.tag)


def as_json(record: Record) -> Json:
    """The object of a record's line, its keys in their documented order."""
    if isinstance(record, OtherRecord):
        return dict(json.loads(record.line))
    value: Json = msgspec.to_builtins(record, builtin_types=(date, datetime))
    value.pop("intact", None)
    for key in value.keys() & {*_DAYS, *_INSTANTS, *_SECONDS}:
        value[key] = _written(key, value[key])
    if isinstance(record, SessionRecord):
        value["segments"] = [segment_object(segment) for segment in record.segments]
    elif isinstance(record, CheckInRecord):
        value["signs"] = list(record.signs)
    return value


def segment_object(segment: SegmentRecord) -> Json:
    value = msgspec.structs.asdict(segment)
    value["planned_s"] = _written("planned_s", segment.planned_s)
    value["actual_s"] = float(segment.actual_s)
    return value


def _written(key: str, value: Any) -> Any:
    if value is None:
        return None
    if key in _SECONDS:
        return float(value)
    return (value.astimezone(UTC) if key == "edited_at" else value).isoformat()


def as_line(record: Record) -> str:
    """The record's line, without its end of line."""
    return json.dumps(as_json(record), ensure_ascii=False)


def checksum_of(value: Json) -> str:
    """The checksum of a record's object: 16 hex digits of the SHA-256 of its line."""
    line = json.dumps(value, ensure_ascii=False)
    return hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()[:16]


# -- reading


def usable_id(value: object) -> str:
    """An id that is safe in a terminal, a file name and a command line: `value`, or else a hash of it.

    Every computer makes the same one, so a record with an unusable id is still one record everywhere.
    """
    if isinstance(value, str) and _USABLE_ID.fullmatch(value):
        return value
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
    return f"id-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"


def without_invented_noon(record: SessionRecord) -> SessionRecord:
    """Version 0.1 imported other programs' days as sessions at noon UTC, though only the day was known."""
    noon = datetime.combine(record.day, time(12), UTC)
    is_import = _IMPORTED_ID.fullmatch(record.id) and record.zone is None and record.ended_at is None
    return replace(record, started_at=None) if is_import and record.started_at == noon else record


def read_line(line: bytes, day_of: DayOf, is_done: IsDone, on_new_id: Callable[[], None] = lambda: None) -> Record:
    """Read one line.

    Args:
        line: any bytes.
        day_of, is_done: work out what a session's line may leave out.
        on_new_id: called if the record's id could not be used, so it got a new one.

    Raises:
        WrongLine: it is not a record.
    """
    if len(line) > LONGEST_LINE:
        raise WrongLine(f"longer than {LONGEST_LINE // 1_000_000} MB")
    try:
        text = line.decode("utf-8")
        value = json.loads(text, parse_constant=_refuse_constant)
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeDecodeError as error:
        raise WrongLine("not UTF-8") from error
    except UnicodeEncodeError as error:
        raise WrongLine("half a character (a lone surrogate)") from error
    except RecursionError as error:
        raise WrongLine("nested too deeply") from error
    except ValueError as error:
        raise WrongLine(f"not JSON: {str(error).splitlines()[0][:100]}") from error
    if not isinstance(value, dict):
        raise WrongLine("not a JSON object")
    try:
        record = from_json(value, day_of, is_done)
    except (OverflowError, ValueError) as error:
        raise WrongLine("a date or number is out of range") from error
    if len(line) > LONGEST_LINE // 4 and len(as_line(record).encode()) > LONGEST_LINE:
        raise WrongLine(f"longer than {LONGEST_LINE // 1_000_000} MB once its defaults are filled in")
    if record.id != value["id"]:
        on_new_id()
    return record


def from_json(value: Mapping[str, Any], day_of: DayOf, is_done: IsDone) -> Record:
    """The record of an object; one without `type` is a session. Unknown keys are ignored, unknown types kept.

    Raises:
        WrongLine
    """
    kind = value.get("type")
    struct = RECORD_TYPES.get(kind) if isinstance(kind, str) else SessionRecord if kind is None else None
    if struct is None:
        return _other(kind, value)
    given = _given(struct, value)
    if struct is SessionRecord:
        return _session(given, day_of, is_done)
    if struct is CheckInRecord:
        given.setdefault("signs", [])
    elif struct is DoseRecord:
        given.setdefault("label", "")
    elif struct is GoalRecord and "goal" in given:
        given["goal"] = _goal(given["goal"])
    return _converted(given, struct)


def _other(kind: object, value: Mapping[str, Any]) -> OtherRecord:
    """A record of a type that a newer version has."""
    if not isinstance(kind, str) or not _OTHER_TYPE.fullmatch(kind):
        raise WrongLine(f"`type` must be a word such as {_one_of(tuple(RECORD_TYPES))}, not {shown(kind)}")
    if value.get("id") is None:
        raise WrongLine("`id` is missing")
    if value.get("edited_at") is None:
        raise WrongLine("`edited_at` is missing")
    try:
        edited_at = instant_from_text(value["edited_at"]).astimezone(UTC)
    except ValueError as error:
        raise WrongLine(f"`edited_at` {error}") from error
    id_, deleted = usable_id(value["id"]), value.get("deleted", False)
    if not isinstance(deleted, bool):
        raise WrongLine(f"`deleted` must be true or false, not {shown(deleted)}")
    line = json.dumps({**value, "id": id_}, ensure_ascii=False)
    return OtherRecord(id_, kind, line, edited_at, deleted)


def _session(given: Json, day_of: DayOf, is_done: IsDone) -> SessionRecord:
    if "id" in given and not given.keys() & {"started_at", "day"}:
        raise WrongLine("`started_at` or `day` is missing")
    segments = _segments(given.pop("segments", []))
    left_out = {"day", "done", "active_s"} - given.keys()
    record = _converted({"day": FIRST_DAY, "done": False, "active_s": 0.0, **given}, SessionRecord)
    if record.started_at is None and record.ended_at is not None:
        raise WrongLine("`ended_at` needs `started_at`")
    worked_out: Json = {"segments": segments}
    if "day" in left_out and record.started_at is not None:
        worked_out["day"] = checked_day(day_of(record.started_at, record.zone))
    if "done" in left_out:
        worked_out["done"] = is_done(segments, record.status == "completed")
    if "active_s" in left_out:
        worked_out["active_s"] = float(sum(segment.actual_s for segment in segments))
    return without_invented_noon(replace(record, **worked_out))


def _segments(value: Any) -> tuple[SegmentRecord, ...]:
    if not isinstance(value, list):
        raise WrongLine(f"`segments` must be a list, not {shown(value)}")
    if len(value) > MOST_SEGMENTS:
        raise WrongLine(f"`segments` has more than {MOST_SEGMENTS:,}")
    try:
        segments = msgspec.convert(value, list[SegmentRecord])  # most lines leave nothing out
    except msgspec.ValidationError:
        segments = [_numbered_segment(number, item) for number, item in enumerate(value, 1)]
    if len({segment.n for segment in segments}) != len(segments):
        raise WrongLine("`segments`: two of them have the same `n`")
    return tuple(sorted(segments, key=lambda segment: segment.n))


def _numbered_segment(number: int, value: Any) -> SegmentRecord:
    try:
        return segment_from(value)
    except WrongLine as error:
        raise WrongLine(f"`segments`, number {number}: {error}") from error


def segment_from(value: Any) -> SegmentRecord:
    """One segment of a session's line.

    Raises:
        WrongLine
    """
    if not isinstance(value, dict):
        raise WrongLine(f"must be an object, not {shown(value)}")
    return _converted(_given(SegmentRecord, value), SegmentRecord)


def trusted_session(value: Json) -> SessionRecord:
    """The session of an object whose checksum matches: it is what this program wrote, whatever the bounds are now."""
    parsed = {
        key: item if item is None else (date if key in _DAYS else datetime).fromisoformat(item)
        for key, item in value.items()
        if key in _DAYS or key in _INSTANTS
    }
    segments = tuple(SegmentRecord(**segment) for segment in value["segments"])
    return SessionRecord(**{key: value[key] for key in keys_of(SessionRecord)} | parsed | {"segments": segments})


def _given(struct: type[msgspec.Struct], value: Mapping[str, Any]) -> Json:
    """The keys that have a value, dates as such, and when it was edited, which may be left out."""
    given = {key: item for key in keys_of(struct) if (item := value.get(key)) is not None}
    if "id" in given:
        given["id"] = usable_id(given["id"])
    for key in given.keys() & {*_DAYS, *_INSTANTS}:
        try:
            given[key] = (day_from_text if key in _DAYS else instant_from_text)(given[key])
        except ValueError as error:
            raise WrongLine(f"`{key}` {error}") from error
    if "edited_at" in keys_of(struct):
        known = [given[key] for key in ("edited_at", "ended_at", "started_at", "accepted_at") if key in given]
        known += [datetime.combine(given[key], time(), UTC) for key in _DAYS if key in given]
        if known:
            given["edited_at"] = known[0].astimezone(UTC)
    return given


def _converted(given: Json, struct: type[_S]) -> _S:
    try:
        return msgspec.convert({**_nulls(struct), **given}, struct)
    except msgspec.ValidationError as error:
        raise WrongLine(_explained(given, struct, str(error))) from error


def _explained(given: Json, struct: type[msgspec.Struct], error: str) -> str:
    """What is wrong, in plain English: the key, what it must be, and what it is."""
    if error.startswith("Object missing required field"):
        return f"{error.split()[-1]} is missing"
    key = error.rpartition("`$.")[2].rstrip("`").partition("[")[0]
    return f"`{key}` must be {_described(struct, key)}, not {shown(given[key])}"


def _described(struct: type[msgspec.Struct], key: str) -> str:
    hint = get_type_hints(struct, include_extras=True)["from_day" if key == "from" else key]
    for option in (hint, *get_args(hint)):
        if get_origin(option) is Literal:
            return _one_of(get_args(option))
        if get_origin(option) is Annotated:
            return str(option.__metadata__[0].description)
    return {bool: "true or false", str: "text"}.get(hint, str(hint))


def _one_of(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


def _goal(value: object) -> str:
    if not isinstance(value, str):
        raise WrongLine(f"`goal` must be text, not {shown(value)}")
    try:
        return parse_goal(value).text
    except RoutineTimerError as error:
        raise WrongLine(f"`goal`: {error}") from error


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number")
