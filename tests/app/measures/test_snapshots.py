"""Pictures of the measures at three sizes, with values of several days."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.services import Services
from routine_timer.paths import Folders
from routine_timer.settings import Settings
from tests.app.conftest import SATURDAY, no_sound
from tests.playback.fake_clock import FakeClock

SIZES = [(80, 24), (120, 40), (200, 60)]
TODAY = SATURDAY.date()
VALUES = {
    21: {"back-on-floor": "gap", "single-leg-left": "12", "plank": "20", "standing": "left"},
    14: {"back-on-floor": "almost", "single-leg-left": "19", "single-leg-right": "31", "leg-raise-left": "60"},
    0: {"back-on-floor": "almost", "single-leg-left": "30", "single-leg-right": "33", "plank": "45"},
}


@pytest.fixture
def services(folders: Folders) -> Iterator[Services]:
    found = Services(folders, Settings(), player=no_sound, clock=FakeClock(), now=lambda: SATURDAY)
    entries = found.history.care_records
    for ago, values in VALUES.items():
        for name, value in values.items():
            entries.add_measure(TODAY - timedelta(ago), name, value)
        entries.add_pain(TODAY - timedelta(ago), 2 + ago // 7)
        entries.add_activity(TODAY - timedelta(ago), "climbing stairs", 7 - ago // 7)
    yield found
    found.close()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_measures(snap_compare: Callable[..., bool], services: Services, size: tuple[int, int]) -> None:
    async def open_measures(pilot: Pilot[None]) -> None:
        await pilot.pause()
        await pilot.press("t", "down")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()

    assert snap_compare(RoutineTimerApp(services), terminal_size=size, run_before=open_measures)
