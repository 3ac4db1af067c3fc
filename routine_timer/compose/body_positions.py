"""The positions of the body in the order that is easiest to move through, and the time each move takes. Pure.

The seconds are general practice: enough to move without hurrying, including getting up from the floor.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

WALKING = "walking"
POSITIONS = (
    "lying over a support",
    "lying on the back",
    "lying on the side",
    "lying on the front",
    "on hands and knees",
    "kneeling",
    "half kneeling",
    "sitting",
    "standing",
    WALKING,
)
"""From the floor up. A routine goes through them in one direction and visits each once."""

Way: TypeAlias = Literal["lying", "kneeling", "sitting", "standing"]
WAYS: dict[Way, tuple[str, ...]] = {
    "lying": POSITIONS[:4],
    "kneeling": POSITIONS[4:7],
    "sitting": ("sitting",),
    "standing": ("standing", WALKING),
}
"""Positions that a person may want to leave out, in everyday words."""

STAY_S = 8.0
MOVE_S = 12.0
RISE_S = 15.0
_FLOOR = frozenset(POSITIONS[:7])


def rank(position: str | None) -> int | None:
    """How far up a position is; None for one that isn't in the list."""
    return POSITIONS.index(position) if position in POSITIONS else None


def move_s(before: str | None, after: str | None) -> float:
    """Seconds to get from one position to the next; `before` is None at the start."""
    if before is None or before == after:
        return STAY_S
    return RISE_S if (before in _FLOOR) != (after in _FLOOR) else MOVE_S
