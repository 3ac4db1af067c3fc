"""A routine, laid out flat: the frozen list of segments that a session walks through.

`compile_routine` is the one arrow from routine to timeline. It knows nothing of the clock: every time is in seconds
from the beginning of a segment or of the timeline. Nothing is decided later that can be decided here: reps have their
length, each segment knows its side, set, round and phase, and `guidance` gives every cue its moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypeAlias

import msgspec
from msgspec.structs import replace

from routine_timer.routine.model import Circuit, Hold, Phase, Reps, Routine, Side, Step, leaves
from routine_timer.timeline.guidance import Coaching, coaching_of, guided
from routine_timer.timeline.segments import Segment, SegmentSide, Timeline

Doses: TypeAlias = Mapping[int, float]
"""Doses that a person has grown into: step number -> seconds of its hold, or number of reps."""


class _Place(msgspec.Struct, frozen=True):
    """Where in the circuits a step is being laid out: the innermost circuit that has more than one round."""

    round: int | None = None
    rounds: int = 1


_ALONE = _Place()


def compile_routine(routine: Routine, doses: Doses | None = None, coaching: Coaching | None = None) -> Timeline:
    """Lay `routine` out.

    Args:
        doses: replaces the low end of a range by what the person has grown into.
        coaching: what is said to this person besides the routine's own words.
    """
    drafts: list[Segment] = []
    for number, step, place, pause in _walk(routine.steps):
        drafts.extend(_pause_before(step, number, pause if drafts else _Pause("get-ready", routine.get_ready)))
        drafts.extend(_lay_out(_grown(step, (doses or {}).get(number)), number, place))
    steps = tuple(leaves(routine.steps))
    return Timeline(routine.id, routine.name, place_in_time(guided(drafts, steps, coaching)), steps)


def alone(*steps: Step, get_ready: float = 0.0) -> Timeline:
    """Steps without a routine around them. Before the first there is no pause, unless `get_ready` says how long."""
    return compile_routine(Routine("", "", steps, get_ready=get_ready))


def starting_at(timeline: Timeline, step: int) -> Timeline:
    """The same timeline from `step` (from 1) on, with a get-ready before it that says what this step needs.

    Raises:
        ValueError: there is no such step.
    """
    segments = timeline.segments
    first = next((i for i, segment in enumerate(segments) if segment.is_work and segment.step == step), None)
    if first is None:
        raise ValueError(f"there is no step {step}: {timeline.name} has {len(timeline.steps)}")
    opening = next((segment for segment in segments if segment.kind == "get-ready"), None)
    if first == 0 or (first == 1 and opening is segments[0]):
        return timeline
    drafts = list(segments[first:])
    if opening is not None:
        before = segments[first - 1]
        seconds = opening.estimate_s if before.is_work else max(opening.estimate_s, before.estimate_s)
        drafts.insert(0, replace(opening, label=drafts[0].label, step=step, seconds=seconds))
    return replace(timeline, segments=place_in_time(guided(drafts, timeline.steps, coaching_of(timeline))))


class _Pause(msgspec.Struct, frozen=True):
    """What comes before a step. Inside a circuit it carries the round of the step to come."""

    kind: Literal["get-ready", "between", "rest"]
    seconds: float
    place: _Place = _ALONE


def _walk(
    steps: tuple[Step | Circuit, ...],
    number: int = 1,
    place: _Place = _ALONE,
    before: _Pause | None = None,
) -> Iterator[tuple[int, Step, _Place, _Pause]]:
    """Every step in the order it is done, with its number and the pause that comes before it."""
    for item in steps:
        if isinstance(item, Step):
            yield number, item, place, before or _Pause("between", item.between, place)
            number += 1
        else:
            opening = before or _Pause("between", _between(item), place)
            for round_number in range(1, item.rounds + 1):
                inner = place if item.rounds == 1 else _Place(round_number, item.rounds)
                pause = opening if round_number == 1 else _Pause("rest", item.rest, inner)
                yield from _walk(item.steps, number, inner, pause)
            number += len(leaves(item.steps))
        before = None


def _between(entry: Step | Circuit) -> float:
    """The pause before an entry; a circuit that says none has its first step's."""
    while isinstance(entry, Circuit) and entry.between is None:
        entry = entry.steps[0]
    return entry.between or 0.0


