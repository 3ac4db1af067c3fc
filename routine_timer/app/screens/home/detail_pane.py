"""The pane beside the list: the selected routine in words, and its figure if there is room."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from routine_timer.app.models.routine_entries import RoutineEntry
from routine_timer.app.services import Services


class DetailPane(Vertical):
    """Shows one routine. Below the list, where the screen is narrow, it has room for a few lines only."""

    def __init__(self, services: Services) -> None:
        super().__init__(id="pane")
        self._services = services
        self._words = Static(id="detail")
        """Kept here, because text may come before the widget is there, or when the app closes and it is gone."""

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="words", can_focus=False):
            yield self._words

    def show(self, entry: RoutineEntry, last_done: date | None, today: date | None, *, full: bool) -> None:
        """Show a routine, in `full` or briefly."""
        if entry.seen is not None:
            self.show_text(entry.about)
            return
        from routine_timer.app.screens.home import routine_detail  # needed after the first paint

        width = max(self._words.content_size.width, 20)
        self._words.update(routine_detail.full(entry, last_done, today, width) if full else routine_detail.brief(entry))

    def show_text(self, text: str) -> None:
        self._words.update(Content(text))

    def show_figure(self, entry: RoutineEntry | None) -> None:
        """Show the figure of the first exercise that has one."""
        if not self.is_attached or (entry and entry.seen):
            return
        from routine_timer.app.widgets.static_figure import StaticFigure

        if not self.query(StaticFigure):
            self.mount(StaticFigure(self._services))
        segments = entry.timeline.segments if entry and entry.timeline else ()
        first = next((segment for segment in segments if segment.is_work and segment.exercise), None)
        self.query_one(StaticFigure).present(first)
