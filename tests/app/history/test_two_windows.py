"""What a person changes here while another window changes the same."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from routine_timer.app.services import Services
from routine_timer.history.history import History
from routine_timer.history.streaks.goals import parse_goal
from tests.app.history.pasts import TODAY
from tests.app.history.test_screen import PastOf, shown


async def said(services: Services, keys: str, typed: str | None, elsewhere: History) -> list[str]:
    """What is reported if another window writes a note, moves the session and sets a goal while something is typed."""
    async with shown(services, *keys.split()) as (app, pilot):
        record = elsewhere.ended.sessions(limit=1).records[0]
        elsewhere.ended.edit(record.id, note="theirs")
        elsewhere.set_goal(parse_goal("2/week"), TODAY)
        if typed is not None:
            app.screen.query_one(Input).value = typed
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        return [str(one.message) for one in app._notifications]


@pytest.mark.parametrize(
    ("keys", "typed", "words", "note", "goal"),
    [
        ("tab n", None, "Note not changed.", "theirs", "2/week"),
        ("tab n", "mine", "Note saved. It replaced one saved in the meantime: theirs", "mine", "2/week"),
        ("tab n", "theirs", "Note saved.", "theirs", "2/week"),
        ("tab m", None, "Day not changed.", "theirs", "2/week"),
        ("g", None, "The goal was changed to 2/week in the meantime. Nothing was changed here.", "theirs", "2/week"),
        ("g", "3/week", "Goal from today on: 3/week.", "theirs", "3/week"),
    ],
)
async def test_what_was_only_suggested_does_not_undo_what_another_window_saved(
    past_of: PastOf, keys: str, typed: str | None, words: str, note: str, goal: str
) -> None:
    services = past_of("one day")
    with History(services.folders.history_file, services.folders.state) as elsewhere:
        assert await said(services, keys, typed, elsewhere) == [words]
        assert elsewhere.ended.sessions(limit=1).records[0].note == note
        assert elsewhere.goal_on(TODAY).text == goal


@pytest.mark.parametrize("key", ["n", "m", "l"])
async def test_a_session_that_was_deleted_elsewhere_is_not_changed(past_of: PastOf, key: str) -> None:
    services = past_of("one day")
    async with shown(services, "tab", key) as (app, pilot):
        with History(services.folders.history_file, services.folders.state) as elsewhere:
            elsewhere.ended.delete(elsewhere.ended.sessions(limit=1).records[0].id)
        app.screen.query_one(Input).value = {"n": "mine", "m": "2026-11-12", "l": "31"}[key]
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert [str(one.message) for one in app._notifications] == ["This session was deleted. Restore it first"]
