"""The history is left before it is all there: the app ends, as it would at any other time, and without an error."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.history.days import Days
from routine_timer.app.screens.history import HistoryScreen
from routine_timer.app.services import Services


@pytest.mark.parametrize("turns", [0, 1, 4, 12, 20, 21, 22, 23, 24])
async def test_the_app_may_end_while_the_history_is_laid_out(past_of: Callable[[str], Services], turns: int) -> None:
    """`turns` of the event loop after its first part was put in."""
    app = RoutineTimerApp(past_of("a month"))
    async with app.run_test() as pilot:
        await pilot.pause()
        app.simulate_key("h")
        async with asyncio.timeout(10):
            while not (isinstance(app.screen, HistoryScreen) and app.screen.query(Days)):
                await asyncio.sleep(0)
        for _ in range(turns):
            await asyncio.sleep(0)
        app.exit()
    assert app.return_code == 0
