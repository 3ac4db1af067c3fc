"""What the three minutes for a bad day are called."""

from __future__ import annotations

_PREFIX = "Three minutes: "


def rescue_name(routine: str) -> str:
    """What the three minutes of a routine with this name are called."""
    return f"{_PREFIX}{routine}"


def is_rescue(name: str) -> bool:
    """Whether a session with this name is three minutes of a routine."""
    return name.startswith(_PREFIX)
