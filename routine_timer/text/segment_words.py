"""A segment in words, the same on the screen, in plain lines and in tables. Pure.

The texts of a routine are not changed; the caller must make them safe to print (`text.sanitize.plain`).
"""

from __future__ import annotations

from routine_timer.text.durations import short
from routine_timer.text.plurals import pluralize
from routine_timer.timeline import Kind, Segment, Timeline

STATES: dict[Kind, str] = {
    "get-ready": "get ready",
    "hold": "hold",
    "reps": "reps",
    "switch": "switch sides",
    "rest": "rest",
    "between": "get ready",
}
"""The word for the kind of a segment, as shown beside the countdown."""


def dose(segment: Segment) -> str:
    """The dose: `30 s`, `at least 20 s`, `up to 60 s`, `20 reps`, `8 reps each side`, `8 reps, your pace`."""
    if segment.kind == "reps" and segment.reps is not None:
        each = " each side" if segment.side == "alternating" else ""
        pace = ", your pace" if segment.self_paced else ""
        return f"{pluralize(segment.reps, 'rep')}{each}{pace}"
    seconds = short(segment.estimate_s)
    match segment.until:
        case "at-least":
            return f"at least {seconds}"
        case "up-to":
            return f"up to {seconds}"
        case _:
            return seconds


def whole_dose(segment: Segment) -> str:
    """The dose with both ends of a range: `20-30 s`, `20 s+ (to 40 s)`, `8-12 reps`; otherwise as in `dose`."""
    match segment:
        case Segment(kind="reps", reps=low, max_reps=high) if low is not None and high is not None:
            return f"{low}-{high} reps{dose(segment).partition('rep')[2].removeprefix('s')}"
        case Segment(until="range", seconds=least, max_s=most) if least is not None and most is not None:
            low_end, high_end = short(least), short(most)
            low_end = low_end.removesuffix(" s") if most < 60 else low_end
            return f"{low_end}-{high_end}" if most < 60 else f"{low_end} to {high_end}"
        case Segment(until="at-least", seconds=least, max_s=most) if least is not None and most is not None:
            return f"{short(least)}+ (to {short(most)})"
        case _:
            return dose(segment)


def place(segment: Segment) -> str:
    """Which set, round and part it is; empty if there is only one."""
    parts = []
    if segment.round is not None:
        parts.append(f"round {segment.round} of {segment.rounds}")
    if segment.set is not None:
        parts.append(f"set {segment.set} of {segment.sets}")
    if segment.phase is not None:
        parts.append(f"part {segment.phase} of {segment.phases}")
    return ", ".join(parts)


def steps_reached(timeline: Timeline, index: int) -> str:
    """How far you are at a segment, `4 of 6`. It never goes back, though each round of a circuit repeats its steps."""
    reached = max((s.step for s in timeline.segments[: index + 1] if s.step is not None), default=None)
    return f"{reached} of {len(timeline.steps)}" if timeline.segments[index].step is not None else ""


def described(segment: Segment) -> str:
    """Name, side and dose: `Clam, left, 20 reps`."""
    side = segment.side if segment.side in ("left", "right") else None
    return ", ".join(part for part in (segment.label, side, dose(segment)) if part)
