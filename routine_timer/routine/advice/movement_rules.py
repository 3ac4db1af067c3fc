"""Advice on how a movement is done: slowly enough, with rest between sets, and without a needless load on the back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from routine_timer.routine.advice.advice_collector import AdviceCollector
from routine_timer.routine.model import Reps, Step
from routine_timer.routine.resolve import PlacedStep
from routine_timer.text.durations import short

FASTEST_STRETCH_S = 2.0
"""A rep of a stretch that takes less is a bounce."""
FASTEST_S = 1.5
"""A rep of another movement that takes less can't be controlled."""

_BACK_LOADERS = {
    re.compile(r"\bsit[- ]?ups?\b"): "sit-ups",
    re.compile(
        r"\b(double|both)\b.*\bleg[- ]?(raise|lift|lower)|\bleg[- ]?(raise|lift)s?\b.*\b(double|both)\b"
        r"|\b(raise|lift|lower)\w*\s+both\s+legs\b"
    ): "raising both legs",
}


def look(steps: Sequence[PlacedStep], advice: AdviceCollector) -> None:
    for placed in steps:
        _speed(placed, advice)
        _rest(placed, advice)
        _back(placed, advice)
    _tempo(steps, advice)


def _speed(placed: PlacedStep, advice: AdviceCollector) -> None:
    step, dose = placed.step, placed.step.dose
    if not isinstance(dose, Reps) or dose.rep_s is None:
        return
    is_stretch = bool(step.stretches) and not step.strengthens
    least = FASTEST_STRETCH_S if is_stretch else FASTEST_S
    if dose.rep_s < least:
        message = f"{step.name} takes {short(dose.rep_s)} a rep, which is " + (
            "a bounce, not a stretch" if is_stretch else "too fast to control"
        )
        help_ = f"give each rep {short(least)} or more" + (", or hold the stretch" if is_stretch else "")
        advice.note("fast-reps", placed, message, f"{help_} (general practice)", _pace_key(placed))


def _pace_key(placed: PlacedStep) -> str:
    return "tempo" if placed.table.tempo is not None else "pace"


def _rest(placed: PlacedStep, advice: AdviceCollector) -> None:
    step = placed.step
    if step.sets > 1 and not step.rest and step.strengthens and step.sides not in ("both",):
        message = f"{step.name} has {step.sets} sets with no rest between them"
        help_ = 'write rest = "20s" or more: tired muscles hand the work to others (general practice)'
        advice.note("sets-without-rest", placed, message, help_, "sets")


def _back(placed: PlacedStep, advice: AdviceCollector) -> None:
    what = _loads_back(placed.step)
    if what is not None:
        message = f"{placed.step.name}: {what} loads the lower back"
        if what.endswith("ups"):
            message = f"{placed.step.name}: {what} load the lower back"
        help_ = "curl-up, dead bug and plank train the same muscles with less load (general practice)"
        advice.note("hard-on-the-back", placed, message, help_, "name")


def _loads_back(step: Step) -> str | None:
    name = step.name.casefold()
    return next((what for pattern, what in _BACK_LOADERS.items() if pattern.search(name)), None)


def _tempo(steps: Sequence[PlacedStep], advice: AdviceCollector) -> None:
    """Reported once: `tempo` starts with the movement, which files from before 0.2 may mean another way."""
    for placed in steps:
        dose = placed.step.dose
        if placed.table.tempo is None or not isinstance(dose, Reps) or dose.tempo is None or placed.step.tempo_words:
            continue
        tempo = dose.tempo
        if (tempo.move, tempo.hold) != (tempo.back, tempo.rest) and advice.wants("tempo-order", placed):
            message = f"`tempo` of {placed.step.name} is move, hold, return, hold, from the starting position"
            help_ = 'if that is what you mean, say it: tempo_words = ["lift", "hold", "lower", ""] (general practice)'
            advice.note("tempo-order", placed, message, help_, "tempo")
            return
