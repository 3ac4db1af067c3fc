"""What can be measured between sessions, in which units, and whether a value is worse than another. Pure.

The back on the floor and the standing test are S2's; the others are common in practice (see `docs/plans.md`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
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
_UNIT = {
    "seconds": re.compile(r"\s*(?:s|sec|secs|second|seconds)$"),
    "degrees": re.compile(r"\s*(?:°|deg|degree|degrees)$"),
}
_UNIT_WAYS = {"seconds": ("35", "35s", "1:05"), "degrees": ("70", "70°")}
"""How a number may be written, as examples."""
_CLOCK = re.compile(r"([0-9]{1,2}):([0-5][0-9])")
"""Minutes and seconds."""

_TITLES: dict[MeasureName, str] = {
    "back-on-floor": "Lower back on the floor",
    "standing": "Standing test",
    "single-leg-left": "Standing on the left leg",
    "single-leg-right": "Standing on the right leg",
    "leg-raise-left": "Left leg raise",
    "leg-raise-right": "Right leg raise",
    "plank": "Plank",
}

_MEANINGS: dict[str, str] = {
    "flat": "there's no room for your hand",
    "almost": "only your fingertips fit",
    "gap": "your whole hand fits",
    "even": "both feet carry the same weight",
    "left": "the left foot carries more weight",
    "right": "the right foot carries more weight",
}
_SHORT: dict[MeasureName, str] = {
    "back-on-floor": "lower back",
    "standing": "standing test",
    "single-leg-left": "standing on the left leg",
    "single-leg-right": "standing on the right leg",
    "leg-raise-left": "left leg raise",
    "leg-raise-right": "right leg raise",
    "plank": "plank",
}
"""The measure within a sentence that gives its value."""

_HOW: dict[MeasureName, str] = {
    "back-on-floor": "Lie on your back with straight legs and relax. Slide a hand under your lower back. "
    "How much room is there?",
    "standing": "Stand as you normally do, near a wall, and close your eyes for 20 seconds. "
    "Which foot carries more weight?",
    "single-leg-left": "Stand on your left leg near a wall, eyes open. Stop when the other foot touches the floor.",
    "single-leg-right": "Stand on your right leg near a wall, eyes open. Stop when the other foot touches the floor.",
    "leg-raise-left": "Lie on your back, right leg flat. Raise your left leg with a straight knee until it feels "
    "tight. Straight up is 90 degrees, two thirds of the way up is 60.",
    "leg-raise-right": "Lie on your back, left leg flat. Raise your right leg with a straight knee until it feels "
    "tight. Straight up is 90 degrees, two thirds of the way up is 60.",
    "plank": "Rest on your forearms and toes, your body in one line. Stop when your hips sink, or if it hurts.",
}
_STEP = 10
"""An axis starts and ends at a multiple of it, and is twice as long at least, so that a small change looks small."""
_SECOND, _THEN = timedelta(7), timedelta(14)
_CLOSE = timedelta(3)
"""A value measured so shortly before a date still counts for it."""


ON_FEET_OR_STRAINING: frozenset[MeasureName] = frozenset({"standing", "single-leg-left", "single-leg-right", "plank"})
"""The measures that wait while a red flag is open: one can fall in them, or they are exercise."""


class MeasureMustWait(RoutineTimerError):
    """A measure that is not taken while a red flag is open."""

    def __init__(self, name: MeasureName, first: str) -> None:
        super().__init__(f"{title(name)}: not now. {first}")


class BadMeasure(RoutineTimerError):
    """Not a value that this measure can have."""

    def __init__(self, text: str, name: MeasureName) -> None:
        super().__init__(f"{text!r}: {name} must be {expects(name)}")
        ways = _UNIT_WAYS[_UNITS[name][0]] if name in _UNITS else _WORDS[name]
        self.help = f"write {' or '.join(f'{name}={way}' for way in ways)}"


def title(name: MeasureName) -> str:
    """The measure as a heading."""
    return _TITLES[name]


def how_to(name: MeasureName) -> str:
    """How to measure it."""
    return _HOW[name]


def words_of(name: MeasureName) -> dict[str, str]:
    """The values of a measure in words, each with what it means; empty for one in numbers."""
    return {word: _MEANINGS[word] for word in _WORDS.get(name, ())}


def is_timed(name: MeasureName) -> bool:
    """Whether the value is a time, in seconds."""
    return name in _UNITS and _UNITS[name][0] == "seconds"


def with_unit(name: MeasureName, value: str) -> str:
    """A value as it is shown: `35 s`, `70°`, `almost`."""
    if name not in _UNITS:
        return value
    return f"{value} s" if is_timed(name) else f"{value}°"


def from_to(name: MeasureName, first: str, last: str) -> str:
    """The way from one value to another: `12 → 30 s`, `gap → almost`; one value alone if they are the same."""
    if first == last:
        return with_unit(name, last)
    return f"{first} → {with_unit(name, last)}"


def short_title(name: MeasureName) -> str:
    """The measure in the middle of a sentence."""
    return _SHORT[name]


def ends(name: MeasureName, values: Iterable[float]) -> tuple[str, str]:
    """The lowest and the highest value of an axis that shows all of these values."""
    if name in _WORDS:
        words = sorted(_WORDS[name], key=lambda word: on_scale(name, word))
        return words[0], words[-1]
    known = list(values)
    low, high = int(min(known) // _STEP * _STEP), int(-(-max(known) // _STEP) * _STEP)
    return str(low), str(max(high, low + 2 * _STEP))


def on_scale(name: MeasureName, value: str) -> float:
    """A value from 0 (worst) up, to plot it."""
    if name not in _WORDS:
        return float(value)
    worst_first = ("left", "even", "right") if name == "standing" else _WORDS[name][::-1]
    return float(worst_first.index(value))


def due(start: date, measured: Iterable[date], today: date) -> bool:
    """Whether a plan that started on a day asks for measures: on that day, after 7 days, then every two weeks."""
    if today < start:
        return False
    date_, step = start, _SECOND
    while date_ + step <= today:
        date_, step = date_ + step, _THEN
    return not any(date_ - _CLOSE <= day <= today for day in measured)


def expects(name: MeasureName) -> str:
    """What the value of a measure must be."""
    if name in _WORDS:
        *first, last = _WORDS[name]
        return f"{', '.join(first)} or {last}"
    unit, most = _UNITS[name]
    return f"{unit}, a whole number from 0 to {most}"


def completed(name: MeasureName, typed: str) -> str | None:
    """The value that a person typed, with its unit or not: `30`, `30 s`, `1:30`, `70°`. None if it isn't one."""
    value = typed.strip().lower()
    if name in _UNITS:
        value = _UNIT[_UNITS[name][0]].sub("", value)
    if is_timed(name) and (clock := _CLOCK.fullmatch(value)):
        value = str(60 * int(clock[1]) + int(clock[2]))
    return value if is_value(name, value) else None


def as_number(name: str, value: str) -> int | str:
    """A value in seconds or degrees as a number; any other as it is."""
    known = next((one for one in NAMES if one == name and one in _UNITS), None)
    return int(value) if known is not None and is_value(known, value) else value


def latest_values(values: Iterable[tuple[str, str]]) -> dict[str, int | str]:
    """The last value of each measure, given oldest first: a number of seconds or degrees, or a word.

    A value that a known measure can't have is passed over, as everywhere; a measure of a newer version is kept.
    """
    latest: dict[str, int | str] = {}
    for name, value in values:
        known = next((one for one in NAMES if one == name), None)
        if known is None or is_value(known, value):
            latest[name] = as_number(name, value)
    return latest


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
        if sides := [one for one in NAMES if one in (f"{given.strip()}-left", f"{given.strip()}-right")]:
            shown = value[:20] or "VALUE"
            raise NotFound("measure", given, sides, help=f"write {' or '.join(f'{one}={shown}' for one in sides)}")
        near = get_close_matches(given, NAMES, n=1)
        raise NotFound("measure", given, near, help="" if near else f"there are: {', '.join(NAMES)}")
    read = completed(name, value)
    if not equals or read is None:
        raise BadMeasure(text, name)
    return name, read


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
