"""What the history keeps, as frozen records. Their fields are those of the exported lines, one for one.

Seconds are floats, days are local dates, instants are aware datetimes. `edited_at` (UTC) decides which of two versions
of a record wins; `deleted` records stay, so that no old file revives them. Times are never read from a clock here.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

Status: TypeAlias = Literal["completed", "partial"]
Outcome: TypeAlias = Literal["done", "early", "skipped", "stopped"]
SegmentKind: TypeAlias = Literal["get-ready", "hold", "reps", "switch", "rest", "between"]
SegmentSide: TypeAlias = Literal["left", "right", "alternating"]

_OUTCOME_RANK: dict[Outcome, int] = {"stopped": 0, "skipped": 0, "early": 1, "done": 2}


def new_id() -> str:
    """A short id that no other machine will make: 32 hex digits."""
    return uuid.uuid4().hex


@dataclass(frozen=True, slots=True)
class SegmentRecord:
    """One segment that was left. `n` is its number in the timeline; `reps` how many were begun, per side."""

    n: int
    kind: SegmentKind
    label: str
    side: SegmentSide | None
    set: int | None
    round: int | None
    phase: int | None
    planned_s: float | None
    actual_s: float
    reps: int | None
    outcome: Outcome

    @property
    def is_work(self) -> bool:
        return self.kind in ("hold", "reps")

    @property
    def finished(self) -> bool:
        return self.outcome in ("done", "early")

    def replaces(self, earlier: Outcome | None) -> bool:
        """Whether to keep this attempt at a segment rather than an earlier one with that outcome, after going back.

        The better outcome wins (done, then early, then skipped or stopped); of two equal ones, the later attempt.
        """
        return earlier is None or _OUTCOME_RANK[self.outcome] >= _OUTCOME_RANK.get(earlier, 0)


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One ended session. `day` was fixed when it was written.

    `zone` is an IANA name, or None where only the offset of `started_at` is known. `intact` says whether the record
    still matches its checksum; it is no part of the exported line.
    """

    id: str
    routine: str
    day: date
    started_at: datetime
    ended_at: datetime | None
    zone: str | None
    status: Status
    done: bool
    active_s: float
    note: str | None
    pain_before: int | None
    pain_after: int | None
    edited_at: datetime
    deleted: bool = False
    segments: tuple[SegmentRecord, ...] = ()
    intact: bool = True


@dataclass(frozen=True, slots=True)
class SkipRecord:
    """A day that neither breaks a streak nor adds to it. Its id is made of the day, so two machines mean one skip."""

    id: str
    day: date
    why: str | None
    edited_at: datetime
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class GoalRecord:
    """The goal in force from a day on. Its id is made of that day: setting it again changes it."""

    id: str
    from_day: date
    goal: str
    edited_at: datetime
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class DoseRecord:
    """A dose that a person has grown into and accepted: seconds of a hold, or reps.

    `step` is the step's number in the routine (from 1) and `label` its name then: where the file has another step in
    that place now, the dose does not apply.
    """

    id: str
    routine: str
    step: int
    label: str
    dose: float
    accepted_at: datetime
    edited_at: datetime
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class CheckInRecord:
    """One self-check: the signs that were seen (ids of the app's questions), and the foot that carried more."""

    id: str
    day: date
    signs: tuple[str, ...]
    foot: Literal["left", "right", "even"] | None
    note: str | None
    edited_at: datetime
    deleted: bool = False


Record: TypeAlias = SessionRecord | SkipRecord | GoalRecord | DoseRecord | CheckInRecord


@dataclass(frozen=True, slots=True)
class Header:
    """What is known of a session when it begins. `zone` is the IANA name of the person's zone, if it is known.

    `planned_work_s` is the planned time of all holds and reps that it sets out to do (`Timeline.work_s`): what
    `done` is measured against. `day` is worked out from `started_at` unless it is given.
    """

    routine: str
    started_at: datetime
    zone: str | None
    planned_work_s: float
    pain_before: int | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A session that has begun and not ended: where it was when it was last seen, and its compiled timeline.

    `index` counts segments from 0, `position_s` is the time inside that segment. `runs_elsewhere` is true while the
    process that leads it is alive; otherwise it was killed, and may be resumed, kept as partial or discarded. `note` is
    what the person has written down until now, `muted` whether nothing of it is to be heard.
    """

    id: str
    header: Header
    day: date
    timeline: str
    index: int
    position_s: float
    active_s: float
    seen_at: datetime
    segments: tuple[SegmentRecord, ...]
    runs_elsewhere: bool
    note: str | None = None
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Altered:
    """A record whose data no longer matches its checksum: something other than this program changed it."""

    kind: str
    id: str
    what: str


@dataclass(frozen=True, slots=True)
class DayTally:
    """All that a calendar needs of one day: whether a session was done, its active seconds, how many sessions."""

    day: date
    done: bool
    active_s: float
    sessions: int
