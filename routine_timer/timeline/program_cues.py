"""The program's own cues: the name, the reps, the middle and the count-down. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from msgspec.structs import replace

from routine_timer.text.speech import estimate_s
from routine_timer.timeline.phrases import ENGLISH
from routine_timer.timeline.rep_phase import turn_s
from routine_timer.timeline.segments import Cue, CueKind, Segment

HALFWAY_FROM = 30.0
"""Seconds of a hold from which its middle is told."""
NEXT_BEFORE = 10.0
"""Seconds before the end at which it is told what comes next."""
COUNTED = (3, 2, 1)
"""Seconds before the end that are counted down."""
TONE_S = 0.75
"""Seconds for a tone in a hold."""
_LAST_FROM = 1.5
"""Seconds of a rep from which the last one is announced."""
_TURN_FROM = 2.0
"""Seconds of a rep from which its turn has a tone of its own."""
_NAME = Cue("name", 0.0)
_COUNTDOWN = tuple(Cue("count", float(n), number=n, from_end=True) for n in COUNTED)
_RANK = {kind: rank for rank, kind in enumerate(get_args(CueKind))}


def own_cues(segment: Segment, following: Segment | None) -> list[Cue]:
    """The cues of the program itself in a hold or in reps."""
    limit = segment.limit_s
    cues = [_NAME]
    if segment.rep_s is not None and segment.total_reps is not None:
        turn = turn_s(segment.tempo, segment.rep_s)
        for i in range(segment.total_reps):
            cues.append(Cue("rep", i * segment.rep_s, number=i + 1))
            if segment.rep_s >= _TURN_FROM and 0 < turn < segment.rep_s:
                cues.append(Cue("turn", i * segment.rep_s + turn))
    if limit is None:
        return cues
    halves = segment.phases == 1  # parts of a hold are announced themselves
    if segment.kind == "hold" and halves and segment.estimate_s >= HALFWAY_FROM and segment.until != "at-least":
        cues.append(Cue("halfway", segment.estimate_s / 2))
    if segment.until == "at-least" and segment.seconds is not None and segment.seconds < limit:
        cues.append(Cue("least", segment.seconds))
    if following is not None:
        cues.append(Cue("next", min(NEXT_BEFORE, limit), from_end=True))
    return [*cues, *countdown(limit)]


def countdown(seconds: float) -> tuple[Cue, ...]:
    return _COUNTDOWN if seconds >= COUNTED[0] else tuple(cue for cue in _COUNTDOWN if cue.at_s <= seconds)


def with_last_rep(segment: Segment, cues: list[Cue]) -> list[Cue]:
    """The cues with the last rep announced instead of counted down, where there is room to say so."""
    if segment.rep_s is None or segment.rep_s < _LAST_FROM or segment.total_reps in (None, 1):
        return cues
    last = next(cue for cue in cues if cue.kind == "rep" and cue.number == segment.total_reps)
    ends = last.at_s + TONE_S + estimate_s(ENGLISH.last_rep)
    speaks = (cue.due_s(segment.limit_s) for cue in cues if cue.kind in ("form", "next"))
    if any(last.at_s <= at < ends for at in speaks):
        return cues
    others = [cue for cue in cues if cue is not last and cue.kind != "count"]
    return [*others, replace(last, kind="last")]


def in_order(cues: Iterable[Cue], limit_s: float | None) -> tuple[Cue, ...]:
    """The cues of a segment in the order in which they are given."""
    due = [(cue.due_s(limit_s), _RANK[cue.kind], n, cue) for n, cue in enumerate(cues)]
    due.sort()  # a key function would take as long as all the rest
    return tuple([cue for _, _, _, cue in due])
