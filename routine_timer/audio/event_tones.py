"""Which tones belong to the events of a session. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from routine_timer.audio.tone_files import ToneName
from routine_timer.session.events import CueDue, Event, Resumed, Resuming, SegmentOver, SegmentStarted, SessionOver
from routine_timer.session.session_state import SessionState
from routine_timer.timeline import Kind

CLOSING: dict[Kind, ToneName] = {"switch": "switch", "rest": "rest", "between": "end"}
"""The tone at the end of a segment, by the kind of the next one. A skipped segment has none."""
OPENING: dict[Kind, ToneName] = {"get-ready": "get-ready", "hold": "go", "reps": "go"}
"""What the beginning of a segment sounds like, however it is reached."""
CUES: dict[str, ToneName] = {
    "least": "least",
    "halfway": "halfway",
    "count": "tick",
    "rep": "rep",
    "last": "rep",
    "turn": "turn",
}
"""Cues that have their own tone."""
SMALL: frozenset[ToneName] = frozenset({"tick", "rep", "turn"})
"""Tones that are left out where they could not end before the next: at high speed."""
FIRST = ("finished", "switch", "rest", "end", "go", "get-ready", "least", "halfway", "tick", "rep", "turn")
"""Of two tones due at once, the one that comes first here is played."""


def tones_of(events: Sequence[Event], snapshot: SessionState) -> Iterator[ToneName]:
    """The tones that are due at these events, in their order."""
    closed, stands_still = False, snapshot.state in ("paused", "lead-in")
    for event in events:
        match event:
            case SegmentOver(closing=closing):
                closed = closing
            case SegmentStarted(segment=segment) if not stands_still:
                if segment.kind in OPENING:
                    yield OPENING[segment.kind]
                elif closed:
                    yield CLOSING[segment.kind]
            case CueDue(cue=cue) if cue.kind in CUES:
                yield CUES[cue.kind]
            case Resuming():
                yield "get-ready"
            case Resumed() if snapshot.segment.is_work:
                yield "go"
            case SessionOver(completed=True) if closed:
                yield "finished"
            case _:
                pass
