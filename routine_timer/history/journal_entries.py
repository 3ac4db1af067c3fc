"""What can happen to a session, as the entries of its journal.

The code that runs a session makes these and hands them to `ActiveSessions.record`. The same objects are the lines that
are written to the state folder while the database can't be (`store/journal_fallback`), in the shape that version 0.1.0
wrote too. Pure.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, TypeAlias

from msgspec import Meta, Struct, field

from routine_timer.history.records import Count, Pain, Seconds, SegmentRecord, SegmentSide, Status
from routine_timer.history.streaks.day_of_instant import EPOCH

_Instant: TypeAlias = Annotated[datetime, Meta(tz=True)]
_Index: TypeAlias = Annotated[int, Meta(ge=0, le=1_000_000_000)]
_NOT_RECORDED_YET = EPOCH


class _JournalEntry(Struct, frozen=True, kw_only=True, tag_field="note"):
    """What every entry has: the session's id, and when it was recorded (UTC). `ActiveSessions.record` fills in both."""

    id: str = ""
    at: _Instant = _NOT_RECORDED_YET


class SessionStarted(_JournalEntry, frozen=True, tag="begun"):
    """The first entry of every journal. `day` is the local date that it counts for, `timeline` the compiled timeline
    as JSON; the others are those of `Header`."""

    routine: str
    day: date
    started_at: _Instant
    zone: str | None
    planned_work_s: Seconds
    pain_before: Pain | None
    timeline: str


class SegmentEnded(_JournalEntry, frozen=True, tag="left"):
    """The session moved on from a segment, whatever came of it."""

    segment: SegmentRecord


class SidesSwapped(_JournalEntry, frozen=True, tag="swapped"):
    """Pairs of a segment's number and its side now, finished segments included; and the timeline as it is now."""

    sides: tuple[tuple[Count, SegmentSide], ...]
    timeline: str


class TimelineReplaced(_JournalEntry, frozen=True, tag="replaced"):
    """Something else is done or said: the timeline as it is now, whose first `kept` segments are the same to do."""

    timeline: str
    kept: Annotated[int, Meta(ge=0, le=1_000_000_000)]


class WorkPlanned(_JournalEntry, frozen=True, tag="planned"):
    """The session became a shorter one: the planned work that "done" is measured against from now on."""

    planned_work_s: Seconds


class PositionChanged(_JournalEntry, frozen=True, tag="moved"):
    """Where the session is: index of the segment (from 0), seconds into it, active seconds in all."""

    index: _Index
    position_s: Seconds
    active_s: Seconds


class Remarks(Struct, frozen=True, omit_defaults=True):
    """What the person said about a session. None leaves what is there, an empty note deletes it. Pain is 0 to 10."""

    note: str | None = None
    pain_before: Pain | None = None
    pain_after: Pain | None = None


class RemarksChanged(_JournalEntry, frozen=True, tag="said"):
    """The person wrote a note or rated their pain; the one entry that can still come after the session has ended."""

    remarks: Remarks = field(name="words")


class MuteChanged(_JournalEntry, frozen=True, tag="muted"):
    """Sound was turned off or on."""

    muted: bool


class SessionEnded(_JournalEntry, frozen=True, tag="ended"):
    """The last entry. `ActiveSessions.record` fills in `ended_at` (now, if None) and `done_at`: the share for "done".

    `done` is whether the session counts as done; None works it out from the share of it that was finished.
    """

    status: Status
    active_s: Seconds
    ended_at: _Instant | None = None
    done: bool | None = None
    done_at: float = 0.0


JournalEntry: TypeAlias = (
    SessionStarted
    | SegmentEnded
    | SidesSwapped
    | TimelineReplaced
    | WorkPlanned
    | PositionChanged
    | RemarksChanged
    | MuteChanged
    | SessionEnded
)
