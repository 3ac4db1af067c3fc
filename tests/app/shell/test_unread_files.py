"""What home says where the user's own routines, or the history, can't be read: not that they are missing or new."""

from __future__ import annotations

from textual.widgets import Static

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.screens.home.screen import HomeScreen
from routine_timer.app.services import Services
from routine_timer.paths import Folders
from routine_timer.settings import Settings
from tests.app.conftest import SATURDAY, no_sound
from tests.app.shell.fakes import all_notices


async def shown_by(folders: Folders) -> tuple[str, str]:
    """The notices, and what the pane beside the list says."""
    services = Services(folders, Settings(), player=no_sound, now=lambda: SATURDAY)
    app = RoutineTimerApp(services)
    async with app.run_test(size=(140, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        told = all_notices(app), str(app.screen.query_one("#detail", Static).content)
    services.close()
    return told


async def test_routines_that_can_t_be_listed_are_told(folders: Folders) -> None:
    folders.data.mkdir(parents=True, exist_ok=True)
    folders.routines.symlink_to(folders.routines)  # it leads to itself
    told, pane = await shown_by(folders)
    assert f"{folders.routines} can't be read" in told
    assert "so what is in it is left out" in told
    assert "never" in pane


async def test_a_history_that_can_t_be_read_says_nothing_of_when_a_routine_was_done(folders: Folders) -> None:
    folders.history_file.mkdir(parents=True)
    told, pane = await shown_by(folders)
    assert "history.db" in told
    assert "never" not in pane
    assert "unknown" in pane
