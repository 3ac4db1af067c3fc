"""How much it hurts before: asked in the first get-ready, answered with one key, if the person wants to be asked."""

from __future__ import annotations

from msgspec.structs import replace
from textual.pilot import Pilot

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.services import Services
from routine_timer.playback.start import Start
from routine_timer.timeline import compile_routine
from tests.making import hold, routine


def following(services: Services, *, ask: bool) -> RoutineTimerApp:
    services.settings = replace(services.settings, ask_pain=ask)
    return RoutineTimerApp(services, Start(compile_routine(routine(hold(30), get_ready=60)), mute=True))


async def stop(pilot: Pilot[None]) -> None:
    await pilot.press("q", "y")
    await pilot.pause()


async def test_a_number_in_the_get_ready_is_recorded_as_pain_before(services: Services) -> None:
    app = following(services, ask=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.screen.query_one("PainScale").display
        await pilot.press("6")
        await stop(pilot)
        (session,) = services.history.sessions()
        assert session.pain_before == 6


async def test_who_skips_once_too_often_has_not_said_how_much_it_hurts(services: Services) -> None:
    app = following(services, ask=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "right")
        await pilot.pause()
        await pilot.press("right", "left")
        await pilot.pause()
        (session,) = services.history.sessions()
        assert session.pain_after is None
        await pilot.press("4", "right")
        await pilot.pause()
        (session,) = services.history.sessions()
        assert session.pain_after == 5


async def test_it_is_not_asked_in_a_hold_nor_of_who_does_not_want_it(services: Services) -> None:
    app = following(services, ask=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right")
        await pilot.pause()
        assert not app.screen.query_one("PainScale").display
        await pilot.press("6")
        await stop(pilot)
        (session,) = services.history.sessions()
        assert session.pain_before is None
    unasked = following(services, ask=False)
    async with unasked.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert not unasked.screen.query("PainScale")
