"""A dose as a person wrote it, and a little more or less of it in the same style: "1m55s" becomes "2m", 45 becomes 50.

Pure. Whatever comes out is read again by `routine.value_parsing`, so that nothing is written that could not be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from routine_timer.errors import RoutineTimerError
from routine_timer.routine import value_parsing
from routine_timer.routine.model import Hold, Reps

_Written = TypeVar("_Written")
_Read = TypeVar("_Read")
DoseValue = str | int | float
"""A value as it is written in TOML."""

HOLD_STEP_S = 5
REPS_STEP = 1


class EditRefused(RoutineTimerError):
    """A change that can't be made. The text stays as it is; the message says why."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.help = help


_PART = re.compile(
    r"(?:(?P<h>[0-9.]+)(?P<hu> ?h ?))?(?:(?P<m>[0-9.]+)(?P<mu> ?m ?))?(?:(?P<s>[0-9.]+)(?P<su> ?s))?(?P<end> ?)"
)
_RANGE = re.compile(r"(?P<low>.+?)(?P<dash> ?[-–] ?)(?P<high>.+)")
_BARE = re.compile(r"[0-9.]+")


def longer_hold(value: DoseValue, by: float) -> DoseValue:
    """A hold `by` seconds longer (or shorter, below 0): both ends of a range, the least of "20s+".

    Raises:
        EditRefused: nothing would be left of it, or it would be longer than any hold may be.
    """
    now = _read(value_parsing.hold, value, "hold")
    if now.seconds + by <= 0:
        raise EditRefused(f"{now.seconds:g} s is as short as it gets in steps of {abs(by):g} s")
    made = _plus(value, by) if isinstance(value, str) else value + (int(by) if by == int(by) else by)
    _read(value_parsing.hold, made, "hold")
    return made


def more_reps(value: DoseValue, by: int) -> DoseValue:
    """Reps, `by` more or fewer: both ends of a range.

    Raises:
        EditRefused: none would be left, or more than anybody does.
    """
    now = _read(value_parsing.reps, value, "reps")
    if now.count + by < 1:
        raise EditRefused("1 rep is the minimum")
    made: DoseValue
    if isinstance(value, str) and (found := _RANGE.fullmatch(value)):
        made = f"{int(found['low']) + by}{found['dash']}{int(found['high']) + by}"
    else:
        made = now.count + by
    _read(value_parsing.reps, made, "reps")
    return made


def more_in_each_set(counts: list[int], by: int) -> list[int]:
    """Reps of sets that have a number each, `by` more or fewer in every set: [6, 4, 2] becomes [7, 5, 3].

    Raises:
        EditRefused: a set would have none left, or more than anybody does.
    """
    made = [count + by for count in counts]
    _read(value_parsing.reps_by_set, counts, "reps")
    if min(made) < 1:
        raise EditRefused("1 rep is the minimum in each set")
    _read(value_parsing.reps_by_set, made, "reps")
    return made


def _read(parse: Callable[[_Written], _Read], value: _Written, key: str) -> _Read:
    """What a value means; one that means nothing is refused as `check` would report it."""
    try:
        return parse(value)
    except value_parsing.BadValue as error:
        raise EditRefused(f"`{key}` {error.message}", error.help) from error


def as_written(dose: Hold | Reps) -> DoseValue:
    """A dose of the catalogue, as a step would write it."""
    match dose:
        case Reps(count=low, max_count=high):
            return low if high is None else f"{low}-{high}"
        case Hold(seconds=seconds, max_s=most, until="range") if most is not None:
            return f"{seconds:g}-{most:g}s"
        case Hold(seconds=seconds, until="at-least"):
            return f"{seconds:g}s+"
        case Hold(seconds=seconds, until="up-to"):
            return f"up to {seconds:g}s"
        case Hold(seconds=seconds):
            return f"{seconds:g}s"


def _plus(text: str, by: float) -> str:
    lead = text[:6] if text[:6].lower() == "up to " else ""
    rest = text[len(lead) :]
    if rest.endswith("+"):
        return f"{lead}{_duration(rest[:-1], by)}+"
    if not _PART.fullmatch(rest) and (found := _RANGE.fullmatch(rest)):
        low = found["low"]
        if _BARE.fullmatch(low) and "m" not in found["high"] and "h" not in found["high"]:
            low = f"{float(low) + by:g}"
        elif _BARE.fullmatch(low):  # "1-2m": the low end has its unit from the high one, and now needs its own
            low = _duration(low + re.sub(r"[^hm]", "", found["high"])[-1:], by)
        else:
            low = _duration(low, by)
        return f"{lead}{low}{found['dash']}{_duration(found['high'], by)}"
    return lead + _duration(rest, by)


def _duration(text: str, by: float) -> str:
    """A duration of hours, minutes and seconds, with the units and the spaces it was written with."""
    found = _PART.fullmatch(text)
    if found is None:
        raise EditRefused(f"{value_parsing.shown(text)} is not a time")
    hours, minutes, seconds = (float(found[unit] or 0) for unit in "hms")
    total = hours * 3600 + minutes * 60 + seconds + by
    h, m, s = 0.0, 0.0, total
    if found["h"]:
        h, s = divmod(s, 3600)
    if found["m"] or found["h"]:
        m, s = divmod(s, 60)
    parts = []
    if h:
        parts.append(f"{h:g}{found['hu']}")
    if m:
        parts.append(f"{m:g}{found['mu'] or (found['hu'] or '').replace('h', 'm')}")
    if s or not parts:
        spaced = " s" if found["su"] is None and (found["mu"] or found["hu"] or "").startswith(" ") else "s"
        parts.append(f"{s:g}{found['su'] or spaced}")
    return "".join(parts).rstrip(" ") + found["end"]
