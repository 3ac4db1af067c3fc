"""The screen of measures: timed or entered, kept with their day, and side by side."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.screens.home.screen import HomeScreen
from routine_timer.app.screens.measures.value_prompt import ValuePrompt
from routine_timer.app.services import Services
from routine_timer.paths import Folders
from routine_timer.settings import Settings
from tests.app.conftest import SATURDAY, no_sound
from tests.app.shell.test_home import text
from tests.playback.fake_clock import FakeClock

TODAY = SATURDAY.date()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def services(folders: Folders, clock: FakeClock) -> Iterator[Services]:
    opened = Services(folders, Settings(), player=no_sound, clock=clock, now=lambda: SATURDAY)
    yield opened
    opened.close()


@asynccontextmanager
async def shown(
    services: Services, *keys: str, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[RoutineTimerApp, Pilot[None]]]:
    app = RoutineTimerApp(services)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("t", *keys)
        yield app, pilot


def saved(services: Services) -> dict[str, str]:
    return {record.name: record.value for record in services.history.care_records.measures() if record.day == TODAY}


@pytest.mark.parametrize(
    ("keys", "value"), [(("enter",), "flat"), (("down", "enter"), "almost"), (("g", "enter"), "gap")]
)
async def test_a_word_is_chosen_with_the_arrows_or_its_letter_and_every_word_is_explained(
    services: Services, keys: tuple[str, ...], value: str
) -> None:
    async with shown(services, "enter") as (app, pilot):
        await pilot.pause()
        for words in ("flat: there's no room", "almost: only your fingertips fit", "gap: your whole hand fits"):
            assert words in text(app)
        assert "Slide a hand" in text(app)
        await pilot.press(*keys)
        await pilot.pause()
        assert saved(services) == {"back-on-floor": value}
        assert value in text(app)


async def test_leaving_the_choice_saves_nothing(services: Services) -> None:
    async with shown(services, "enter", "a", "escape"):
        assert saved(services) == {}


async def test_a_value_that_makes_no_sense_is_refused_with_what_would_do(services: Services) -> None:
    async with shown(services, "down", "enter", *"far", "enter") as (app, _):
        assert "Enter seconds, a whole number from 0 to 3600." in text(app)
        assert saved(services) == {}


async def test_the_numbers_of_pain_are_explained(services: Services) -> None:
    async with shown(services, *["down"] * 7, "enter") as (app, pilot):
        await pilot.pause()
        assert "0 is no pain, 1 to 3 mild" in text(app)
        assert "0 to 10" in text(app)


async def test_a_single_leg_stand_is_timed_after_five_seconds_to_get_ready(
    services: Services, clock: FakeClock
) -> None:
    async with shown(services, "down", "enter", "enter") as (app, pilot):
        prompt = app.screen
        assert isinstance(prompt, ValuePrompt)
        assert "Get ready" in text(app)
        clock.seconds += 5.5
        prompt.tick()
        await pilot.pause()
        assert "Press any key when it ends." in text(app)
        clock.seconds += 31.6
        prompt.tick()
        await pilot.press("space")
        assert "32" in text(app)
        await pilot.press("enter")
        assert saved(services) == {"single-leg-left": "32"}
        assert "32 s" in text(app)


async def test_a_time_that_was_stopped_while_getting_ready_is_not_saved(services: Services, clock: FakeClock) -> None:
    async with shown(services, "down", "enter", "enter", "space", "escape"):
        assert saved(services) == {}


async def test_while_getting_ready_nothing_shown_goes_out_of_date(services: Services, clock: FakeClock) -> None:
    async with shown(services, "down", "enter", "enter") as (app, _):
        prompt = app.screen
        assert isinstance(prompt, ValuePrompt)
        assert "Get ready. The clock starts when the countdown ends. Any key: stop." in text(app)
        clock.seconds += 2
        prompt.tick()
        assert "5 seconds" not in text(app)


async def test_a_clock_that_is_first_looked_at_late_says_that_it_runs(services: Services, clock: FakeClock) -> None:
    """The program was stopped or busy as it started."""
    async with shown(services, "down", "enter", "enter") as (app, pilot):
        prompt = app.screen
        assert isinstance(prompt, ValuePrompt)
        clock.seconds += 8
        prompt.tick()
        await pilot.pause()
        assert "Press any key when it ends." in text(app)
        assert "Get ready" not in text(app)


async def test_where_no_time_was_taken_enter_starts_the_clock_and_that_is_what_it_says(services: Services) -> None:
    async with shown(services, "down", "enter", "enter", "space") as (app, pilot):
        assert "Enter: start the clock, or save what you typed" in text(app)
        await pilot.press("enter")
        assert "Get ready." in text(app)


async def test_three_activities_of_ones_own_are_scored(services: Services) -> None:
    async with shown(services, "end", "enter", *"stairs", "enter", *"11", "enter") as (app, pilot):
        assert "a whole number from 0 to 10" in " ".join(text(app).split())
        await pilot.press("backspace", "backspace", "6", "enter")
        assert [(one.activity, one.score) for one in services.history.care_records.activities()] == [("stairs", 6)]
        assert "6 of 10" in text(app)
        for name in ("lifting", "running"):
            await pilot.press("end", "enter", *name, "enter", "3", "enter")
        assert "Add an activity" not in text(app)


async def test_pain_of_today_is_entered_for_plans_that_ask_for_it(services: Services) -> None:
    async with shown(services, *["down"] * 7, "enter", "2", "enter") as (app, _):
        assert [(one.pain, one.when) for one in services.history.care_records.pains()] == [(2, "other")]
        assert "2 of 10" in text(app)


async def test_earlier_values_are_side_by_side(services: Services) -> None:
    services.history.care_records.add_measure(TODAY - timedelta(14), "plank", "20")
    services.history.care_records.add_measure(TODAY - timedelta(7), "plank", "35")
    async with shown(services) as (app, _):
        [line] = [line for line in text(app).splitlines() if "Plank" in line]
        assert line.split() == ["Plank", "20", "s", "35", "s", "·"]
        assert "7 Nov" in text(app)
        assert "14 Nov" in text(app)


@pytest.mark.parametrize(("started", "is_due"), [(0, True), (3, False), (7, True), (20, False), (21, True)])
async def test_home_offers_to_measure_at_the_start_after_a_week_then_every_two_weeks(
    services: Services, started: int, is_due: bool
) -> None:
    start = TODAY - timedelta(started)
    services.history.care_records.start_plan("weak-core", start)
    for day in (0, 7):
        if day < started:
            services.history.care_records.add_measure(start + timedelta(day), "plank", "30")
    app = RoutineTimerApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert ("Time to measure yourself" in text(app)) is is_due
        await pilot.press("t", "escape")
        assert isinstance(app.screen, HomeScreen)
