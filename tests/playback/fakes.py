"""A store that remembers what it was told, and can fail the way a real one does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from routine_timer.history.errors import DiskFull, HistoryError
from routine_timer.history.records import Header, SegmentRecord, SegmentSide, SessionRecord, Status

BEGAN = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)


def full() -> DiskFull:
    return DiskFull(Path("history.db"), "no space left on device")


@dataclass
class FakeStore:
    trouble: HistoryError | None = None
    failing: HistoryError | None = None
    """Raised by every write, for a store that has nowhere else to put it."""
    header: Header | None = None
    timeline: str = ""
    segments: list[SegmentRecord] = field(default_factory=list)
    sides: dict[int, SegmentSide] = field(default_factory=dict)
    places: list[tuple[int, float, float]] = field(default_factory=list)
    pain_before: int | None = None
    notes: list[str] = field(default_factory=list)
    muted: bool = False
    ended: tuple[Status, float, str | None] | None = None

    def begin(self, header: Header, timeline_json: str) -> str:
        self.header, self.timeline = header, timeline_json
        return "session-1"

    def segment_ended(self, id: str, segment: SegmentRecord) -> None:
        self._fail(id)
        self.segments.append(segment)

    def set_sides(self, id: str, sides: Mapping[int, SegmentSide], timeline_json: str) -> None:
        self._fail(id)
        self.sides.update(sides)
        self.timeline = timeline_json

    def progress(self, id: str, index: int, position_s: float, active_s: float) -> None:
        self._fail(id)
        self.places.append((index, position_s, active_s))

    def annotate(self, id: str, *, note: str | None = None, pain_before: int | None = None) -> None:
        self._fail(id)
        if note is not None:
            self.notes.append(note)
        if pain_before is not None:
            self.pain_before = pain_before

    def set_muted(self, id: str, *, muted: bool) -> None:
        self._fail(id)
        self.muted = muted

    def end(
        self,
        id: str,
        status: Status,
        *,
        active_s: float,
        note: str | None = None,
    ) -> SessionRecord:
        self._fail(id)
        self.ended = (status, active_s, note)
        done = status == "completed"
        return SessionRecord(
            id, "test", BEGAN.date(), BEGAN, BEGAN, "UTC", status, done, active_s, note, None, None, BEGAN
        )

    def _fail(self, session_id: str) -> None:
        assert session_id == "session-1"
        if self.failing is not None:
            raise self.failing
