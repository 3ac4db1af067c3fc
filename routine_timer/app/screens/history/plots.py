"""The two plots: the score (with pain over it), and the active minutes of each week.

The one module here that loads textual-plot and with it numpy, which takes as long as all the rest of the screen: it is
imported when a plot is about to be seen, in a thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual import on
from textual.events import Event, Mount, Resize
from textual_hires_canvas import Canvas, HiResMode
from textual_plot import PlotWidget
from textual_plot.axis_formatter import AxisFormatter

from routine_timer.app.close_once_screen import is_closing
from routine_timer.app.screens.history.pain_stats import SessionPain, binned

_LABEL = timedelta(7)
"""A label that starts in the last week of an axis has no room left."""


class DateAxis(AxisFormatter):
    """An axis of days, given as ordinals: months within a year."""

    def get_ticks(self, min_: float, max_: float, max_ticks: int = 8) -> list[float]:
        if min_ < 1:
            return []  # no days yet: a plot is drawn once before it has data
        first, last = date.fromordinal(int(min_)), date.fromordinal(int(max_))
        if (last - first).days < 45:
            step = 7
            return [float(day) for day in range(first.toordinal(), last.toordinal() + 1, step)]
        months = [
            date(year, month, 1)
            for year in range(first.year, last.year + 1)
            for month in range(1, 13)
            if first <= date(year, month, 1) < last - _LABEL
        ]
        every = -(-len(months) // max(max_ticks, 1))
        return [float(month.toordinal()) for month in months[::every]]

    def get_labels_for_ticks(self, ticks: Sequence[float]) -> list[str]:
        days = [date.fromordinal(int(tick)) for tick in ticks]
        if len({(day.year, day.month) for day in days}) < len(days):
            return [f"{day.day} {day:%b}" for day in days]
        return [f"{day:%b}" for day in days]


class UnitAxis(AxisFormatter):
    """An axis of whole numbers with their unit: three ticks, the top one round."""

    def __init__(self, unit: str) -> None:
        self._unit = unit

    def label_width(self, top: float) -> int:
        """Cells that the widest label takes, with one free before the axis."""
        return max(map(len, self.get_labels_for_ticks(self.get_ticks(0, top)))) + 1

    def get_ticks(self, min_: float, max_: float, max_ticks: int = 8) -> list[float]:  # noqa: ARG002
        return [min_, (min_ + max_) / 2, max_]

    def get_labels_for_ticks(self, ticks: Sequence[float]) -> list[str]:
        return [f"{tick:g}{self._unit}" for tick in ticks]


class HistoryPlot(PlotWidget):
    """A plot that only shows: it takes neither keys nor focus from the screen, and it follows the theme."""

    can_focus = False
    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"plot--line", "plot--bar", "plot--before", "plot--after"}
    DEFAULT_CSS = """
    HistoryPlot {
        height: 1fr;
        min-height: 5;
        Grid { background: $background; }
        & > .plot--axis { color: $faint; }
        & > .plot--tick { color: $quiet; text-style: none; }
        & > .plot--label { color: $quiet; text-style: none; }
        & > .plot--line { color: $state-done; }
        & > .plot--bar { color: $state-hold; }
        & > .plot--before { color: $state-switch; }
        & > .plot--after { color: $state-ready; }
    }
    """

    def __init__(self) -> None:
        super().__init__(allow_pan_and_zoom=False)

    async def on_event(self, event: Event) -> None:
        """Set nothing up in a plot that closes before it was laid out: textual-plot would look for parts that are gone
        (seen with 0.10; we know of no report of it).
        """
        if not (isinstance(event, Mount | Resize) and is_closing(self)):
            await super().on_event(event)

    def _update_margin_sizes(self) -> None:
        if not is_closing(self):
            super()._update_margin_sizes()

    def on_mount(self) -> None:
        self.margin_top, self.margin_bottom = 0, 1
        self.set_x_formatter(DateAxis())
        self.draw()

    def on_resize(self) -> None:
        self.draw()

    @on(Canvas.Resize)
    def _fit_canvas(self) -> None:
        """Wider or narrower labels resize the canvas, which only a layout of the whole plot takes into account."""
        self.refresh(layout=True)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        if self.is_mounted:
            self.draw()

    def draw(self) -> None:
        """Draw what is to be shown, in the colours of now."""

    def set_height(self, top: float, unit: UnitAxis) -> None:
        """Let the axis go from 0 to `top`, its labels whole."""
        self.set_ylimits(0, top)
        self.set_y_formatter(unit)
        self.margin_left = unit.label_width(top)

    def colour(self, part: str) -> str:
        return str(self.get_component_rich_style(f"plot--{part}"))


class ScorePlot(HistoryPlot):
    """The score over a span of days as a line, pain before and after as dots."""

    def __init__(self) -> None:
        super().__init__()
        self._span = (date.min, date.max)
        self._scores: Sequence[tuple[date, float]] = ()
        self._pains: Sequence[SessionPain] = ()

    def show(
        self, span: tuple[date, date], scores: Sequence[tuple[date, float]], pains: Sequence[SessionPain] = ()
    ) -> None:
        self._span, self._scores, self._pains = span, scores, pains
        if self.is_mounted:
            self.draw()

    def draw(self) -> None:
        if self._span[0] == date.min:
            return
        self.clear()
        first, last = (day.toordinal() for day in self._span)
        self.set_xlimits(first, last)
        self.set_height(100, UnitAxis("%"))
        xs, ys = [day.toordinal() for day, _ in self._scores], [score * 100 for _, score in self._scores]
        if len(xs) > 1:
            self.plot(xs, ys, line_style=self.colour("line"), hires_mode=HiResMode.BRAILLE)
        elif xs:
            self.scatter(xs, ys, marker="━", marker_style=self.colour("line"))
        pains = binned(self._pains, *self._span, max(self.size.width // 3, 4))
        for part, sign in (("before", "○"), ("after", "●")):
            said = [(pain.day, getattr(pain, part)) for pain in pains if getattr(pain, part) is not None]
            if said:
                self.scatter(
                    [day.toordinal() for day, _ in said],
                    [value * 10 for _, value in said],
                    marker=sign,
                    marker_style=self.colour(part),
                )


class MinutesPlot(HistoryPlot):
    """The active minutes of each week as columns."""

    def __init__(self) -> None:
        super().__init__()
        self._weeks: Sequence[tuple[date, float]] = ()

    def show(self, weeks: Sequence[tuple[date, float]]) -> None:
        """`weeks` are first days with active seconds."""
        self._weeks = weeks
        if self.is_mounted:
            self.draw()

    def draw(self) -> None:
        if not self._weeks:
            return
        self.clear()
        minutes = [(week.toordinal(), seconds / 60) for week, seconds in self._weeks]
        top = _round_top(max(spent for _, spent in minutes))
        self.set_xlimits(minutes[0][0], minutes[-1][0] + 7)
        self.set_height(top, UnitAxis(" min"))
        dots = filled(minutes, top, 2 * self.size.width, 2 * self.size.height)
        if dots:
            self.scatter(
                [day for day, _ in dots],
                [height for _, height in dots],
                marker_style=self.colour("bar"),
                hires_mode=HiResMode.QUADRANT,
            )


def filled(weeks: Sequence[tuple[int, float]], top: float, across: int, down: int) -> list[tuple[float, float]]:
    """The dots of a canvas of `across` × `down` that the columns of the weeks cover, as (day, height).

    All of them at once, because of two things drawn into one cell of the canvas only the second is seen.

    Args:
        weeks: first days, one week after the other, with their heights.
    """
    first, days = weeks[0][0], 7 * len(weeks)
    dots = []
    for n in range(across):
        day = first + (n + 0.5) * days / across
        height = weeks[min(int((day - first) // 7), len(weeks) - 1)][1]
        full = round(height / top * down)
        dots += [(day, (m + 0.5) * top / down) for m in range(max(full, 1 if height else 0))]
    return dots


def _round_top(most: float) -> float:
    """A round number of minutes, not below `most`, half of which is whole too."""
    for top in (10, 20, 30, 40, 60, 80, 100, 120, 160, 200, 240, 300, 400, 600, 1000):
        if most <= top:
            return float(top)
    return most
