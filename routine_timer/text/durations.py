"""Durations in words."""

from __future__ import annotations

import math


def clock(seconds: float) -> str:
    """Seconds as 0:05, 11:40 or 1:02:03, rounded down."""
    whole = math.floor(seconds + 1e-6)
    hours, rest = divmod(whole, 3600)
    minutes, seconds_left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{seconds_left:02}" if hours else f"{minutes}:{seconds_left:02}"


def short(seconds: float) -> str:
    """Seconds as 45 s, 1 min 30 s or 12 min."""
    whole = round(seconds)
    if whole < 60:
        return f"{seconds:g} s" if seconds != whole and seconds < 10 else f"{whole} s"
    minutes, rest = divmod(whole, 60)
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def total(seconds: float) -> str:
    """A sum of times as 45 s, 12 min or 46 h 25 min: to the minute once it is hours."""
    if seconds < 3600:
        return short(round(seconds))
    hours, minutes = divmod(math.floor(seconds / 60), 60)
    return f"{hours:,} h {minutes} min" if minutes else f"{hours:,} h"


def written(seconds: float) -> str:
    """Seconds as in a routine file: 45s, 1m30s, 22.5s, 1h."""
    whole, part = divmod(round(seconds * 1000), 1000)
    if part or whole < 60:
        return f"{f'{whole}.{part:03}'.rstrip('0') if part else whole}s"
    hours, rest = divmod(whole, 3600)
    minutes, rest = divmod(rest, 60)
    return "".join(f"{n}{unit}" for n, unit in ((hours, "h"), (minutes, "m"), (rest, "s")) if n)
