"""Advice on cues: each must be heard at least once, one after the other, in the first part of the dose.

The same spacing as in a session (`timeline/guidance.py`), in simple arithmetic: about five seconds from one cue to the
next, nothing in the last three seconds, and one more cue on each later side, set and round.
"""

from __future__ import annotations

from collections.abc import Sequence

from routine_timer.routine.advice.advice_collector import AdviceCollector
from routine_timer.routine.dose_times import planned_s
from routine_timer.routine.model import Phase, Reps
from routine_timer.routine.resolve import PlacedStep
from routine_timer.text.durations import short
from routine_timer.text.speech_duration import SPACING, estimate_s

_CLOSING_S = 3.0
"""The last seconds, which are counted down."""


def look(steps: Sequence[PlacedStep], advice: AdviceCollector) -> None:
    if not advice.wants("cue-too-quick"):
        return
    for placed in steps:
        _cues(placed, advice)
        for number, phase in enumerate(_phases(placed)):
            if phase.hold.seconds < estimate_s(phase.cue):
                _report(placed, phase.cue, ("phase", number, "cue"), advice, own=placed.table.phase is not None)


def _phases(placed: PlacedStep) -> tuple[Phase, ...]:
    return placed.step.dose if isinstance(placed.step.dose, tuple) else ()


def _cues(placed: PlacedStep, advice: AdviceCollector) -> None:
    """The cues that find no room, the first of them named."""
    step, dose = placed.step, placed.step.dose
    if not step.cues or (isinstance(dose, Reps) and dose.rep_s is None):
        return
    heard = _heard_first(placed) + _times(placed) - 1
    if heard < len(step.cues):
        own = placed.table.cues is not None
        _report(placed, step.cues[heard].say, ("cues", heard), advice, own=own)


def _heard_first(placed: PlacedStep) -> int:
    """How many cues there is room for the first time. The action of reps is said before they start."""
    step, dose = placed.step, placed.step.dose
    before = 1 if isinstance(dose, Reps) else 0
    seconds = planned_s(dose) * (2 if step.sides == "alternating" else 1) - _CLOSING_S
    at, fitting = (dose.rep_s or 0.0) if isinstance(dose, Reps) else 0.0, before
    at += sum(estimate_s(phase.cue) for phase in _phases(placed))
    for cue in step.cues[before:]:
        length = estimate_s(cue.say)
        if at + length > seconds and fitting > 0:
            break
        at += max(SPACING, length)
        fitting += 1
    return fitting


def _times(placed: PlacedStep) -> int:
    """How often the step is done, over all sides, sets and rounds."""
    return placed.times * placed.step.sets * (2 if placed.step.sides == "both" else 1)


def _report(placed: PlacedStep, say: str, where: tuple[str | int, ...], advice: AdviceCollector, *, own: bool) -> None:
    message = f'there is not enough time to say the cue "{say}"'
    help_ = f"it takes {short(round(estimate_s(say), 1))}: give this step more time, or fewer or shorter cues"
    if own:
        advice.note_at("cue-too-quick", (*placed.path, *where), message, help_, "value", placed)
    else:
        advice.note("cue-too-quick", placed, message, help_)
