"""Doses that grow with a person. Pure.

A step finished in full in three sessions in a row may grow by 5 s or one rep, up to the top of its range; one that was
cut short twice in a row may shrink by as much. The program only offers it: the person accepts.

Nothing grows after amber or red pain, and where pain was worse after two sessions, every grown dose may shrink (see
`care.pain` for the rules and `docs/plans.md` for their sources).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

import msgspec

from routine_timer.care.pain import RatedSession
from routine_timer.history.records import DoseRecord, SegmentRecord, SessionRecord, SwapRecord
from routine_timer.routine.model import Hold, Reps, Routine, Step, leaves
from routine_timer.timeline import Segment, Timeline

Dose: TypeAlias = Literal["hold", "reps"]

GROW_AFTER = 3
SHRINK_AFTER = 2
STEPS = {"hold": 5.0, "reps": 1.0}
_SLACK_S = 0.5
"""A hold that ended this many seconds early still counts as finished in full."""


class DoseChange(msgspec.Struct, frozen=True):
    """A dose to offer: seconds of a hold, or reps. `grows` says whether it is a longer or a shorter one.

    `hurts`: it is shorter because of pain.
    """

    label: str
    current: float
    next: float
    grows: bool
    hurts: bool = False


class PainRule(msgspec.Struct, frozen=True):
    """What pain decides. `may_grow`: the latest answers are green; `eases`: pain was worse after two sessions."""

    may_grow: bool = True
    eases: bool = False


NO_PAIN = PainRule()


def in_full(session: SessionRecord, label: str, numbers: Collection[int] | None = None) -> bool | None:
    """Whether a step was done in full in a session: every side, set and round. None where that is not known: the step
    did not come up, or the session ended in the middle of it.

    Args:
        numbers: the numbers of the step's segments, where other steps have the same name.
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
    pain: PainRule = NO_PAIN,
) -> DoseChange | None:
    """What to offer after the newest session.

    Args:
        sessions: of one routine, newest first, since the dose was last changed.
        label: the step's name.
        dose: whether the numbers are seconds or reps.
        low, high: the step's range.
        current: the dose that was accepted; None for the low end.
        numbers: as in `in_full`.
    """
    now = min(max(low if current is None else current, low), high)
    if pain.eases:
        smaller = DoseChange(label, now, max(now - STEPS[dose], low), grows=False, hurts=True)
        return smaller if now > low and sessions else None
    if now < high and _has_earned_more(sessions, label, numbers, pain):
        return DoseChange(label, now, min(now + STEPS[dose], high), grows=True)
    if now > low and _was_cut_short(_outcomes(sessions, label, numbers)):
        return DoseChange(label, now, max(now - STEPS[dose], low), grows=False)
    return None


def _outcomes(sessions: Sequence[SessionRecord], label: str, numbers: Collection[int] | None) -> list[bool]:
    """Whether a step was done in full, in each session where that is known."""
    return [full for session in sessions if (full := in_full(session, label, numbers)) is not None]


def _was_cut_short(outcomes: Sequence[bool]) -> bool:
    poor = outcomes[:SHRINK_AFTER]
    return len(poor) == SHRINK_AFTER and not any(poor)


def _has_earned_more(
    sessions: Sequence[SessionRecord], label: str, numbers: Collection[int] | None, pain: PainRule
) -> bool:
    """Whether a step was done in full, without amber or red pain, in enough sessions in a row."""
    known = [(one, full) for one in sessions if (full := in_full(one, label, numbers)) is not None][:GROW_AFTER]
    return (
        pain.may_grow
        and len(known) == GROW_AFTER
        and all(full and RatedSession(one.pain_before, one.pain_after).is_green for one, full in known)
    )


def doses_in_force(accepted: Iterable[DoseRecord], routine: Routine) -> dict[int, float]:
    """Step number -> the accepted dose, for `compile_routine`.

    A dose applies only while the file has that step in that place, with a range that includes the dose.

    Args:
        accepted: of this routine, oldest first.
    """
    steps = dict(enumerate(leaves(routine.steps), 1))
    doses: dict[int, float] = {}
    for record in accepted:
        step = steps.get(record.step)
        if record.routine != routine.id or step is None or step.name != record.label:
            continue
        span = range_of(step)
        if span is not None and span[1] <= record.dose <= span[2]:
            doses[record.step] = record.dose
    return doses


def range_of(step: Step) -> tuple[Dose, float, float] | None:
    """A step's kind of dose with its low and high end; None where its dose can't grow."""
    match step.dose:
        case Hold(seconds=low, max_s=high, until="range") if high is not None:
            return "hold", low, high
        case Reps(count=count, max_count=most) if most is not None:
            return "reps", float(count), float(most)
    return None


