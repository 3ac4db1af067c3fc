"""A segment of a timeline, as the history records it."""

from __future__ import annotations

from routine_timer.history.records import Outcome, SegmentRecord
from routine_timer.timeline import Segment


def segment_record(segment: Segment, actual_s: float, reps: int | None, outcome: Outcome) -> SegmentRecord:
    """What became of `segment`: the seconds it took, the reps that were done, and how it ended."""
    return SegmentRecord(
        n=segment.n,
        kind=segment.kind,
        label=segment.label,
        side=segment.side,
        set=segment.set,
        round=segment.round,
        phase=segment.phase,
        planned_s=segment.seconds,
        actual_s=actual_s,
        reps=reps,
        outcome=outcome,
    )
