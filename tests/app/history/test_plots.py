"""The plots of the history fill the room they have."""

from __future__ import annotations

from datetime import date, timedelta

from textual.app import App, ComposeResult
from textual_hires_canvas import Canvas

from routine_timer.app.screens.history.plots import MinutesPlot
from routine_timer.app.theme import VARIABLES

MONDAY = date(2026, 11, 2)


class OnePlot(App[None]):
    CSS = "MinutesPlot { width: 60; height: 12; }"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return VARIABLES

    def compose(self) -> ComposeResult:
        yield MinutesPlot()


def weeks(minutes: float) -> list[tuple[date, float]]:
    return [(MONDAY + timedelta(7 * n), minutes * 60) for n in range(4)]


async def test_a_plot_reaches_its_right_edge_when_its_labels_become_wider_or_narrower() -> None:
    app = OnePlot()
    async with app.run_test(size=(80, 24)) as pilot:
        plot = app.query_one(MinutesPlot)
        for minutes in (5, 900, 5):
            plot.show(weeks(minutes))
            await pilot.pause()
            canvas = app.query_one("#plot", Canvas)
            drawn = [canvas.render_line(y).text for y in range(canvas.size.height)]
            assert canvas.region.right == plot.region.right
            assert len(drawn[0].rstrip()) == canvas.size.width, f"at {minutes} minutes: {drawn[0]!r}"
