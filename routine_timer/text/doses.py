"""The dose of a step in words. Pure; one wording everywhere."""

from __future__ import annotations

from routine_timer.routine.model import Hold, Reps, Sides, Step
from routine_timer.text import segment_words
from routine_timer.text.durations import short
from routine_timer.text.plurals import enumerated, pluralize
from routine_timer.timeline import Segment

_SIDES: dict[Sides, str] = {
    "none": "",
    "left": "left side",
    "right": "right side",
    "both": "each side",
    "alternating": "each side, in turn",
}


def dose(step: Step) -> str:
    """The dose of a step: `2 × 20 to 30 s each side`, `8 to 12 reps`."""
    match step.dose:
        case Hold() as hold:
            words = hold_in_words(hold)
        case Reps() as reps:
            words = rep_count(reps)
            words += "" if reps.rep_s is not None else " at your pace"
        case phases:
            words = " + ".join(hold_in_words(phase.hold) for phase in phases)
    by_set = isinstance(step.dose, Reps) and step.dose.by_set
    times = f"{step.sets} × " if step.sets > 1 and not by_set else ""
    return f"{times}{words} {_SIDES[step.sides]}".rstrip()


def rep_count(reps: Reps) -> str:
    """How many reps: `8 to 12 reps`, `6, 4 and 2 reps` of sets that differ."""
    if reps.by_set:
        several = len(reps.by_set) > 1
        return f"{enumerated([*map(str, reps.by_set)])} reps" if several else pluralize(reps.count, "rep")
    return f"{reps.count} to {reps.max_count} reps" if reps.max_count else pluralize(reps.count, "rep")


def dose_in_words(step: Step) -> str:
    """The same without a sign, to be read aloud: `2 sets of 20 to 30 s each side`."""
    return dose(step).replace(" × ", " sets of ").replace(" + ", ", then ")


def grown_from(segment: Segment, step: Step | None) -> str:
    """The original dose of a step whose dose has grown: `20 s`, `8 reps`; otherwise empty.

    Only a segment with a range can have grown: one that took another's slot in the middle of a session has none.
    """
    if segment.until != "range":
        return ""
    match step.dose if step is not None else None:
        case Hold(until="range") as hold if segment.kind == "hold" and (segment.seconds or 0.0) > hold.seconds:
            return short(hold.seconds)
        case Reps(by_set=()) as reps if segment.kind == "reps" and (segment.reps or 0) > reps.count:
            return pluralize(reps.count, "rep")
        case _:
            return ""


def grown(segment: Segment, step: Step | None) -> str:
    """The dose of a segment that has grown, with the original: `25 s, grown from 20 s`; otherwise empty."""
    before = grown_from(segment, step)
    return f"{segment_words.dose(segment)}, grown from {before}" if before else ""


def hold_in_words(hold: Hold) -> str:
    """How long a hold is: `30 s`, `20 to 30 s`, `20 s or longer`, `up to 1 min`."""
    match hold.until:
        case "range" if hold.max_s is not None:
            return f"{hold.seconds:g} to {short(hold.max_s)}"
        case "at-least":
            return f"{short(hold.seconds)} or longer"
        case "up-to":
            return f"up to {short(hold.seconds)}"
        case _:
            return short(hold.seconds)
