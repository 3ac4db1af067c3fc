"""A phone as the remote, from the session screen: the code, commands from elsewhere, and a page that fails."""

from __future__ import annotations

import re
from asyncio import sleep, timeout
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from routine_timer.app.screens.phone.screen import PhoneScreen
from routine_timer.app.screens.session.app_outside_controls import ControlTaken, PhoneNews
from routine_timer.playback.outside_controls import Control, ControlSources
from routine_timer.remote import remote
from tests.app.session.staging import Stage, seen, state_of, until
from tests.extras import needs_extra
from tests.remote.staging import WITHIN, PhoneOverHttp

needs_extra("aiohttp", "segno")


@pytest.fixture(autouse=True)
def on_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "local_address", lambda: "127.0.0.1")


@asynccontextmanager
async def under_way(*keys: str, size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[Stage, Pilot[None]]]:
    """A session, 50 s after its start, in which these keys were pressed."""
    app = Stage(at=50)
    async with app.run_test(size=size) as pilot:
        await until(app, pilot, 50)
        await pilot.press(*keys)
        yield app, pilot


async def address_shown(app: Stage, pilot: object) -> str:
    """The address on the screen, once the page is open."""
    async with timeout(WITHIN):
        while (found := re.search(r"http://127\.0\.0\.1:\S+", seen(app.screen))) is None:
            await sleep(0.01)
    return found[0]


async def test_r_shows_a_code_and_the_address_and_the_session_waits() -> None:
    async with under_way("R") as (app, pilot):
        await address_shown(app, pilot)
        assert isinstance(app.screen, PhoneScreen)
        shown = seen(app.screen)
        assert "Your phone as a remote" in shown
        assert "█ ▀▀▀ █" in shown
        assert state_of(app) == "paused"
        await pilot.press("enter")
        assert "Your phone as a remote" not in seen(app.screen)
        assert state_of(app) == "lead-in"


async def test_the_code_closes_with_the_first_command_of_a_phone() -> None:
    async with under_way("R") as (app, pilot):
        phone = PhoneOverHttp(await address_shown(app, pilot))
        assert phone.join() == 204
        while "1 phone connected" not in seen(app.screen):
            await pilot.pause()
        assert phone.do("skip") == 204
        while isinstance(app.screen, PhoneScreen):
            await pilot.pause()
        assert "Clam" in seen(app.screen) or "SWITCH" in seen(app.screen)


async def test_with_the_option_the_code_is_there_from_the_start() -> None:
    app = Stage(controls=ControlSources(remote=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(app, pilot, 1)
        assert isinstance(app.screen, PhoneScreen)
        assert state_of(app) == "paused"


async def test_without_room_for_the_code_the_address_is_shown_alone() -> None:
    async with under_way("R", size=(60, 16)) as (app, pilot):
        await address_shown(app, pilot)
        assert "█ ▀▀▀ █" not in seen(app.screen)


async def test_a_page_that_cannot_be_opened_is_reported_and_the_session_continues(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(remote, "find_spec", lambda _name: None)
    async with under_way("R") as (app, _):
        assert "The phone remote needs aiohttp and segno" in seen(app.screen)
        assert state_of(app) == "running"


@pytest.mark.parametrize(
    ("control", "state"), [("pause", "paused"), ("stop", "stopped"), ("skip", "running"), ("longer", "running")]
)
async def test_commands_from_outside_do_what_the_keys_do(control: str, state: str) -> None:
    async with under_way() as (app, pilot):
        app.screen.post_message(ControlTaken(control))  # type: ignore[arg-type]
        await pilot.pause()
        assert state_of(app) == state


async def test_this_hurts_from_outside_says_what_came_of_it() -> None:
    async with under_way() as (app, pilot):
        before = app.session.live.timeline
        controls: tuple[Control, ...] = ("hurts", "undo")
        for control in controls:
            app.screen.post_message(ControlTaken(control))
            await pilot.pause()
            assert app.session.swaps.message.split(".")[0] in seen(app.screen)
        assert app.session.live.timeline == before


async def test_mute_from_outside_is_shown() -> None:
    async with under_way() as (app, pilot):
        app.screen.post_message(ControlTaken("mute"))
        await pilot.pause()
        assert "muted" in seen(app.screen)


async def test_a_page_that_closed_names_the_key_that_opens_it_again() -> None:
    async with under_way("R") as (app, pilot):
        await address_shown(app, pilot)
        app.set_keymap({"remote": "ctrl+r"})
        session = app.screen_stack[-2]
        session.post_message(PhoneNews(ended="its port was taken"))
        async with timeout(WITHIN):
            while isinstance(app.screen, PhoneScreen):
                await pilot.pause()
        await pilot.pause()
        assert "The page for your phone closed: its port was taken. ^r: open it again" in " ".join(
            seen(app.screen).split()
        )


async def test_the_page_is_gone_with_the_session() -> None:
    async with under_way("R") as (app, pilot):
        phone = PhoneOverHttp(await address_shown(app, pilot))
        await pilot.press("enter")
        app.screen.post_message(ControlTaken("stop"))
        while phone_answers(phone):
            await pilot.pause()


def phone_answers(phone: PhoneOverHttp) -> bool:
    try:
        return phone.ask("GET", "/")[0] == 200
    except ConnectionError:
        return False


async def test_resume_on_the_phone_resumes_while_the_code_is_still_shown() -> None:
    async with under_way("R") as (app, pilot):
        assert state_of(app) == "paused"
        app.screen_stack[-2].post_message(ControlTaken("pause"))
        await pilot.pause()
        await pilot.pause()
        assert "Your phone as a remote" not in seen(app.screen)
        assert state_of(app) == "lead-in"
