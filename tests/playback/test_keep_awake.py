"""The screen is kept on while a session runs, or a message says that it can't be."""

from __future__ import annotations

import threading

import pytest

from routine_timer.playback.keep_awake import SLEEPS, KeepAwake
from tests.playback.fake_desktop import Desktop

LONG = 60.0


@pytest.fixture
def desktop(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Desktop:
    desktop = Desktop(active=getattr(request, "param", True))
    monkeypatch.setattr("wakepy.keep.presenting", lambda on_fail: desktop)
    return desktop


def test_the_screen_is_kept_on_from_start_to_stop_by_one_request(desktop: Desktop) -> None:
    messages: list[str] = []
    awake = KeepAwake(messages.append)
    awake.stop()  # never started
    awake.start()
    awake.start()
    awake.stop()
    awake.stop()
    assert desktop.happened.acquire(timeout=LONG)
    assert desktop.happened.acquire(timeout=LONG)
    assert desktop.asked == ["keep it on", "let it sleep"]
    assert messages == []


@pytest.mark.parametrize("desktop", [False], indirect=True)
def test_a_message_says_that_nothing_can_keep_it_on(desktop: Desktop) -> None:
    messages: list[str] = []
    heard = threading.Event()

    def tell(text: str) -> None:
        messages.append(text)
        heard.set()

    awake = KeepAwake(tell)
    awake.start()
    assert heard.wait(LONG)
    awake.stop()
    assert messages == [SLEEPS]
