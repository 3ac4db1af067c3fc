"""What the history stores, as frozen Structs. The fields of a `Record` are the keys of its exported line, in order.

Seconds are floats, days are local dates, instants are aware datetimes. `edited_at` (UTC) decides which of two versions
of a record wins; `deleted` records stay, so that an old file can't bring them back. Nothing here reads a clock.

The bounds (`Meta`) are checked where a record is read from a line (see `json_codec`); their descriptions complete the
sentence "`key` must be ...".
"""

from __future__ import annotations

import os
from datetime import date, datetime
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct, field

Status: TypeAlias = Literal["completed", "partial"]
Outcome: TypeAlias = Literal["done", "early", "skipped", "stopped"]
SegmentKind: TypeAlias = Literal["get-ready", "hold", "reps", "switch", "rest", "between"]
SegmentSide: TypeAlias = Literal["left", "right", "alternating"]
Foot: TypeAlias = Literal["left", "right", "even"]

LONGEST_NOTE = 100_000

Id: TypeAlias = Annotated[str, Meta(pattern=r"\A[A-Za-z0-9_-]{1,64}\Z", description="1 to 64 letters, digits, - or _")]
Name: TypeAlias = Annotated[str, Meta(max_length=1_000, pattern=r"\S", description="text of 1 to 1,000 characters")]
Label: TypeAlias = Annotated[str, Meta(max_length=1_000, description="text of at most 1,000 characters")]
Note: TypeAlias = Annotated[str, Meta(max_length=LONGEST_NOTE, description="text of at most 100,000 characters")]
Zone: TypeAlias = Annotated[str, Meta(max_length=100, description="the name of a time zone")]
Count: TypeAlias = Annotated[int, Meta(ge=1, le=1_000_000_000, description="a whole number, 1 or more")]
Reps: TypeAlias = Annotated[int, Meta(ge=0, le=1_000_000_000, description="a whole number, 0 or more")]
Pain: TypeAlias = Annotated[int, Meta(ge=0, le=10, description="a whole number from 0 to 10")]
Seconds: TypeAlias = Annotated[float, Meta(ge=0, le=1e9, description="a number of seconds, 0 or more")]
Signs: TypeAlias = Annotated[tuple[Label, ...], Meta(max_length=100, description="a list of at most 100 texts")]

_OUTCOME_RANK: dict[Outcome, int] = {"stopped": 0, "skipped": 0, "early": 1, "done": 2}


def new_id() -> str:
    """A short random id: 12 hex digits. Two of a person's records have the same one about once in a million lives."""
    return os.urandom(6).hex()  # `secrets` has the same, and takes two milliseconds of a start to load


class SegmentRecord(Struct, frozen=True):
    """One segment that a session has passed. `n` is its number in the timeline, `reps` the reps begun on each side."""

    n: Count
    kind: SegmentKind
    label: Label
    side: SegmentSide | None
    set: Count | None
    round: Count | None
    phase: Count | None
    planned_s: Seconds | None
    actual_s: Seconds
    reps: Reps | None
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


class SessionRecord(Struct, frozen=True, tag_field="type", tag="session"):
    """One ended session. `day` was fixed when it was written.

    Of a session that was entered by hand or imported, only the day may be known: `started_at` and `ended_at` are None.
    `zone` is an IANA name, or None where only the offset of `started_at` is known. `intact` says whether the record
    still matches its checksum; it is not exported.
    """

    id: Id
    routine: Name
    day: date
    started_at: datetime | None
    ended_at: datetime | None
    zone: Zone | None
    status: Status
    done: bool
    active_s: Seconds
    note: Note | None
    pain_before: Pain | None
    pain_after: Pain | None
    edited_at: datetime
    deleted: bool = False
    segments: tuple[SegmentRecord, ...] = ()
    intact: bool = True

    @property
    def is_not_counted(self) -> bool:
        """Whether it was done to its end, but doesn't count for the streak: swimming, for example."""
        return self.status == "completed" and not self.done

    def right_after(self, now: datetime) -> datetime:
        """`now`, or the start of this session if the clock was set back to before it: it counts for the streak."""
        return now if self.started_at is None else max(now, self.started_at)


class SkipRecord(Struct, frozen=True, tag_field="type", tag="skip"):
    """A day that neither breaks a streak nor adds to it. Its id comes from the day, so two machines mean one skip."""

    id: Id
    day: date
    why: Note | None
    edited_at: datetime
    deleted: bool = False


class GoalRecord(Struct, frozen=True, tag_field="type", tag="goal"):
    """The goal in force from a day on. Its id comes from that day: setting it again changes it."""

    id: Id
    from_day: date = field(name="from")
    goal: str
    edited_at: datetime
    deleted: bool = False


