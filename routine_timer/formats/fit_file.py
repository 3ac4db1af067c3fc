"""A session as a FIT activity file, for Garmin Connect, Strava and others.

Written from Garmin's description of the protocol (version 2.0). The official library reads FIT but its licence is not a
free one, so it only checks these files in a test. Pure: a session in, bytes out.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal, TypeAlias

from msgspec import Struct

Training: TypeAlias = Literal["flexibility", "strength"]


class FitLap(Struct, frozen=True):
    """A part of a session, in seconds from its start."""

    starts_s: float
    lasts_s: float
    reps: int | None = None


class FitSession(Struct, frozen=True):
    """A session. `started_at` is aware; `active_s` is without pauses; laps follow each other."""

    started_at: datetime
    elapsed_s: float
    active_s: float
    training: Training
    laps: Sequence[FitLap]


_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
FIRST, LAST = datetime(1998, 7, 6, tzinfo=UTC), datetime(2125, 12, 31, tzinfo=UTC)
"""What it has dates for: smaller numbers are seconds since a device was turned on, larger ones don't fit."""
_PROTOCOL = 0x20
_PROFILE = 2100
_LITTLE_ENDIAN = 0

_ENUM, _UINT16, _UINT32, _UINT32Z = (0x00, "B"), (0x84, "H"), (0x86, "I"), (0x8C, "I")
_Type: TypeAlias = tuple[int, str]

_FIELDS: dict[str, dict[str, tuple[int, _Type]]] = {
    "file_id": {
        "type": (0, _ENUM),
        "manufacturer": (1, _UINT16),
        "product": (2, _UINT16),
        "serial_number": (3, _UINT32Z),
        "time_created": (4, _UINT32),
    },
    "event": {"timestamp": (253, _UINT32), "event": (0, _ENUM), "event_type": (1, _ENUM)},
    "lap": {
        "message_index": (254, _UINT16),
        "timestamp": (253, _UINT32),
        "event": (0, _ENUM),
        "event_type": (1, _ENUM),
        "start_time": (2, _UINT32),
        "total_elapsed_time": (7, _UINT32),
        "total_timer_time": (8, _UINT32),
        "total_cycles": (10, _UINT32),
        "lap_trigger": (24, _ENUM),
        "sport": (25, _ENUM),
        "sub_sport": (39, _ENUM),
    },
    "session": {
        "message_index": (254, _UINT16),
        "timestamp": (253, _UINT32),
        "event": (0, _ENUM),
        "event_type": (1, _ENUM),
        "start_time": (2, _UINT32),
        "sport": (5, _ENUM),
        "sub_sport": (6, _ENUM),
        "total_elapsed_time": (7, _UINT32),
        "total_timer_time": (8, _UINT32),
        "first_lap_index": (25, _UINT16),
        "num_laps": (26, _UINT16),
        "trigger": (28, _ENUM),
    },
    "activity": {
        "timestamp": (253, _UINT32),
        "total_timer_time": (0, _UINT32),
        "num_sessions": (1, _UINT16),
        "type": (2, _ENUM),
        "event": (3, _ENUM),
        "event_type": (4, _ENUM),
        "local_timestamp": (5, _UINT32),
    },
}
"""The fields of each message that is written: their number and type in the profile."""
_MESSAGES = {"file_id": 0, "session": 18, "lap": 19, "event": 21, "activity": 34}
_UNKNOWN = {"B": 0xFF, "H": 0xFFFF, "I": 0xFFFFFFFF}
"""The values that mean "no value"."""

_ACTIVITY_FILE, _DEVELOPMENT = 4, 255
_TIMER, _SESSION, _LAP, _ACTIVITY = 0, 8, 9, 26
_START, _STOP, _STOP_ALL = 0, 1, 4
_TRAINING_SPORT = 10
_SUB_SPORTS: dict[Training, int] = {"flexibility": 19, "strength": 20}


