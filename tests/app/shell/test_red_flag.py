"""A red flag in the last check-in is shown before anything starts; the person continues by pressing the key again."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from routine_timer.app.active_session import begin
from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.screens.measures.screen import MeasuresScreen
from routine_timer.app.screens.preview.screen import PreviewScreen
from routine_timer.app.screens.session.screen import SessionScreen
from routine_timer.app.services import Services
from routine_timer.care.measures import NAMES, ON_FEET_OR_STRAINING
from routine_timer.playback.start import Start
from routine_timer.settings import Settings
from routine_timer.timeline import compile_routine
from tests.app.conftest import SATURDAY, no_sound
from tests.app.shell.fakes import all_notices
from tests.making import hold, routine


async def settled(app: RoutineTimerApp, pilot: Pilot[None]) -> None:
    for _ in range(3):
        await pilot.pause()
        await app.workers.wait_for_complete()
    await pilot.pause()


def told(app: RoutineTimerApp) -> list[str]:
    return [str(one.message) for one in app._notifications]


def flag(services: Services, *signs: str) -> None:
    services.history.care_records.add_check_in(SATURDAY.date(), signs)


def cut_off(services: Services) -> None:
    """A session that another run of the program began and didn't end."""
    first = Services(services.folders, Settings(), player=no_sound, now=lambda: SATURDAY)
    begin(first, Start(compile_routine(routine(hold(60))))).closed()
    first.close()


@pytest.mark.parametrize("keys", [["z"], ["enter"], ["v", "enter"]], ids=["three minutes", "home", "preview"])
async def test_with_a_red_flag_the_first_press_says_so_and_the_second_starts(
    services: Services, keys: list[str]
) -> None:
    flag(services, "surgery")
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(app, pilot)
        *way, key = keys
        await pilot.press(*way)
        await settled(app, pilot)
        await pilot.press(key)
        await settled(app, pilot)
        assert not isinstance(app.screen, SessionScreen)
        assert told(app) == [
            "Your last check-in has a red flag. See a doctor first. Press the key again to start anyway."
        ]
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(app.screen, SessionScreen)
        app.exit()


@pytest.mark.parametrize("keys", [["z"], ["enter"], ["v", "enter"], ["r"]], ids=["rescue", "home", "preview", "resume"])
async def test_in_an_emergency_no_key_starts_a_session_however_often_it_is_pressed(
    services: Services, keys: list[str]
) -> None:
    cut_off(services)
    flag(services, "no-control")
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(app, pilot)
        *way, key = keys
        await pilot.press(*way)
        await settled(app, pilot)
        for _ in range(3):
            await pilot.press(key)
            await settled(app, pilot)
            assert not isinstance(app.screen, SessionScreen)
            [said] = told(app)
            assert said == (
                "Your last check-in has a red flag. Go to an emergency department now. Don't exercise. "
                "To correct your answers, do the check-in again (c on the home screen)."
            )


async def test_before_a_session_is_resumed_the_red_flag_is_said(services: Services) -> None:
    cut_off(services)
    flag(services, "surgery")
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("r")
        await settled(app, pilot)
        assert not isinstance(app.screen, SessionScreen)
        assert told(app) == [
            "Your last check-in has a red flag. See a doctor first. Press the key again to start anyway."
        ]
        await pilot.press("r")
        await pilot.pause()
        assert isinstance(app.screen, SessionScreen)
        app.exit()


async def test_what_was_said_of_one_session_is_said_of_another_too(services: Services) -> None:
    flag(services, "surgery")
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("z", "v")
        await settled(app, pilot)
        assert isinstance(app.screen, PreviewScreen)
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, PreviewScreen)


async def test_once_cleared_the_key_starts_the_three_minutes_at_once(services: Services) -> None:
    flag(services, "surgery", "cleared")
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("z")
        await pilot.pause()
        assert isinstance(app.screen, SessionScreen)
        assert app.screen._live.timeline.name.startswith("Three minutes: ")
        app.exit()


@pytest.mark.parametrize(
    ("sign", "first"),
    [("no-control", "Go to an emergency department now. Don't exercise."), ("surgery", "See a doctor first.")],
)
async def test_home_says_a_red_flag_first_without_a_plan_or_a_session(
    services: Services, sign: str, first: str
) -> None:
    flag(services, sign)
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(app, pilot)
        shown = all_notices(app)
        assert shown.startswith(f"! Your last check-in has a red flag. {first}")
        assert "New here?" not in shown


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)], ids=str)
@pytest.mark.parametrize(
    ("sign", "first"), [("no-control", "Go to an emergency department now."), ("surgery", "See a doctor first.")]
)
async def test_home_says_a_red_flag_once_and_nothing_invites_to_a_session(
    services: Services, sign: str, first: str, size: tuple[int, int]
) -> None:
    services.history.care_records.start_plan("one-hip-higher", SATURDAY.date())
    flag(services, sign)
    app = RoutineTimerApp(services)
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        strips = app.screen._compositor.render_strips()
        shown = " ".join(" ".join("".join(part.text for part in strip) for strip in strips).split())
        assert shown.count(first) == 1
        assert "press Enter to start" not in shown
        assert "This is not a diagnosis" not in shown


async def test_without_any_check_in_home_offers_one(services: Services) -> None:
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(app, pilot)
        assert "New here?" in all_notices(app)


@pytest.mark.parametrize("row", range(7))
async def test_with_a_red_flag_no_measure_is_taken_on_ones_feet_or_as_a_plank(services: Services, row: int) -> None:
    flag(services, "unsteady-gait")
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("t", *["down"] * row, "enter")
        await settled(app, pilot)
        waits = NAMES[row] in ON_FEET_OR_STRAINING
        assert isinstance(app.screen, MeasuresScreen) is waits
        assert ("Go to an emergency department now. Don't exercise." in told(app)) is waits
