"""The days of the history screen: the period in sight, its calendar, what its marks mean, the day under the cursor."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from routine_timer.app.keymap import key_shown
from routine_timer.app.screens.history.calendar_lines import (
    View,
    bounds,
    cell_width,
    key_of_year,
    title,
    year_width,
)
from routine_timer.app.screens.history.calendar_view import CalendarView
from routine_timer.app.screens.history.history_snapshot import HistorySnapshot
from routine_timer.app.screens.history.sentences import day_line
from routine_timer.app.widgets.line_list import right
from routine_timer.text.durations import total
from routine_timer.text.plurals import pluralize

if TYPE_CHECKING:
    from routine_timer.app.app_base import BaseApp

_VIEWS: tuple[View, ...] = ("year", "month", "week")
_KEY_BESIDE = 17
_LEAST_PLOTTED = timedelta(6)
"""From the first to the last day of a plot, at least."""
_SHADES = ("36%", "54%", "76%", "100%")
"""Of a done day, from the shortest to the longest, as the calendar draws them."""
_STYLES = {f"done-{level}": "$state-done" for level in range(1, 5)} | {
    "begun": "$state-switch",
    "missed": "$error",
    "pending": "$accent",
    "frozen": "$state-hold",
}


class DaysPanel(Vertical):
    """Shows nothing until there is a past."""

    app: BaseApp

    def __init__(self, today: date) -> None:
        super().__init__(id="days")
        self._today = today
        self._shown: tuple[date, date] | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="period")
        with Horizontal(id="calendar"):
            yield CalendarView(self._today)
            yield Static(id="key")
        yield Static(id="key-line")
        yield Static(id="day", markup=False)

    @property
    def calendar(self) -> CalendarView:
        return self.query_one(CalendarView)

    @property
    def day(self) -> date:
        return self.calendar.day

    def span(self, past: HistorySnapshot) -> tuple[date, date]:
        """The year, month or week of the cursor."""
        return bounds(self.calendar.view, self.day, past.first_weekday, past.today)

    def plot_span(self, past: HistorySnapshot) -> tuple[date, date]:
        """What plots show: a plot of seven days says little, so a week shows its month. It starts with the data."""
        view: View = "month" if self.calendar.view == "week" else self.calendar.view
        first, last = bounds(view, self.day, past.first_weekday, past.today)
        return max(first, min(past.first, last - _LEAST_PLOTTED)), last

    @property
    def _room(self) -> int:
        """Cells of a line; before the days are laid out, those that they will have."""
        return self.content_size.width or self.screen.size.width - self.gutter.width

    # -- going

    def go_to(self, day: date) -> None:
        self.calendar.day = day

    def next_view(self) -> None:
        self.calendar.view = _VIEWS[(_VIEWS.index(self.calendar.view) + 1) % len(_VIEWS)]
        self._show_period()

    @on(CalendarView.DayHighlighted)
    def _move(self) -> None:
        past = self.calendar.past
        if past is None:
            return
        self._show_day()
        if self.span(past) != self._shown:
            self._show_period()

    # -- showing

    def take(self, past: HistorySnapshot) -> None:
        """Show another past; the cursor starts at today."""
        first = self.calendar.past is None
        self.calendar.past = past
        if first:
            self.calendar.day = past.today

    def show(self) -> None:
        """Show everything again, for the width of now."""
        self._show_period()
        self._show_day()

    def _show_day(self) -> None:
        past = self.calendar.past
        if past is not None:
            self.query_one("#day", Static).update(day_line(past, past.day(self.day), self._room))

    def _show_period(self) -> None:
        past = self.calendar.past
        if past is None:
            return
        self._shown = first, last = self.span(past)
        period = self.query_one("#period", Static)
        done = past.counts(first, min(last, past.today))["done"] if first <= past.today else 0
        spent = past.active_s(first, last)
        name = title(self.calendar.view, self.day, past.first_weekday, past.today)
        facts = f"{pluralize(done, 'day')} done · {total(spent)} active" if done or spent else "no sessions"
        left = Content.assemble((name, "bold"), (f"   {facts}", "$quiet")).truncate(self._room, ellipsis=True)
        earlier, later = (key_shown(identity, self.app.own_keys) for identity in ("earlier", "later"))
        turn = Content.styled(f"{earlier} earlier   {later} later", "$quiet")
        room = self._room - left.cell_length
        turn = turn if turn.cell_length + 2 <= room else Content.styled(f"{earlier} {later}", "$quiet")
        period.update(Content.assemble(left, right(turn, room)))
        self._show_key(past, first, last)

    def _show_key(self, past: HistorySnapshot, first: date, last: date) -> None:
        """What the marks mean: beside the days if there is room, otherwise below them."""
        parts = [
            Content.assemble((mark.text, _STYLES.get(mark.look, "$quiet")), (f" {said}", "$quiet"))
            for mark, said in key_of_year(past, first, last)
        ]
        width, year = self._room, year_width(cell_width(self._room))
        beside = self.calendar.view == "year" and width - year >= _KEY_BESIDE
        key, key_line = self.query_one("#key", Static), self.query_one("#key-line", Static)
        key.display, key_line.display = beside, not beside
        self.calendar.styles.width = year if beside else "1fr"
        if beside:
            key.update(Content("\n").join([_key_of_shades(), *parts]))
        else:
            with_shades = Content("   ").join([*parts, _key_of_shades()])
            line = with_shades if with_shades.cell_length <= width else Content("   ").join(parts)
            key_line.update(line.truncate(width, ellipsis=True))


def _key_of_shades() -> Content:
    """`less ■■■■ more`: the shade of a done day says how long it was."""
    shades = [("■", f"$state-done {share}") for share in _SHADES]
    return Content.assemble(("less ", "$quiet"), *shades, (" more", "$quiet"))
