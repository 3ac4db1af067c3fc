"""What counts today if a clock is set back in a session, or computers are in different zones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from routine_timer.app.active_session import begin
from routine_timer.app.services import Services
from routine_timer.history.sync import sync
from routine_timer.paths import Folders
from routine_timer.playback.start import Start
from routine_timer.timeline import compile_routine
from tests.app.conftest import no_sound
from tests.making import hold, routine

PLANK = compile_routine(routine(hold(20, "Plank"), get_ready=0.0))


class Computer:
    """One computer, with a clock on its wall."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self.now = now
        home = folder / str(now.tzinfo).replace("/", "-")
        self.services = Services(
            Folders(home, home, home / "state", home / "cache"), player=no_sound, now=lambda: self.now
        )

    @property
    def is_done_today(self) -> bool:
        return self.services.progress().streak_summary.today == "done"


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    (tmp_path / "shared").mkdir()
    return tmp_path / "shared"


def at(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def test_a_session_counts_that_ended_after_the_clock_was_set_back(tmp_path: Path) -> None:
    computer = Computer(tmp_path, at("2026-11-21T23:00", "Europe/Berlin"))
    session = begin(computer.services, Start(PLANK))
    session.live.step(5.0)
    computer.now = at("2026-11-21T21:30", "Europe/Berlin")
    session.live.step(100.0)
    session.closed()
    assert computer.is_done_today
    assert computer.services.progress().streak_summary.current.length == 1
    computer.services.close()


@pytest.fixture
def computers(tmp_path: Path) -> Iterator[list[Computer]]:
    """The same Saturday in three places."""
    found = [
        Computer(tmp_path, at("2026-11-21T21:00", "Pacific/Auckland")),
        Computer(tmp_path, at("2026-11-21T12:30", "Europe/Berlin")),
        Computer(tmp_path, at("2026-11-21T06:00", "America/New_York")),
    ]
    yield found
    for computer in found:
        computer.services.close()


@pytest.mark.parametrize("where", [0, 1, 2], ids=["Auckland", "Berlin", "New York"])
def test_a_record_with_only_a_day_counts_for_it_on_every_computer_at_once(
    computers: list[Computer], shared: Path, where: int
) -> None:
    logged = computers[where].services.history.ended.log("plank", date(2026, 11, 21))
    assert logged.started_at is None
    sync(computers[where].services.history, shared)
    for computer in computers:
        sync(computer.services.history, shared)
        assert computer.is_done_today
        computer.now = computer.now.replace(hour=23)
        assert computer.is_done_today