def fit_file(session: FitSession) -> bytes:
    """The session as a whole file."""
    records = b"".join(_record(name, values) for name, values in _messages(session))
    header = struct.pack("<BBHI4s", 14, _PROTOCOL, _PROFILE, len(records), b".FIT")
    body = header + struct.pack("<H", _crc(header)) + records
    return body + struct.pack("<H", _crc(body))


def _messages(session: FitSession) -> Iterator[tuple[str, Mapping[str, int | None]]]:
    start = _instant(session.started_at)
    end = start + round(session.elapsed_s)
    sport = {"sport": _TRAINING_SPORT, "sub_sport": _SUB_SPORTS[session.training]}
    yield "file_id", {"type": _ACTIVITY_FILE, "manufacturer": _DEVELOPMENT, "time_created": start}
    yield "event", {"timestamp": start, "event": _TIMER, "event_type": _START}
    for index, lap in enumerate(session.laps):
        starts, lasts = start + round(lap.starts_s), _thousandths(lap.lasts_s)
        yield (
            "lap",
            {
                "message_index": index,
                "timestamp": start + round(lap.starts_s + lap.lasts_s),
                "event": _LAP,
                "event_type": _STOP,
                "start_time": starts,
                "total_elapsed_time": lasts,
                "total_timer_time": lasts,
                "total_cycles": lap.reps,
                "lap_trigger": 0,  # by hand
                **sport,
            },
        )
    yield "event", {"timestamp": end, "event": _TIMER, "event_type": _STOP_ALL}
    times = {
        "total_elapsed_time": _thousandths(session.elapsed_s),
        "total_timer_time": _thousandths(session.active_s),
    }
    yield (
        "session",
        {
            "message_index": 0,
            "timestamp": end,
            "event": _SESSION,
            "event_type": _STOP,
            "start_time": start,
            "first_lap_index": 0,
            "num_laps": len(session.laps),
            "trigger": 0,  # the end of the activity
            **sport,
            **times,
        },
    )
    offset = session.started_at.utcoffset() or timedelta()
    yield (
        "activity",
        {
            "timestamp": end,
            "total_timer_time": times["total_timer_time"],
            "num_sessions": 1,
            "type": 0,  # manual
            "event": _ACTIVITY,
            "event_type": _STOP,
            "local_timestamp": end + round(offset.total_seconds()),
        },
    )


def _record(name: str, values: Mapping[str, int | None]) -> bytes:
    """One message, with its definition before it."""
    fields = _FIELDS[name]
    definition = struct.pack("<BBBHB", 0x40, 0, _LITTLE_ENDIAN, _MESSAGES[name], len(fields))
    data = b"\0"
    for field, (number, (base, code)) in fields.items():
        definition += struct.pack("<BBB", number, struct.calcsize(code), base)
        value = values.get(field)
        unknown = 0 if base == _UINT32Z[0] else _UNKNOWN[code]
        data += struct.pack(f"<{code}", unknown if value is None else min(max(value, 0), _UNKNOWN[code] - 1))
    return definition + data


def _instant(at: datetime) -> int:
    return round((at - _EPOCH).total_seconds())


def _thousandths(seconds: float) -> int:
    return round(seconds * 1000)


_CRC = tuple(
    int(entry, 16)
    for entry in [
        "0000",
        "CC01",
        "D801",
        "1400",
        "F001",
        "3C00",
        "2800",
        "E401",
        "A001",
        "6C00",
        "7800",
        "B401",
        "5000",
        "9C01",
        "8801",
        "4400",
    ]
)
"""The table for half a byte of FIT's checksum: CRC-16 with the polynomial 0x8005, reflected."""


def _crc(data: bytes) -> int:
    crc = 0
    for byte in data:
        for half in (byte & 0xF, byte >> 4):
            crc = (crc >> 4) ^ _CRC[crc & 0xF] ^ _CRC[half]
    return crc
