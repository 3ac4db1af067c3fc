"""What the home screen does about routines that another window, or a shell, changes under it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.screens.editor.screen import EditorScreen
from routine_timer.app.screens.home.routine_list import RoutineList
from routine_timer.app.screens.home.screen import HomeScreen
from routine_timer.app.screens.preview.screen import PreviewScreen
from routine_timer.app.services import Services
from routine_timer.app.system import change_poll

MINE = 'format = 1\nname = "Mine"\n[[step]]\nname = "A"\nhold = "30s"\n'


@pytest.fixture
def file(services: Services) -> Path:
    file = services.folders.routines / "mine.toml"
    file.parent.mkdir(parents=True)
    file.write_text(MINE)
    return file


@asynccontextmanager
async def shown(services: Services) -> AsyncIterator[tuple[RoutineTimerApp, Pilot[None]]]:
    """The home screen, with the cursor on the person's own routine."""
    app = RoutineTimerApp(services)
    async with app.run_test(size=(110, 30)) as pilot:
        await settle(app, pilot)
        routines = app.screen.query_one(RoutineList)
        routines.highlighted = ids(app).index("mine") + routines._above
        await pilot.pause()
        yield app, pilot


async def settle(app: RoutineTimerApp, pilot: Pilot[None]) -> None:
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


def ids(app: RoutineTimerApp) -> list[str]:
    return [entry.id for entry in app.screen.query_one(RoutineList).entries]


def names(app: RoutineTimerApp) -> list[str]:
    return [entry.name for entry in app.screen.query_one(RoutineList).entries]


async def test_routines_that_a_shell_deletes_renames_or_edits_are_shown(
    services: Services, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(change_poll, "_EVERY_S", 0.02)
    async with shown(services) as (app, pilot):
        file.write_text(MINE.replace('"Mine"', '"Edited"'))
        await until(pilot, lambda: "Edited" in names(app))
        file.rename(file.with_name("other.toml"))
        await until(pilot, lambda: "other" in ids(app) and "mine" not in ids(app))
        file.with_name("other.toml").unlink()
        await until(pilot, lambda: "other" not in ids(app))


@pytest.mark.parametrize("key", ["enter", "v", "e", "d", "R", "delete"])
async def test_a_routine_that_was_deleted_meanwhile_is_reported_at_once(
    services: Services, file: Path, key: str
) -> None:
    async with shown(services) as (app, pilot):
        file.unlink()
        await pilot.press(key)
        await settle(app, pilot)
        assert isinstance(app.screen, HomeScreen)
        assert [one.message for one in app._notifications] == ["Mine was deleted or renamed in the meantime."]
        assert "mine" not in ids(app)


async def test_what_is_previewed_is_what_the_file_says_now(services: Services, file: Path) -> None:
    async with shown(services) as (app, pilot):
        file.write_text(MINE.replace('"30s"', '"50s"'))
        await pilot.press("v")
        assert isinstance(app.screen, PreviewScreen)
        assert app.screen._timeline is not None
        assert 50 in [segment.seconds for segment in app.screen._timeline.segments]


async def test_a_routine_that_was_broken_meanwhile_opens_where_it_can_be_fixed(services: Services, file: Path) -> None:
    async with shown(services) as (app, pilot):
        file.write_text(MINE.replace('"30s"', '"none"'))
        await pilot.press("enter")
        await settle(app, pilot)
        assert isinstance(app.screen, EditorScreen)


async def test_renaming_carries_what_another_window_saved_meanwhile(services: Services, file: Path) -> None:
    async with shown(services) as (app, pilot):
        file.write_text(MINE.replace('"30s"', '"50s"'))
        await pilot.press("R")
        app.screen.query_one(Input).value = "New name"
        await pilot.press("enter")
        await settle(app, pilot)
        assert '"50s"' in file.with_name("new-name.toml").read_text()


async def until(pilot: Pilot[None], holds: object) -> None:
    """Wait until it holds; an error if it never does."""
    assert callable(holds)
    for _ in range(200):
        await pilot.pause(0.01)
        if holds():
            return
    raise AssertionError("it never held")
