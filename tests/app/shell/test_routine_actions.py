"""Copying, renaming, deleting and resetting routines on the home screen."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.screens.home.routine_list import RoutineList
from routine_timer.app.services import Services
from routine_timer.editing.deleted_routines import delete
from tests.app.conftest import SATURDAY
from tests.app.shell.fakes import FakeServices, all_notices
from tests.app.shell.test_home import shown
from tests.history.making import segment, session

MINE = 'format = 1\nname = "Mine"  # for the evening\n[[step]]\nname = "A"\nhold = "30s"\n'


def own(services: FakeServices, id: str = "mine", text: str = MINE) -> Path:
    file = services.folders.routines / f"{id}.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


async def select(app: RoutineTimerApp, pilot: Pilot[Any], id: str) -> None:
    await app.workers.wait_for_complete()
    await pilot.pause()
    routines = app.screen.query_one(RoutineList)
    routines.highlighted = [entry.id for entry in routines.entries].index(id) + routines._above
    await pilot.pause()


async def settle(app: RoutineTimerApp, pilot: Pilot[Any]) -> None:
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


def chosen(app: RoutineTimerApp) -> str:
    entry = app.screen.query_one(RoutineList).chosen
    return entry.id if entry else ""


async def test_a_copy_is_made_and_selected(services: FakeServices) -> None:
    async with shown(services) as (app, pilot):
        await select(app, pilot, "desk-hips")
        await pilot.press("d")
        app.screen.query_one(Input).value = "Morning hips"
        await pilot.press("enter")
        await settle(app, pilot)
        assert 'name = "Morning hips"' in (services.folders.routines / "morning-hips.toml").read_text()
        assert chosen(app) == "morning-hips"


async def test_a_name_that_is_taken_is_refused(services: FakeServices) -> None:
    async with shown(services) as (app, pilot):
        await select(app, pilot, "desk-hips")
        await pilot.press("d")
        app.screen.query_one(Input).value = "Desk hips"
        await pilot.press("enter")
        assert app.screen.query(Input)
        assert list(services.folders.routines.glob("*.toml")) == []


async def test_renaming_moves_the_history_too(services: FakeServices) -> None:
    file = own(services)
    services.history.ended.log("mine", services.today())
    async with shown(services) as (app, pilot):
        await select(app, pilot, "mine")
        await pilot.press("R")
        app.screen.query_one(Input).value = "Before bed"
        await pilot.press("enter")
        await settle(app, pilot)
        assert not file.exists()
        assert chosen(app) == "before-bed"
        assert len(list(services.history.ended.sessions(routine="before-bed"))) == 1


async def test_a_deleted_routine_can_be_restored(services: FakeServices) -> None:
    file = own(services)
    async with shown(services) as (app, pilot):
        await select(app, pilot, "mine")
        await pilot.press("delete")
        await settle(app, pilot)
        assert not file.exists()
        assert any("u: undo" in notice.message for notice in app._notifications)
        await pilot.press("u")
        await settle(app, pilot)
        assert file.read_text() == MINE
        assert chosen(app) == "mine"


async def test_undo_restores_what_this_window_has_deleted(services: FakeServices) -> None:
    """Another window has deleted another routine since."""
    file, other = own(services), own(services, "other")
    async with shown(services) as (app, pilot):
        await select(app, pilot, "mine")
        await pilot.press("delete")
        await settle(app, pilot)
        delete(other, services.folders)
        await pilot.press("u")
        await settle(app, pilot)
        assert file.exists()
        assert not other.exists()
        await pilot.press("u")
        await settle(app, pilot)
        assert other.exists()


async def test_what_can_not_be_restored_is_named(services: FakeServices) -> None:
    """Another window has made a routine of that name meanwhile."""
    file = own(services)
    async with shown(services) as (app, pilot):
        await select(app, pilot, "mine")
        await pilot.press("delete")
        await settle(app, pilot)
        file.write_text(MINE.replace("30s", "40s"))
        await pilot.press("u")
        await settle(app, pilot)
        assert [one.message for one in app._notifications][-1] == f"{file}: already exists"
        assert "40s" in file.read_text()


async def test_a_bundled_routine_is_reset_and_never_deleted(services: FakeServices) -> None:
    file = own(services, "desk-hips")
    async with shown(services) as (app, pilot):
        await select(app, pilot, "desk-hips")
        await pilot.press("delete")
        assert file.exists()
        await pilot.press("Z")
        await settle(app, pilot)
        assert not file.exists()
        assert "desk-hips" in [entry.id for entry in app.screen.query_one(RoutineList).entries]
        await pilot.press("delete", "Z", "R")
        assert not app.screen.query(Input)


def said(app: RoutineTimerApp) -> list[str]:
    return [str(notice.message) for notice in app._notifications]


@pytest.mark.parametrize(
    ("id", "keys", "words"),
    [
        ("mine", ["delete"], "Mine deleted. u: undo"),
        ("mine", ["delete", "u"], "Mine restored."),
        ("desk-hips", ["Z"], "Mine is the bundled version again. u: undo"),
        ("desk-hips", ["delete"], "Mine replaces a bundled routine. Z: reset it to the bundled version"),
    ],
    ids=["deleted", "restored", "reset", "replaces"],
)
async def test_each_deed_is_told_as_it_was_done(services: FakeServices, id: str, keys: list[str], words: str) -> None:
    own(services, id)
    async with shown(services) as (app, pilot):
        await select(app, pilot, id)
        for key in keys:
            await pilot.press(key)
            await settle(app, pilot)
        assert said(app)[-1].startswith(words)


@pytest.mark.parametrize("key", ["delete", "R"])
async def test_on_a_full_disk_nothing_is_said_to_be_done(
    services: FakeServices, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    file = own(services)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    async with shown(services) as (app, pilot):
        await select(app, pilot, "mine")
        monkeypatch.setattr("routine_timer.editing.deleted_routines.delete", full)
        monkeypatch.setattr("routine_timer.editing.copy_and_rename.rename", full)
        await pilot.press(key)
        if key == "R":
            app.screen.query_one(Input).value = "Before bed"
            await pilot.press("enter")
        await settle(app, pilot)
        assert "No space left on device" in said(app)[-1]
        assert not any(word in said(app)[-1] for word in ("deleted", "renamed", "undo"))
        assert file.exists()


async def test_a_new_routine_is_selected(services: FakeServices) -> None:
    async with shown(services) as (app, pilot):
        await settle(app, pilot)
        await pilot.press("n", *"Evening", "enter", "enter", "enter")
        await settle(app, pilot)
        await pilot.press("escape")
        await settle(app, pilot)
        assert chosen(app) == "evening"


async def test_a_file_renamed_outside_the_program_gets_its_history_at_a_key(services: FakeServices) -> None:
    file = own(services)
    did = segment(1, label="A", actual_s=30.0)
    services.history.merge([session(SATURDAY, id="a1", routine="mine", segments=(did,))])
    assert Services.progress(services).renamed is None
    file.rename(file.with_name("evening.toml"))
    services.reload()
    services.stands = Services.progress(services)
    assert services.stands.renamed == ("mine", "evening")
    async with shown(services) as (app, pilot):
        await settle(app, pilot)
        said = all_notices(app)
        assert "“mine” is missing, and “Mine” looks like the same routine." in said
        assert "o move its history" in said
        await pilot.press("o")
        await settle(app, pilot)
        assert [record.routine for record in services.history.ended.sessions()] == ["evening"]
        assert any("1 session moved to evening." in notice.message for notice in app._notifications)
    assert Services.progress(services).renamed is None


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("Z", "After the workout is already the bundled version."),
        ("delete", "You can't delete a bundled routine."),
        ("R", "You can't rename a bundled routine. d: duplicate it under a new name"),
    ],
)
async def test_what_a_bundled_routine_does_not_allow_says_why(services: FakeServices, key: str, why: str) -> None:
    app = RoutineTimerApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app, pilot)
        await select(app, pilot, "after-workout")
        await pilot.press(key)
        await pilot.pause()
        assert [note.message for note in app._notifications] == [why]
