"""Advice on how much is done: the same on both sides, and about as much as is usual for the exercise."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from routine_timer.routine.advice.advice_collector import AdviceCollector
from routine_timer.routine.dose_times import Dose, longest_s, planned_s
from routine_timer.routine.exercise import Exercise
from routine_timer.routine.model import Hold, Reps, Step
from routine_timer.routine.resolve import PlacedStep
from routine_timer.text.durations import short
from routine_timer.text.plurals import pluralize
from routine_timer.text.sources import named

UNEQUAL_S = 1.0
"""Sides that differ by less are the same."""
MUCH_SHORTER = 2 / 3
MUCH_LONGER = 3 / 2
LONG_STRETCH_S = 60.0
"""Seconds for which any stretch may be held."""
MANY_REPS = 30
"""Reps in a set from which an exercise that is usually held, or isn't in the catalogue, has too many."""


def look(steps: Sequence[PlacedStep], advice: AdviceCollector, exercises: Mapping[str, Exercise]) -> None:
    if advice.wants("unequal-sides"):
        _sides(steps, advice)
    by_name: dict[str, Exercise] | None = None
    for placed in steps:
        if placed.table.hold is None and placed.table.phase is None and placed.table.reps is None:
            continue
        exercise = placed.exercise
        if exercise is None:
            by_name = _by_name(exercises) if by_name is None else by_name
            exercise = by_name.get(_plain_name(placed.step.name))
        _usual(placed, exercise.dose if exercise is not None else None, advice)


def _by_name(exercises: Mapping[str, Exercise]) -> dict[str, Exercise]:
    return {_plain_name(name): one for one in exercises.values() for name in (one.name, *one.aliases)}


@lru_cache(1000)  # all names of the catalogue, for each of a thousand files that `check` reads
def _plain_name(name: str) -> str:
    """A name without case, side and plural: "Side planks (right)" is the side plank."""
    words = re.findall(r"[^\W_]+", re.sub(r"\b(left|right)( side)?\b", "", name.casefold()))
    return " ".join(word.removesuffix("s") for word in words)


# -- sides


def _sides(steps: Sequence[PlacedStep], advice: AdviceCollector) -> None:
    """What is done on one side only needs the same on the other: one-sided habits tilt the hips (S2).

    Compared by muscle over the whole routine, or by name where a step names no muscles.
    """
    spent: dict[str, dict[str, float]] = {}
    first: dict[str, PlacedStep] = {}
    for placed in steps:
        step = placed.step
        if step.sides in ("left", "right"):
            for what in _works_on(step):
                sides = spent.setdefault(what, {"left": 0.0, "right": 0.0})
                sides[step.sides] += planned_s(step.dose) * step.sets * placed.times
                first.setdefault(what, placed)
    reported: set[int] = set()
    for what, sides in spent.items():
        if abs(sides["left"] - sides["right"]) >= UNEQUAL_S and id(first[what]) not in reported:
            reported.add(id(first[what]))
            left, right = (short(sides[side]) if sides[side] else "nothing" for side in ("left", "right"))
            message = f"{_subject(what, first[what].step)} {left} on the left and {right} on the right"
            help_ = named('sides = "both" gives each side the full dose; one-sided habits can tilt the hips (S2)')
            advice.note("unequal-sides", first[what], message, help_, "sides")


def _works_on(step: Step) -> list[str]:
    stretched = [f"stretches {muscle}" for muscle in step.stretches]
    return [*stretched, *(f"strengthens {muscle}" for muscle in step.strengthens)] or [_without_side(step)]


def _subject(what: str, step: Step) -> str:
    _, _, muscle = what.partition(" ")
    return f"{muscle} (in {step.name}) get" if what.startswith(("stretches ", "strengthens ")) else f"{step.name} gets"


def _without_side(step: Step) -> str:
    return step.exercise or " ".join(re.sub(r"\b(left|right)\b", "", step.name.casefold()).split())


# -- doses


def _usual(placed: PlacedStep, usual: Dose | None, advice: AdviceCollector) -> None:
    dose = placed.step.dose
    if isinstance(dose, Reps):
        _usual_reps(placed, dose, usual, advice)
    elif usual is not None and not isinstance(usual, Reps):
        _usual_hold(placed, dose, usual, advice)


def _usual_reps(placed: PlacedStep, dose: Reps, usual: Dose | None, advice: AdviceCollector) -> None:
    counts = dose.by_set or (dose.count,)
    most = max(*counts, dose.max_count or 0)
    if isinstance(usual, Reps):
        least, top = usual.count, usual.max_count or usual.count
        range_ = f"{least} to {top} reps are usual" if top > least else f"{pluralize(top, 'rep')} are usual"
        if placed.step.sets * placed.times == 1 and most < least * MUCH_SHORTER:
            message = f"{placed.step.name} has {pluralize(most, 'rep')}, far fewer than usual"
            advice.note("shorter-than-usual", placed, message, f"{range_}; more sets also make up for it", "reps")
        limit = max(top * MUCH_LONGER, 12)
    else:
        range_, limit = "8 to 20 reps are usual (general practice)", float(MANY_REPS)
    if min(counts) > limit:
        message = f"{placed.step.name} has {min(counts)} reps in a set, far more than usual"
        advice.note("longer-than-usual", placed, message, f"{range_}; for more, do two sets", "reps")


def _usual_hold(placed: PlacedStep, dose: Dose, usual: Dose, advice: AdviceCollector) -> None:
    least = 0.0 if isinstance(usual, Hold) and usual.until == "up-to" else planned_s(usual)
    most = longest_s(usual)
    is_stretch = bool(placed.step.stretches) and not placed.step.strengthens
    key = "hold" if placed.table.hold is not None else "phase"
    if longest_s(dose) < least * MUCH_SHORTER:
        message = f"{placed.step.name} is held for {short(longest_s(dose))}, much shorter than usual"
        help_ = f"the usual time is {_range(least, most)}; more sets also make up for it"
        advice.note("shorter-than-usual", placed, message, help_, key)
    elif planned_s(dose) > max(most * MUCH_LONGER, LONG_STRETCH_S if is_stretch else 0.0):
        message = f"{placed.step.name} is held for {short(planned_s(dose))}, much longer than usual"
        advice.note(
            "longer-than-usual", placed, message, f"the usual time is {_range(least, most)}; for more, do two sets", key
        )


def _range(least: float, most: float) -> str:
    if least == most:
        return short(most)
    return f"up to {short(most)}" if not least else f"{least:g} to {short(most)}"
