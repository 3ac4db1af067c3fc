"""Keys that reach the editor while the app ends, and its parts are gone already."""

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
