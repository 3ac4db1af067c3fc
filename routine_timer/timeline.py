"""A routine, laid out flat: the frozen list of segments that a session walks through.

`compile_routine` is the one arrow from routine to timeline. It knows nothing of the clock: every time is in seconds
from the beginning of a segment or of the timeline. Nothing is decided later that can be decided here: cues stand at
their moments, reps have their length, and each segment knows its side, set, round and phase.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

import msgspec
from msgspec.structs import replace

from routine_timer.routine.model import (
    SECONDS_A_REP,
    Circuit,
    FormCue,
    Hold,
    Phase,
    Reps,
    Routine,
    Side,
    Step,
    Tempo,
    Until,
    leaves,
)

Kind: TypeAlias = Literal["get-ready", "hold", "reps", "switch", "rest", "between"]
CueKind: TypeAlias = Literal["name", "form", "halfway", "least", "next", "count", "rep"]
SegmentSide: TypeAlias = Literal["left", "right", "alternating"]

HALFWAY_FROM = 30.0
"""A hold this long or longer is told its middle."""
NEXT_BEFORE = 10.0
"""What comes next is told this long before the end; in a shorter segment, at its start."""
COUNTED = (3, 2, 1)

Doses: TypeAlias = Mapping[int, float]
"""Doses that a person has grown into: step number -> seconds of its hold, or number of reps."""


class Cue(msgspec.Struct, frozen=True, gc=False):
    """Something said, sounded or shown at a moment.

    `at_s` counts from the segment's beginning; with `from_end`, back from its end, wherever that has been moved to.
    `number` is the second counted down or the rep begun; `say` is the file's own words (form) and else empty.
    """

    kind: CueKind
    at_s: float
    say: str = ""
    number: int | None = None
    from_end: bool = False

    def due_s(self, limit_s: float | None) -> float:
        """When it is due in a segment that ends by itself at `limit_s`, in seconds from the segment's beginning."""
        return (limit_s or 0.0) - self.at_s if self.from_end else self.at_s


class Segment(msgspec.Struct, frozen=True):
    """One stretch of the timeline. Counts start at 1; what does not apply is None.

    `seconds` is the planned time, None only where the person sets the pace; `limit_s` is when it ends by itself (later
    than `seconds` for "20s+"). In a pause between steps, and in a get-ready, `step` and `label` are those of the step
    to come; a switch carries the side to come. `reps` counts per side; `total_reps` counts every movement.
    """

    n: int
    kind: Kind
    label: str
    step: int | None
    seconds: float | None
    starts_at_s: float = 0.0
    side: SegmentSide | None = None
    set: int | None = None
    sets: int = 1
    round: int | None = None
    rounds: int = 1
    phase: int | None = None
    phases: int = 1
    max_s: float | None = None
    until: Until = "exact"
    reps: int | None = None
    max_reps: int | None = None
    total_reps: int | None = None
    rep_s: float | None = None
    tempo: Tempo | None = None
    instruction: str | None = None
    exercise: str | None = None
    cues: tuple[Cue, ...] = ()

    @property
    def is_work(self) -> bool:
        return self.kind in ("hold", "reps")

    @property
    def self_paced(self) -> bool:
        return self.seconds is None

    @property
    def estimate_s(self) -> float:
        """The planned time, a self-paced rep counted as 3 s."""
        return (self.total_reps or 0) * SECONDS_A_REP if self.seconds is None else self.seconds

    @property
    def limit_s(self) -> float | None:
        """When the segment ends by itself; None where it waits for the person."""
        return self.max_s if self.until == "at-least" else self.seconds

    @property
    def may_end_early(self) -> bool:
        """Whether "done" counts before the end: for reps, for "up to", and for "20s+" after its least."""
        return self.kind == "reps" or self.until in ("up-to", "at-least")

    @property
    def form_cues(self) -> tuple[Cue, ...]:
        return tuple(cue for cue in self.cues if cue.kind == "form")


