"""What a value of a routine file means: "1m30s", "20-30s", "20s+", "up to 60s", "8-12", "2-1-2-0".

Pure: text or number in, model value out, or a `BadValue` that knows its code, what is wrong and what to write instead.
Knows neither keys nor files; where a value stands is known by the caller. A folder of routines says the same few
things over and over, so everything is remembered.

All times are seconds.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeAlias, TypeVar

from routine_timer.routine.model import Hold, Reps, Tempo
from routine_timer.text.durations import written

Value: TypeAlias = str | int | float

LONGEST_S = 4 * 3600.0
"""No hold, pause or step is longer: such a number is a slip of the finger, and would lock up an evening."""
SHORTEST_REP_S = 0.5
"""Nobody moves faster, and nothing could count it aloud."""
MOST_REPS = 5_000

NUMBER = r"[0-9]+(?:\.[0-9]+)?"
DURATION = rf"(?=[0-9])(?:{NUMBER} ?h ?)?(?:{NUMBER} ?m ?)?(?:{NUMBER} ?s)?"
"""1h, 1m30s, 90s, 1.5m; also with spaces. The look-ahead stops an empty match."""
RANGE_LOW = rf"(?:{DURATION}|{NUMBER})"
HOLD = rf"(?:{DURATION}|{RANGE_LOW} ?[-–] ?{DURATION}|{DURATION} ?\+|[uU]p to {DURATION})"
REPS = r"[0-9]+ ?[-–] ?[0-9]+"
TEMPO = rf"{NUMBER}(?:-{NUMBER}){{3}}"

_DURATION = re.compile(rf"(?:({NUMBER}) ?h ?)?(?:({NUMBER}) ?m ?)?(?:({NUMBER}) ?s)?")
_UP_TO = re.compile(r"[uU]p to (.+)", re.DOTALL)
_RANGE = re.compile(r"(.+?) ?[-–] ?(.+)", re.DOTALL)
_BARE = re.compile(NUMBER)
_UNIT = re.compile(r"[hms]")
_REPS = re.compile(r"([0-9]+)(?: ?[-–] ?([0-9]+))?")
_TEMPO = re.compile(TEMPO)
_DOSE_REPS = re.compile(r"(.+?) ?reps?", re.DOTALL)

_LONGEST_TEXT = 60
"""Longer than any value that makes sense; what is longer is not looked at, nor repeated in a message."""


class BadValue(ValueError):
    """A value that can't be used.

    `message` completes the sentence "`key` …", `code` is the diagnostic's, `help` says what to write instead.
    """

    def __init__(self, code: str, message: str, help: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.help = help


_P = ParamSpec("_P")
_T = TypeVar("_T")


def _remembered(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """Typed, because 1, 1.0 and true are one key otherwise."""
    return lru_cache(maxsize=4096, typed=True)(function)  # type: ignore[return-value]


def shown(value: object) -> str:
    """A value as a message repeats it: as TOML writes it, and never long."""
    text = f'"{value}"' if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else _number(value)
    return text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 1]}…"


def _number(value: object) -> str:
    """`str` refuses to write integers of thousands of digits."""
    if isinstance(value, int) and abs(value) >= 10**20:
        return "a number of more than twenty digits"
    return str(value)


@_remembered
def duration(value: Value, *, least: float = 0.0) -> float:
    """ "30s", "1m30s", 45 -> seconds, from `least` (exclusive, unless it is 0) to four hours.

    Raises:
        BadValue
    """
    seconds = _seconds(value) if isinstance(value, str) else _plain(value)
    return _bounded(seconds, value, least=least)


@_remembered
def positive(value: Value) -> float:
    """As `duration`, but zero is refused: a hold or a rep that takes no time is none.

    Raises:
        BadValue
    """
    seconds = duration(value)
    if seconds == 0:
        raise BadValue(
            "zero-duration", f"must be longer than 0 seconds, not {shown(value)}", 'write a time such as "30s"'
        )
    return seconds


@_remembered
def hold(value: Value) -> Hold:
    """ "30s", 45, "20-30s", "20s+" (at most twice as long), "up to 60s".

    Raises:
        BadValue
    """
    return _hold(value)


@_remembered
def at_most(hold: Hold, longest: Value) -> Hold:
    """A hold with an open end, which ends by itself at `longest`.

    Raises:
        BadValue: the hold has no open end, or `longest` makes no sense for it.
    """
    if hold.until != "at-least":
        raise BadValue(
            "max-without-open-hold",
            "only works with an open-ended hold",
            f'write hold = "{written(hold.seconds)}+" (at least), or remove `max`',
        )
    most = positive(longest)
    if most < hold.seconds:
        least = written(hold.seconds)
        raise BadValue(
            "reversed-range",
            f"is {shown(longest)}, which is less than the hold of {least}",
            f'write max = "{written(min(hold.seconds * 2, LONGEST_S))}", or another time of {least} or more',
        )
    return Hold(hold.seconds, most, "at-least")


def _hold(value: Value) -> Hold:
    if not isinstance(value, str) or (value and _DURATION.fullmatch(value)):
        return Hold(positive(value))
    if len(value) > _LONGEST_TEXT:
        raise _bad_hold(value)
    if value.startswith("-"):
        raise BadValue("negative-duration", f"can't be negative, but is {shown(value)}", _HOLD_FORMS)
    if match := _UP_TO.fullmatch(value):
        seconds = _part(match[1], value)
        return Hold(seconds, seconds, "up-to")
    if value.endswith("+"):
        seconds = _part(value[:-1].removesuffix(" "), value)
        return Hold(seconds, seconds * 2, "at-least")
    if match := _RANGE.fullmatch(value):
        return _range(match[1], match[2], value)
    raise _bad_hold(value)


def _range(low: str, high: str, value: str) -> Hold:
    """The low end takes the unit of the high one, where that has a single one: "20-30s", "1-2m"."""
    if _BARE.fullmatch(low):
        units = _UNIT.findall(high)
        if len(units) != 1:
            raise _bad_hold(value)
        low += units[0]
    least, most = _part(low, value), _part(high, value)
    _in_order(least, most, f"{most:g}-{least:g}s", value)
    return Hold(least, most, "range")


def _in_order(low: float, high: float, turned: str, value: Value) -> None:
    if low > high:
        raise BadValue(
            "reversed-range",
            f"must go from less to more, not {shown(value)}",
            f'put the smaller number first: "{turned}"',
        )
    if low == high:
        raise BadValue(
            "reversed-range", f"has the same number twice: {shown(value)}", "write one number, or two different ones"
        )


def _part(text: str, whole: str) -> float:
    """A time inside a longer value; problems are reported for the whole value."""
    try:
        return positive(text)
    except BadValue as error:
        if error.code == "bad-duration":
            raise _bad_hold(whole) from error
        raise


def _bad_hold(value: str) -> BadValue:
    return BadValue("bad-duration", f"must be a length of time, not {shown(value)}", _better(value, _HOLD_FORMS))


_HOLD_FORMS = 'write "30s", "1m30s", 45, "20-30s", "20s+" (at least) or "up to 60s"'
_DURATION_FORMS = 'write a time such as "30s", "1m30s", or 45 for seconds'
_WORDS = re.compile(
    r"\s*([0-9]+(?:[.,][0-9]+)?)\s*(sec|secs|second|seconds|s|min|mins|minute|minutes|m)?\.?\s*", re.IGNORECASE
)


def _better(value: str, forms: str) -> str:
    """What was probably meant by "30 seconds", "2 min" or "45"."""
    if match := _WORDS.fullmatch(value):
        unit = (match[2] or "s")[0].lower()
        return f'write "{match[1].replace(",", ".")}{unit}"'
    return forms


def _seconds(text: str) -> float:
    match = _DURATION.fullmatch(text) if 0 < len(text) <= _LONGEST_TEXT else None
    if match is None:
        if text.startswith("-"):
            raise BadValue("negative-duration", f"can't be negative, but is {shown(text)}", _DURATION_FORMS)
        raise BadValue("bad-duration", f"must be a length of time, not {shown(text)}", _better(text, _DURATION_FORMS))
    hours, minutes, seconds = match.groups(default="0")
    return float(hours) * 3600 + float(minutes) * 60 + float(seconds)


def _plain(value: int | float) -> float:
    if isinstance(value, float) and not math.isfinite(value):
        raise BadValue("bad-duration", f"must be a length of time, not {value}", _DURATION_FORMS)
    return value


def _bounded(seconds: float, value: Value, *, least: float) -> float:
    if seconds < 0:
        raise BadValue("negative-duration", f"can't be negative, but is {shown(value)}", _DURATION_FORMS)
    if seconds > LONGEST_S:
        raise BadValue("too-long", f"can't be longer than four hours, but is {shown(value)}", 'write "4h" or less')
    if least and seconds < least:
        raise BadValue("too-fast", f"is too fast: {shown(value)}", f"a rep takes at least {least:g} s")
    return float(seconds)


@_remembered
def reps(value: Value) -> Reps:
    """20, "8-12" -> how many; the time of a rep is not its business.

    Raises:
        BadValue
    """
    if isinstance(value, float):
        raise _bad_reps(value)
    if isinstance(value, int):
        return Reps(_count(value, value))
    match = _REPS.fullmatch(value) if len(value) <= _LONGEST_TEXT else None
    if match is None:
        raise _bad_reps(value)
    low = _count(int(match[1]), value)
    if match[2] is None:
        raise BadValue("bad-reps", f"must be a number without quotes, not {shown(value)}", f"write reps = {low}")
    high = _count(int(match[2]), value)
    _in_order(low, high, f"{high}-{low}", value)
    return Reps(low, high)


def reps_by_set(counts: list[int]) -> Reps:
    """[6, 4, 2] -> so many in each set.

    Raises:
        BadValue
    """
    if not counts:
        raise BadValue(
            "zero-reps",
            "must have a number for each set, but the list is empty",
            "write a number for each set, such as [6, 4, 2]",
        )
    by_set = tuple(_count(count, count) for count in counts)
    return Reps(by_set[0], by_set=by_set)


def _count(count: int, value: Value) -> int:
    if count < 1:
        raise BadValue("zero-reps", f"must be 1 or more, not {shown(value)}", "write a number such as 10")
    if count > MOST_REPS:
        raise BadValue(
            "too-many-reps", f"can't be more than {MOST_REPS}, but is {shown(value)}", f"write {MOST_REPS} or less"
        )
    return count


def _bad_reps(value: Value) -> BadValue:
    help_ = 'write a number such as 12, or a range such as "8-12"'
    if isinstance(value, str) and _looks_like_time(value):
        help_ = f'for a time, write hold = "{value}"'
    return BadValue("bad-reps", f"must be a whole number or a range, not {shown(value)}", help_)


def _looks_like_time(text: str) -> bool:
    try:
        _hold(text)
    except BadValue:
        return False
    return True


@_remembered
def tempo(value: Value) -> Tempo:
    """ "2-1-2-0": seconds to move, hold, return and hold again, from the starting position.

    Raises:
        BadValue
    """
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT or not _TEMPO.fullmatch(value):
        help_ = 'write the seconds to move, hold, return and hold, such as "2-1-2-0"'
        raise BadValue("bad-tempo", f"must be four numbers of seconds, not {shown(value)}", help_)
    found = Tempo(*(float(part) for part in value.split("-")))
    _bounded(found.seconds, value, least=SHORTEST_REP_S)
    return found


@_remembered
def pace(value: Value) -> float | None:
    """ "3s", 2.5 -> seconds a rep; "self" -> None, you press Enter when you are done.

    Raises:
        BadValue
    """
    help_ = 'write the seconds of one rep, such as "3s", or "self" to press Enter when you are done'
    problem = BadValue("bad-pace", f'must be the time of one rep or "self", not {shown(value)}', help_)
    return None if value == "self" else _duration_or(problem, value, SHORTEST_REP_S)


@_remembered
def moment(value: Value) -> float | None:
    """When a cue comes: "15s", 15 -> seconds from the beginning; "halfway" -> None.

    Raises:
        BadValue
    """
    help_ = 'write "halfway", or a time from the start such as "15s"'
    problem = BadValue("bad-moment", f'must be "halfway" or a time, not {shown(value)}', help_)
    return None if value == "halfway" else _duration_or(problem, value)


def _duration_or(problem: BadValue, value: Value, least: float = 0.0) -> float:
    """A duration; `problem` is raised if it is not one at all."""
    try:
        return duration(value, least=least)
    except BadValue as error:
        raise (problem if error.code == "bad-duration" else error) from error


@_remembered
def dose(value: Value) -> Hold | Reps:
    """An exercise's usual dose in one value: "30s", "20s+", "10 reps", "8-12 reps".

    Raises:
        BadValue
    """
    if isinstance(value, str) and len(value) <= _LONGEST_TEXT and (match := _DOSE_REPS.fullmatch(value)):
        text = match[1]
        return reps(int(text) if text.isascii() and text.isdecimal() else text)
    return hold(value)
