"""Advice on how much is done: the same on both sides, and about as long as the exercise is usually held."""

from __future__ import annotations

from collections.abc import Sequence

from routine_timer.routine.advice.advisor import Advisor
from routine_timer.routine.dose_times import Dose, longest_s, planned_s
from routine_timer.routine.model import Hold, Reps
from routine_timer.routine.resolve import Placed
from routine_timer.text.durations import short

UNEQUAL_S = 1.0
"""Sides that differ by less are the same."""
MUCH_SHORTER = 2 / 3
MUCH_LONGER = 3 / 2
"""A dose is a habit, not a law: only what is well out of its range is worth a word."""


def look(steps: Sequence[Placed], advisor: Advisor) -> None:
    if advisor.wants("unequal-sides"):
        _sides(steps, advisor)
    for placed in steps:
        if placed.exercise is not None and (placed.table.hold is not None or placed.table.phase is not None):
            _usual(placed, placed.exercise.dose, placed.exercise.source, advisor)


def _sides(steps: Sequence[Placed], advisor: Advisor) -> None:
    """What is done on one side only must have its like on the other: one-sided habits set a body askew (S2)."""
    spent: dict[str, dict[str, float]] = {}
    told: dict[str, Placed] = {}
    for placed in steps:
        step = placed.step
        if step.sides in ("left", "right"):
            what = step.exercise or step.name.casefold()
            sides = spent.setdefault(what, {"left": 0.0, "right": 0.0})
            sides[step.sides] += planned_s(step.dose) * step.sets * placed.times
            told.setdefault(what, placed)
    for what, sides in spent.items():
        if abs(sides["left"] - sides["right"]) >= UNEQUAL_S:
            left, right = (short(sides[side]) if sides[side] else "nothing" for side in ("left", "right"))
            advisor.note(
                "unequal-sides",
                told[what],
                f"{told[what].step.name} gets {left} on the left and {right} on the right",
                'sides = "both" gives each side the full dose; one-sided habits can tilt the hips (S2)',
                "sides",
            )


def _usual(placed: Placed, usual: Dose, source: str | None, advisor: Advisor) -> None:
    dose = placed.step.dose
    if isinstance(dose, Reps) or isinstance(usual, Reps):
        return  # seconds against movements: nothing to compare
    least = 0.0 if isinstance(usual, Hold) and usual.until == "up-to" else planned_s(usual)
    most = longest_s(usual)
    key = "hold" if placed.table.hold is not None else "phase"
    said = f"the usual time is {_range(least, most)}" + (f" ({source})" if source else "")
    if longest_s(dose) < least * MUCH_SHORTER:
        message = f"{placed.step.name} is held for {short(longest_s(dose))}, much shorter than usual"
        advisor.note("shorter-than-usual", placed, message, f"{said}; more sets also make up for it", key)
    elif planned_s(dose) > most * MUCH_LONGER:
        message = f"{placed.step.name} is held for {short(planned_s(dose))}, much longer than usual"
        advisor.note("longer-than-usual", placed, message, f"{said}; for more, do two sets", key)


def _range(least: float, most: float) -> str:
    if least == most:
        return short(most)
    return f"up to {short(most)}" if not least else f"{least:g} to {short(most)}"
