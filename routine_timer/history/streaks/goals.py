"""Goals, read from a few words: `daily`, weekdays such as `mon,wed`, `N/week`, or `every N days`.

Pure, and quick to import, for `status`.
"""

from __future__ import annotations

from routine_timer.history.errors import BadGoal
from routine_timer.history.light_dataclass import Frozen

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven")
_LONGEST_GAP = 366


class Goal(Frozen):
    """A goal. `kind` is `daily`, `weekdays`, `week` or `every`.

    `times` is N of `N/week` or `every N days`; `weekdays` are those that are due (Monday is 0). For the score there are
    `per_day`, the done days per day that it asks for; `window`, the days to look back on; and `need`, the done days
    that it asks for in them.
    """

    text: str
    kind: str
    times: int = 1
    weekdays: frozenset[int] = frozenset()

    def __str__(self) -> str:
        return self.text

    @property
    def words(self) -> str:
        """`every day`, `five days a week`, `on Monday, Wednesday and Friday`, `every 2 days`."""
        match self.kind:
            case "week":
                return f"{_NUMBERS[self.times - 1]} day{'s' if self.times > 1 else ''} a week"
            case "weekdays":
                *first, last = (WEEKDAY_NAMES[day].title() for day in sorted(self.weekdays))
                return f"on {', '.join(first)} and {last}" if first else f"every {last}"
            case "every" if self.times > 1:
                return self.text
            case _:
                return "every day"

    @property
    def unit(self) -> str:
        return "weeks" if self.kind == "week" else "days"

    @property
    def per_day(self) -> float:
        match self.kind:
            case "week":
                return self.times / 7
            case "weekdays":
                return len(self.weekdays) / 7
            case "every":
                return 1 / self.times
            case _:
                return 1.0

    @property
    def window(self) -> int:
        return {"daily": 1, "every": 2 * self.times}.get(self.kind, 14)

    @property
    def need(self) -> int:
        match self.kind:
            case "week":
                return 2 * self.times
            case "weekdays":
                return 2 * len(self.weekdays)
            case "every":
                return 2
            case _:
                return 1


DAILY = Goal("daily", "daily")


def parse_goal(text: str) -> Goal:
    """Read a goal. Its `text` is written the usual way (`Wed, mon` → `mon,wed`).

    Raises:
        BadGoal: it is not a goal, or asks for more than a week or a year has. Suggests the goal that was meant.
    """
    try:
        return _parsed(text)
    except ValueError as error:
        raise BadGoal(text, str(error), _meant(" ".join(text.lower().replace("-", " ").split()))) from None


def _parsed(text: str) -> Goal:
    words = text.strip().lower()
    if words == "daily":
        return DAILY
    if words.endswith("/week"):
        times = _number(words.removesuffix("/week"), 7, "a week has 7 days")
        return Goal(f"{times}/week", "week", times=times)
    parts = words.split()
    if len(parts) == 3 and parts[0] == "every" and parts[2] in ("day", "days"):
        times = _number(parts[1], _LONGEST_GAP, f"at most every {_LONGEST_GAP} days")
        return Goal(f"every {times} day{'s' if times > 1 else ''}", "every", times=times)
    return _weekdays([word.strip() for word in words.split(",")])


_WRITTEN_OTHERWISE = {
    "weekly": "1/week", "once a week": "1/week", "twice a week": "2/week", "every week": "1/week",
    "every day": "daily", "each day": "daily", "day": "daily", "always": "daily", "7 days a week": "daily",
    "every other day": "every 2 days", "every second day": "every 2 days", "alternate days": "every 2 days",
    "weekdays": "mon,tue,wed,thu,fri", "workdays": "mon,tue,wed,thu,fri", "weekend": "sat,sun", "weekends": "sat,sun",
}  # fmt: skip
_A_WEEK = ("a week", "per week", "week", "weekly", "wk", "w", "weeks")


def _meant(words: str) -> str:
    """The goal that other words for it mean, or that they are a typo of; empty if it can't be told."""
    if words in _WRITTEN_OTHERWISE:
        return _WRITTEN_OTHERWISE[words]
    digit, unit = words[:1], words[1:].strip(" x/").removeprefix("times ").removeprefix("days ")
    if "1" <= digit <= "7" and unit in _A_WEEK:
        return f"{digit}/week"
    days = words.replace(" and ", " ").split()
    if all(day in (*WEEKDAYS, *WEEKDAY_NAMES) for day in days):
        return ",".join(days)
    from difflib import get_close_matches

    close = get_close_matches(words, ("daily", "3/week", "every 2 days", *WEEKDAY_NAMES), cutoff=0.75)
    return close[0] if close else ""


def _number(digits: str, most: int, why: str) -> int:
    digits = digits.strip()
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError("a whole number is missing")
    digits = digits.lstrip("0")
    if not digits:
        raise ValueError("it must be 1 or more")
    if len(digits) > 4 or int(digits) > most:
        raise ValueError(why)
    return int(digits)


def _weekdays(words: list[str]) -> Goal:
    days = set()
    for word in words:
        if word in WEEKDAYS:
            days.add(WEEKDAYS.index(word))
        elif word in WEEKDAY_NAMES:
            days.add(WEEKDAY_NAMES.index(word))
        else:
            raise ValueError(
                f"{word!r} is not a weekday" if len(words) > 1 else "it doesn't say which days, or how many"
            )
    return Goal(",".join(WEEKDAYS[day] for day in sorted(days)), "weekdays", weekdays=frozenset(days))


def reach(goals: list[tuple[int, Goal]], day: int) -> int:
    """How far apart two done days may be and still follow each other, by the goal in force on the later.

    Args:
        goals: (ordinal of the first day in force, goal), oldest first.
    """
    in_force = [goal for first, goal in goals if first <= day]
    return in_force[-1].times if in_force and in_force[-1].kind == "every" else 1
