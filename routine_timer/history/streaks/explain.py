"""Why the streak is what it is, in one sentence. Pure.

People stop trusting a number that they can't explain, so the sentence names the day that broke a streak, the week that
fell short, the skipped days and freezes inside it, and the change of goal that ended it.
"""

from __future__ import annotations

from datetime import date

from routine_timer.history.streaks.calendar import Calendar
from routine_timer.history.streaks.runs import Break, Streaks, days_left, this_week_asks
from routine_timer.history.streaks.verdict import Run

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEK_SKIPPED = "this week is skipped"


def why(cal: Calendar, streaks: Streaks) -> str:
    """The sentence, with a capital letter and a full stop."""
    if not cal.any_done:
        return _sentence(["nothing is done yet", _today(cal, streaks)])
    parts = [_alive(cal, streaks) if streaks.current.length else _over(cal, streaks)]
    parts += [*_held_by(cal, streaks), *_changed(cal, streaks), _today(cal, streaks), _in_reserve(cal, streaks)]
    return _sentence(parts)


def _sentence(parts: list[str]) -> str:
    text = "; ".join(part for part in parts if part)
    return f"{text[:1].upper()}{text[1:]}."


def _alive(cal: Calendar, streaks: Streaks) -> str:
    run = streaks.current
    assert run.first is not None
    since = spoken(run.first, cal.today)
    if run.unit == "weeks":
        return f"{count(run)} in a row kept the goal, since the week of {since}"
    if cal.goal_on(cal.today).kind == "daily":
        return f"{count(run)} done in a row, since {since}"
    return f"{count(run)} done with none missed, since {since}"


def _over(cal: Calendar, streaks: Streaks) -> str:
    end = streaks.last_break
    change = streaks.last_change
    if end is None or (change is not None and change.day >= end.day):
        return f"no {cal.goal_on(cal.today).unit.removesuffix('s')} counts yet"
    return f"no streak now: {_ended(cal, end)}"


def _ended(cal: Calendar, end: Break) -> str:
    if end.week is not None:
        week = end.week
        when = "this week" if week.first == cal.week_of(cal.today) else f"the week of {_day(cal, week.first)}"
        reach = "can reach only" if week.first == cal.week_of(cal.today) else "had"
        number = week.done + (days_left(cal, week.first) if week.first == cal.week_of(cal.today) else 0)
        return f"{when} {reach} {number} of {week.target} days, which ended {count(end.run)}"
    goal = cal.goal_on(end.day)
    if goal.kind == "every" and goal.times > 1:
        last = spoken(end.run.last, cal.today) if end.run.last else ""
        return f"nothing was done within {goal.times} days of {last}, which ended {count(end.run)}"
    return f"{_day(cal, end.day)} was missed, which ended {count(end.run)}"


def _held_by(cal: Calendar, streaks: Streaks) -> list[str]:
    """The skipped days and freezes inside the current run."""
    run = streaks.current
    if not run.length or run.first is None:
        return []
    first = run.first.toordinal()
    held = []
    saved = [day for day in streaks.frozen if day >= first]
    if saved:
        held.append(
            f"a freeze was spent on {_day(cal, saved[-1])}" + (f" and {len(saved) - 1} more" * (len(saved) > 1))
        )
    last = cal.today if run.unit == "weeks" else cal.today - 1  # a skip of today lowers what its week owes already
    taken_off = sum(first <= day <= last for day in cal.skipped)
    if taken_off:
        held.append(f"{taken_off} skipped day{'s do' if taken_off > 1 else ' does'} not count")
    return held


def _in_reserve(cal: Calendar, streaks: Streaks) -> str:
    """The freezes that are left, where they can be used."""
    if not cal.freezes or not streaks.freezes or cal.goal_on(cal.today).unit != "days":
        return ""
    return f"{_plural(streaks.freezes, 'freeze')} {'is' if streaks.freezes == 1 else 'are'} held"


def _changed(cal: Calendar, streaks: Streaks) -> list[str]:
    """A change of goal between days and weeks, unless a streak was broken since."""
    change = streaks.last_change
    if change is None or (streaks.last_break is not None and streaks.last_break.day > change.day):
        return []
    units = "days to weeks" if change.run.unit == "days" else "weeks to days"
    return [f"the goal went from {units} on {_day(cal, change.day)}, which closed {count(change.run)} unbroken"]


def _today(cal: Calendar, streaks: Streaks) -> str:
    state = streaks.states[-1]
    goal = cal.goal_on(cal.today)
    if goal.unit == "weeks":
        skipped_too = "today is skipped" if state == "skipped" else ""
        week = _this_week(cal, streaks, state)
        return week if week == _WEEK_SKIPPED else "; ".join(part for part in (week, skipped_too) if part)
    match state:
        case "pending":
            return "today is still open"
        case "rest":
            return "nothing is asked today"
        case "skipped":
            return "today is skipped"
        case _:
            return ""


def _this_week(cal: Calendar, streaks: Streaks, state: str) -> str:
    goal = cal.goal_on(cal.today)
    week = streaks.weeks[cal.week_of(cal.today)]
    judged = week.outcome != "unjudged"
    target = week.target if judged else this_week_asks(cal, goal, week)
    if not judged:
        return f"weeks count from {_day(cal, week.first + 7)} on"
    if week.outcome == "short":
        return ""
    if state == "skipped" and not target:
        return _WEEK_SKIPPED
    so_far = f"this week has {week.done} of {target}"
    return so_far if week.done >= target else f"{so_far} with {_plural(days_left(cal, week.first), 'day')} left"


def count(run: Run) -> str:
    """`12 days`, `1 week`."""
    return _plural(run.length, run.unit.removesuffix("s"))


def _plural(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _day(cal: Calendar, day: int) -> str:
    return spoken(date.fromordinal(day), cal.today)


def spoken(day: date, today: int) -> str:
    """`Thursday 19 November`, with the year where it is another one than today's."""
    text = f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
    return text if day.year == date.fromordinal(today).year else f"{text} {day.year}"
