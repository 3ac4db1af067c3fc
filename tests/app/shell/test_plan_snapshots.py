"""Pictures of the home screen with a plan: today, a rest day, and what it offers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.models.plan_day import PlanDay
from routine_timer.care.plan_progress import StageOffer
from routine_timer.paths import Folders
from routine_timer.settings import Settings
from tests.app.conftest import SATURDAY, no_sound
from tests.app.shell.fakes import STANDING, FakeServices
from tests.app.shell.test_snapshots import Snap, after

TODAY = PlanDay("one-hip-higher", "Stage 'Align': daily.", 1, measures_due=True)
ON = StageOffer(
    1, "Stretch and activate", "6 days done, pain at 3 or less for a week, no more signs than before.", or_repeat=True
)
BACK = StageOffer(-1, "Align", "Your last session of this plan was 15 days ago.", or_repeat=True)
DAYS = {
    "today": TODAY,
    "rest-day": PlanDay(None, "A rest day: 5 of 5 days done this week.", 2),
    "next-stage": replace(TODAY, offer=ON, measures_due=False),
    "step-back": replace(TODAY, offer=BACK, week=5, measures_due=False),
    "waits": replace(
        TODAY,
        waits="6 days done. Before Stretch and activate, enter how much it hurts today and do a check-in.",
        waits_for=("pain", "check-in"),
    ),
}


@pytest.fixture
def services(tmp_path: Path) -> Iterator[FakeServices]:
    folders = Folders(Path("/home/you/.config/routine-timer"), tmp_path, tmp_path / "state", tmp_path / "cache")
    found = FakeServices(folders, Settings(), player=no_sound, voices=list, now=lambda: SATURDAY)
    yield found
    found.close()


@pytest.mark.parametrize("which", DAYS)
def test_today_by_the_plan(snap_compare: Snap, services: FakeServices, which: str) -> None:
    services.stands = replace(STANDING, plan=DAYS[which])
    assert snap_compare(RoutineTimerApp(services), terminal_size=(80, 24), run_before=after())


@pytest.mark.parametrize("size", [(120, 40), (200, 60)], ids=["120x40", "200x60"])
def test_an_offer_at_other_sizes(snap_compare: Snap, services: FakeServices, size: tuple[int, int]) -> None:
    services.stands = replace(STANDING, plan=DAYS["next-stage"])
    assert snap_compare(RoutineTimerApp(services), terminal_size=size, run_before=after())
