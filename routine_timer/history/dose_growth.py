"""Doses that grow with a person. Pure.

A step that was finished in full three sessions running may take 5 s more, or one rep, up to the top of its range; a
step cut short twice running may go one back. What is offered is only ever a dose; the person says yes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from routine_timer.history.records import DoseRecord, SegmentRecord, SessionRecord
from routine_timer.routine.model import Hold, Reps, Routine, Step, leaves
from routine_timer.timeline import Segment, Timeline

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


def in_full(session: SessionRecord, label: str, numbers: Collection[int] | None = None) -> bool | None:
    """Whether a step was done in full in a session: every side, set and round. None where the session does not say:
    the step did not come up, or the session broke off in it before any of it was cut short.

    Args:
        numbers: the step's segments by number, where others bear its name too.
    """
    work = [segment for segment in session.segments if segment.is_work]
    own = [segment for segment in work if segment.label == label and (numbers is None or segment.n in numbers)]
    if not all(
        segment.outcome == "done" and segment.actual_s >= (segment.planned_s or 0) - _SLACK_S for segment in own
    ):
        return False
    if not own or (session.status == "partial" and work[-1] is own[-1]):
        return None
    return True


def offer(
    sessions: Sequence[SessionRecord],
    label: str,
    dose: Dose,
    low: float,
    high: float,
    current: float | None = None,
    numbers: Collection[int] | None = None,
) -> Offer | None:
    """What to offer after the newest session.

    Args:
        sessions: of one routine, newest first, back to when the dose was last changed (older ones say nothing of it).
        label: the step's name.
        dose: what the numbers are.
        low, high: the step's range.
        current: the dose grown into; None for the low end.
        numbers: as of `in_full`.
    """
    now = min(max(low if current is None else current, low), high)
    outcomes = [full for session in sessions if (full := in_full(session, label, numbers)) is not None]
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


def offers(sessions: Sequence[SessionRecord], accepted: Sequence[DoseRecord], timeline: Timeline) -> dict[int, Offer]:
    """What the summary offers after the newest session: step number -> offer.

    A session tells its segments by number and label, not by step. That is enough while no other step bears the label;
    where one does, only those sessions speak that went through the same segments as `timeline`.

    Args:
        sessions: of this routine, newest first; only those since a step's dose was last changed speak for it.
        accepted: of this routine, oldest first.
        timeline: what the newest session was led through.
    """
    in_force = doses_in_force(accepted, Routine(timeline.routine, timeline.name, timeline.steps))
    changed_at = {record.step: record.accepted_at for record in accepted if record.step in in_force}
    bearers = Counter(step.name for step in timeline.steps)
    alike = [one for one in sessions if _went_through(one, timeline)] if bearers.total() > len(bearers) else []
    found: dict[int, Offer] = {}
    for number, step in enumerate(timeline.steps, 1):
        span = range_of(step)
        if span is None:
            continue
        since = changed_at.get(number)
        told_apart = bearers[step.name] == 1
        spoken = [one for one in (sessions if told_apart else alike) if since is None or one.started_at > since]
        numbers = None if told_apart else {segment.n for segment in timeline.segments if segment.step == number}
        made = offer(spoken, step.name, *span, in_force.get(number), numbers)
        if made is not None:
            found[number] = made
    return found


def _went_through(session: SessionRecord, timeline: Timeline) -> bool:
    """Whether a session's segments are the timeline's: not of a shortened one, of one begun at a later step, or of the
    routine as it was before it was rewritten."""
    planned = {segment.n: _place(segment) for segment in timeline.segments if segment.is_work}
    left = {segment.n: _place(segment) for segment in session.segments if segment.is_work}
    to_the_end = session.status == "partial" or max(left, default=0) == max(planned, default=0)
    return to_the_end and all(planned.get(n) == place for n, place in left.items())


def _place(segment: Segment | SegmentRecord) -> tuple[object, ...]:
    """All that a segment and its record both say of where it stands; not the side, which may be swapped."""
    return segment.kind, segment.label, segment.set, segment.round, segment.phase
