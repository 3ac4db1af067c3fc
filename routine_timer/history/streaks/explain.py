"""Why the streak is what it is, in a few sentences. Pure.

People stop trusting a number that they can't explain, so the sentences name the day that broke a streak, the week that
fell short, the skipped days and freezes in it, and the change of goal that ended it.
"""

from __future__ import annotations

from datetime import date

from routine_timer.history.streaks.days_and_goals import Calendar
from routine_timer.history.streaks.runs import Break, Streaks, days_left

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


def why(cal: Calendar, streaks: Streaks) -> str:
    """The sentences, in one line."""
    if not cal.any_done:
        return _join(["no days done yet", *_today(cal, streaks)])
    parts = [_alive(cal, streaks) if streaks.current.length else _over(cal, streaks)]
    parts += [
        *_neutral_days(cal, streaks),
        *_changed(cal, streaks),
        *_today(cal, streaks),
        *_freezes_left(cal, streaks),
    ]
    return _join(parts)


def _join(sentences: list[str]) -> str:
    return " ".join(f"{sentence[:1].upper()}{sentence[1:]}." for sentence in sentences if sentence)


def _alive(cal: Calendar, streaks: Streaks) -> str:
    run = streaks.current
    assert run.first is not None
    if run.unit == "weeks":
        return f"{run.as_text}, since the week of {date_text(run.first, cal.today)}"
    if run.first.toordinal() == cal.today:
        return f"{run.as_text}, started today"
    return f"{run.as_text}, since {date_text(run.first, cal.today)}"


def _over(cal: Calendar, streaks: Streaks) -> str:
    end = streaks.last_break
    change = streaks.last_change
    if end is None or (change is not None and change.day >= end.day):
        return "no streak yet"
    if end.run.unit != cal.goal_on(cal.today).unit:
        return "no current streak"  # it ended by the rules of a goal that no longer applies
    return f"no current streak: {_ended(cal, end)}"


def _ended(cal: Calendar, end: Break) -> str:
    ended = f"which ended a {end.run.as_text}"
    if end.week is not None:
        week = end.week
        if week.first == cal.week_of(cal.today):
            number = week.done + days_left(cal, week.first)
            return f"you can reach only {number} of {week.target} days this week, {ended}"
        return f"you did {week.done} of {_plural(week.target, 'day')} in the week of {_day(cal, week.first)}, {ended}"
    goal = cal.goal_on(end.day)
    if goal.kind == "every" and goal.times > 1 and end.run.last:
        return f"you did nothing for {goal.times} days after {date_text(end.run.last, cal.today)}, {ended}"
    return f"you missed {_day(cal, end.day)}, {ended}"


def _neutral_days(cal: Calendar, streaks: Streaks) -> list[str]:
    """The skipped days and freezes in the current streak."""
    run = streaks.current
    if run.first is None:
        return []
    first = run.first.toordinal()
    sentences = []
    saved = [day for day in streaks.frozen if day >= first]
    if saved:
        others = f" and {_plural(len(saved) - 1, 'other day')}" if len(saved) > 1 else ""
        sentences.append(f"a freeze saved {_day(cal, saved[-1])}{others}")
    last = cal.today if run.unit == "weeks" else cal.today - 1  # today's skip already lowers what its week asks for
    skipped = sum(first <= day <= last for day in cal.skipped)
    if skipped:
        sentences.append(f"{_plural(skipped, 'skipped day')} {'does' if skipped == 1 else 'do'}n't count")
    return sentences


def _freezes_left(cal: Calendar, streaks: Streaks) -> list[str]:
    """The freezes that are left, where they can be used."""
    if not cal.freezes or not streaks.freezes or cal.goal_on(cal.today).unit != "days":
        return []
    return [f"{_plural(streaks.freezes, 'freeze')} left"]


def _changed(cal: Calendar, streaks: Streaks) -> list[str]:
    """A change of goal between days and weeks, unless a streak was broken since."""
    change = streaks.last_change
    if change is None or (streaks.last_break is not None and streaks.last_break.day > change.day):
        return []
    units = "days to weeks" if change.run.unit == "days" else "weeks to days"
    return [f"your goal changed from {units} on {_day(cal, change.day)}, ending a {change.run.as_text}"]


def _today(cal: Calendar, streaks: Streaks) -> list[str]:
    state = streaks.states[-1]
    if cal.goal_on(cal.today).unit == "weeks":
        return _this_week(cal, streaks, state)
    sentence = {"pending": "today isn't done yet", "rest": "today is a rest day", "skipped": "today is skipped"}
    return [sentence[state]] if state in sentence else []


def _this_week(cal: Calendar, streaks: Streaks, state: str) -> list[str]:
    week = streaks.weeks[cal.week_of(cal.today)]
    target = week.target
    today = ["today is skipped"] if state == "skipped" else []
    if week.outcome == "unjudged":
        return [f"the first week that counts starts on {_day(cal, week.first + 7)}", *today]
    if week.outcome == "short":
        return today
    if state == "skipped" and not target:
        return ["this week is skipped"]
    if week.done > target:
        return [f"this week: {_plural(week.done, 'day')} done, {target} needed", *today]
    left = "" if week.done == target else f", with {_plural(days_left(cal, week.first), 'day')} left"
    return [f"this week: {week.done} of {_plural(target, 'day')} done{left}", *today]


def _plural(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _day(cal: Calendar, day: int) -> str:
    return date_text(date.fromordinal(day), cal.today)


def date_text(day: date, today: int) -> str:
    """`Thursday 19 November`, with the year if it is not this year."""
    text = f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
    return text if day.year == date.fromordinal(today).year else f"{text} {day.year}"
