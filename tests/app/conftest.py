"""What every test of the app stands on: folders of its own, a Saturday evening, and no sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from routine_timer.app.services import Services
from routine_timer.audio.player import NullPlayer, Player
from routine_timer.paths import Folders
from routine_timer.settings import Settings
from tests.app.settling import idle

SATURDAY = datetime(2026, 11, 21, 18, 30, tzinfo=timezone(timedelta(hours=1)))


@pytest.fixture(autouse=True, scope="session")
def idle_is_idle() -> Iterator[None]:
    """Every pause and key of a pilot waits until the app has nothing left to do, however busy the machine is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textual.pilot.wait_for_idle", idle)
        patch.setattr("textual.app.wait_for_idle", idle)
        yield


@pytest.fixture(autouse=True, scope="session")
def what_is_told_stays() -> Iterator[None]:
    """What the app tells in passing is there until it is looked at, however long a busy machine takes to look."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textual.notifications.Notification.time_left", 3600.0)
        yield


@pytest.fixture(autouse=True)
def truecolor(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal with every colour, so that pictures are the same wherever the tests run."""
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """A person's folders, empty."""
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
