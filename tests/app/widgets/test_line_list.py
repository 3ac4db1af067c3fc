"""Lists that are asked for something before they were ever laid out."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from routine_timer.app.widgets.line_list import SafeOptionList


class Hidden(App[None]):
    def compose(self) -> ComposeResult:
        rows = SafeOptionList("one", "two")
        rows.display = False
        yield rows


@pytest.mark.parametrize("action", ["page_up", "page_down", "cursor_up", "cursor_down", "first", "last", "select"])
async def test_nothing_that_is_asked_of_a_hidden_list_ends_the_app(action: str) -> None:
    app = Hidden()
    async with app.run_test() as pilot:
        rows = app.query_one(SafeOptionList)
        rows.highlighted = 0
        getattr(rows, f"action_{action}")()
        await pilot.pause()
        assert app.is_running
