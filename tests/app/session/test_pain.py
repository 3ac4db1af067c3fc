"""How much it hurts before: asked in the first get-ready, answered with one key, if the person wants to be asked."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.screens.session.notice_bar import NoticeBar
from routine_timer.app.screens.session.screen import SessionScreen
from routine_timer.app.services import Services
from routine_timer.playback.live_session import LiveSession
from routine_timer.playback.start import Start
from routine_timer.routine.model import Step
from routine_timer.timeline import compile_routine
from tests.app.session.staging import left_behind, seen
from tests.making import hold, routine

LUNGE = hold(30, "Lunge", stretches=("hip flexors",), easier="A hand on a chair")
CLAM = hold(30, "Clam", strengthens=("abductors",), easier="Half as far")
PLANK = hold(20, "Plank", strengthens=("abdominals",), easier="On your knees")


def following(services: Services, *steps: Step, ask: bool = True) -> RoutineTimerApp:
    services.settings = replace(services.settings, ask_pain=ask)
    return RoutineTimerApp(services, Start(compile_routine(routine(*(steps or (hold(30),)), get_ready=60)), mute=True))


def live(app: RoutineTimerApp) -> LiveSession:
    screen = next(one for one in app.screen_stack if isinstance(one, SessionScreen))
    return screen._live


def one_line(app: RoutineTimerApp) -> str:
    return " ".join(seen(app.screen).split())


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
        (session,) = services.history.ended.sessions()
        assert session.pain_before == 6


async def test_one_skip_too_many_is_not_a_pain_rating(services: Services) -> None:
    app = following(services, ask=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "right")
        await pilot.pause()
        await pilot.press("right", "left")
        await pilot.pause()
        (session,) = services.history.ended.sessions()
        assert session.pain_after is None
        await pilot.press("4", "right")
        await pilot.pause()
        (session,) = services.history.ended.sessions()
        assert session.pain_after == 5


async def test_pain_is_not_asked_in_a_hold_nor_when_turned_off(services: Services) -> None:
    app = following(services, ask=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right")
        await pilot.pause()
        assert not app.screen.query_one("PainScale").display
        await pilot.press("6")
        await stop(pilot)
        (session,) = services.history.ended.sessions()
        assert session.pain_before is None
    unasked = following(services, ask=False)
    async with unasked.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert not unasked.screen.query("PainScale")


async def test_amber_pain_has_the_easier_version_of_every_step_spoken(services: Services) -> None:
    app = following(services, LUNGE, CLAM)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        assert isinstance(app.screen, SessionScreen)
        assert "Take it easy: use the easier versions." in one_line(app)
        easier = [cue.say for one in live(app).timeline.segments for cue in one.cues if cue.kind == "easier"]
        assert easier == ["A hand on a chair", "Half as far"]
        assert not app.screen.check_action("rescue", ())
        assert live(app).session.index == 0, "it goes on where it was"
        app.exit()
    unfinished = left_behind(services)
    assert "easier" in unfinished.timeline, "also when it is resumed"


async def test_red_pain_offers_three_easy_minutes_with_their_key(services: Services) -> None:
    app = following(services, LUNGE, CLAM, PLANK)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("z")
        await pilot.pause()
        assert "Three minutes" not in one_line(app), "nothing hurts yet"
        await pilot.press("7")
        await pilot.pause()
        assert "Stop, or do the shorter, easier version." in one_line(app)
        assert "z: three easy minutes instead." in one_line(app)
        await pilot.press("z")
        await pilot.pause()
        assert "Three minutes: Test" in one_line(app)
        assert [step.name for step in live(app).timeline.steps] == ["Lunge", "Clam"]
        easier = [cue.say for one in live(app).timeline.segments for cue in one.cues if cue.kind == "easier"]
        assert easier == ["A hand on a chair", "Half as far"]
        assert live(app).timeline.duration_s <= 180
        assert not app.screen.check_action("rescue", ()), "it is taken"
        await stop(pilot)
    (session,) = services.history.ended.sessions()
    assert (session.routine, session.pain_before, session.done) == ("test", 7, False)


@pytest.mark.parametrize("counts", [True, False])
async def test_the_easy_minutes_count_as_the_settings_say(services: Services, counts: bool) -> None:
    services.settings = replace(services.settings, rescue_counts=counts)
    app = following(services, LUNGE, hold(600, "Wall sit"), CLAM)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6", "z")
        await pilot.pause()
        shorter_s = live(app).timeline.work_s
        app.exit()
    unfinished = left_behind(services)
    assert unfinished.header.planned_work_s == pytest.approx(shorter_s if counts else 660.0)


async def test_the_advice_has_its_place_below_a_set_up_of_two_lines(services: Services) -> None:
    long = "Stand the way you always do, next to a wall you can touch. Close your eyes, and breathe."
    app = following(services, replace(LUNGE, setup=long), CLAM)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("7")
        await pilot.pause()
        bar = app.screen.query_one(NoticeBar)
        assert bar.region.height == 2
        assert app.screen.query_one("#details").region.contains_region(bar.region)
        await stop(pilot)
