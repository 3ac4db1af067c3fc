"""The easier way of every step, said from now on in a session that is under way: for a person in pain.

Pure. Every segment stays as it is, but for the pauses that become longer because more is said in them.
"""

from __future__ import annotations

import math

from msgspec.structs import replace

from routine_timer.text.speech_duration import estimate_s
from routine_timer.timeline.compile import place_in_time
from routine_timer.timeline.guidance import Coaching, coaching_of, guided
from routine_timer.timeline.phrases import ENGLISH, Phrases
from routine_timer.timeline.program_cues import COUNTED
from routine_timer.timeline.segments import Cue, Segment, Timeline

_QUIET_S = 1.0
"""Seconds of quiet before and after it, for a voice that is slower than the estimate."""


def easier_steps(timeline: Timeline) -> frozenset[int]:
    """Numbers of the steps that have an easier way."""
    return frozenset(number for number, step in enumerate(timeline.steps, 1) if step.easier)


def with_easier_ways(timeline: Timeline, index: int, elapsed_s: float) -> Timeline:
    """The timeline in which each step to come is announced with its easier way.

    That of the segment at `index` (from 0), under way for `elapsed_s`, comes after all that is still to be said in it.
    """
    coaching = replace(coaching_of(timeline), easier=easier_steps(timeline))
    later = _guided(timeline, index, coaching)[1:]
    here = timeline.segments[index]
    step = timeline.step_of(here)
    if step is not None and step.easier and all(cue.kind != "easier" for cue in here.cues):
        here = _with_easier_way(timeline, index, elapsed_s, here.with_side(step.easier))
    return replace(timeline, segments=place_in_time([*timeline.segments[:index], here, *later]))


def _guided(timeline: Timeline, index: int, coaching: Coaching) -> list[Segment]:
    """The segments from `index` on, with what is said in them now.

    An exercise that took the place of another starts from its own beginning: what was done before it is left out.
    """
    done = [
        one for one in timeline.segments[:index] if (step := timeline.step_of(one)) is None or one.label == step.name
    ]
    return list(guided([*done, *timeline.segments[index:]], timeline.steps, coaching))[len(done) :]


def _with_easier_way(timeline: Timeline, index: int, elapsed_s: float, easier: str) -> Segment:
    here = timeline.segments[index]
    if here.is_work or here.seconds is None:
        return replace(here, cues=(*here.cues, Cue("easier", elapsed_s + _QUIET_S, easier)))
    shortest = [replace(one, seconds=None) if n == index else one for n, one in enumerate(timeline.segments)]
    needed = _guided(replace(timeline, segments=tuple(shortest)), index, coaching_of(timeline))[0].estimate_s
    at = max(needed - COUNTED[0], elapsed_s) + _QUIET_S
    ends = at + estimate_s(Phrases(ENGLISH).easier(easier)) + _QUIET_S
    seconds = max(here.seconds, math.ceil(ends + COUNTED[0]))
    return replace(here, seconds=seconds, cues=(*here.cues, Cue("easier", at, easier)))
