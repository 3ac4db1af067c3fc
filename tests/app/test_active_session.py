"""What a session is started with, and what a person is told when it starts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, timedelta

import pytest

from routine_timer.app.active_session import ActiveSession, MessageBuffer, begin, resume
from routine_timer.app.services import Services
from routine_timer.history.history import History
from routine_timer.history.journal_entries import PositionChanged
from routine_timer.history.records import Header
from routine_timer.paths import Folders
from routine_timer.playback.keep_awake import SLEEPS
from routine_timer.playback.start import Start
from routine_timer.settings import Settings
from routine_timer.timeline import compile_routine
from tests.app.conftest import SATURDAY, no_sound
from tests.making import hold, routine
from tests.playback.fake_desktop import Desktop

PLANK = compile_routine(routine(hold(20, "Plank"), get_ready=0.0))


@pytest.fixture
def services(folders: Folders) -> Iterator[Services]:
    found = Services(folders, Settings(), player=no_sound, now=lambda: SATURDAY)
    yield found
    found.close()


def heard_of(messages: MessageBuffer) -> list[str]:
    told: list[str] = []
    messages.listen(told.append, lambda: told.append("ping"))
    return told


def test_messages_and_the_bell_reach_the_listener_and_messages_wait_for_one() -> None:
    messages = MessageBuffer()
    messages.send("first")
    messages.ring()  # no screen can ring it yet, and later it would mean nothing
    told = heard_of(messages)
    messages.ring()
    messages.send("second")
    assert told == ["first", "ping", "second"]


def test_a_session_that_is_not_to_be_kept_leaves_the_history_alone(services: Services, folders: Folders) -> None:
    session = begin(services, Start(PLANK, recorded=False))
    session.live.rate_pain(3)
    session.closed()
    assert not session.is_recorded
    assert not folders.history_file.exists()


def test_starting_while_another_session_waits_says_so(
    services: Services, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wakepy.keep.presenting", lambda on_fail: Desktop(active=True))
    with History(folders.history_file, folders.state, lambda: SATURDAY.astimezone(UTC)) as history:
        begun = history.active.begin(Header("after-workout", SATURDAY - timedelta(hours=2), None, 400.0), "{}")
        history.active.record(begun, PositionChanged(3, 12.0, 190.0))
    session = begin(services, Start(PLANK))
    told = heard_of(session.messages)
    session.shown()
    session.closed()
    assert len(told) == 1
    assert "was interrupted after 3:10" in told[0]
    assert "The home screen offers to resume it." in told[0]


@pytest.mark.parametrize("mute", [True, False])
def test_a_session_that_was_started_silent_is_resumed_silent(folders: Folders, mute: bool) -> None:
    first = Services(folders, Settings(), player=no_sound, now=lambda: SATURDAY)
    begun = begin(first, Start(PLANK, mute=mute))
    assert begun.live.player.muted == mute
    begun.closed()
    first.close()
    second = Services(folders, Settings(), player=no_sound, now=lambda: SATURDAY + timedelta(minutes=2))
    (unfinished,) = second.history.active.unfinished_sessions()
    resumed = resume(second, unfinished)
    assert resumed.live.player.muted == mute
    resumed.closed()
    second.close()


def test_a_screen_that_can_go_dark_is_mentioned_once_on_a_machine(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop = Desktop(active=False)
    monkeypatch.setattr("wakepy.keep.presenting", lambda on_fail: desktop)

    def messages_while(session: ActiveSession) -> list[str]:
        messages = heard_of(session.messages)
        session.shown()
        session.closed()
        assert desktop.happened.acquire(timeout=60.0)
        assert desktop.happened.acquire(timeout=60.0)  # the request was withdrawn, and every message was sent by then
        return messages

    services = Services(folders, player=no_sound, now=lambda: SATURDAY)
    assert messages_while(begin(services, Start(compile_routine(routine(hold(60)))))) == [SLEEPS]
    services.close()

    services = Services(folders, player=no_sound, now=lambda: SATURDAY)
    (unfinished,) = services.history.active.unfinished_sessions()
    assert messages_while(resume(services, unfinished)) == []
    services.close()

    services = Services(folders, player=no_sound, now=lambda: SATURDAY + timedelta(days=1))
    assert messages_while(begin(services, Start(compile_routine(routine(hold(60)))))) == []
    services.close()
