"""The setting `longer_holds`: stretches of 30 to 60 seconds, as the ACSM advises for older people. Pure.

It is a setting because others are advised 10 to 30 seconds (ACSM, 2021 update; see `docs/plans.md`).
"""

from __future__ import annotations

from msgspec.structs import replace

from routine_timer.routine.model import Circuit, Hold, Phase, Reps, Routine, Step

LEAST_S, MOST_S = 30.0, 60.0


def with_longer_holds(routine: Routine) -> Routine:
    """The routine with each stretch held for 30 seconds at least; a range goes up to 60 at least."""
    return replace(routine, steps=tuple(map(_longer, routine.steps)))


def _longer(entry: Step | Circuit) -> Step | Circuit:
    if isinstance(entry, Circuit):
        return replace(entry, steps=tuple(map(_longer, entry.steps)))
    if not entry.stretches or entry.strengthens or isinstance(entry.dose, Reps):
        return entry
    return replace(entry, dose=_held(entry.dose) if isinstance(entry.dose, Hold) else tuple(map(_phase, entry.dose)))


def _phase(phase: Phase) -> Phase:
    return replace(phase, hold=_held(phase.hold))


def _held(hold: Hold) -> Hold:
    seconds = max(hold.seconds, LEAST_S)
    match hold.until:
        case "range":
            return replace(hold, seconds=seconds, max_s=max(hold.max_s or 0.0, MOST_S))
        case "up-to":
            return replace(hold, seconds=seconds, max_s=None if hold.max_s is None else max(hold.max_s, LEAST_S))
        case "at-least":
            return replace(hold, seconds=seconds, max_s=None if hold.max_s is None else max(hold.max_s, MOST_S))
        case _:
            return replace(hold, seconds=seconds)
