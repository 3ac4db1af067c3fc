"""What is shown beside the sessions: the panels that the size and the page allow, and the plots in two of them.

Plots load numpy, so they are put in only when one is about to be seen; until then `can_plot` is False.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from textual.containers import Container, VerticalScroll

from routine_timer.app.close_once_screen import mount_if_open
from routine_timer.app.screens.history.history_snapshot import HistorySnapshot
from routine_timer.app.screens.history.pain_stats import SessionPain, of_pain
from routine_timer.app.screens.history.panels import PANELS, Panel, PanelName, PlotPanel, TextPanel
from routine_timer.app.screens.history.recent_stats import RecentStats
from routine_timer.app.screens.history.sentences import of_minutes, of_score

PLOTTED: tuple[PanelName, ...] = ("score", "minutes")


class PanelColumn(Container):
    """Empty at first: half of all there is to lay out is in the panels, and the days are seen before them."""

    def __init__(self) -> None:
        super().__init__(id="panels")
        self.can_plot = False
        self._pains: dict[tuple[date, date], Sequence[SessionPain]] = {}
        """The pain of each span that was plotted, as far as it was loaded."""

    async def fill(self) -> bool:
        """Put the panels in; False if the screen was left meanwhile."""
        return await mount_if_open(self, *(PlotPanel(name) if name in PLOTTED else TextPanel(name) for name in PANELS))

    @property
    def is_filled(self) -> bool:
        return bool(self.query(Panel))

    def show_parts(self, parts: Collection[str], where: str) -> None:
        """Show the panels of that name. `where` follows the first title: which page it is."""
        first = next((name for name in PANELS if name in parts), None)
        for panel in self.query(Panel):
            panel.display = panel.panel_name in parts
            panel.place = where if panel.panel_name == first else ""

    def show_four_weeks(self, stats: RecentStats) -> None:
        for panel in self.query(TextPanel):
            panel.show(stats)

    @property
    def long_texts(self) -> list[VerticalScroll]:
        """The texts in sight that have more lines than fit, so that the arrows can scroll them."""
        panels = self.query(TextPanel) if self.display else ()
        return [panel.text for panel in panels if panel.display and panel.text.max_scroll_y > 0]

    def focus_text(self) -> None:
        """Let the arrows scroll the first text that is too long."""
        for text in self.long_texts[:1]:
            text.focus()

    # -- the plots

    async def put_plots_in(self) -> bool:
        """Put the plots in, once; False if the screen was left meanwhile."""
        from routine_timer.app.screens.history.plots import MinutesPlot, ScorePlot

        if self.can_plot:
            return True
        self.can_plot = True
        return await mount_if_open(self._panel("score"), ScorePlot()) and await mount_if_open(
            self._panel("minutes"), MinutesPlot()
        )

    def take_pain(self, span: tuple[date, date], pains: Sequence[SessionPain]) -> None:
        self._pains[span] = pains

    def forget_pain(self) -> None:
        """The history changed."""
        self._pains.clear()

    def show_plots(self, past: HistorySnapshot, span: tuple[date, date]) -> bool:
        """Show both plots of a span. False if its pain is still missing: it has to be loaded."""
        self._show_score(past, span, self._pains.get(span, ()))
        self._show_minutes(past, span)
        return span in self._pains

    def _show_score(self, past: HistorySnapshot, span: tuple[date, date], pains: Sequence[SessionPain]) -> None:
        from routine_timer.app.screens.history.plots import ScorePlot

        for plot in self.query(ScorePlot):
            plot.show(span, past.scores(*span), pains)
            self._panel("score").more = of_pain(pains)
            self._panel("score").say(of_score(past))

    def _show_minutes(self, past: HistorySnapshot, span: tuple[date, date]) -> None:
        from routine_timer.app.screens.history.plots import MinutesPlot

        weeks = past.weeks(*span)
        for plot in self.query(MinutesPlot):
            plot.show(weeks)
            self._panel("minutes").say(of_minutes([seconds for _, seconds in weeks]))

    def _panel(self, name: PanelName) -> Panel:
        return self.query_one(f"#{name}", Panel)
