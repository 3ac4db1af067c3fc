"""What the editor says of saving, of copies and of other programs, each from its cause."""

from __future__ import annotations

import contextlib
import errno
from pathlib import Path

import pytest
from textual.events import AppFocus
from textual.widgets import Input, Static

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.messages import Edit
from routine_timer.app.services import Services
from routine_timer.editing import routine_file
from routine_timer.paths import bundled_routines
from tests.app.editor.staging import EVENING, editing


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


async def test_what_was_saved_is_named(services: Services) -> None:
    async with editing(services) as one:
        await one.press("x", "ctrl+z", "#", "ctrl+s")
        assert one.said == "Saved Evening."


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("hald = 1", "1 error. Fix it before you start this routine."),
        ("hald = 1\nhild = 2", "2 errors. Fix them before you start this routine."),
    ],
    ids=["one", "two"],
)
async def test_a_saved_file_with_errors_says_how_many(services: Services, wrong: str, says: str) -> None:
    async with editing(services, EVENING.replace('"20s"', f'"20s"\n{wrong}')) as one:
        await one.press("#", "ctrl+s")
        assert one.said == f"Saved Evening with {says}"
        assert one.file.read_text(encoding="utf-8").startswith("#")


async def test_on_a_full_disk_nothing_is_said_to_be_saved(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    async with editing(services) as one:
        monkeypatch.setattr(routine_file, "save", full)
        await one.press("#", "ctrl+s")
        assert one.said == "Not saved: No space left on device"
        assert one.file.read_text(encoding="utf-8") == EVENING


async def test_a_copy_that_nobody_changed_goes_and_says_so(services: Services) -> None:
    async with editing(services) as one:
        await one.press("escape")
        one.app.post_message(Edit(bundled_routines() / "weak-core.toml"))
        await one.settle()
        own = services.folders.routines / "weak-core.toml"
        assert one.said == f"Copied to {own}. Your copy now replaces the bundled routine."
        await one.press("escape")
        told = [str(notice.message) for notice in one.app._notifications]
        assert told == ["Nothing was changed, so your copy was removed. The bundled routine is used."]
        assert not own.exists()


async def test_a_copy_that_cannot_be_removed_is_not_said_to_be(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with editing(services) as one:
        await one.press("escape")
        one.app.post_message(Edit(bundled_routines() / "weak-core.toml"))
        await one.settle()
        own = services.folders.routines / "weak-core.toml"
        unlink = Path.unlink

        def refuse(self: Path, *, missing_ok: bool = False) -> None:
            if self == own:
                raise PermissionError(errno.EACCES, "Permission denied")
            unlink(self, missing_ok=missing_ok)

        monkeypatch.setattr(Path, "unlink", refuse)
        await one.press("escape")
        told = [str(notice.message) for notice in one.app._notifications]
        assert told == [f"{own} can't be removed: Permission denied"]
        assert own.exists()


async def test_a_new_routine_that_cannot_be_saved_is_not_said_to_be(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("routine_timer.app.screens.editor.new_routine.create_routine", full)
    app = RoutineTimerApp(services)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("n", *"Evening", "enter", "enter", "enter")
        await pilot.pause()
        assert str(app.screen.query_one("#said", Static).content) == "Can't save it: No space left on device"
        assert app.screen.query(Input)
    services.close()


async def test_a_file_that_was_deleted_meanwhile_is_written_again_and_said_to_be(services: Services) -> None:
    async with editing(services) as one:
        one.file.rename(one.file.with_name("other.toml"))
        await one.press("#", "ctrl+s")
        assert one.said == "Saved Evening. The file had been deleted or renamed in the meantime."
        assert one.file.read_text(encoding="utf-8").startswith("#")
        await one.press("#", "ctrl+s")
        assert one.said == "Saved Evening."


async def test_a_file_that_the_other_editor_deleted_is_not_said_to_be_saved(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "rm")
    async with editing(services) as one:
        monkeypatch.setattr(one.app, "suspend", contextlib.nullcontext)
        await one.press("ctrl+e")
        assert one.said == "evening.toml was deleted or renamed. Save to write it again."
        assert " saved" not in one.head
        assert "unsaved" in one.head
        await one.press("escape")
        assert "Save your changes?" in one.asked
        await one.press("s")
        assert one.file.read_text(encoding="utf-8") == EVENING
        told = [str(notice.message) for notice in one.app._notifications]
        assert told == ["evening.toml had been deleted or renamed in the meantime. It was written again."]


async def test_a_file_that_comes_back_is_saved(services: Services) -> None:
    async with editing(services) as one:
        one.file.unlink()
        one.app.post_message(AppFocus())
        await one.settle()
        assert "unsaved" in one.head
        one.file.write_text(EVENING, encoding="utf-8")
        one.app.post_message(AppFocus())
        await one.settle()
        assert "unsaved" not in one.head