def offers(
    sessions: Sequence[SessionRecord],
    accepted: Sequence[DoseRecord],
    timeline: Timeline,
    pain: PainRule = NO_PAIN,
) -> dict[int, DoseChange]:
    """What the summary offers after the newest session: step number -> offer.

    Args:
        sessions: of this routine, newest first; for each step, those since its dose was last changed count.
        accepted: of this routine, oldest first.
        timeline: the timeline of the newest session.
        pain: what the person's pain decides.
    """
    offered: dict[int, DoseChange] = {}
    for one in step_pasts(sessions, accepted, timeline):
        made = one.span and offer(one.sessions, one.step.name, *one.span, one.current, one.numbers, pain)
        if made is not None:
            offered[one.number] = made
    return offered


def ready_for_harder(
    sessions: Sequence[SessionRecord],
    accepted: Sequence[DoseRecord],
    timeline: Timeline,
    pain: PainRule = NO_PAIN,
) -> tuple[int, ...]:
    """Numbers of the steps that have reached the top of their range and were then done in full three times in a row.

    Only steps for which the exercise knows a harder way, or a harder exercise. The arguments are those of `offers`.
    """
    ready = []
    for one in step_pasts(sessions, accepted, timeline):
        has_more = one.step.harder or one.step.harder_exercise
        if one.is_at_top and has_more and one.has_earned_more(pain):
            ready.append(one.number)
    return tuple(ready)


class StepPast(msgspec.Struct, frozen=True):
    """A step with the sessions that count for it, newest first. `span` is None where its dose can't grow."""

    number: int
    step: Step
    span: tuple[Dose, float, float] | None
    sessions: Sequence[SessionRecord]
    current: float | None
    """The dose that was accepted; None for the low end."""
    numbers: Collection[int] | None
    """As in `in_full`."""

    @property
    def is_at_top(self) -> bool:
        return self.span is not None and self.current is not None and self.current >= self.span[2]

    @property
    def is_at_bottom(self) -> bool:
        """Whether there is no smaller dose."""
        return self.span is None or self.current is None or self.current <= self.span[1]

    def has_earned_more(self, pain: PainRule) -> bool:
        """Whether the step was done in full, without amber or red pain, in enough sessions in a row."""
        return _has_earned_more(self.sessions, self.step.name, self.numbers, pain)

    @property
    def was_cut_short(self) -> bool:
        """Whether the step was cut short in enough sessions in a row."""
        return _was_cut_short(_outcomes(self.sessions, self.step.name, self.numbers))


def step_pasts(
    sessions: Sequence[SessionRecord],
    accepted: Sequence[DoseRecord],
    timeline: Timeline,
    swaps: Iterable[SwapRecord] = (),
) -> Iterator[StepPast]:
    """Every step of the timeline. For each, the sessions since its dose or its exercise was last changed count.

    A session knows its segments by number and label, not by step. That is enough while no other step has the label;
    where one has, only sessions with the same segments as `timeline` count.
    """
    in_force = doses_in_force(accepted, Routine(timeline.routine, timeline.name, timeline.steps))
    changed_at = {record.step: record.accepted_at for record in accepted if record.step in in_force}
    swapped_at = {swap.exercise: swap.edited_at for swap in swaps if swap.routine == timeline.routine}
    label_counts = Counter(step.name for step in timeline.steps)
    same_segments = (
        [one for one in sessions if has_segments_of(one, timeline)] if label_counts.total() > len(label_counts) else []
    )
    for number, step in enumerate(timeline.steps, 1):
        changes = [at for at in (changed_at.get(number), swapped_at.get(step.exercise)) if at is not None]
        since = max(changes, default=None)
        is_unique = label_counts[step.name] == 1
        relevant = [
            one
            for one in (sessions if is_unique else same_segments)
            if since is None or (one.started_at and one.started_at > since)
        ]
        numbers = None if is_unique else {segment.n for segment in timeline.segments if segment.step == number}
        yield StepPast(number, step, range_of(step), relevant, in_force.get(number), numbers)


def has_segments_of(session: SessionRecord, timeline: Timeline) -> bool:
    """Whether a session's segments are those of the timeline: not shortened, started at a later step, or from an older
    version of the routine."""
    planned = {segment.n: _place(segment) for segment in timeline.segments if segment.is_work}
    left = {segment.n: _place(segment) for segment in session.segments if segment.is_work}
    to_the_end = session.status == "partial" or max(left, default=0) == max(planned, default=0)
    return to_the_end and all(planned.get(n) == place for n, place in left.items())


def _place(segment: Segment | SegmentRecord) -> tuple[object, ...]:
    """What identifies a segment and its record, besides the number. Not the side, which may be swapped."""
    return segment.kind, segment.label, segment.set, segment.round, segment.phase
