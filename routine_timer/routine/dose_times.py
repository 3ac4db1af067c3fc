"""How long a dose takes. Pure arithmetic over the model; all times are seconds, and of one side."""

from __future__ import annotations

from typing import TypeAlias

from routine_timer.routine.model import SECONDS_A_REP, Hold, Phase, Reps

Dose: TypeAlias = Hold | Reps | tuple[Phase, ...]


def planned_s(dose: Dose) -> float:
    """What a dose takes as planned: the low end of a range; self-paced reps at their estimate."""
    if isinstance(dose, Hold):
        return dose.seconds
    if isinstance(dose, Reps):
        return dose.count * _rep_s(dose)
    return sum(phase.hold.seconds for phase in dose)


def longest_s(dose: Dose) -> float:
    """What a dose takes at the most."""
    if isinstance(dose, Hold):
        return dose.seconds if dose.max_s is None else dose.max_s
    if isinstance(dose, Reps):
        return (dose.max_count or dose.count) * _rep_s(dose)
    return sum(longest_s(phase.hold) for phase in dose)


def is_range(dose: Dose) -> bool:
    """Whether somebody may grow from its low end to its high one."""
    if isinstance(dose, Hold):
        return dose.until == "range"
    return isinstance(dose, Reps) and dose.max_count is not None


def _rep_s(reps: Reps) -> float:
    return SECONDS_A_REP if reps.rep_s is None else reps.rep_s


def reps_in(seconds: float, rep_s: float) -> int:
    """How many reps fit into this time, at least one."""
    return max(int(seconds / rep_s + 1e-6), 1)


def even_from_six(count: int) -> int:
    """The number of reps as a person would be given it: 8 and not 9."""
    return count - count % 2 if count >= 6 else count
