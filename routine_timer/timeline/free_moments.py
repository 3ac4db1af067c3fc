"""When there is room to say something in a hold or in reps, between what the program itself says. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from routine_timer.text.speech_duration import estimate_s
from routine_timer.timeline.program_cues import COUNTED, Span
from routine_timer.timeline.segments import Cue, Segment


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
    """Seconds of a rep: what is said in reps begins with one."""
    return segment.rep_s


def speech_ends(segment: Segment) -> float:
    """Seconds by which all that is said must have ended: before the count-down, and before the least of "20s+"."""
    limit = segment.limit_s
    return math.inf if limit is None else limit - max(COUNTED)