def _pause_before(step: Step, number: int, pause: _Pause) -> Iterator[Segment]:
    if pause.seconds > 0:
        yield Segment(
            n=0,
            kind=pause.kind,
            label=step.name,
            step=number,
            seconds=pause.seconds,
            exercise=step.exercise,
            round=pause.place.round,
            rounds=pause.place.rounds,
        )


def _lay_out(step: Step, number: int, place: _Place) -> Iterator[Segment]:
    """One step: each set does the first side with its phases, the switch, the other side; rest between sets."""
    base = Segment(
        n=0,
        kind="hold",
        label=step.name,
        step=number,
        seconds=None,
        exercise=step.exercise,
        sets=step.sets,
        round=place.round,
        rounds=place.rounds,
    )
    for set_number in range(1, step.sets + 1):
        here = base if step.sets == 1 else replace(base, set=set_number)
        if set_number > 1 and step.rest > 0:
            yield replace(here, kind="rest", seconds=step.rest)
        for side, following in _sides(step):
            if following and step.switch > 0:
                yield replace(here, kind="switch", seconds=step.switch, side=side)
            yield from _work(step, here if side is None else replace(here, side=side))


def _sides(step: Step) -> list[tuple[SegmentSide | None, bool]]:
    """The sides of one set in order, each with whether it follows another."""
    if step.sides == "both":
        other: Side = "right" if step.first == "left" else "left"
        return [(step.first, False), (other, True)]
    return [(None if step.sides == "none" else step.sides, False)]


def _work(step: Step, base: Segment) -> Iterable[Segment]:
    match step.dose:
        case Hold() as hold:
            return (_hold(base, hold),)
        case Reps() as reps:
            return (_reps(base, reps),)
        case phases:
            return _phases(base, phases)


def _hold(base: Segment, hold: Hold) -> Segment:
    return replace(base, seconds=hold.seconds, max_s=hold.max_s, until=hold.until)


def _phases(base: Segment, phases: tuple[Phase, ...]) -> Iterator[Segment]:
    """Each phase a segment of its own that opens with its instruction."""
    for number, phase in enumerate(phases, 1):
        yield replace(
            _hold(base, phase.hold),
            phase=number if len(phases) > 1 else None,
            phases=len(phases),
            instruction=phase.cue,
        )


def _reps(base: Segment, reps: Reps) -> Segment:
    count = reps.by_set[(base.set or 1) - 1] if reps.by_set else reps.count
    total = count * (2 if base.side == "alternating" else 1)
    seconds = None if reps.rep_s is None else total * reps.rep_s
    ranged = reps.max_count is not None
    return replace(
        base,
        kind="reps",
        seconds=seconds,
        max_s=None if seconds is None or reps.max_count is None else seconds / count * reps.max_count,
        until="range" if ranged else "exact",
        reps=count,
        max_reps=reps.max_count,
        total_reps=total,
        rep_s=reps.rep_s,
        tempo=reps.tempo,
    )


def _grown(step: Step, dose: float | None) -> Step:
    """The step with its range begun at `dose`, kept within the range; any other step as it is."""
    match step.dose:
        case Hold(until="range", max_s=top) as hold if dose is not None and top is not None:
            return replace(step, dose=replace(hold, seconds=min(max(dose, hold.seconds), top)))
        case Reps(max_count=most) as reps if dose is not None and most is not None:
            return replace(step, dose=replace(reps, count=min(max(int(dose), reps.count), most)))
        case _:
            return step


def place_in_time(drafts: Iterable[Segment]) -> tuple[Segment, ...]:
    """Number the segments and say when each begins."""
    placed: list[Segment] = []
    starts_at = 0.0
    for number, draft in enumerate(drafts, 1):
        placed.append(replace(draft, n=number, starts_at_s=starts_at))
        starts_at += draft.estimate_s
    return tuple(placed)
