"""A timeline with another exercise in a step from some moment on: in the same slot, and in the time that is left.

Pure. What was done stays as it was; a pause says what comes, and the steps after it are untouched.
"""

from __future__ import annotations

from msgspec.structs import replace

from routine_timer.routine.dose_times import even_from_six, reps_in
from routine_timer.routine.model import SECONDS_A_REP, Reps, Step
from routine_timer.timeline.compile import place_in_time
from routine_timer.timeline.guidance import guided
from routine_timer.timeline.segments import Segment, Timeline

LEAST_S = 10.0
"""Seconds of the new exercise at least, however little of its slot is left."""
PAUSE_S = 5.0
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
    pause = Segment(
        0, "between", step.name, number, PAUSE_S, exercise=step.exercise, round=here.round, rounds=here.rounds
    )
    drafts = [pause]
    if here.is_work:
        drafts.append(_in_slot(here, step, max(here.estimate_s - elapsed_s, LEAST_S)))
    later = timeline.segments[index + 1 :]
    drafts += [_in_slot(one, step, one.estimate_s) if one.step == number else one for one in later]
    guide = [replace(one, cues=()) if one.step == number else one for one in drafts]
    again = list(guided(guide, steps))
    coming = [made if made.step == number else one for made, one in zip(again, drafts, strict=True)]
    if here.is_work:  # what makes room in the pause comes off the slot
        work = coming[1]
        if work.kind == "hold" and work.seconds is not None:
            left = max(work.seconds - coming[0].estimate_s, LEAST_S)
            again = list(guided([pause, replace(drafts[1], seconds=left), *guide[2:]], steps))
            coming[:2] = again[:2]
    coming[0] = replace(
        coming[0],
        seconds=coming[0].estimate_s + _RENDERED_WITHIN,
        cues=tuple(cue if cue.from_end else replace(cue, at_s=cue.at_s + _RENDERED_WITHIN) for cue in coming[0].cues),
    )
    segments = place_in_time([*timeline.segments[: index + 1], *coming])
    return replace(timeline, segments=segments, steps=steps)


def _in_slot(segment: Segment, step: Step, seconds: float) -> Segment:
    """A segment of the slot with the new exercise in it."""
    has_sides = step.sides in ("both", "left", "right")
    plain = replace(
        segment,
        label=step.name,
        exercise=step.exercise,
        side=segment.side if has_sides and segment.side in ("left", "right") else None,
        coming_side=None,
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
    if not segment.is_work:
        kind = "rest" if segment.kind == "switch" and not has_sides else segment.kind
        return replace(plain, kind=kind)
    if not isinstance(step.dose, Reps):
        return replace(plain, kind="hold", seconds=seconds)
    side = plain.side or ("alternating" if step.sides == "alternating" else None)
    rep_s, ways = step.dose.rep_s or SECONDS_A_REP, 2 if side == "alternating" else 1
    fitting = reps_in(seconds, rep_s * ways)
    count = fitting if step.dose.by_set else even_from_six(fitting)
    return replace(
        plain,
        kind="reps",
        side=side,
        seconds=count * ways * rep_s,
        reps=count,
        total_reps=count * ways,
        rep_s=rep_s,
        tempo=step.dose.tempo,
    )
