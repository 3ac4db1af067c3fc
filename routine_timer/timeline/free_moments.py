"""When there is room to say something in a hold or in reps, between what the program itself says. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import msgspec

from routine_timer.text.speech import estimate_s
from routine_timer.timeline.phrases import ENGLISH
from routine_timer.timeline.program_cues import COUNTED, NEXT_BEFORE, TONE_S
from routine_timer.timeline.segments import Cue, Segment

_NEXT_S = 2.5
"""Seconds for what comes next."""


class Span(msgspec.Struct, frozen=True):
    """A stretch of time in which something else is heard, in seconds."""

    begins: float
    ends: float


def taken_by(segment: Segment, cues: Iterable[Cue], *, with_next: bool) -> list[Span]:
    """When the program itself speaks in a segment. Cues that are still to be given matter more than what comes next."""
    spans = []
    for cue in cues:
        if cue.kind == "halfway" or cue.kind == "least":
            text = ENGLISH.halfway if cue.kind == "halfway" else ENGLISH.least
            spans.append(Span(cue.at_s - 0.1, cue.at_s + TONE_S + estimate_s(text)))
        elif cue.kind == "next" and with_next:
            spans.append(next_span(segment))
    return spans


def next_span(segment: Segment) -> Span:
    begins = max((segment.limit_s or 0.0) - NEXT_BEFORE, 0.0)
    return Span(begins - 0.1, begins + _NEXT_S)


def without_crowded_next(segment: Segment, cues: list[Cue], form: Sequence[Cue]) -> list[Cue]:
    """The cues, without what comes next where one of the file's own is heard then: the pause will announce it."""
    if not form:
        return cues
    span = next_span(segment)
    if not any(one.begins < span.ends and one.ends > span.begins for one in spans_of(form)):
        return cues
    return [cue for cue in cues if cue.kind != "next"]


def spans_of(cues: Iterable[Cue]) -> list[Span]:
    return [Span(cue.at_s, cue.at_s + estimate_s(cue.say)) for cue in cues]


def free_from(wanted: float, length: float, taken: Sequence[Span], beat: float | None, ends: float) -> float | None:
    """The first moment from `wanted` on, on a beat if there is one, with `length` free seconds that end by `ends`."""
    at = max(wanted, 0.0)
    while True:
        if beat is not None:
            at = math.ceil(at / beat - 1e-6) * beat
        if at + length > ends + 1e-6:
            return None
        clash = next((span for span in taken if at < span.ends and at + length > span.begins), None)
        if clash is None:
            return at
        at = clash.ends


def beat_of(segment: Segment) -> float | None:
    return segment.rep_s if segment.kind == "reps" else None


def speech_ends(segment: Segment) -> float:
    """Seconds by which all that is said must have ended: before the count-down, and before the least of "20s+"."""
    limit = segment.limit_s
    return math.inf if limit is None else limit - max(COUNTED)
