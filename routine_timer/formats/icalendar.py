"""A routine as a calendar event (RFC 5545) that repeats as often as the goal asks, with an alarm.

It reads no clock: the start and the time stamp are arguments. The time of day is floating, so the alarm rings at that
time wherever you are.
"""

from __future__ import annotations

import math
import re
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from routine_timer.formats.format_errors import ExportProblem
from routine_timer.formats.interval_sequence import Notes
from routine_timer.text.durations import short
from routine_timer.text.sanitize import plain
from routine_timer.timeline import Timeline

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WORDS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPREAD = {1: (0,), 2: (0, 3), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4), 6: (0, 1, 2, 3, 4, 5)}
"""The days that a goal of several times a week is spread over, with rest between them as even as a week allows."""
_LINE_OCTETS = 75


def write(timeline: Timeline, goal: str, starts: datetime, stamp: datetime, notes: Notes) -> bytes:
    """The calendar with its one event.

    Args:
        goal: `daily`, `mon,wed,fri`, `3/week` or `every 2 days`.
        starts: the local date and time of the first one, without regard to its zone; a day
            that is a rest day becomes the next that it does.
        stamp: when the file is made, with its zone.

    Raises:
        ExportProblem: the goal is not one of the four.
    """
    rule, days = _rule(goal, notes)
    while days and starts.weekday() not in days:
        starts += timedelta(days=1)
    seconds = math.ceil(timeline.duration_s)
    what = f"Routine: {timeline.name}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//routine-timer//export//EN",
        "BEGIN:VEVENT",
        f"UID:{uuid.uuid5(uuid.NAMESPACE_OID, f'routine-timer/{timeline.routine}')}",
        f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART:{starts:%Y%m%dT%H%M%S}",
        f"DURATION:PT{seconds // 60}M{seconds % 60}S",
        f"RRULE:{rule}",
        f"SUMMARY:{_text(what)}",
        f"DESCRIPTION:{_text(_description(timeline))}",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:PT0S",
        f"DESCRIPTION:{_text(what)}",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(_folded(lines))


def _rule(goal: str, notes: Notes) -> tuple[str, tuple[int, ...]]:
    """The recurrence and its weekdays (Monday is 0), none where any day will do."""
    words = goal.strip().casefold()
    every = re.fullmatch(r"every (\d{1,3}) days?", words)
    weekly = re.fullmatch(r"([1-7])/week", words)
    named = [word.strip()[:3] for word in words.split(",")]
    if words == "daily" or words == "7/week":
        return "FREQ=DAILY", ()
    if every is not None and int(every[1]):
        return f"FREQ=DAILY;INTERVAL={int(every[1])}", ()
    if weekly is not None:
        days = _SPREAD[int(weekly[1])]
        notes.add(f"{words} doesn't fix the days, so the calendar uses {', '.join(_WORDS[day] for day in days)}")
    elif all(word in _WORDS for word in named):
        days = tuple(sorted({_WORDS.index(word) for word in named}))
    else:
        raise ExportProblem(
            f"{goal!r} is not a goal that a calendar can show", help="daily, mon,wed,fri, 3/week or every 2 days"
        )
    return f"FREQ=WEEKLY;BYDAY={','.join(_DAYS[day] for day in days)}", days


def _description(timeline: Timeline) -> str:
    rows: dict[int | None, tuple[str, float]] = {}
    for segment in timeline.segments:
        if segment.is_work:
            label, so_far = rows.get(segment.step, (segment.label, 0.0))
            rows[segment.step] = (label, so_far + segment.estimate_s)
    lines = [f"{n}. {label}, {short(seconds)}" for n, (label, seconds) in enumerate(rows.values(), 1)]
    return "\n".join([*lines, f"{short(timeline.duration_s)} in all"])


def _text(text: str) -> str:
    escaped = plain(text, lines=True).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def _folded(lines: Iterable[str]) -> Iterable[bytes]:
    """Lines of at most 75 octets, cut between characters, each further part starting with a space."""
    for line in lines:
        part = b""
        for character in line:
            octets = character.encode()
            if len(part) + len(octets) > _LINE_OCTETS:
                yield part + b"\r\n"
                part = b" "
            part += octets
        yield part + b"\r\n"
