"""The history is left before it is all there: the app ends, as it would at any other time, and without an error."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from textual.widget import Widget

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.screens.history.days_panel import DaysPanel
from routine_timer.app.screens.history.history_snapshot import HistorySnapshot
from routine_timer.app.screens.history.plots import ScorePlot
from routine_timer.app.screens.history.screen import HistoryScreen
from routine_timer.app.services import Services


@pytest.mark.parametrize("turns", [0, 1, 2, 3, 8, 12, 20, 21, 22, 23, 24])
@pytest.mark.parametrize("part", [DaysPanel, ScorePlot])
async def test_the_app_may_end_while_the_history_is_laid_out(
    past_of: Callable[[str], Services], part: type[Widget], turns: int
) -> None:
    """`turns` of the event loop after that part of it was put in."""
    app = RoutineTimerApp(past_of("a month"))
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.pause()
        app.simulate_key("h")
        async with asyncio.timeout(30):
            while not (isinstance(app.screen, HistoryScreen) and app.screen.query(part)):
                await asyncio.sleep(0)
        for _ in range(turns):
            await asyncio.sleep(0)
        app.exit()
    assert app.return_code == 0


async def test_the_app_may_end_before_anything_of_the_history_is_put_in(
    past_of: Callable[[str], Services], monkeypatch: pytest.MonkeyPatch
) -> None:
    puts_in = HistoryScreen._put_in
    ended = asyncio.Event()

    async def ends_first(screen: HistoryScreen, past: HistorySnapshot) -> bool:
        screen.app.exit()
        ended.set()
        return await puts_in(screen, past)

    monkeypatch.setattr(HistoryScreen, "_put_in", ends_first)
    app = RoutineTimerApp(past_of("a month"))
    async with app.run_test() as pilot:
        await pilot.pause()
        app.simulate_key("h")
        async with asyncio.timeout(30):
            await ended.wait()
    assert app.return_code == 0
