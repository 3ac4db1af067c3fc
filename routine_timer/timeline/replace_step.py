"""A timeline with another exercise in a step from some moment on: in the same slot, and in the time that is left.

Pure. What was done stays as it was; a pause says what comes, and the steps after it are untouched.
"""

from __future__ import annotations

from msgspec.structs import replace

from routine_timer.routine.dose_times import even_from_six, reps_in
from routine_timer.routine.model import SECONDS_A_REP, Hold, Reps, Side, Step
from routine_timer.timeline.compile import place_in_time
from routine_timer.timeline.guidance import guided
from routine_timer.timeline.segments import Segment, SegmentSide, Timeline

LEAST_S = 10.0
"""Seconds of the new exercise at least, however little of its slot is left."""
_RENDERED_WITHIN = 1.5
"""Seconds until what is said first has been rendered."""


def replace_step(timeline: Timeline, index: int, elapsed_s: float, step: Step) -> Timeline:
    """The timeline in which `step` takes the place of the step of the segment at `index` (from 0).

    A pause to get into it follows that segment, and then, where that was a hold or reps, the rest of its time.

    Args:
        elapsed_s: seconds that have passed in the segment at `index`.
    """
    here = timeline.segments[index]
    number = here.step or 1
    steps = (*timeline.steps[: number - 1], step, *timeline.steps[number:])
    pause = Segment(  # as long as what is said in it
        0, "between", step.name, number, None, exercise=step.exercise, round=here.round, rounds=here.rounds
    )
    later = [
        one
        for segment in timeline.segments[index + 1 :]
        for one in (_in_slot(segment, step, segment.estimate_s) if segment.step == number else [segment])
    ]
    left_s = max(here.estimate_s - elapsed_s, LEAST_S)
    work = _in_slot(here, step, left_s) if here.is_work else []
    coming = _guided([pause, *work, *later], number, steps)
    if work and work[0].kind == "hold":  # what makes room in the pause comes off the slot
        work = _in_slot(here, step, max(left_s - coming[0].estimate_s, LEAST_S))
        coming = _guided([pause, *work, *later], number, steps)
    coming[0] = replace(
        coming[0],
        seconds=coming[0].estimate_s + _RENDERED_WITHIN,
        cues=tuple(cue if cue.from_end else replace(cue, at_s=cue.at_s + _RENDERED_WITHIN) for cue in coming[0].cues),
    )
    segments = place_in_time([*timeline.segments[: index + 1], *coming])
    return replace(timeline, segments=segments, steps=steps)


def _guided(drafts: list[Segment], number: int, steps: tuple[Step, ...]) -> list[Segment]:
    """The drafts, those of the step with their cues; the others keep what they have."""
    return [made if made.step == number else drafts[n] for n, made in enumerate(guided(drafts, steps))]


def _in_slot(segment: Segment, step: Step, seconds: float) -> list[Segment]:
    """A segment of the slot with the new exercise in it: one side after the other, if the old exercise had none."""
    if not segment.is_work:
        has_sides = segment.side is not None and step.sides in ("both", "left", "right")
        kind = "rest" if segment.kind == "switch" and not has_sides else segment.kind
        return [replace(_plain(segment, step), kind=kind, side=segment.side if has_sides else None)]
    if step.sides in ("both", "left", "right") and segment.side in ("left", "right"):
        return [_work(segment, step, segment.side, seconds)]
    if step.sides != "both":
        return [_work(segment, step, None if step.sides == "none" else step.sides, seconds)]
    each_s = max((seconds - step.switch) / 2, LEAST_S)
    second: Side = "right" if step.first == "left" else "left"
    switch = replace(_plain(segment, step), kind="switch", seconds=step.switch, side=second)
    return [
        _work(segment, step, step.first, each_s),
        *([switch] if step.switch > 0 else []),
        _work(segment, step, second, each_s),
    ]


def _plain(segment: Segment, step: Step) -> Segment:
    """The segment with the new exercise's name, and nothing of the old one's dose."""
    return replace(
        segment,
        label=step.name,
        exercise=step.exercise,
        phase=None,
        phases=1,
        instruction=None,
        max_s=None,
        until="exact",
        reps=None,
        max_reps=None,
        total_reps=None,
        rep_s=None,
        tempo=None,
    )


def _work(segment: Segment, step: Step, side: SegmentSide | None, seconds: float) -> Segment:
    """A hold of so many seconds, or the reps that fit in them; the low end of a range if that is less."""
    plain = replace(_plain(segment, step), side=side)
    if not isinstance(step.dose, Reps):
        if isinstance(step.dose, Hold) and step.dose.until == "range":
            seconds = min(seconds, step.dose.seconds)
        return replace(plain, kind="hold", seconds=seconds)
    rep_s, ways = step.dose.rep_s or SECONDS_A_REP, 2 if side == "alternating" else 1
    fitting = reps_in(seconds, rep_s * ways)
    count = fitting if step.dose.by_set else even_from_six(fitting)
    if step.dose.max_count is not None:
        count = min(count, step.dose.count)
    return replace(
        plain,
        kind="reps",
        seconds=count * ways * rep_s,
        reps=count,
        total_reps=count * ways,
        rep_s=rep_s,
        tempo=step.dose.tempo,
    )
