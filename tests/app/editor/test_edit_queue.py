"""Changes that keys ask for, one after the other, on a text that may change or be left meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from routine_timer.app.screens.editor.edit_queue import EditQueue
from routine_timer.editing.dose_edits import EditRefused
from routine_timer.editing.step_edits import Edited
from routine_timer.routine.problem_collector import KeyPath


class Text:
    """A text without a screen."""

    def __init__(self) -> None:
        self.at: KeyPath | None = ("step", 0)
        self.text = "a"
        self.is_gone = False
        self.told: list[str] = []
        self.works: list[asyncio.Task[None]] = []

    def change_to(self, text: str, said: str) -> None:
        self.text = text
        self.told.append(said)

    def refuse(self, error: EditRefused) -> None:
        self.told.append(str(error))

    def in_background(self, work: Coroutine[Any, Any, None]) -> None:
        self.works.append(asyncio.create_task(work))

    async def done(self) -> None:
        await asyncio.gather(*self.works)


def longer(text: str, _path: KeyPath | None) -> Edited:
    return Edited(text + "b", ("step", len(text)))


async def test_what_was_asked_for_after_a_change_waits_for_it() -> None:
    here = Text()
    changing = EditQueue(here)
    changing.afterwards(lambda: here.told.append("at once"))
    changing.ask(longer, "first")
    changing.ask(longer, "second")
    changing.afterwards(lambda: here.told.append("afterwards"))
    before = changing.is_under_way
    await here.done()
    assert (before, changing.is_under_way) == (True, False)
    assert here.told == ["at once", "first", "second", "afterwards"]
    assert (here.text, here.at) == ("abb", ("step", 2))


async def test_what_is_written_meanwhile_is_not_lost() -> None:
    here = Text()

    def slow(text: str, path: KeyPath | None) -> Edited:
        if here.text == "a":
            here.text = "written "
        return longer(text, path)

    EditQueue(here).ask(slow)
    await here.done()
    assert here.text == "written b"


@pytest.mark.parametrize("refused", [False, True])
async def test_on_a_closed_screen_nothing_is_changed_or_shown(refused: bool) -> None:
    here = Text()
    changing = EditQueue(here)

    def leaving(text: str, path: KeyPath | None) -> Edited:
        here.is_gone = True
        if refused:
            raise EditRefused("there is no step to change")
        return longer(text, path)

    changing.ask(leaving, "changed")
    changing.afterwards(lambda: here.told.append("saved"))
    await here.done()
    assert (here.text, here.told) == ("a", [])


async def test_a_change_is_made_to_the_step_that_was_chosen_when_it_was_asked_for() -> None:
    here = Text()
    changing = EditQueue(here)
    paths: list[KeyPath | None] = []

    def moving(text: str, path: KeyPath | None) -> Edited:
        paths.append(path)
        return Edited(text + "b", ("step", 7) if path == ("step", 0) else ("step", 1))

    changing.ask(moving)
    changing.ask(moving)
    here.at = ("step", 1)  # the cursor moves on before either is made
    changing.ask(moving)
    await here.done()
    assert paths == [("step", 0), ("step", 7), ("step", 1)]
    assert here.at == ("step", 1)
