"""The program's own cues: the name, the reps, the middle and the count-down. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias, get_args

import msgspec
from msgspec.structs import replace

from routine_timer.text.speech_duration import estimate_s
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
_NEXT_S = 2.5
"""Seconds for what comes next."""
NAME = Cue("name", 0.0)
_COUNTDOWN = tuple(Cue("count", float(n), number=n, from_end=True) for n in COUNTED)
_RANK = {kind: rank for rank, kind in enumerate(get_args(CueKind))}
_TOLD: dict[CueKind, str] = {"halfway": ENGLISH.halfway, "least": ENGLISH.least}

_Due: TypeAlias = tuple[float, int, int, Cue]
"""A cue behind what it is sorted by: when it is due, the rank of its kind, its number among others."""


class Span(msgspec.Struct, frozen=True):
    """A stretch of time in which something else is heard, in seconds."""

    begins: float
    ends: float


class OwnCues:
    """The program's own cues in a hold or in reps. They are the same in all that take the same time."""

    def __init__(self, segment: Segment, following: Segment | None) -> None:
        limit = segment.limit_s
        cues = list(_own_cues(segment, following))
        self._counted = _due(cues, limit)
        self._with_last = self._counted
        """The cues with the last rep announced instead of counted down."""
        self._last: Span | None = None
        if (last := _last_rep(segment, cues)) is not None:
            others = [one for one in self._counted if one[-1] is not last and one[-1].kind != "count"]
            self._with_last = [*others, *_due([replace(last, kind="last")])]
            self._last = Span(last.at_s, last.at_s + TONE_S + estimate_s(ENGLISH.last_rep))
        self._next_at = next((at for at, _, _, cue in self._counted if cue.kind == "next"), None)
        self._next = None if self._next_at is None else Span(self._next_at - 0.1, self._next_at + _NEXT_S)
        self._spoken = [
            Span(cue.at_s - 0.1, cue.at_s + TONE_S + estimate_s(_TOLD[cue.kind])) for cue in cues if cue.kind in _TOLD
        ]
        self._alone = _in_order(self._with_last if self._has_room_for_last((), self._next_at) else self._counted)

    def taken(self, *, with_next: bool) -> list[Span]:
        """When the program itself speaks. Cues that are still to be given matter more than what comes next."""
        return [*self._spoken, self._next] if with_next and self._next is not None else self._spoken

    def among(self, form: Sequence[Cue], breathe: Sequence[Cue]) -> tuple[Cue, ...]:
        """All cues of the segment in the order in which they are given.

        What comes next is left out where one of the file's own cues is heard then: the pause will announce it. The last
        rep is announced where there is room to say so, and else counted down.
        """
        if not form and not breathe:
            return self._alone
        crowded = self._next is not None and _is_heard(form, self._next)
        room = self._has_room_for_last(form, None if crowded else self._next_at)
        due = self._with_last if room else self._counted
        if crowded:
            due = [one for one in due if one[-1].kind != "next"]
        return _in_order([*due, *_due([*form, *breathe])])

    def _has_room_for_last(self, form: Iterable[Cue], next_at: float | None) -> bool:
        last = self._last
        if last is None or (next_at is not None and last.begins <= next_at < last.ends):
            return False
        return not any(last.begins <= cue.at_s < last.ends for cue in form)


def _own_cues(segment: Segment, following: Segment | None) -> Iterator[Cue]:
    limit = segment.limit_s
    yield NAME
    if segment.rep_s is not None and segment.total_reps is not None:
        turn = turn_s(segment.tempo, segment.rep_s)
        for i in range(segment.total_reps):
            yield Cue("rep", i * segment.rep_s, number=i + 1)
            if segment.rep_s >= _TURN_FROM and 0 < turn < segment.rep_s:
                yield Cue("turn", i * segment.rep_s + turn)
    if limit is None:
        return
    halves = segment.phases == 1  # parts of a hold are announced themselves
    if segment.kind == "hold" and halves and segment.estimate_s >= HALFWAY_FROM and segment.until != "at-least":
        yield Cue("halfway", segment.estimate_s / 2)
    if segment.until == "at-least" and segment.seconds is not None and segment.seconds < limit:
        yield Cue("least", segment.seconds)
    if following is not None:
        yield Cue("next", min(NEXT_BEFORE, limit), from_end=True)
    yield from countdown(limit)


def countdown(seconds: float) -> tuple[Cue, ...]:
    return tuple(cue for cue in _COUNTDOWN if cue.at_s <= seconds)


def _last_rep(segment: Segment, cues: Iterable[Cue]) -> Cue | None:
    """The last rep, where reps are so many and so slow that it can be announced."""
    if segment.rep_s is None or segment.rep_s < _LAST_FROM or segment.total_reps in (None, 1):
        return None
    return next(cue for cue in cues if cue.kind == "rep" and cue.number == segment.total_reps)


def _is_heard(cues: Iterable[Cue], span: Span) -> bool:
    """Whether one of the cues is heard in this stretch of time."""
    return any(cue.at_s < span.ends and cue.at_s + estimate_s(cue.say) > span.begins for cue in cues)


def _due(cues: Iterable[Cue], limit_s: float | None = None) -> list[_Due]:
    """The cues of a segment with what they are sorted by: a key function would take as long as all the rest."""
    return [(cue.due_s(limit_s), _RANK[cue.kind], n, cue) for n, cue in enumerate(cues)]


def _in_order(due: Iterable[_Due]) -> tuple[Cue, ...]:
    """The cues in the order in which they are given."""
    return tuple([cue for _, _, _, cue in sorted(due)])
