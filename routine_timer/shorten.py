"""A routine for the time there is.

Fewer sets first, then fewer rounds, then the last steps go, and no more of them than have to; a step that stays keeps
both its sides in full. A short step never stays in the place of a longer one before it: the order is the routine's, and
who shortens it gets its beginning. What is left out is said, never silent. Pure: routine in, routine out.
"""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from routine_timer.routine.model import Circuit, Routine, Step, leaves
from routine_timer.text.plurals import pluralize
from routine_timer.timeline import Doses, compile_routine, starting_at


class Shortened(msgspec.Struct, frozen=True):
    """The routine that is left, and a sentence for each thing that went, in the order in which they went."""

    routine: Routine
    left_out: tuple[str, ...]
    fits: bool
    """False when not even the first step alone fits."""


class _Cut(msgspec.Struct, frozen=True):
    steps: tuple[Step | Circuit, ...]
    name: str
    left: str


def shorten(routine: Routine, seconds: float, doses: Doses | None = None, first: int = 1) -> Shortened:
    """Shorten `routine`, begun at its step `first` (from 1), until it takes `seconds` or less; that step always stays.

    What comes before that step is not done, so nothing is gained by taking from it: it stays as it is.

    Raises:
        ValueError: there is no such step.
    """
    before = _before(routine.steps, first)
    left_out: dict[str, str] = {}
    while starting_at(compile_routine(routine, doses), first).duration_s > seconds:
        after = routine.steps[len(before) :]
        cut = _fewer(after, "set") or _fewer(after, "round") or _without_last(after)
        if cut is None or len(leaves((*before, *cut.steps))) < first:
            return Shortened(routine, tuple(left_out.values()), fits=False)
        routine = replace(routine, steps=(*before, *cut.steps))
        left_out.pop(cut.name, None)
        left_out[cut.name] = f"{cut.name}: {cut.left}"
    return Shortened(routine, tuple(left_out.values()), fits=True)


def _before(steps: tuple[Step | Circuit, ...], first: int) -> tuple[Step | Circuit, ...]:
    """The entries that are over before step `first` begins."""
    for over in range(len(steps)):
        if len(leaves(steps[: over + 1])) >= first:
            return steps[:over]
    return steps


def _fewer(steps: tuple[Step | Circuit, ...], unit: str) -> _Cut | None:
    """One set (or round) less where there are most; the later one of equals."""
    most, where = 1, -1
    for i, step in enumerate(steps):
        count = _most(step, unit)
        if count >= max(most, 2):
            most, where = count, i
    if where < 0:
        return None
    step = steps[where]
    match step:
        case Step():
            smaller: Step | Circuit = replace(step, sets=step.sets - 1)
            name, left = step.name, pluralize(step.sets - 1, unit)
        case Circuit() if unit == "round" and step.rounds == most:
            smaller = replace(step, rounds=step.rounds - 1)
            name, left = step.name or "circuit", pluralize(step.rounds - 1, unit)
        case Circuit():
            inner = _fewer(step.steps, unit)
            if inner is None:
                return None
            smaller, name, left = replace(step, steps=inner.steps), inner.name, inner.left
    return _Cut((*steps[:where], smaller, *steps[where + 1 :]), name, left)


def _most(step: Step | Circuit, unit: str) -> int:
    if isinstance(step, Step):
        return step.sets if unit == "set" else 1
    inside = max(_most(inner, unit) for inner in step.steps)
    return max(inside, step.rounds) if unit == "round" else inside


def _without_last(steps: tuple[Step | Circuit, ...]) -> _Cut | None:
    """Without the last exercise, and without a circuit that this empties; None where it is the only one."""
    *rest, last = steps
    if isinstance(last, Circuit) and (inner := _without_last(last.steps)) is not None:
        return _Cut((*rest, replace(last, steps=inner.steps)), inner.name, inner.left)
    if not rest:
        return None
    name = last.name if isinstance(last, Step) else last.name or last.steps[0].name or "circuit"
    return _Cut(tuple(rest), name, "left out")
