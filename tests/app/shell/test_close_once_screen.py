"""Screens on their way out, and what was on them a moment ago."""

from __future__ import annotations

import pytest
from textual._compositor import Compositor
from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.widgets import Static

from routine_timer.app.close_once_screen import CloseOnceScreen


class Page(CloseOnceScreen[None]):
    def compose(self) -> ComposeResult:
        yield Static("gone in a moment", id="gone")
        yield Static("stays", id="stays")


class Book(App[None]):
    def on_mount(self) -> None:
        self.push_screen(Page())


async def test_a_click_on_what_was_just_taken_away_is_a_click_on_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Book()
    async with app.run_test() as pilot:
        gone = app.screen.query_one("#gone", Static)
        await gone.remove()
        # As long as the last picture is shown, it is still found in it.
        monkeypatch.setattr(Compositor, "get_widget_and_offset_at", lambda *_: (gone, Offset(0, 0)))
        await pilot.mouse_down(offset=(1, 0))
        await pilot.mouse_up(offset=(1, 0))
        assert app.screen.get_widget_and_offset_at(1, 0) == (None, None)


async def test_what_is_there_is_found() -> None:
    app = Book()
    async with app.run_test():
        stays = app.screen.query_one("#stays", Static)
        assert app.screen.get_widget_and_offset_at(stays.region.x, stays.region.y) == (stays, Offset(0, 0))
        empty = app.screen.size.height - 1
        assert app.screen.get_widget_and_offset_at(0, empty)[0] is app.screen
