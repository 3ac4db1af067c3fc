"""Pictures of a session in its states and sizes, dark and light, and of what comes after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from routine_timer.app.screens.summary.summary_history import SummaryHistory
from routine_timer.app.services import Services
from routine_timer.paths import Folders
from routine_timer.playback.history_recorder import HistoryRecorder
from routine_timer.playback.live_session import LiveSession
from routine_timer.session import Session
from routine_timer.timeline import compile_routine
from tests.app.conftest import SATURDAY, no_sound
from tests.app.session.staging import PLAN, Stage

Snap = Callable[..., bool]

SMALL, MIDDLE, LARGE = (80, 24), (120, 40), (200, 60)
MOMENTS = {
    "get-ready": (4.0, ()),
    "hold": (50.0, ()),
    "switch": (71.0, ()),
    "reps": (180.0, ()),
    "rest": (355.0, ()),
    "at-least": (615.0, ()),
    "up-to": (650.0, ()),
    "own-pace": (745.0, ()),
    "paused": (50.0, ("space",)),
    "lead-in": (50.0, ("space", "space")),
    "asked": (50.0, ("q",)),
    "note": (50.0, ("n", *"knee")),
}


@pytest.fixture
def services(folders: Folders) -> Iterator[Services]:
    found = Services(folders, player=no_sound, now=lambda: SATURDAY)
    yield found
    found.close()


def at(moment: str) -> Callable[[Pilot[Any]], Any]:
    second, keys = MOMENTS[moment]

    async def look(pilot: Pilot[Any]) -> None:
        app = pilot.app
        assert isinstance(app, Stage)
        await pilot.pause()
        app.loop.run_until(second)
        await pilot.press(*keys)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()

    return look


@pytest.mark.parametrize("moment", MOMENTS)
def test_every_state_small(snap_compare: Snap, moment: str) -> None:
    assert snap_compare(Stage(), terminal_size=SMALL, run_before=at(moment))


@pytest.mark.parametrize("moment", ["hold", "reps", "paused"])
@pytest.mark.parametrize("size", [MIDDLE, LARGE], ids=["120x40", "200x60"])
def test_with_room(snap_compare: Snap, size: tuple[int, int], moment: str) -> None:
    assert snap_compare(Stage(), terminal_size=size, run_before=at(moment))


@pytest.mark.parametrize("theme", ["light", "contrast-dark", "terminal"])
def test_other_colours(snap_compare: Snap, theme: str) -> None:
    assert snap_compare(Stage(theme=theme), terminal_size=SMALL, run_before=at("hold"))


@pytest.mark.parametrize("moment", ["hold", "asked", "note"])
@pytest.mark.parametrize("size", [(40, 12), (60, 16)], ids=["40x12", "60x16"])
def test_hardly_any_room(snap_compare: Snap, size: tuple[int, int], moment: str) -> None:
    assert snap_compare(Stage(), terminal_size=size, run_before=at(moment))


@pytest.mark.parametrize(
    ("size", "theme"),
    [(SMALL, "dark"), (MIDDLE, "dark"), (LARGE, "light")],
    ids=["80x24", "120x40", "200x60-light"],
)
def test_with_its_figure(snap_compare: Snap, services: Services, size: tuple[int, int], theme: str) -> None:
    reading = services.library.find("after-workout")
    assert reading.routine is not None
    app = Stage(reading.routine, theme, rig_of=services.rig, reduced_motion=True)
    assert snap_compare(app, terminal_size=size, run_before=at("get-ready"))


def summary(services: Services, *, days_before: int) -> Stage:
    timeline = compile_routine(PLAN)
    for ago in range(days_before, 0, -1):
        began = SATURDAY - timedelta(days=ago)
        earlier = HistoryRecorder.begin(services.history.active, timeline, began, "Europe/Berlin", lambda _: None)
        LiveSession(Session(timeline, 0.0, waits=False), record=earlier.record).step(2000.0)
        earlier.close()
    recorder = HistoryRecorder.begin(services.history.active, timeline, SATURDAY, "Europe/Berlin", lambda _: None)
    live = LiveSession(Session(timeline, 0.0, waits=False), record=recorder.record)
    return Stage(live=live, recorder=recorder, summary_history=SummaryHistory(services, timeline), reduced_motion=True)


def over(second: float, *keys: str) -> Callable[[Pilot[Any]], Any]:
    async def look(pilot: Pilot[Any]) -> None:
        app = pilot.app
        assert isinstance(app, Stage)
        await pilot.pause()
        app.loop.run_until(second)
        await pilot.press(*keys)
        for _ in range(3):
            await pilot.pause()
            await app.workers.wait_for_complete()
        await pilot.pause()

    return look


@pytest.mark.parametrize("size", [SMALL, MIDDLE, LARGE, (40, 12)], ids=["80x24", "120x40", "200x60", "40x12"])
def test_finished(snap_compare: Snap, services: Services, size: tuple[int, int]) -> None:
    assert snap_compare(summary(services, days_before=11), terminal_size=size, run_before=over(2000.0))


def test_stopped(snap_compare: Snap, services: Services) -> None:
    app = summary(services, days_before=2)
    assert snap_compare(app, terminal_size=SMALL, run_before=over(200.0, "q", "y"))