class Timeline(msgspec.Struct, frozen=True):
    """The whole of a session to come. `steps` holds what each numbered step is (step 1 at index 0)."""

    routine: str
    name: str
    segments: tuple[Segment, ...]
    steps: tuple[Step, ...]

    @property
    def duration_s(self) -> float:
        return sum(segment.estimate_s for segment in self.segments)

    @property
    def work_s(self) -> float:
        """Planned seconds of holds and reps: what a session sets out to do."""
        return sum(segment.estimate_s for segment in self.segments if segment.is_work)

    def step_of(self, segment: Segment) -> Step | None:
        return None if segment.step is None else self.steps[segment.step - 1]

    def next_work(self, index: int) -> Segment | None:
        """The first hold or reps after the segment at `index` (from 0), or None at the end."""
        return next((segment for segment in self.segments[index + 1 :] if segment.is_work), None)


class _Place(msgspec.Struct, frozen=True):
    """Where in the circuits a step is being laid out: the innermost circuit that has more than one round."""

    round: int | None = None
    rounds: int = 1


_ALONE = _Place()


def compile_routine(routine: Routine, doses: Doses | None = None) -> Timeline:
    """Lay `routine` out. `doses` replaces the low end of a range by what the person has grown into."""
    drafts: list[Segment] = []
    for number, step, place, pause in _walk(routine.steps):
        drafts.extend(_pause_before(step, number, pause if drafts else _Pause("get-ready", routine.get_ready)))
        drafts.extend(_lay_out(_grown(step, (doses or {}).get(number)), number, place))
    return Timeline(routine.id, routine.name, _place_in_time(drafts), tuple(leaves(routine.steps)))


def alone(step: Step) -> Timeline:
    """A step without the routine around it, nor a pause before it."""
    return compile_routine(Routine("", "", (step,), get_ready=0.0))


def starting_at(timeline: Timeline, step: int) -> Timeline:
    """The same timeline from `step` (from 1) on, with the routine's get-ready before it.

    Raises:
        ValueError: there is no such step.
    """
    first = next((i for i, segment in enumerate(timeline.segments) if segment.is_work and segment.step == step), None)
    if first is None:
        raise ValueError(f"there is no step {step}: {timeline.name} has {len(timeline.steps)}")
    kept = timeline.segments[first:]
    lead = [replace(s, label=kept[0].label, step=step) for s in timeline.segments if s.kind == "get-ready"]
    return replace(timeline, segments=_place_in_time([*lead, *kept]))


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
        here = replace(base, set=set_number if step.sets > 1 else None)
        if set_number > 1 and step.rest > 0:
            yield replace(here, kind="rest", seconds=step.rest)
        for side, following in _sides(step):
            if following and step.switch > 0:
                yield replace(here, kind="switch", seconds=step.switch, side=side)
            yield from _work(step, replace(here, side=side))


def _sides(step: Step) -> list[tuple[SegmentSide | None, bool]]:
    """The sides of one set in order, each with whether it follows another."""
    if step.sides == "both":
        other: Side = "right" if step.first == "left" else "left"
        return [(step.first, False), (other, True)]
    return [(None if step.sides == "none" else step.sides, False)]


def _work(step: Step, base: Segment) -> Iterator[Segment]:
    match step.dose:
        case Hold() as hold:
            yield _hold(base, hold, step.cues)
        case Reps() as reps:
            yield _reps(base, reps, step.cues)
        case phases:
            yield from _phases(base, phases, step.cues)


def _hold(base: Segment, hold: Hold, cues: tuple[FormCue, ...]) -> Segment:
    return replace(
        base,
        seconds=hold.seconds,
        max_s=hold.max_s,
        until=hold.until,
        cues=_form(cues, hold.seconds),
    )


def _phases(base: Segment, phases: tuple[Phase, ...], cues: tuple[FormCue, ...]) -> Iterator[Segment]:
    """Each phase a segment of its own that opens with its instruction; the step's cues go where their time falls.

    Cues without a moment share the phase with its instruction, so that none of them is due when that is.
    """
    whole = sum(phase.hold.seconds for phase in phases)
    timed = _form(tuple(cue for cue in cues if cue.at is not None), whole)
    loose = _form(tuple(cue for cue in cues if cue.at is None), whole)
    begins = 0.0
    for number, phase in enumerate(phases, 1):
        ends = begins + phase.hold.seconds
        last = number == len(phases)
        own = [replace(c, at_s=c.at_s - begins) for c in timed if begins <= c.at_s < ends or (last and c.at_s >= ends)]
        here = [cue for cue in loose if begins <= cue.at_s < ends]
        share = phase.hold.seconds / (len(here) + 1)
        own += [replace(cue, at_s=i * share) for i, cue in enumerate(here, 1)]
        segment = _hold(base, phase.hold, ())
        yield replace(
            segment,
            phase=number if len(phases) > 1 else None,
            phases=len(phases),
            instruction=phase.cue,
            cues=(Cue("form", 0.0, phase.cue), *(cue for cue in own if cue.at_s > 0)),
        )
        begins = ends


