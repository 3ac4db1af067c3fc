"""The segments of a session that was done away from the app and logged by hand: exactly as planned."""

from __future__ import annotations

from routine_timer.history.records import SegmentRecord
from routine_timer.playback.segment_records import segment_record
from routine_timer.timeline import Timeline


def segments_done(timeline: Timeline, minutes: float | None = None) -> tuple[SegmentRecord, ...]:
    """Every segment of `timeline`, done. With `minutes`, their times are scaled to add up to that.

    So the balance of muscles and sides counts the session like any other.
    """
    scale = minutes * 60 / timeline.duration_s if minutes is not None and timeline.duration_s else 1.0
    return tuple(
        segment_record(segment, segment.estimate_s * scale, segment.reps, "done") for segment in timeline.segments
    )
