"""A session that could not be written: the summary says so, for who did not see the notice on the way."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator

import pytest
from textual.widgets import Static

from routine_timer.app.screens.summary import screen
from routine_timer.app.services import Services
from routine_timer.paths import Folders
from routine_timer.playback.history_recorder import HistoryRecorder
from routine_timer.playback.live_session import LiveSession
from routine_timer.session import Session
from routine_timer.timeline import compile_routine
from tests.app.conftest import SATURDAY, no_sound
from tests.app.session.staging import Stage, seen
from tests.app.session.test_summary import TWO, finish
from tests.playback.fakes import FakeActiveSessions, SlowToEnd, full


@pytest.fixture
def services(folders: Folders) -> Iterator[Services]:
    found = Services(folders, player=no_sound, now=lambda: SATURDAY)
    yield found
    found.close()


def led_into(history: FakeActiveSessions) -> Stage:
    timeline = compile_routine(TWO)
    recorder = HistoryRecorder(history, "session-1", lambda _: None)
    live = LiveSession(Session(timeline, 0.0), record=recorder.record)
    return Stage(live=live, recorder=recorder, reduced_motion=True, finish_saving=HistoryRecorder.finish)


@pytest.mark.parametrize(
    "history", [FakeActiveSessions(trouble=full()), FakeActiveSessions(failing=full())], ids=["put by", "nowhere"]
)
@pytest.mark.parametrize("size", [(80, 24), (40, 16), (120, 40)], ids=str)
async def test_a_session_that_is_not_in_the_history_is_reported_at_its_end(
    history: FakeActiveSessions, size: tuple[int, int]
) -> None:
    app = led_into(history)
    async with app.run_test(size=size) as pilot:
        shown = " ".join((await finish(app, pilot)).replace("▌", " ").replace("▐", " ").split())
        assert "Not saved yet: history.db can't grow: the disk is full" in shown


async def test_what_was_written_in_the_end_is_not_reported() -> None:
    history = FakeActiveSessions(trouble=full())
    app = led_into(history)
    async with app.run_test(size=(80, 24)) as pilot:
        app.loop.run_until(30.0)
        history.current_trouble = None
        assert "Not in your history" not in await finish(app, pilot)


async def test_a_slow_disk_is_reported_while_the_session_is_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "_SLOW_AFTER", 0.01)
    history = SlowToEnd()
    app = led_into(history)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()  # the session starts once its screen is painted
        try:
            await pilot.pause()  # else the session's screen may not be there yet
            app.loop.run_until(1000.0)
            for _ in range(2000):
                await asyncio.sleep(0.01)
                kept = app.screen.query("#kept")
                if kept and str(kept.first(Static).content) == "Saving …":
                    break
            assert str(app.screen.query_one("#kept", Static).content) == "Saving …"
        finally:
            history.may_end.set()


async def said_of_saving(app: Stage) -> tuple[str, str]:
    """What a note that is written says, and the question whether to stop."""
    async with app.run_test(size=(80, 24)) as pilot:
        app.loop.run_until(30.0)
        await pilot.press("n", *"knee", "enter")
        await pilot.pause()
        noted = "saved" if "Note saved." in seen(app.screen) else "added" if "Note added." in seen(app.screen) else ""
        await pilot.press("q")
        await pilot.pause()
        (asked,) = re.findall(r"Stop here\?.*?(?=   )", seen(app.screen))
    return noted, asked


async def test_only_what_is_saved_is_said_to_be_saved() -> None:
    assert await said_of_saving(led_into(FakeActiveSessions())) == (
        "saved",
        "Stop here? Your progress will be saved.",
    )


@pytest.mark.parametrize(
    "history", [FakeActiveSessions(trouble=full()), FakeActiveSessions(failing=full())], ids=["put by", "nowhere"]
)
async def test_what_cannot_be_written_is_not_said_to_be_saved(history: FakeActiveSessions) -> None:
    assert await said_of_saving(led_into(history)) == ("added", "Stop here?")


async def test_at_another_speed_nothing_is_said_to_be_saved() -> None:
    assert await said_of_saving(Stage(compile_routine(TWO), reduced_motion=True)) == ("added", "Stop here?")


async def test_a_session_saved_while_its_summary_closes_is_shown_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual takes the widgets of a screen away before it ends the screen's workers."""
    app = led_into(FakeActiveSessions())
    async with app.run_test(size=(80, 24)) as pilot:
        await finish(app, pilot)
        summary = app.screen
        assert isinstance(summary, screen.SummaryScreen)
        await app.pop_screen()
        shows = []
        monkeypatch.setattr(summary, "_ask_history", lambda *_: shows.append("asked"))
        await screen.SummaryScreen._look.__wrapped__(summary)  # type: ignore[attr-defined]
        assert not shows
