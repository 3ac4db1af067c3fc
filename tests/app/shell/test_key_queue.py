"""Keys that come faster than screens change: from a burst on a slow line, a key held down, a cat on the keyboard."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from rich.style import Style
from textual.events import Click, Key, MouseDown, MouseUp
from textual.pilot import Pilot
from textual.widgets import Input

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.screens.home.routine_list import RoutineList
from routine_timer.paths import Folders
from routine_timer.settings import Settings
from tests.app.conftest import SATURDAY, no_sound
from tests.app.session.staging import seen
from tests.app.settling import idle
from tests.app.shell.fakes import FakeServices

_CHARACTERS = {"slash": "/", "space": " "}


@pytest.fixture
def services(folders: Folders) -> Iterator[FakeServices]:
    found = FakeServices(folders, Settings(), player=no_sound, now=lambda: SATURDAY)
    yield found
    found.close()


async def typed_at_once(app: RoutineTimerApp, pilot: Pilot[None], *keys: str) -> None:
    """All of `keys` come before the app has done anything about the first."""
    for key in keys:
        app.post_message(Key(key, _CHARACTERS.get(key, key if len(key) == 1 else None)))
    await pilot.pause()


def open_screens(app: RoutineTimerApp) -> list[str]:
    return [type(screen).__name__ for screen in app.screen_stack]


@pytest.mark.parametrize("opens", ["v", "h", "s", "question_mark", "ctrl+p", "n"])
async def test_a_screen_that_is_closed_again_and_again_closes_alone(services: FakeServices, opens: str) -> None:
    app = RoutineTimerApp(services)
    async with app.run_test() as pilot:
        await pilot.pause()
        home = open_screens(app)
        await pilot.press(opens)
        assert len(open_screens(app)) == 2
        await typed_at_once(app, pilot, *["escape"] * 10)
        assert open_screens(app) == home


async def test_a_question_that_is_refused_again_and_again_closes_alone(services: FakeServices) -> None:
    app = RoutineTimerApp(services)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("h")
        await pilot.press("g")
        assert open_screens(app)[-2:] == ["HistoryScreen", "TextPrompt"]
        await typed_at_once(app, pilot, *["enter"] * 5, *["escape"] * 10)
        assert open_screens(app)[-1] in ("HistoryScreen", "HomeScreen")


async def test_the_palette_can_be_opened_while_another_one_closes(services: FakeServices) -> None:
    app = RoutineTimerApp(services)
    async with app.run_test() as pilot:
        await pilot.pause()
        await typed_at_once(app, pilot, *["ctrl+p", "escape"] * 10)
        await typed_at_once(app, pilot, *["ctrl+p"] * 5)
        assert open_screens(app).count("Palette") <= 1


async def test_a_routine_is_sought_and_followed_in_one_breath(services: FakeServices) -> None:
    app = RoutineTimerApp(services)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await typed_at_once(app, pilot, "slash", *"one", "space", *"hip", "enter", "enter")
        assert open_screens(app)[-1] == "SessionScreen"
        assert "One hip higher" in seen(app.screen)


@pytest.mark.parametrize(
    ("first", "asks", "field"),
    [
        ("", "n", "#name"),
        ("", "slash", "#find"),
        ("", "s slash", "#find"),
        ("h", "g", "Input"),
        ("h", "a", "#name"),
        ("h", "S", "Input"),
        ("t", "down down enter", "Input"),
        ("", "enter n", "Input"),
    ],
)
async def test_what_is_typed_right_behind_the_key_that_asks_for_it_is_in_the_field(
    services: FakeServices, first: str, asks: str, field: str
) -> None:
    app = RoutineTimerApp(services)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press(*first)
        await typed_at_once(app, pilot, *asks.split(), *"q1 n")
        assert app.focused is app.screen.query_one(field, Input)
        assert app.screen.query_one(field, Input).value == "q1 n"


async def test_a_question_is_answered_in_the_same_breath(services: FakeServices) -> None:
    app = RoutineTimerApp(services)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await typed_at_once(app, pilot, "v", "enter", "q", "y", "enter", "h", "escape")
        assert open_screens(app) == ["HomeScreen"]


async def test_a_key_that_is_never_done_holds_up_no_other_for_long(
    services: FakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = RoutineTimerApp(services)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        goes_on = asyncio.Event()

        async def never(_: object) -> None:
            await goes_on.wait()

        monkeypatch.setattr(RoutineList, "on_key", never, raising=False)
        for key in ("down", "v"):
            app.post_message(Key(key, None))
        await idle()
        assert open_screens(app) == ["HomeScreen"]
        loop = asyncio.get_running_loop()
        now = loop.time
        monkeypatch.setattr(loop, "time", lambda: now() + 3)  # and it goes on: what waits for a time would hang
        app.post_message(Key("ctrl+p", None))
        await idle()
        assert open_screens(app) == ["HomeScreen", "Palette"]
        monkeypatch.undo()
        goes_on.set()
        await pilot.pause()


def click(x: int, y: int) -> tuple[MouseDown, MouseUp]:
    """What a terminal sends of a click."""
    rest = (x, y, 0, 0, 1, False, False, False)
    return MouseDown(None, *rest, screen_x=x, screen_y=y), MouseUp(None, *rest, screen_x=x, screen_y=y)


async def test_clicks_beside_the_palette_close_it_alone(services: FakeServices) -> None:
    app = RoutineTimerApp(services)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("ctrl+p")
        for event in click(78, 1) * 5:
            app.post_message(event)
        await pilot.pause()
        assert open_screens(app) == ["HomeScreen"]


async def test_a_click_on_a_row_that_has_gone_meanwhile_does_nothing(services: FakeServices) -> None:
    app = RoutineTimerApp(services)
    async with app.run_test() as pilot:
        await pilot.pause()
        rows = app.screen.query_one(RoutineList)
        last = rows.option_count - 1
        style = Style.from_meta({"option": last})
        rows.clear_options()
        rows.post_message(Click(rows, 1, last, 0, 0, 1, False, False, False, style=style))
        await pilot.pause()
        assert open_screens(app) == ["HomeScreen"]


@pytest.mark.parametrize("opens", ["v", "h", "s", "question_mark", "ctrl+p", "n", "c"])
async def test_a_screen_that_is_left_before_it_is_drawn_is_simply_gone(services: FakeServices, opens: str) -> None:
    app = RoutineTimerApp(services)
    async with app.run_test() as pilot:
        await pilot.pause()
        await typed_at_once(app, pilot, *[opens, "escape", "enter", "tab", "escape"] * 4)
        for _ in range(6):
            if open_screens(app) == ["HomeScreen"]:
                break
            await pilot.press("escape" if open_screens(app)[-1] != "SessionScreen" else "q")
            if open_screens(app)[-1] == "SessionScreen":
                await pilot.press("y", "enter")
        assert open_screens(app) == ["HomeScreen"]


@pytest.mark.parametrize("opens", ["v", "h", "s", "question_mark", "ctrl+p", "n", "c", "enter"])
async def test_the_program_can_be_left_while_a_screen_opens(services: FakeServices, opens: str) -> None:
    app = RoutineTimerApp(services)
    async with app.run_test() as pilot:
        await pilot.pause()
        for key in (opens, "ctrl+q", "tab", "enter", "escape"):
            app.post_message(Key(key, None))
        while app.is_running:
            await asyncio.sleep(0)
    assert app.return_code == 0
