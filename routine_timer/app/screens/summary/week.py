"""The days of the week with a mark for each: in one line, or as squares that can be seen from the floor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace
from textual.content import Content

from routine_timer.app.models.home_progress import DayMark

_STYLES = {"done": "$state-done", "missed": "$error", "pending": "$accent", "frozen": "$state-hold"}
_SQUARES = {
    "done": ("███", "███", "███"),
    "missed": ("┌─┐", "│ │", "└─┘"),
    "pending": ("╭╌╮", "╎ ╎", "╰╌╯"),
    "frozen": ("▀▄▀", "▄▀▄", "▀▄▀"),
    "skipped": ("╌╌╌", "   ", "   "),
}
"""The top, the middle and the bottom of each state's square; they differ in shape, not in colour alone."""
_NO_SQUARE = (" · ", "   ", "   ")


def small_week(days: Sequence[DayMark], *, filling: bool) -> Content:
    """Two lines: the days' letters and their marks; while `filling`, today isn't over."""
    shown = _shown(days, filling=filling)
    return Content("\n").join([_letters(shown), _line(shown, lambda day: f" {day.mark} ")])


def large_week(days: Sequence[DayMark], *, filling: bool, wide: int = 3) -> Content:
    """The days' letters, and squares that are `wide` cells wide and about half as many lines high."""
    shown = _shown(days, filling=filling)
    parts = (0, *[1] * ((wide - 3) // 2), 2)
    rows = [_line(shown, partial(_part, part=part, wide=wide)) for part in parts]
    return Content("\n").join([_letters(shown, wide), *rows])


def _part(day: DayMark, part: int, wide: int) -> str:
    """One line of a day's square, its middle repeated until it is `wide` cells wide."""
    square = _SQUARES.get(day.state, _NO_SQUARE)[part]
    return square.center(wide) if "·" in square else square[0] + square[1] * (wide - 2) + square[2]


def _shown(days: Sequence[DayMark], *, filling: bool) -> list[DayMark]:
    return [replace(day, state="pending") if filling and day.today else day for day in days]


def _letters(days: Sequence[DayMark], wide: int = 3) -> Content:
    letters = (Content.styled(day.letter.center(wide), "bold" if day.today else "$quiet") for day in days)
    return Content(" ").join(letters)


def _line(days: Sequence[DayMark], mark: Callable[[DayMark], str]) -> Content:
    return Content(" ").join(Content.styled(mark(day), _STYLES.get(day.state, "$quiet")) for day in days)
