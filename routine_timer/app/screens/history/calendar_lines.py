"""A year, a month and a week as lines of pieces. Pure: a snapshot in, a picture out.

In each, one day is one mark whose shape says its state; a done day also has a shade, which says how long it was.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal, TypeAlias

from routine_timer.app.screens.history.history_snapshot import (
    LEVELS,
    MARKS,
    SAID,
    Day,
    HistorySnapshot,
    days_between,
    first_of_week,
)
from routine_timer.app.widgets.styled_line import Piece, StyledLine
from routine_timer.text.durations import clock
from routine_timer.text.plurals import pluralize

View: TypeAlias = Literal["year", "month", "week"]

HEIGHT = 8
"""Lines of every view: a heading, and seven more."""
LABEL = 4
"""Cells before the days of a year: the name of the weekday."""
_MONTH = 4
"""Cells of a month's name, with one free."""
_WEEKS = 54
"""A leap year can touch as many."""
_DAY, _WEEK = timedelta(1), timedelta(7)
LOOKS = (
    *(f"done-{level}" for level in range(1, LEVELS + 1)),
    "begun", "not-counted", "missed", "skipped", "frozen", "pending", "rest", "to-come", "before", "label", "now",
)  # fmt: skip


def look(day: Day) -> str:
    return f"done-{day.level}" if day.state == "done" else day.state.replace(" ", "-")


def mark(day: Day) -> Piece:
    return Piece(MARKS[day.state], look(day), day.day)


# -- the year