class DoseRecord(Struct, frozen=True, tag_field="type", tag="dose"):
    """A longer hold (seconds) or more reps that a person accepted.

    `step` is the step's number in the routine (from 1) and `label` its name at that time: where the file now has
    another step in that place, the dose does not apply.
    """

    id: Id
    routine: Name
    step: Count
    label: Label
    dose: Seconds
    accepted_at: datetime
    edited_at: datetime
    deleted: bool = False


class CheckInRecord(Struct, frozen=True, tag_field="type", tag="check-in"):
    """One self-check: the ids of the signs that were ticked, and the foot that carries more weight."""

    id: Id
    day: date
    signs: Signs
    foot: Foot | None
    note: Note | None
    edited_at: datetime
    deleted: bool = False


class PlanRecord(Struct, frozen=True, tag_field="type", tag="plan"):
    """A plan that was started on a day, by its id; None where the person stopped following one.

    `after` and `obstacle` are the person's if-then plan (see `care.if_then`).
    """

    id: Id
    day: date
    plan: Name | None
    after: Note | None
    obstacle: Note | None
    edited_at: datetime
    deleted: bool = False


class StageRecord(Struct, frozen=True, tag_field="type", tag="stage"):
    """A stage of a plan that the person moved to on a day. `n` is its number at that time, from 1."""

    id: Id
    day: date
    plan: Name
    stage: Name
    n: Count
    edited_at: datetime
    deleted: bool = False


class MeasureRecord(Struct, frozen=True, tag_field="type", tag="measure"):
    """One measured value, such as `flat` for `back-on-floor` or `35` (seconds) for `plank`. See `care.measures`."""

    id: Id
    day: date
    name: Name
    value: Name
    edited_at: datetime
    deleted: bool = False


class ActivityRecord(Struct, frozen=True, tag_field="type", tag="activity-scale"):
    """How well a person can do an activity of their own choice: from 0 (unable) to 10 (as before the problem)."""

    id: Id
    day: date
    activity: Name
    score: Pain
    edited_at: datetime
    deleted: bool = False


class PainRecord(Struct, frozen=True, tag_field="type", tag="pain"):
    """Pain on a scale from 0 to 10, away from a session. `when` is `morning` where it was asked the next morning."""

    id: Id
    day: date
    pain: Pain
    when: Literal["morning", "other"]
    edited_at: datetime
    deleted: bool = False


class SwapRecord(Struct, frozen=True, tag_field="type", tag="swap"):
    """Another exercise for a step of a routine, from now on; None goes back to the file's.

    `step` is the step's number in the routine (from 1) and `label` its name in the file at that time: where the file
    now has another step in that place, the swap does not apply.
    """

    id: Id
    day: date
    routine: Name
    step: Count
    label: Label
    exercise: Name | None
    edited_at: datetime
    deleted: bool = False


class OtherRecord(Struct, frozen=True):
    """A record of a type that this version doesn't know. It is kept as it is and passed on: `line` is its JSON."""

    id: Id
    type: str
    line: str
    edited_at: datetime
    deleted: bool = False


Record: TypeAlias = (
    SessionRecord
    | SkipRecord
    | GoalRecord
    | DoseRecord
    | CheckInRecord
    | PlanRecord
    | StageRecord
    | MeasureRecord
    | PainRecord
    | ActivityRecord
    | SwapRecord
    | OtherRecord
)


class Header(Struct, frozen=True):
    """What is known about a session when it starts. `zone` is the IANA name of the person's zone, if it is known.

    `planned_work_s` is the planned time of all holds and reps (`Timeline.work_s`), which `done` is measured against.
    `day` is worked out from `started_at` unless it is given.
    """

    routine: str
    started_at: datetime
    zone: str | None
    planned_work_s: float
    pain_before: int | None = None
    day: date | None = None


class UnfinishedSession(Struct, frozen=True):
    """A session that has started and not ended: where it was last seen, and its compiled timeline.

    `index` counts segments from 0, `position_s` is the time inside that segment. `runs_elsewhere` is true while another
    process runs it; otherwise it was interrupted, and may be resumed, saved as partly done or discarded.
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


class AlteredRecord(Struct, frozen=True):
    """A record whose data no longer matches its checksum: something other than this program changed it."""

    kind: str
    id: str
    what: str


class DayTally(Struct, frozen=True):
    """What a calendar needs of one day: whether a session was done, active seconds, and the number of sessions."""

    day: date
    done: bool
    active_s: float
    sessions: int
