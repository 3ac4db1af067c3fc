"""Keys that reach the editor while the app is closing and parts of it are already gone."""

from __future__ import annotations

import pytest

from routine_timer.app.services import Services
from tests.app.editor.staging import editing


@pytest.mark.parametrize("action", ["go_to", "complete", "next_problem", "save"])
async def test_what_its_keys_would_do_can_still_be_asked(services: Services, action: str) -> None:
    async with editing(services) as one:
        screen = one.screen
        one.app.exit()
        await screen.query("*").remove()
        assert screen.check_action(action, ()) is True


@pytest.mark.parametrize("key", ["escape", "ctrl+e", "ctrl+q"])
async def test_a_question_about_unsaved_steps_leaves_the_steps_in_sight(services: Services, key: str) -> None:
    async with editing(services, size=(80, 24), opens_text=False) as one:
        await one.press("plus", key)
        assert one.screen.query_one("#asking").has_focus
        assert one.screen.query_one("#steps").region, "the text isn't shown instead"
        assert not one.screen.query_one("#writing").region
        await one.press("escape")
        assert one.screen.query_one("#steps").has_focus


@pytest.mark.parametrize(("key", "answer"), [("escape", "save and close"), ("ctrl+q", "save and quit")])
async def test_the_question_says_what_saving_is_followed_by(services: Services, key: str, answer: str) -> None:
    async with editing(services, size=(80, 24), opens_text=False) as one:
        await one.press("plus", key)
        assert "Save your changes?" in one.asked
        assert answer in one.asked
