"""How the app writes what is asked of a step. Pure text; one wording for all screens."""

from __future__ import annotations

from routine_timer.durations import short
from routine_timer.routine.model import Hold, Reps, Sides, Step

_SIDES: dict[Sides, str] = {
    "none": "",
    "left": "left side",
    "right": "right side",
    "both": "each side",
    "alternating": "each side, in turn",
}


def dose(step: Step) -> str:
    """What is asked of a step: `2 × 20 to 30 s each side`, `8 to 12 reps`."""
    match step.dose:
        case Hold() as hold:
            said = _hold(hold)
        case Reps() as reps:
            said = f"{reps.count}{f' to {reps.max_count}' if reps.max_count else ''} rep{'s' * (reps.count != 1)}"
            said += "" if reps.rep_s is not None else " at your pace"
        case phases:
            said = " + ".join(_hold(phase.hold) for phase in phases)
    times = f"{step.sets} × " if step.sets > 1 else ""
    return f"{times}{said} {_SIDES[step.sides]}".rstrip()


def _hold(hold: Hold) -> str:
    match hold.until:
        case "range" if hold.max_s is not None:
            return f"{hold.seconds:g} to {short(hold.max_s)}"
        case "at-least":
            return f"{short(hold.seconds)} or longer"
        case "up-to":
            return f"up to {short(hold.seconds)}"
        case _:
            return short(hold.seconds)
