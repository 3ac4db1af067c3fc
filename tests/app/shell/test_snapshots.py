"""Pictures of home, preview, settings and help at three sizes, dark and light, and of what is seldom shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from routine_timer.app.app import RoutineTimerApp
from routine_timer.paths import Folders
from routine_timer.settings import Settings
from tests.app.conftest import SATURDAY, no_sound
from tests.app.shell.fakes import HOSTILE, NEW, STANDING, FakeServices, entry
from tests.app.shell.test_home import CUT_OFF

SIZES = [(80, 24), (120, 40), (200, 60)]
KEYS = {
    "home": ("down",),
    "preview": ("down", "v", "down"),
    "settings": ("s", "down", "down"),
    "help": ("question_mark",),
}
Snap = Callable[..., bool]


@pytest.fixture
def services(tmp_path: Path) -> Iterator[FakeServices]:
    """The settings file has a place that is the same on every machine; nothing is written there."""
    folders = Folders(Path("/home/you/.config/routine-timer"), tmp_path, tmp_path / "state", tmp_path / "cache")
    found = FakeServices(folders, Settings(), player=no_sound, voices=list, now=lambda: SATURDAY)
    yield found
    found.close()


def after(*keys: str) -> Callable[[Pilot[Any]], Any]:
    async def press(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        await pilot.press(*keys)

    return press


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("screen", KEYS)
def test_screen(snap_compare: Snap, services: FakeServices, screen: str, size: tuple[int, int], theme: str) -> None:
    services.settings = replace(services.settings, theme=theme)
    assert snap_compare(RoutineTimerApp(services), terminal_size=size, run_before=after(*KEYS[screen]))


@pytest.mark.parametrize("theme", ["contrast-dark", "contrast-light", "terminal"])
def test_other_themes(snap_compare: Snap, services: FakeServices, theme: str) -> None:
    services.settings = replace(services.settings, theme=theme)
    assert snap_compare(RoutineTimerApp(services), terminal_size=(80, 24), run_before=after("down", "v", "down"))


def test_before_the_first_session(snap_compare: Snap, services: FakeServices) -> None:
    services.stands = NEW
    assert snap_compare(RoutineTimerApp(services), terminal_size=(80, 24), run_before=after())


def test_with_a_session_cut_off_and_trouble(snap_compare: Snap, services: FakeServices) -> None:
    services.stands = replace(
        STANDING, unfinished=(CUT_OFF,), troubles=("history.db can't be written: the disk is full",)
    )
    assert snap_compare(RoutineTimerApp(services), terminal_size=(80, 24), run_before=after("down"))


def test_hostile_texts(snap_compare: Snap, services: FakeServices) -> None:
    services.shelved = (entry(HOSTILE, own=True), *services.shelved)
    assert snap_compare(RoutineTimerApp(services), terminal_size=(120, 40), run_before=after())


def test_a_very_small_terminal(snap_compare: Snap, services: FakeServices) -> None:
    assert snap_compare(RoutineTimerApp(services), terminal_size=(40, 12), run_before=after("down"))


def test_finding(snap_compare: Snap, services: FakeServices) -> None:
    assert snap_compare(RoutineTimerApp(services), terminal_size=(80, 24), run_before=after("slash", *"hip"))


def test_a_question(snap_compare: Snap, services: FakeServices) -> None:
    assert snap_compare(RoutineTimerApp(services), terminal_size=(80, 24), run_before=after("s", "enter"))
