"""What keeps a session, as whoever leads it knows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from routine_timer.history.records import SegmentRecord, SegmentSide, Status
from routine_timer.timeline import Timeline


class Recorder(Protocol):
    """Keeps what a session did. None of its methods raises."""

    def segment_ended(self, segment: SegmentRecord) -> None:
        """A segment was left."""

    def set_sides(self, sides: Mapping[int, SegmentSide], timeline: Timeline) -> None:
        """These segments (by number) were or will be done on these sides: the timeline is now `timeline`."""

    def progress(self, index: int, position_s: float, active_s: float) -> None:
        """The session is now in the segment at `index` (from 0), so far into it, so long active in all."""

    def note(self, text: str) -> None:
        """The person wrote this down of the session; it takes the place of what was written before, empty too."""

    def set_muted(self, *, muted: bool) -> None:
        """Whether the person wants to hear nothing of it."""

    def end(self, status: Status, active_s: float, note: str | None) -> None:
        """The session is over."""


class NoRecorder:
    """Keeps nothing: for a session at another speed."""

    def segment_ended(self, segment: SegmentRecord) -> None:
        """Nothing is kept."""

    def set_sides(self, sides: Mapping[int, SegmentSide], timeline: Timeline) -> None:
        """Nothing is kept."""

    def progress(self, index: int, position_s: float, active_s: float) -> None:
        """Nothing is kept."""

    def note(self, text: str) -> None:
        """Nothing is kept."""

    def set_muted(self, *, muted: bool) -> None:
        """Nothing is kept."""

    def end(self, status: Status, active_s: float, note: str | None) -> None:
        """Nothing is kept."""
