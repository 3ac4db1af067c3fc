"""Doses that grow with a person. Pure.

A step that was finished in full three sessions running may take 5 s more, or one rep, up to the top of its range; a
step cut short twice running may go one back. What is offered is only ever a dose; the person says yes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from routine_timer.history.records import DoseRecord, SessionRecord
from routine_timer.routine.model import Hold, Reps, Routine, Step, leaves

Dose: TypeAlias = Literal["hold", "reps"]

GROW_AFTER = 3
SHRINK_AFTER = 2
STEPS = {"hold": 5.0, "reps": 1.0}
_SLACK_S = 0.5
"""A hold that ended this much before its time still counts as whole."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A dose to offer: seconds of a hold, or reps. `grows` tells next from one back."""

    label: str
    current: float
    next: float
    grows: bool


def in_full(session: SessionRecord, label: str) -> bool | None:
    """Whether a step was done in full in a session: every side, set and round. None where the session does not say:
    the step did not come up, or the session broke off in it."""
    work = [segment for segment in session.segments if segment.is_work]
    own = [segment for segment in work if segment.label == label]
    if not own or (session.status == "partial" and work[-1].label == label):
        return None
    return all(segment.outcome == "done" and segment.actual_s >= (segment.planned_s or 0) - _SLACK_S for segment in own)


def offer(
    sessions: Sequence[SessionRecord], label: str, dose: Dose, low: float, high: float, current: float | None = None
) -> Offer | None:
    """What to offer after the newest session.

    Args:
        sessions: of one routine, newest first, back to when the dose was last changed (older ones say nothing of it).
        label: the step's name.
        dose: what the numbers are.
        low, high: the step's range.
        current: the dose grown into; None for the low end.
    """
    now = min(max(low if current is None else current, low), high)
    outcomes = [full for session in sessions if (full := in_full(session, label)) is not None]
    recent, poor = outcomes[:GROW_AFTER], outcomes[:SHRINK_AFTER]
    if len(recent) == GROW_AFTER and all(recent) and now < high:
        return Offer(label, now, min(now + STEPS[dose], high), grows=True)
    if len(poor) == SHRINK_AFTER and not any(poor) and now > low:
        return Offer(label, now, max(now - STEPS[dose], low), grows=False)
    return None


def doses_in_force(accepted: Iterable[DoseRecord], routine: Routine) -> dict[int, float]:
    """Step number -> the dose grown into, for `compile_routine`.

    A dose applies only while the file still has that step in that place with a range that holds the dose: who rewrites
    a routine begins it anew.

    Args:
        accepted: of this routine, oldest first.
    """
    steps = dict(enumerate(leaves(routine.steps), 1))
    found: dict[int, float] = {}
    for record in accepted:
        step = steps.get(record.step)
        if record.routine != routine.id or step is None or step.name != record.label:
            continue
        span = range_of(step)
        if span is not None and span[1] <= record.dose <= span[2]:
            found[record.step] = record.dose
    return found


def range_of(step: Step) -> tuple[Dose, float, float] | None:
    """A step's kind of dose with its low and high end; None where its dose can't grow."""
    match step.dose:
        case Hold(seconds=low, max_s=high, until="range") if high is not None:
            return "hold", low, high
        case Reps(count=count, max_count=most) if most is not None:
            return "reps", float(count), float(most)
        case _:
            return None


def offers(sessions: Sequence[SessionRecord], accepted: Sequence[DoseRecord], routine: Routine) -> dict[int, Offer]:
    """What the summary offers after the newest session: step number -> offer.

    Args:
        sessions: of this routine, newest first; only those since a step's dose was last changed speak for it.
        accepted: of this routine, oldest first.
    """
    in_force = doses_in_force(accepted, routine)
    changed_at = {record.step: record.accepted_at for record in accepted if record.step in in_force}
    found: dict[int, Offer] = {}
    for number, step in enumerate(leaves(routine.steps), 1):
        span = range_of(step)
        if span is None:
            continue
        since = changed_at.get(number)
        spoken = [one for one in sessions if since is None or one.started_at > since]
        made = offer(spoken, step.name, *span, in_force.get(number))
        if made is not None:
            found[number] = made
    return found
