"""The home screen after a plan, its routines or its stages have changed elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from textual.events import AppFocus

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.services import Services
from routine_timer.history.records import StageRecord
from routine_timer.paths import Folders
from routine_timer.settings import Settings
from tests.app.conftest import SATURDAY, no_sound
from tests.app.shell.test_home import text
from tests.app.shell.test_plan_today import settled
from tests.cli.test_plan_changes import EVENING, PLAN

TODAY = SATURDAY.date()


@pytest.fixture
def plan(folders: Folders) -> Path:
    file = folders.plans / "mine.toml"
    for place, content in ((file, PLAN), (folders.routines / "evening.toml", EVENING)):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(content)
    return file


@pytest.fixture
def services(folders: Folders, plan: Path) -> Iterator[Services]:
    opened = Services(folders, Settings(), player=no_sound, now=lambda: SATURDAY)
    opened.history.care_records.start_plan("mine", TODAY - timedelta(1))
    yield opened
    opened.close()


def seen(app: RoutineTimerApp) -> str:
    return " ".join(text(app).split())


async def test_a_routine_of_the_plan_that_was_deleted_is_named_with_the_way_out(services: Services) -> None:
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(app, pilot)
        assert "▸ Today: Evening" in text(app)
        (services.folders.routines / "evening.toml").unlink()
        services.reload()
        app.post_message(AppFocus())
        await settled(app, pilot)
        assert "Your plan's routine 'evening' doesn't exist. Restore it, or change the plan with" in seen(app)
        assert "`routine-timer edit --plan mine`" in seen(app)
        assert "▸ Today" not in text(app)


async def test_renaming_a_routine_of_the_plan_says_so(services: Services) -> None:
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(app, pilot)
        await pilot.press("/", *"evening", "enter", "R")
        await settled(app, pilot)
        await pilot.press("ctrl+u", *"Late evening", "enter")
        await settled(app, pilot)
        said = [one.message for one in app._notifications]
        assert any(
            "evening is in your plan mine: change it with `routine-timer edit --plan mine`." in one for one in said
        )
        await pilot.press("escape")
        await settled(app, pilot)
        assert "Did you rename it to 'late-evening'?" in seen(app)


async def test_a_stage_that_was_renamed_in_the_file_is_told(services: Services, plan: Path) -> None:
    services.history.care_records.move_to_stage("mine", "Second", 2, TODAY - timedelta(1))
    plan.write_text(PLAN.replace('"Second"', '"Other"'))
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(app, pilot)
        assert "The plan has no stage called 'Second' any more: you are in 'Other'." in seen(app)
        assert "▸ Today: Weak core" in text(app)


async def test_a_plan_whose_file_is_broken_says_how_to_find_out(services: Services, plan: Path) -> None:
    plan.write_text("name = 3\n")
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(app, pilot)
        assert "The file of your plan 'mine' has errors: see `routine-timer check --plan mine`." in seen(app)
        assert "`routine-timer plan stop` ends it." in seen(app)


async def test_the_later_move_of_another_computer_counts(services: Services) -> None:
    here = services.history.care_records.move_to_stage("mine", "Second", 2, TODAY)
    there = StageRecord("there", TODAY, "mine", "First", 1, here.edited_at + timedelta(hours=1))
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(app, pilot)
        assert "▸ Today: Weak core" in text(app)
        services.history.merge([there])
        app.post_message(AppFocus())
        await settled(app, pilot)
        assert "▸ Today: Evening" in text(app)
