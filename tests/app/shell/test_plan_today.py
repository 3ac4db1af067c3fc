"""The plan on the home screen, and what the summary says comes next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from textual.pilot import Pilot

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.plan_day import PlanDay, plan_next
from routine_timer.app.screens.home.routine_list import RoutineList
from routine_timer.app.services import Services
from routine_timer.paths import Folders
from routine_timer.settings import Settings
from tests.app.conftest import SATURDAY, no_sound
from tests.app.shell.test_home import text
from tests.playback.fake_clock import FakeClock

TODAY = SATURDAY.date()


@pytest.fixture
def services(folders: Folders) -> Iterator[Services]:
    opened = Services(folders, Settings(), player=no_sound, clock=FakeClock(), now=lambda: SATURDAY)
    yield opened
    opened.close()


async def settled(app: RoutineTimerApp, pilot: Pilot[None]) -> None:
    for _ in range(3):
        await pilot.pause()
        await app.workers.wait_for_complete()
    await pilot.pause()


async def test_today_of_the_plan_is_named_and_selected(services: Services) -> None:
    services.history.start_plan("weak-core", TODAY)
    app = RoutineTimerApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert re.search(r"Today: Align first, \d+ min · week 1 of your plan", text(app))
        chosen = app.screen.query_one(RoutineList).chosen
        assert chosen is not None
        assert chosen.id == "align-first"


async def test_a_day_without_a_session_of_the_plan_says_why(services: Services) -> None:
    services.history.start_plan("weak-core", TODAY)
    services.history.add_check_in(TODAY, ["saddle-numbness"])
    app = RoutineTimerApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert "Go to an emergency department now. No exercise." in text(app)


def test_after_a_session_the_next_one_of_the_plan_is_named_with_its_day() -> None:
    rest, more = PlanDay(None, "Done for today.", 1), PlanDay("weak-core", "", 1)

    def plan(days: int, offer: str = "") -> str:
        return plan_next(
            lambda day: PlanDay(None, "", 1, offer) if offer else more if day >= TODAY + timedelta(days) else rest,
            TODAY,
            {"weak-core": "Weak core"}.__getitem__,
        )

    assert plan(0) == "Next in your plan: Weak core, today."
    assert plan(1) == "Next in your plan: Weak core, tomorrow."
    assert plan(2) == "Next in your plan: Weak core, on Monday."
    assert plan(2, "You can move on.") == "You can move on."
    assert plan_next(lambda _: None, date(2026, 1, 1), str) == ""
