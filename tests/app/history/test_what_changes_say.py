"""What the history says of each change that a person makes: only once it is so, and only if it is."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from routine_timer.app.services import Services
from routine_timer.history.errors import DiskFull
from routine_timer.history.history import History
from routine_timer.history.store.ended_sessions import EndedSessions
from tests.app.history.test_screen import PastOf, fill, shown

NOT_SAVED = (
    "can't grow: the disk is full (database or disk is full). Nothing was changed: free some space, and try again"
)


async def said(services: Services, *keys: str) -> list[str]:
    """The toasts after some keys; of several changes, that of the last. A `<word>` replaces what is in the field."""
    async with shown(services) as (app, pilot):
        for key in keys:
            if key.startswith("<"):
                app.screen.query_one(Input).value = key.strip("<>")
            else:
                await pilot.press(key)
        await app.workers.wait_for_complete()
        await pilot.pause()
        return [str(one.message) for one in app._notifications]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["tab", "x"], ["Deleted. u: restore (for 30 days)"]),
        (["tab", "d"], ["No longer counted as done."]),
        (["tab", "d", "d"], ["Counted as done."]),
        (["tab", "n", "<left hip>", "enter"], ["Note saved."]),
        (["tab", "n", "<left hip>", "enter", "n", "<>", "enter"], ["Note deleted."]),
        (["tab", "m", "<2026-11-21>", "enter"], ["Moved to Saturday 21 November."]),
        (["tab", "l", "<25>", "enter"], ["Length changed to 25 min."]),
        (["s", "enter"], ["Saturday 21 November is skipped. It doesn't break or extend a streak."]),
        (["s", "enter", "s"], ["Saturday 21 November is no longer skipped."]),
        (["S", "<2026-11-19..2026-11-22>", "enter"], ["2 days skipped. s on one of them undoes it."]),
        (["S", "<2026-11-17..2026-11-18>", "enter"], ["Those days are already done: there is nothing to skip."]),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) and len(value[0]) < 5 else "",
)
async def test_each_change_is_told_as_it_was_made(past_of: PastOf, keys: list[str], words: list[str]) -> None:
    assert await said(past_of("a month"), *keys) == words


async def test_what_is_restored_is_named_with_its_day(past_of: PastOf) -> None:
    services = past_of("a month")
    last = services.history.ended.sessions(limit=1).records[0]
    [told] = await said(services, "tab", "x", "u")
    assert told.startswith("Restored: ")
    assert told.endswith(f", {last.day:%A} {last.day.day} {last.day:%B}.")


async def test_a_length_that_stays_is_said_to_stay(past_of: PastOf) -> None:
    services = past_of("one day")
    id = services.history.ended.sessions(limit=1).records[0].id
    services.history.ended.edit(id, active_s=424.0)
    assert await said(services, "tab", "l", "enter") == ["Length not changed."]


async def test_what_was_added_is_named_with_its_day(past_of: PastOf) -> None:
    async with shown(past_of("one day"), "a") as (app, pilot):
        await fill(app, pilot, name="desk-hips", day="yesterday", time="7:30", minutes="9")
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        assert [one.message for one in app._notifications] == ["Desk hips added on Friday 20 November."]


async def test_what_could_not_be_deleted_is_not_said_to_be_restored(
    past_of: PastOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = past_of("a month")

    def full(*_: object) -> None:
        raise DiskFull(services.folders.history_file, "database or disk is full")

    async with shown(services, "tab") as (app, pilot):
        with monkeypatch.context() as disk:
            disk.setattr(EndedSessions, "_changed", full)
            await pilot.press("x")
            await app.workers.wait_for_complete()
        await pilot.press("u")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert [str(one.message) for one in app._notifications][-1] == "This session isn't deleted."


@pytest.mark.parametrize(
    "keys",
    [
        ["tab", "x"],
        ["tab", "d"],
        ["tab", "n", "<left hip>", "enter"],
        ["tab", "m", "<2026-11-21>", "enter"],
        ["tab", "l", "<25>", "enter"],
        ["s", "enter"],
        ["S", "<2026-11-23..2026-11-24>", "enter"],
    ],
    ids="-".join,
)
async def test_on_a_full_disk_nothing_is_said_to_be_done(
    past_of: PastOf, monkeypatch: pytest.MonkeyPatch, keys: list[str]
) -> None:
    services = past_of("a month")
    file = services.folders.history_file

    def full(*_: object, **__: object) -> None:
        raise DiskFull(file, "database or disk is full")

    monkeypatch.setattr(EndedSessions, "_changed", full)
    monkeypatch.setattr(History, "skip", full)
    before = [*services.history.ended.sessions()]
    [told] = await said(services, *keys)
    assert told == f"{file} {NOT_SAVED}"
    assert [*services.history.ended.sessions()] == before
    assert services.history.skips() == []
