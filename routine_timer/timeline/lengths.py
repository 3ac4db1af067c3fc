"""How long a routine is, one step at a time: adds up to exactly what `compile_routine` says of the whole.

A pause is as long as what is said in it, so a step's length depends on the step before it (what is in the hand already)
and the get-ready's on everything that must be fetched. All results are seconds.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from routine_timer.routine.model import DEFAULT_GET_READY, Step
from routine_timer.timeline.compile import alone


def work_s(step: Step) -> float:
    """The step in a routine, with all its sets and sides, without the pause before it."""
    return alone(step).duration_s


def pause_s(before: Step, step: Step) -> float:
    """The pause between two different steps."""
    segments = alone(before, step).segments
    return sum(segment.estimate_s for segment in segments if segment.kind == "between" and segment.step == 2)


def get_ready_s(first: Step, props: Iterable[str], get_ready: float = DEFAULT_GET_READY) -> float:
    """The get-ready before `first`, in a routine that needs all of `props`."""
    return alone(replace(first, props=tuple(props)), get_ready=get_ready).segments[0].estimate_s
