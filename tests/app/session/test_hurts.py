""" "This hurts" in the app: another exercise at once, remembered for the next session, with a way back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from textual.pilot import Pilot

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.screens.preview.screen import PreviewScreen
from routine_timer.app.services import Services
from routine_timer.paths import Folders
from routine_timer.playback.start import Start
from routine_timer.settings import Settings
from tests.app.conftest import SATURDAY, no_sound
from tests.app.session.staging import left_behind, seen


@pytest.fixture
def services(folders: Folders) -> Iterator[Services]:
    folders.routines.mkdir(parents=True, exist_ok=True)
    (folders.routines / "mine.toml").write_text(
        'format = 1\nname = "Mine"\nget_ready = 30\n[[step]]\nexercise = "plank"\nhold = "40s"\n'
        '[[step]]\nexercise = "bridge"\nhold = "40s"\n',
        encoding="utf-8",
    )
    opened = Services(folders, Settings(), player=no_sound, now=lambda: SATURDAY)
    yield opened
    opened.close()


def start(services: Services) -> RoutineTimerApp:
    routine = services.library.reading("mine").routine
    assert routine is not None
    return RoutineTimerApp(services, Start(services.timelines.of(routine), mute=True))


def names(services: Services) -> list[str]:
    routine = services.library.reading("mine").routine
    assert routine is not None
    return [step.name for step in services.timelines.of(routine).steps]


async def settled(app: RoutineTimerApp, pilot: Pilot[None]) -> str:
    for _ in range(3):
        await pilot.pause()
        await app.workers.wait_for_complete()
    await pilot.pause()
    return seen(app.screen)


async def test_one_key_swaps_the_exercise_and_it_stays_swapped_the_next_time(services: Services) -> None:
    app = start(services)
    async with app.run_test(size=(90, 30)) as pilot:
        assert "Plank" in await settled(app, pilot)
        await pilot.press("right", "h")
        shown = await settled(app, pilot)
        said = " ".join(shown.split())
        assert "Swapped for Knee plank, next time too." in said
        assert "u: undo" in said
        assert "Knee plank" in shown
        await pilot.press("q", "y")
        await settled(app, pilot)
        (record,) = services.history.ended.sessions()
        assert [(one.label, one.outcome) for one in record.segments if one.is_work] == [("Plank", "early")]
    assert names(services) == ["Knee plank", "Bridge"]


async def test_undo_brings_the_exercise_back_now_and_next_time(services: Services) -> None:
    app = start(services)
    async with app.run_test(size=(90, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("right", "h", "u")
        assert "Back to Plank." in " ".join((await settled(app, pilot)).split())
        assert "undo swap" not in await settled(app, pilot)
        await pilot.press("q", "y")
        await settled(app, pilot)
    assert names(services) == ["Plank", "Bridge"]


async def test_a_swapped_session_that_is_interrupted_resumes_as_it_was(services: Services) -> None:
    app = start(services)
    async with app.run_test(size=(90, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("right", "h")
        await settled(app, pilot)
        app.exit()
    unfinished = left_behind(services)
    assert "Knee plank" in unfinished.timeline
    assert unfinished.index == 2


async def test_in_the_preview_a_step_is_swapped_before_the_start_and_back_again(services: Services) -> None:
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("slash", *"mine", "enter", "v")
        await settled(app, pilot)
        assert isinstance(app.screen, PreviewScreen)
        await pilot.press("h")
        assert "Knee plank" in await settled(app, pilot)
        assert names(services) == ["Knee plank", "Bridge"]
        await pilot.press("u")
        assert "Knee plank" not in (await settled(app, pilot)).replace("Back to", "")
        assert names(services) == ["Plank", "Bridge"]
