"""The screen is kept on while a session runs, and it is said where it can't be."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import pytest

from routine_timer.app.active_session import ActiveSession, begin, resume
from routine_timer.app.services import Services
from routine_timer.paths import Folders
from routine_timer.playback.keep_awake import SLEEPS, KeepAwake
from routine_timer.playback.start import Start
from routine_timer.timeline import compile_routine
from tests.app.conftest import SATURDAY, no_sound
from tests.making import hold, routine

LONG = 60.0


@dataclass
class Desktop:
    """A desktop that keeps its screen on for whoever asks, or not. `happened` wakes whoever waits for a change."""

    active: bool
    asked: list[str] = field(default_factory=list)
    happened: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def __enter__(self) -> Desktop:
        self.asked.append("keep it on")
        self.happened.release()
        return self

    def __exit__(self, *_: object) -> None:
        self.asked.append("let it sleep")
        self.happened.release()


@pytest.fixture
def desktop(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Desktop:
    found = Desktop(active=getattr(request, "param", True))
    monkeypatch.setattr("wakepy.keep.presenting", lambda on_fail: found)
    return found


def test_the_screen_is_recorded_on_from_beginning_to_end_and_asked_for_once(desktop: Desktop) -> None:
    told: list[str] = []
    awake = KeepAwake(told.append)
    awake.stop()  # never begun
    awake.start()
    awake.start()
    awake.stop()
    awake.stop()
    assert desktop.happened.acquire(timeout=LONG)
    assert desktop.happened.acquire(timeout=LONG)
    assert desktop.asked == ["keep it on", "let it sleep"]
    assert told == []


@pytest.mark.parametrize("desktop", [False], indirect=True)
def test_where_nothing_can_keep_it_on_it_is_said(desktop: Desktop) -> None:
    told: list[str] = []
    heard = threading.Event()

    def tell(text: str) -> None:
        told.append(text)
        heard.set()

    awake = KeepAwake(tell)
    awake.start()
    assert heard.wait(LONG)
    awake.stop()
    assert told == [SLEEPS]


@pytest.mark.parametrize("desktop", [False], indirect=True)
def test_it_is_said_once_a_session_and_not_again_when_that_is_resumed(desktop: Desktop, folders: Folders) -> None:
    def told_while(session: ActiveSession) -> list[str]:
        told: list[str] = []
        session.messages.listen(told.append, lambda: None)
        session.shown()
        session.closed()
        assert desktop.happened.acquire(timeout=LONG)
        assert desktop.happened.acquire(timeout=LONG)  # it has been taken back, and all is told by then
        return told

    services = Services(folders, player=no_sound, now=lambda: SATURDAY)
    assert told_while(begin(services, Start(compile_routine(routine(hold(60)))))) == [SLEEPS]
    services.close()

    services = Services(folders, player=no_sound, now=lambda: SATURDAY)
    (under_way,) = services.history.under_way()
    assert told_while(resume(services, under_way)) == []
    services.close()
