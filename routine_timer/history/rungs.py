"""Exercises that change with a person: one rung harder, or one easier. Pure.

A step at the top of its range that is then done in full three times in a row may go up to its harder exercise; one that
was cut short twice in a row, and has no smaller dose, may go down to its easier one. The program only offers it: the
person accepts. Nothing goes up after amber or red pain, or while pain got worse (see `dose_growth`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from routine_timer.history.dose_growth import NO_PAIN, PainRule, step_pasts
from routine_timer.history.records import DoseRecord, SessionRecord, SwapRecord
from routine_timer.routine.model import Step
from routine_timer.timeline import Timeline


class RungChange(msgspec.Struct, frozen=True):
    """Another exercise (its id) to offer for a step with this name; `goes_up`: a harder one."""

    label: str
    exercise: str
    goes_up: bool


def rung_offers(
    sessions: Sequence[SessionRecord],
    accepted: Sequence[DoseRecord],
    swaps: Iterable[SwapRecord],
    timeline: Timeline,
    pain: PainRule = NO_PAIN,
    takes_slot: Callable[[str, Step], bool] = lambda _exercise, _step: True,
) -> dict[int, RungChange]:
    """What the summary offers after the newest session: step number -> offer.

    Args:
        sessions, accepted, timeline, pain: those of `dose_growth.offers`.
        swaps: of any routine, oldest first.
        takes_slot: whether an exercise, by its id, can be done instead of a step.
    """
    there = {step.exercise for step in timeline.steps}
    offered: dict[int, RungChange] = {}
    for one in step_pasts(sessions, accepted, timeline, swaps):
        harder, easier = one.step.harder_exercise, one.step.easier_exercise
        goes_up = one.is_at_top and not pain.eases and one.has_earned_more(pain)
        rung = harder if goes_up else easier if one.is_at_bottom and one.was_cut_short else None
        if rung is not None and rung not in there and takes_slot(rung, one.step):
            offered[one.number] = RungChange(one.step.name, rung, goes_up)
    return offered
