"""What every test of the app uses: its own folders, a Saturday evening, and no sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from textual._styles_cache import StylesCache
from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet

from routine_timer.app.services import Services
from routine_timer.audio.player_interface import NullPlayer, Player
from routine_timer.paths import Folders
from routine_timer.settings import Settings
from tests.app.settling import draw_later, idle, idle_and_drawn, press_and_draw

SATURDAY = datetime(2026, 11, 21, 18, 30, tzinfo=timezone(timedelta(hours=1)))


@pytest.fixture(autouse=True, scope="session")
def idle_is_idle() -> Iterator[None]:
    """Every pause and key of a pilot waits until the app has nothing left to do, however busy the machine is.

    Then the screen is drawn: once after each pause and each `press`, not at every change on the way there.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textual.pilot.wait_for_idle", idle_and_drawn)
        patch.setattr("textual.app.wait_for_idle", idle)
        patch.setattr("textual.pilot.Pilot.press", press_and_draw)
        patch.setattr("textual._compositor.Compositor.render_update", draw_later)
        yield


@pytest.fixture(autouse=True, scope="session")
def what_is_told_stays() -> Iterator[None]:
    """What the app tells in passing is there until it is looked at, however long a busy machine takes to look."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textual.notifications.Notification.time_left", 3600.0)
        yield


@pytest.fixture(autouse=True, scope="session")
def a_sheet_of_styles_is_read_once() -> Iterator[None]:
    """All the apps of a process share what one of them has read: the rules of a sheet under the colours of a theme.

    What is the same then, Textual itself decides: only the cache, that each sheet has of its own, is one for all.
    """
    read: dict[tuple[tuple[str, str], ...], LRUCache[Any, Any]] = {}
    begin, change = Stylesheet.__init__, Stylesheet.set_variables

    def share(sheet: Stylesheet) -> None:
        assert sheet._parse_cache is not None
        sheet._parse_cache = read.setdefault(tuple(sheet._variables.items()), LRUCache(1024))

    def begun(sheet: Stylesheet, *, variables: dict[str, str] | None = None) -> None:
        begin(sheet, variables=variables)
        share(sheet)

    def changed(sheet: Stylesheet, variables: dict[str, str]) -> None:
        sheet._parse_cache = LRUCache(1)  # it is emptied now, and the others continue with theirs
        change(sheet, variables)
        share(sheet)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "__init__", begun)
        patch.setattr(Stylesheet, "set_variables", changed)
        yield


@pytest.fixture(autouse=True)
def what_was_drawn_goes_with_its_app() -> Iterator[None]:
    """Textual keeps the lines of a thousand widgets after their apps have closed; here they were hundreds of apps."""
    yield
    StylesCache.get_inner_outer.cache_clear()


@pytest.fixture(autouse=True)
def truecolor(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal with every colour, so that pictures are the same wherever the tests run."""
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def folders(tmp_path: Path, not_the_first_start: Callable[[Path], None]) -> Folders:
    """A person's folders, empty but for what an earlier start kept of the catalogue."""
    not_the_first_start(tmp_path / "cache")
    return Folders(tmp_path, tmp_path, tmp_path / "state", tmp_path / "cache")


@pytest.fixture
def now() -> Callable[[], datetime]:
    return lambda: SATURDAY


def no_sound(
    settings: Settings, folders: Folders, bell: Callable[[], None], on_trouble: Callable[[str], None]
) -> Player:
    return NullPlayer()


@pytest.fixture
def services(folders: Folders, now: Callable[[], datetime]) -> Services:
    """Real services over empty folders, with the bundled routines."""
    return Services(folders, player=no_sound, now=now)
