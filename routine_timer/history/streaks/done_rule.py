"""Whether a session is done: the rule that decides the streak. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from routine_timer.history.records import SegmentRecord
from routine_timer.routine.model import SECONDS_A_REP

_ROUNDING = 1e-9


def planned(segment: SegmentRecord) -> float:
    """The planned seconds of a segment; self-paced reps count as 3 s each."""
    if segment.planned_s is not None:
        return segment.planned_s
    return (segment.reps or 0) * SECONDS_A_REP * (2 if segment.side == "alternating" else 1)


def finished_share(segments: Iterable[SegmentRecord], planned_work_s: float | None = None) -> float | None:
    """The finished share, in planned seconds, of the holds and reps that a session set out to do.

    Args:
        segments: those that the session passed. Done and early ones are finished; skipped and stopped ones are not.
        planned_work_s: planned seconds of all holds and reps, with those never reached; None if only `segments` are
            known.

    Returns:
        0 to 1, or None where there was nothing to do.
    """
    work = [segment for segment in segments if segment.is_work]
    whole = sum(map(planned, work)) if planned_work_s is None else planned_work_s
    if whole <= 0:
        return None
    return min(1.0, sum(planned(segment) for segment in work if segment.finished) / whole)


def is_done(
    segments: Iterable[SegmentRecord], planned_work_s: float | None, done_at: float, *, completed: bool
) -> bool:
    """Whether the share reaches `done_at`; a session with nothing to do is done when it was completed."""
    share = finished_share(segments, planned_work_s)
    return completed if share is None else share >= done_at - _ROUNDING