def _reps(base: Segment, reps: Reps, cues: tuple[FormCue, ...]) -> Segment:
    total = reps.count * (2 if base.side == "alternating" else 1)
    seconds = None if reps.rep_s is None else total * reps.rep_s
    ranged = reps.max_count is not None
    return replace(
        base,
        kind="reps",
        seconds=seconds,
        max_s=None if seconds is None or reps.max_count is None else seconds / reps.count * reps.max_count,
        until="range" if ranged else "exact",
        reps=reps.count,
        max_reps=reps.max_count,
        total_reps=total,
        rep_s=reps.rep_s,
        tempo=reps.tempo,
        cues=_form(cues, total * SECONDS_A_REP if seconds is None else seconds),
    )


def _form(cues: tuple[FormCue, ...], seconds: float) -> tuple[Cue, ...]:
    """Form cues at their moments. Those without one share the dose evenly, the first at its beginning."""
    loose = [cue for cue in cues if cue.at is None]
    placed = [Cue("form", i * (seconds / len(loose)), cue.say) for i, cue in enumerate(loose)]
    placed += [
        Cue("form", seconds / 2 if cue.at == "halfway" else cue.at, cue.say) for cue in cues if cue.at is not None
    ]
    return tuple(sorted(placed, key=lambda cue: cue.at_s))


def _grown(step: Step, dose: float | None) -> Step:
    """The step with its range begun at `dose`, kept within the range; any other step as it is."""
    match step.dose:
        case Hold(until="range", max_s=top) as hold if dose is not None and top is not None:
            return replace(step, dose=replace(hold, seconds=min(max(dose, hold.seconds), top)))
        case Reps(max_count=most) as reps if dose is not None and most is not None:
            return replace(step, dose=replace(reps, count=min(max(int(dose), reps.count), most)))
        case _:
            return step


def _place_in_time(drafts: list[Segment]) -> tuple[Segment, ...]:
    """Number the segments, say when each begins, and add the cues that depend on what stands around it."""
    placed: list[Segment] = []
    starts_at = 0.0
    for number, draft in enumerate(drafts, 1):
        following = drafts[number] if number < len(drafts) else None
        cues = [*draft.form_cues, *_announcements(draft, following)]
        cues.sort(key=lambda cue: (cue.due_s(draft.limit_s), _RANK[cue.kind]))
        placed.append(replace(draft, n=number, starts_at_s=starts_at, cues=tuple(cues)))
        starts_at += draft.estimate_s
    return tuple(placed)


_RANK: dict[CueKind, int] = {"name": 0, "rep": 1, "least": 2, "halfway": 3, "form": 4, "next": 5, "count": 6}


def _announcements(segment: Segment, following: Segment | None) -> Iterator[Cue]:
    """The cues of the program itself (the schedule of `docs/cues.md`)."""
    limit = segment.limit_s
    yield Cue("name", 0.0)
    if segment.rep_s is not None and segment.total_reps is not None:
        yield from (Cue("rep", i * segment.rep_s, number=i + 1) for i in range(segment.total_reps))
    if limit is None:
        return
    if segment.kind == "hold" and segment.estimate_s >= HALFWAY_FROM and segment.until != "at-least":
        yield Cue("halfway", segment.estimate_s / 2)
    if segment.until == "at-least" and segment.seconds is not None and segment.seconds < limit:
        yield Cue("least", segment.seconds)
    if segment.is_work and following is not None:
        yield Cue("next", min(NEXT_BEFORE, limit), from_end=True)
    yield from (Cue("count", float(n), number=n, from_end=True) for n in COUNTED if n <= limit)
