"""What can be measured between sessions, in which units, and whether a value is worse than another. Pure.

The back on the floor and the standing test are S2's; the others are common in practice (see `docs/plans.md`).
"""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from routine_timer.errors import NotFound, RoutineTimerError

MeasureName: TypeAlias = Literal[
    "back-on-floor", "single-leg-left", "single-leg-right", "leg-raise-left", "leg-raise-right", "plank", "standing"
]
NAMES: tuple[MeasureName, ...] = get_args(MeasureName)

_WORDS: dict[MeasureName, tuple[str, ...]] = {
    "back-on-floor": ("flat", "almost", "gap"),
    "standing": ("even", "left", "right"),
}
"""The values of a measure in words, the best one first."""
_UNITS: dict[MeasureName, tuple[str, int]] = {
    "single-leg-left": ("seconds", 3600),
    "single-leg-right": ("seconds", 3600),
    "plank": ("seconds", 3600),
    "leg-raise-left": ("degrees", 180),
    "leg-raise-right": ("degrees", 180),
}
"""The unit of a measure in numbers, and its largest value. More is better."""

_TITLES: dict[MeasureName, str] = {
    "back-on-floor": "Lower back on the floor",
    "standing": "Standing test",
    "single-leg-left": "Standing on the left leg",
    "single-leg-right": "Standing on the right leg",
    "leg-raise-left": "Left leg raise",
    "leg-raise-right": "Right leg raise",
    "plank": "Plank",
}


class BadMeasure(RoutineTimerError):
    """Not a value that this measure can have."""

    def __init__(self, text: str, what: str) -> None:
        super().__init__(f"{text!r}: {what}")
        self.help = "write it as NAME=VALUE, such as back-on-floor=flat or plank=35"


def title(name: MeasureName) -> str:
    """The measure as a heading."""
    return _TITLES[name]


def expects(name: MeasureName) -> str:
    """What the value of a measure must be."""
    if name in _WORDS:
        return " or ".join(_WORDS[name])
    unit, most = _UNITS[name]
    return f"{unit}, a whole number from 0 to {most}"


def parse_measure(text: str) -> tuple[MeasureName, str]:
    """Read `NAME=VALUE`.

    Raises:
        BadMeasure: the value does not suit the measure.
        NotFound: there is no such measure.
    """
    from difflib import get_close_matches

    given, equals, value = text.partition("=")
    value = value.strip()
    name = next((known for known in NAMES if known == given.strip()), None)
    if name is None:
        near = get_close_matches(given[:60], NAMES, n=1)
        raise NotFound("measure", given, near, help="" if near else f"there are: {', '.join(NAMES)}")
    if not equals or not is_value(name, value):
        raise BadMeasure(text, f"{name} is {expects(name)}")
    return name, value


def is_value(name: MeasureName, value: str) -> bool:
    if name in _WORDS:
        return value in _WORDS[name]
    return value.isascii() and value.isdigit() and len(value) <= 4 and int(value) <= _UNITS[name][1]


def is_worse(name: MeasureName, value: str, before: str) -> bool:
    """Whether `value` is worse than an earlier one. Standing on the left foot is no worse than on the right."""
    if name == "standing":
        return value != "even" and before == "even"
    if name in _WORDS:
        return _WORDS[name].index(value) > _WORDS[name].index(before)
    return int(value) < int(before)
