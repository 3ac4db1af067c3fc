"""A whole session as a timeline of what is said and shown, for people who write routines and for tests.

The real session and the real announcer, with a clock that jumps from one event to the next. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from routine_timer.audio.announcer import Announcer
from routine_timer.audio.phrase_priority import AFTER_TONE, GAP
from routine_timer.audio.tone_files import tone_s
from routine_timer.playback.cue_line import cue_line
from routine_timer.session import SegmentStarted, Session
from routine_timer.text.speech_duration import estimate_s
from routine_timer.timeline import Kind, SegmentSide, Timeline

_DONE = 1e-9


class TranscriptLine(msgspec.Struct, frozen=True):
    """One moment. `say` is empty where a segment starts in silence; times are seconds from the start of the session."""

    due_s: float
    kind: Kind
    say: str
    shown: str
    side: SegmentSide | None
    figure_side: SegmentSide | None


def estimated_length_s(phrase: str) -> float:
    """Seconds of the phrase alone, without the quiet after it."""
    return max(estimate_s(phrase) - GAP, 0.0)


def transcript(
    timeline: Timeline,
    *,
    language: str = "en",
    phrase_s: Callable[[str], float | None] = estimated_length_s,
) -> Iterator[TranscriptLine]:
    """Every phrase of a session that nobody interrupts, and the start of every segment, in order.

    Args:
        phrase_s: seconds that a phrase lasts; None for one that can't be spoken.
    """
    session = Session(timeline, 0.0, waits=False)
    announcer = Announcer(timeline, tone_s, phrase_s, language=language)
    now: float | None = 0.0
    while now is not None:
        events = session.advance(now)
        here = session.snapshot(now)
        announcement = announcer.announce(events, here, now)
        at = now
        if announcement is not None and announcement.tone is not None:
            at += tone_s(announcement.tone) + AFTER_TONE
        phrases = announcement.phrases if announcement is not None else ()
        if not phrases and any(isinstance(event, SegmentStarted) for event in events):
            phrases = ("",)
        for phrase in phrases:
            segment = here.segment
            shown = cue_line(here, session.timeline)
            yield TranscriptLine(round(at, 3), segment.kind, phrase, shown, segment.side, segment.figure_side)
            at += (phrase_s(phrase) or 0.0) + GAP
        now = session.next_change(now + _DONE) if not session.is_over else None