def cell_width(width: int) -> int:
    """How many cells a day of the year may take: 1 to 3."""
    return min(max((width - LABEL) // _WEEKS, 1), 3)


def year_width(cell: int) -> int:
    return LABEL + _WEEKS * cell


def year_lines(past: HistorySnapshot, first: date, last: date, cell: int) -> tuple[StyledLine, ...]:
    """Weeks from left to right, weekdays from top to bottom."""
    start = first_of_week(first, past.first_weekday)
    weeks = (last - start).days // 7 + 1
    days = (first, last)
    return (
        _months(start, weeks, days, cell),
        *(_weekday(past, start + timedelta(n), weeks, days, cell) for n in range(7)),
    )


def _months(start: date, weeks: int, days: tuple[date, date], cell: int) -> StyledLine:
    """Each month's name over the first week that starts in it, and over the first week if there is room."""
    first, last = days
    names = [first]
    while (following := (names[-1].replace(day=1) + timedelta(32)).replace(day=1)) <= last:
        names.append(following)
    columns = [LABEL + ((month - start).days // 7) * cell for month in names]
    if len(columns) > 1 and columns[1] - columns[0] < _MONTH:
        del names[0], columns[0]
    text = " " * LABEL
    for month, at in zip(names, columns, strict=True):
        if at + _MONTH <= LABEL + weeks * cell + 1:
            text = text.ljust(at) + f"{month:%b}"
    return (Piece(text.ljust(LABEL + weeks * cell), "label"),)


def _weekday(past: HistorySnapshot, first: date, weeks: int, days: tuple[date, date], cell: int) -> StyledLine:
    pieces = [Piece(f"{first:%a}".ljust(LABEL), "label")]
    gap = Piece(" " * (cell - 1))
    for n in range(weeks):
        day = first + timedelta(7 * n)
        pieces += [mark(past.day(day)) if days[0] <= day <= days[1] else Piece(" "), gap]
    return tuple(pieces)


def key_of_year(past: HistorySnapshot, first: date, last: date) -> list[tuple[Piece, str]]:
    """The marks that occur in a span, each with what it means and how often it is there."""
    counts = past.counts(first, last)
    found: list[tuple[Piece, str]] = []
    for state, said in SAID.items():
        number = counts[state]
        if number or state in ("done", "missed"):
            name = f"done-{LEVELS}" if state == "done" else state
            counted = pluralize(number, said) if state == "rest" else f"{number} {said}"
            found.append((Piece(MARKS[state], name), said if state == "pending" else counted))
    return found


# -- the month


def month_lines(past: HistorySnapshot, first: date, width: int) -> tuple[StyledLine, ...]:
    """A month by weeks: for each day its number, its mark, and its active time if there is room."""
    cell = max(width // 7, 4)
    start = first_of_week(first, past.first_weekday)
    heading = tuple(Piece(f"{start + timedelta(n):%a}".rjust(3).ljust(cell), "label") for n in range(7))
    last = first.replace(day=monthrange(first.year, first.month)[1])
    lines = [heading]
    while start <= last:
        lines.append(tuple(piece for n in range(7) for piece in _month_day(past, start + n * _DAY, first, cell)))
        start += timedelta(7)
    return tuple(lines)


def _month_day(past: HistorySnapshot, day: date, month: date, cell: int) -> tuple[Piece, ...]:
    if day.month != month.month:
        return (Piece(" " * cell),)
    found = past.day(day)
    time = f" {_time(found.active_s, cell - 6)}" if found.active_s and cell >= 9 else ""
    number = Piece(f"{day.day:>2} ", "now" if day == past.today else "label", day)
    return number, mark(found), Piece(time[: cell - 4].ljust(cell - 4), look(found) if time else "", day)


def _time(seconds: float, room: int) -> str:
    """`11:40`, or `12m` where that has no room."""
    return clock(seconds) if room >= len("1:02:03") else f"{round(seconds / 60)}m"


# -- the week


def week_lines(past: HistorySnapshot, first: date, width: int) -> tuple[StyledLine, ...]:
    """Seven days, one to a line: mark, a bar as long as its active time, and what it was."""
    days = [past.day(day) for day in days_between(first, first + timedelta(6))]
    longest = max((day.active_s for day in days), default=0.0)
    room = max(min(width - 14 - 28, 80), 6)
    heading = (Piece(f"{'':14}{'active time'}", "label"),)
    return heading, *(_week_day(past, day, longest, room) for day in days)


def _week_day(past: HistorySnapshot, day: Day, longest: float, room: int) -> StyledLine:
    length = round(room * day.active_s / longest) if longest else 0
    bar = "━" * (max(length, 1) if day.active_s else 0)
    facts = [clock(day.active_s), pluralize(day.sessions, "session")] if day.sessions else []
    if not day.sessions and day.state in SAID:
        facts = [SAID[day.state]]
    return (
        Piece(
            f"{day.day:%a} {day.day.day:>2} {day.day:%b}".ljust(11),
            "now" if day.day == past.today else "label",
            day.day,
        ),
        mark(day),
        Piece("  ", "", day.day),
        Piece(bar, look(day), day.day),
        Piece(f"{'  ' if bar else ''}{' · '.join(facts)}", "fact", day.day),
    )


# -- where one is


def bounds(view: View, day: date, first_weekday: int, today: date) -> tuple[date, date]:
    """The first and the last day of the year, month or week that `day` is in. A year consists of whole weeks."""
    match view:
        case "year":
            return _year(day, first_weekday, today)
        case "month":
            return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
        case _:
            first = first_of_week(day, first_weekday)
            return first, first + timedelta(6)


def _year(day: date, first_weekday: int, today: date) -> tuple[date, date]:
    """The twelve months up to today with the whole of their first and last week, or so many years before.

    A day after this week is in the year that ends with its own week, so that arrows go on week by week.
    """
    this_week = first_of_week(today, first_weekday)
    if day >= this_week + _WEEK:
        last = first_of_week(day, first_weekday) + timedelta(6)
        return last - 53 * _WEEK + _DAY, last

    def begin(ago: int) -> date:
        return first_of_week(_in_year(today, -ago - 1) + _DAY, first_weekday)

    most = today.year - day.year
    ago = next((ago for ago in range(max(most - 2, 0), most) if begin(ago) <= day), max(most, 0))
    return begin(ago), begin(ago - 1) - _DAY if ago else this_week + timedelta(6)


def _in_year(day: date, years: int) -> date:
    """The same date so many years later; the last day of February on a leap day."""
    year = min(max(day.year + years, 1), 9999)
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def neighbour(view: View, day: date, by: int, first_weekday: int, today: date) -> date:
    """The same day in the next year, month or week (`by` = 1) or the one before (`by` = -1).

    In a year, that is the same weekday 52 or 53 weeks away, and none comes after the one with today.
    """
    if view == "month":
        year, month = divmod(day.year * 12 + day.month - 1 + by, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    if view == "week":
        return day + by * _WEEK
    first, last = bounds("year", day, first_weekday, today)
    there = day + by * 52 * _WEEK
    if by > 0 and last >= today:
        return day  # the page that ends today is the last one
    if first <= there <= last:
        there += by * _WEEK
    if by < 0 and there >= first_of_week(today, first_weekday) + _WEEK:
        return there
    first, last = bounds("year", first - _DAY if by < 0 else last + _DAY, first_weekday, today)
    return min(max(there, first), last)


def title(view: View, day: date, first_weekday: int, today: date) -> str:
    """`Last 12 months`, `Nov 2024 to Nov 2025`, `November 2026`, `16 to 22 November 2026`."""
    first, last = bounds(view, day, first_weekday, today)
    match view:
        case "year":
            newest = first <= today <= last <= today + timedelta(6)
            return "Last 12 months" if newest else f"{first:%b} {first.year} to {last:%b} {last.year}"
        case "month":
            return f"{day:%B} {day.year}"
        case _:
            begin = str(first.day) if first.month == last.month else f"{first.day} {first:%B}"
            return f"{begin} to {last.day} {last:%B} {last.year}"


STEPS: dict[View, tuple[int, int]] = {"year": (7, 1), "month": (1, 7), "week": (7, 1)}
"""How many days → and ↓ go, in each view."""

DRAW: dict[View, Callable[[HistorySnapshot, tuple[date, date], int], tuple[StyledLine, ...]]] = {
    "year": lambda past, span, width: year_lines(past, *span, cell_width(width)),
    "month": lambda past, span, width: month_lines(past, span[0], width),
    "week": lambda past, span, width: week_lines(past, span[0], width),
}
"""Each view as lines, of the span that `bounds` gives."""
