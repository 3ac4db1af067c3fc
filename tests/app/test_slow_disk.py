"""A disk that takes its time over the end of a session: the app goes on meanwhile."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from routine_timer.app.active_session import begin
from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.services import Services
from routine_timer.history.journal_entries import SessionEnded
from routine_timer.paths import Folders
from routine_timer.playback.history_recorder import HistoryRecorder
from routine_timer.playback.start import Start
from routine_timer.session import Command
from routine_timer.timeline import compile_routine
from tests.app.conftest import SATURDAY, no_sound
from tests.app.settling import while_workers_wait
from tests.making import hold, routine
from tests.playback.fakes import SlowToEnd


@pytest.fixture
def services(folders: Folders) -> Iterator[Services]:
    found = Services(folders, player=no_sound, now=lambda: SATURDAY)
    yield found
    found.close()


def test_a_session_s_screen_closes_at_once_and_the_session_is_saved_later(services: Services) -> None:
    """Else keys would do nothing meanwhile, and nothing on the screen would say why."""
    took = []
    for _ in range(3):
        history = SlowToEnd()
        recorder = HistoryRecorder(history, "session-1", lambda _: None)
        recorder.record(SessionEnded("completed", active_s=60))
        before = time.monotonic()
        services.finish_saving(recorder)
        took.append(time.monotonic() - before)
        assert recorder.is_saving
        assert recorder in services.recorders
        history.may_end.set()
        recorder.close()
        assert [type(entry) for entry in history.entries] == [SessionEnded]
    assert min(took) < 0.25


@contextmanager
def a_session_that_is_still_being_saved(services: Services) -> Iterator[threading.Event]:
    """The disk is busy with the end of a session. Yields what ends that; set before only if it took ten seconds."""
    session = begin(services, Start(compile_routine(routine(hold(60)))))
    is_held, is_done = threading.Event(), threading.Event()

    def hold_back() -> None:
        with services.history.database.mutex:
            is_held.set()
            is_done.wait(10)
            is_done.set()

    session.live.step(1.0)
    assert session._recorder is not None
    session._recorder.wait(60)
    disk = threading.Thread(target=hold_back)
    disk.start()
    is_held.wait(60)
    session.live.do(Command.STOP, 2.0)
    session.closed()
    yield is_done
    is_done.set()
    disk.join()


@pytest.mark.parametrize(
    "keys", [["enter"], ["z"], ["v"], ["s"]], ids=["start", "three minutes", "preview", "settings"]
)
async def test_while_the_last_session_is_being_saved_a_key_says_so_and_nothing_freezes(
    services: Services, keys: list[str]
) -> None:
    """What a session starts with is in the history, and reading that would wait for the disk."""
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        home = app.screen
        with a_session_that_is_still_being_saved(services) as is_done, while_workers_wait():
            await pilot.press(*keys)
            assert not is_done.is_set(), "the app waited for the disk"
            assert app.screen is home
            assert [str(one.message) for one in app._notifications] == [
                "Your last session is still being saved. Try again in a moment."
            ]
            is_done.set()
            for recorder in services.recorders:
                recorder.close()
        await pilot.press(*keys)
        assert app.screen is not home
        assert [one.status for one in services.history.ended.sessions()] == ["partial"]
        app.exit()


@pytest.mark.parametrize("key", ["h", "c", "t"], ids=["history", "check-in", "measures"])
async def test_the_other_screens_open_while_the_last_session_is_being_saved(services: Services, key: str) -> None:
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        home = app.screen
        with a_session_that_is_still_being_saved(services) as is_done, while_workers_wait():
            await pilot.press(key)
            assert not is_done.is_set(), "the app waited for the disk"
            assert app.screen is not home
            is_done.set()
        app.exit()
