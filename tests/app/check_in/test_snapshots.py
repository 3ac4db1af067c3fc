"""Pictures of the check-in: its three pages at three sizes, dark and light."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.services import Services
from routine_timer.paths import Folders
from routine_timer.settings import Settings
from tests.app.check_in.test_screen import SEEN, tick
from tests.app.conftest import SATURDAY, no_sound
from tests.playback.fake_clock import FakeClock

SIZES = [(80, 24), (120, 40), (200, 60)]
SIGNS = tuple(tick("uneven-soles", "higher-hip", "arched-back"))
PAGES = {"signs": SIGNS, "stand": (SEEN, "enter"), "result": (*SIGNS, SEEN, "enter", "n")}
Snap = Callable[..., bool]


@pytest.fixture
def services(folders: Folders) -> Iterator[Services]:
    found = Services(folders, Settings(), player=no_sound, clock=FakeClock(), now=lambda: SATURDAY)
    found.history.care_records.add_check_in(date(2026, 5, 12), ("higher-hip", "seat-out", "leaning"), "left")
    found.history.care_records.add_check_in(date(2026, 8, 3), ("higher-hip", "uneven-soles"), "even")
    yield found
    found.close()


def after(*keys: str) -> Callable[[Pilot[Any]], Any]:
    async def press(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        await pilot.press("c", *keys)

    return press


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("page", PAGES)
def test_page(snap_compare: Snap, services: Services, page: str, size: tuple[int, int], theme: str) -> None:
    services.settings = replace(services.settings, theme=theme)
    assert snap_compare(RoutineTimerApp(services), terminal_size=size, run_before=after(*PAGES[page]))


@pytest.mark.parametrize("theme", ["contrast-dark", "terminal"])
def test_someone_should_be_seen_first(snap_compare: Snap, services: Services, theme: str) -> None:
    services.settings = replace(services.settings, theme=theme)
    app = RoutineTimerApp(services)
    assert snap_compare(app, terminal_size=(80, 24), run_before=after(*tick("night-pain", "higher-hip"), "enter"))
