"""The calendar of the history screen: a year, a month or a week, with one day under the cursor.

Draws what `calendar_lines` makes of a snapshot, line by line; an arrow paints two lines again, not the screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from routine_timer.app.screens.history.calendar_lines import DRAW, HEIGHT, LOOKS, STEPS, View, bounds, neighbour
from routine_timer.app.screens.history.history_snapshot import HistorySnapshot
from routine_timer.app.widgets.styled_line import Piece, StyledLine, day_at, drawn

_REVERSE = Style(reverse=True, bold=True)
_UNDER = Style(underline=True, bold=True)
_BOLD = Style(bold=True)


class CalendarView(Widget, can_focus=True):
    """Shows `past` around `day`."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"calendar--{look}" for look in (*LOOKS, "fact")}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "go(-1, 0)", "back", show=False),
        Binding("right", "go(1, 0)", "on", show=False),
        Binding("up", "go(0, -1)", "up", show=False),
        Binding("down", "go(0, 1)", "down", show=False),
        Binding("pageup", "turn(-1)", "earlier", show=False),
        Binding("pagedown", "turn(1)", "later", show=False),
    ]
    DEFAULT_CSS = f"""
    CalendarView {{
        height: {HEIGHT};
        & > .calendar--done-1 {{ color: $state-done 36%; }}
        & > .calendar--done-2 {{ color: $state-done 54%; }}
        & > .calendar--done-3 {{ color: $state-done 76%; }}
        & > .calendar--done-4 {{ color: $state-done; }}
        & > .calendar--begun {{ color: $state-switch; }}
        & > .calendar--not-counted {{ color: $quiet; }}
        & > .calendar--missed {{ color: $error; }}
        & > .calendar--skipped {{ color: $quiet; }}
        & > .calendar--frozen {{ color: $state-hold; }}
        & > .calendar--pending {{ color: $accent; text-style: bold; }}
        & > .calendar--rest {{ color: $quiet; }}
        & > .calendar--to-come {{ color: $faint; }}
        & > .calendar--before {{ color: $faint; }}
        & > .calendar--label {{ color: $quiet; }}
        & > .calendar--now {{ color: $accent; text-style: bold; }}
        & > .calendar--fact {{ color: $foreground; }}
    }}
    CalendarView:ansi {{
        & > .calendar--done-1 {{ color: $state-done; text-style: dim; }}
        & > .calendar--done-2 {{ color: $state-done; text-style: dim; }}
        & > .calendar--done-3 {{ color: $state-done; }}
        & > .calendar--done-4 {{ color: $state-done; text-style: bold; }}
    }}
    """

    past: reactive[HistorySnapshot | None] = reactive(None)
    view: reactive[View] = reactive[View]("year")
    day: reactive[date] = reactive(date.min, init=False)

    @dataclass
    class DayHighlighted(Message):
        """Another day is under the cursor."""

        day: date

    def __init__(self, day: date) -> None:
        super().__init__()
        self.set_reactive(CalendarView.day, day)
        self._lines: tuple[StyledLine, ...] = ()
        self._drawn_for: tuple[object, ...] = ()

    # -- drawing

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        lines = self._picture(width)
        if y >= len(lines):
            return Strip.blank(width, self.rich_style)
        return drawn(lines[y], width, self.rich_style, self._style_of)

    def _picture(self, width: int) -> tuple[StyledLine, ...]:
        if self.past is None:
            return ()
        span = bounds(self.view, self.day, self.past.first_weekday, self.past.today)
        wanted = (id(self.past), self.view, span, width)
        if wanted != self._drawn_for:
            self._lines, self._drawn_for = DRAW[self.view](self.past, span, width), wanted
        return self._lines

    def _style_of(self, piece: Piece) -> Style:
        style = self.get_component_rich_style(f"calendar--{piece.look}") if piece.look else Style()
        if piece.day is None or self.past is None:
            return style
        if piece.day == self.day and piece.look not in ("label", "now", "fact", ""):
            return style + (_REVERSE if self.has_focus else _UNDER)
        return style + _BOLD if piece.day == self.past.today else style

    def watch_day(self) -> None:
        self.refresh()
        self.post_message(self.DayHighlighted(self.day))

    def watch_has_focus(self, _has_focus: bool) -> None:
        super().watch_has_focus(_has_focus)
        self.refresh()

    # -- moving

    def validate_day(self, day: date) -> date:
        """Not before the first year known, and not after the next."""
        if self.past is None:
            return day
        return min(max(day, date(self.past.first.year, 1, 1)), date(self.past.today.year + 1, 12, 31))

    def action_go(self, across: int, down: int) -> None:
        right, below = STEPS[self.view]
        self.day += timedelta(across * right + down * below)

    def action_turn(self, by: int) -> None:
        """The year, month or week after this one, or the one before."""
        if self.past is not None:
            self.day = neighbour(self.view, self.day, by, self.past.first_weekday, self.past.today)

    def on_click(self, event: events.Click) -> None:
        lines = self._picture(self.size.width)
        found = day_at(lines[event.y], event.x) if event.y < len(lines) else None
        if found is not None:
            self.day = found

    def on_mouse_move(self, event: events.MouseMove) -> None:
        from routine_timer.app.screens.history.sentences import of_day

        lines = self._picture(self.size.width)
        found = day_at(lines[event.y], event.x) if event.y < len(lines) else None
        self.tooltip = of_day(self.past, self.past.day(found)) if found and self.past else None
