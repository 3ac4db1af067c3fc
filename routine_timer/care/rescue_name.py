"""What the three minutes for a bad day are called, and which sessions of the history they were. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from routine_timer.history.records import SessionRecord

_PREFIX = "Three minutes: "
SECONDS = 180.0
EXERCISES = 2
"""How many exercises, and how long, the three minutes are."""


def rescue_name(routine: str) -> str:
    """What the three minutes of a routine with this name are called."""
    return f"{_PREFIX}{routine}"


def is_rescue(name: str) -> bool:
    """Whether a session with this name is three minutes of a routine."""
    return name.startswith(_PREFIX)


def was_rescue(record: SessionRecord, steps: int | None) -> bool:
    """Whether a session was the three minutes of a routine: a record doesn't say so, but what was done in it does.

    Args:
        steps: how many steps the routine has; None if it isn't known.
    """
    if record.status != "completed" or steps is None or steps <= EXERCISES:
        return False
    work = [segment for segment in record.segments if segment.is_work]
    planned_s = sum(segment.actual_s if segment.planned_s is None else segment.planned_s for segment in work)
    return 0 < len({segment.label for segment in work}) <= EXERCISES and planned_s <= SECONDS


def session_name(record: SessionRecord, routine: str, steps: int | None) -> str:
    """What a session in the history is called.

    Args:
        routine: the name of its routine.
        steps: as in `was_rescue`.
    """
    return rescue_name(routine) if was_rescue(record, steps) else routine
