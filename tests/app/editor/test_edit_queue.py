"""Changes that keys ask for, one after the other, on a text that may change or be left meanwhile."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from routine_timer.app.screens.editor.edit_queue import EditQueue
from routine_timer.app.screens.editor.editor_panes import EditorPanes
from routine_timer.app.services import Services
from routine_timer.editing.dose_increments import EditRefused
from routine_timer.editing.step_edits import Edited
from routine_timer.routine.problem_collector import KeyPath
from tests.app.editor.staging import editing


@pytest.fixture
async def here(services: Services) -> AsyncIterator[EditorPanes]:
    """An open text."""
    async with editing(services, "a") as one:
        one.screen.at = ("step", 0)
        yield one.screen


async def all_done(here: EditorPanes) -> None:
    await here.app.workers.wait_for_complete()


def longer(text: str, _path: KeyPath | None) -> Edited:
    return Edited(text + "b", ("step", len(text)))


async def test_what_was_asked_for_after_a_change_waits_for_it(here: EditorPanes) -> None:
    changing = EditQueue(here)
    seen = []
    changing.afterwards(lambda: seen.append(here.text))
    changing.ask(longer)
    changing.ask(longer)
    changing.afterwards(lambda: seen.append(here.text))
    before = changing.is_under_way
    await all_done(here)
    assert (before, changing.is_under_way) == (True, False)
    assert seen == ["a", "abb"]
    assert here.at == ("step", 2)


async def test_what_is_written_meanwhile_is_not_lost(here: EditorPanes) -> None:
    def slow(text: str, path: KeyPath | None) -> Edited:
        if here.text == "a":
            here.app.call_from_thread(here.source.become, "written ")
        return longer(text, path)

    EditQueue(here).ask(slow)
    await all_done(here)
    assert here.text == "written b"


@pytest.mark.parametrize("refused", [False, True])
async def test_on_a_closed_screen_nothing_is_changed_or_shown(
    here: EditorPanes, refused: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(here, "tell", lambda text, _colour="": told.append(text))
    changing = EditQueue(here)

    def leaving(text: str, path: KeyPath | None) -> Edited:
        here.app.call_from_thread(setattr, here, "display", False)  # as it is while a screen closes
        if refused:
            raise EditRefused("there is no step to change")
        return longer(text, path)

    changing.ask(leaving, "changed")
    changing.afterwards(lambda: told.append("saved"))
    await all_done(here)
    assert (here.text, told) == ("a", [])


async def test_a_change_is_made_to_the_step_that_was_chosen_when_it_was_asked_for(here: EditorPanes) -> None:
    changing = EditQueue(here)
    paths: list[KeyPath | None] = []

    def moving(text: str, path: KeyPath | None) -> Edited:
        paths.append(path)
        return Edited(text + "b", ("step", 7) if path == ("step", 0) else ("step", 1))

    changing.ask(moving)
    changing.ask(moving)
    here.at = ("step", 1)  # the cursor moves on before either is made
    changing.ask(moving)
    await all_done(here)
    assert paths == [("step", 0), ("step", 7), ("step", 1)]
    assert here.at == ("step", 1)
