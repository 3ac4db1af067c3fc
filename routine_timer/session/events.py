"""What a session says has happened. Plain facts with the instant they were due; the app carries the effects out."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from routine_timer.timeline import Cue, Segment, Timeline

Outcome: TypeAlias = Literal["done", "early", "skipped", "stopped"]


class SegmentStarted(msgspec.Struct, frozen=True):
    """A segment started."""

    at: float
    segment: Segment


class CueDue(msgspec.Struct, frozen=True):
    """A cue of the segment under way is due. `remaining_s` is the time until the segment ends, None if it waits."""

    at: float
    segment: Segment
    cue: Cue
    remaining_s: float | None


class SegmentOver(msgspec.Struct, frozen=True):
    """A segment is over. `actual_s` is the time spent in it, pauses and their lead-ins not counted.

    `reps` is how many were begun, per side, None where nothing is counted. `closing` says whether it came to its own
    end, so that a closing tone is due; a skip, a step back and a stop have none.
    """

    at: float
    segment: Segment
    outcome: Outcome
    actual_s: float
    reps: int | None
    closing: bool


class Rewound(msgspec.Struct, frozen=True):
    """The person went back: this segment starts again, and its record until now is to be replaced."""

    at: float
    segment: Segment


class Swapped(msgspec.Struct, frozen=True):
    """Left and right changed places for a step; these are its segments as they now are, done ones included."""

    at: float
    segments: tuple[Segment, ...]


class StepReplaced(msgspec.Struct, frozen=True):
    """Another exercise takes the place of the one under way, or the first one is back: the timeline as it now is.

    Up to the segment at `kept` (a count) it is as it was. The next event says where the session goes on.
    """

    at: float
    timeline: Timeline
    kept: int


class CuesChanged(msgspec.Struct, frozen=True):
    """Something else is said from now on, in the segment under way too: the timeline as it now is."""

    at: float
    timeline: Timeline


class Paused(msgspec.Struct, frozen=True):
    at: float


class Resuming(msgspec.Struct, frozen=True):
    """A pause is over; `lead_in_s` of get-ready come first."""

    at: float
    lead_in_s: float


class Resumed(msgspec.Struct, frozen=True):
    """The get-ready after a pause is over: the segment's time runs again."""

    at: float


class SessionOver(msgspec.Struct, frozen=True):
    """Nothing comes any more. `completed` when the end was reached, not when the person stopped."""

    at: float
    completed: bool


Event: TypeAlias = (
    SegmentStarted
    | CueDue
    | SegmentOver
    | Rewound
    | Swapped
    | StepReplaced
    | CuesChanged
    | Paused
    | Resuming
    | Resumed
    | SessionOver
)
