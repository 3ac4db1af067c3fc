"""The history screen, from a person's side."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from datetime import date, timedelta
from typing import Any

import pytest
from textual.events import AppFocus
from textual.pilot import Pilot
from textual.widgets import Input, Static

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.screens.history.calendar_view import CalendarView
from routine_timer.app.screens.history.history_changes import skip
from routine_timer.app.screens.history.screen import HistoryScreen
from routine_timer.app.screens.history.session_list import PAGE, SessionList
from routine_timer.app.screens.home.screen import HomeScreen
from routine_timer.app.services import Services
from routine_timer.app.system import change_poll
from routine_timer.history.errors import DamagedHistory, ReadOnly
from routine_timer.history.history import History
from routine_timer.history.store.ended_sessions import EndedSessions
from routine_timer.history.streaks.goals import parse_goal
from tests.app.conftest import SATURDAY
from tests.app.history.pasts import TODAY
from tests.app.shell.test_home import text
from tests.history.making import segment, session

PastOf = Callable[[str], Services]


@asynccontextmanager
async def shown(
    services: Services, *keys: str, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[RoutineTimerApp, Pilot[None]]]:
    app = RoutineTimerApp(services)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("h", *keys)
        yield app, pilot


async def answer(app: RoutineTimerApp, pilot: Pilot[Any], value: str) -> None:
    app.screen.query_one(Input).value = value
    await pilot.press("enter")


def static(app: RoutineTimerApp, id: str) -> str:
    return str(app.screen.query_one(f"#{id}", Static).content)


def keys(app: RoutineTimerApp) -> set[str]:
    """What the foot lists: `v view`."""
    return {" ".join(found.split()) for found in re.split(r"\s{2,}", text(app).splitlines()[-1].strip())}


def place_of(calendar: CalendarView, day: date) -> tuple[int, int]:
    """Where in the calendar a day is, as (x, y)."""
    for y, line in enumerate(calendar._picture(calendar.size.width)):
        for n, piece in enumerate(line):
            if piece.day == day:
                return sum(len(before.text) for before in line[:n]), y
    raise AssertionError(f"{day} is not in sight")


async def test_it_shows_streak_score_and_why(past_of: PastOf) -> None:
    async with shown(past_of("a month")) as (app, _):
        head = static(app, "head")
        assert "goal: daily" in head
        assert "(best " in head
        assert "% consistent" in head
        assert "-day streak, since" in head


async def test_the_day_under_the_cursor_is_explained(past_of: PastOf) -> None:
    async with shown(past_of("a month")) as (app, pilot):
        assert static(app, "day") == "Saturday 21 November: not done yet."
        await pilot.press("up")
        assert static(app, "day").startswith("Friday 20 November: done, ")
        await pilot.press("left")
        assert static(app, "day").startswith("Friday 13 November: ")


async def test_a_click_on_a_day_explains_it_and_one_beside_the_days_does_not(past_of: PastOf) -> None:
    async with shown(past_of("one day")) as (app, pilot):
        calendar = app.screen.query_one(CalendarView)
        x, y = place_of(calendar, TODAY - timedelta(3))
        await pilot.click(CalendarView, offset=(x, y))
        assert static(app, "day").startswith("Wednesday 18 November: ")
        await pilot.click(CalendarView, offset=(0, y))
        await pilot.click(CalendarView, offset=(calendar.size.width - 1, y))
        assert static(app, "day").startswith("Wednesday 18 November: ")


async def test_a_click_on_the_session_under_the_cursor_opens_it_and_one_below_the_last_does_nothing(
    past_of: PastOf,
) -> None:
    async with shown(past_of("one day")) as (app, pilot):
        await pilot.click(SessionList, offset=(4, 2))
        assert not app.screen.has_class("-opened")
        await pilot.click(SessionList, offset=(4, 0))
        assert "4:30 active, completed; counts as done" in text(app), "in all the room there is"


async def test_a_click_on_another_session_goes_to_it(past_of: PastOf) -> None:
    async with shown(past_of("a month")) as (app, pilot):
        await pilot.click(SessionList, offset=(4, 1))
        assert next(line for line in text(app).splitlines() if "▸" in line).split()[1:4] == ["Thu", "19", "Nov"]
        assert not app.screen.has_class("-opened")


async def test_a_small_terminal_gives_a_chart_the_room_of_the_days(past_of: PastOf) -> None:
    async with shown(past_of("ten years"), "p", "p", "p", size=(60, 20)) as (app, pilot):
        await pilot.pause()
        assert "Tight and weak" in text(app)
        assert "lower back and core" in text(app)
        await pilot.press("down", "down", "p", "p", "p", "p")
        assert "November 2026" in static(app, "period")
        assert "Mon" in text(app)
        await pilot.pause()
        await pilot.press("left")
        assert static(app, "day").startswith("Fri 20 Nov")


async def test_a_chart_in_the_room_of_the_days_offers_no_keys_for_the_days(past_of: PastOf) -> None:
    async with shown(past_of("a month"), size=(60, 20)) as (app, pilot):
        seen = set[bool]()
        for _ in range(8):
            days = app.screen.query_one("#days").display
            seen.add(days)
            assert app.screen.check_action("view", ()) == days
            assert ("enter open" in keys(app)) == days
            await pilot.press("p")
            await pilot.pause()
        assert seen == {True, False}


@pytest.mark.parametrize("name", ["one day", "a month", "ten years"])
async def test_the_sentences_of_the_streak_are_whole_on_a_small_terminal(past_of: PastOf, name: str) -> None:
    services = past_of(name)
    async with shown(services, size=(60, 20)) as (app, _):
        _, why = static(app, "head").split("\n", 1)
        assert why.endswith(".")
        assert services.history.streak_summary().why.startswith(" ".join(why.split()))
        assert why.splitlines()[-1].strip() in text(app)


async def test_a_day_with_only_another_activity_is_not_counted(past_of: PastOf) -> None:
    services = past_of("a month")
    day = TODAY - timedelta(40)
    services.history.ended.log("after-workout", day - timedelta(1))
    services.history.ended.log("swimming", day, active_s=1800, done=False)
    async with shown(services, "v") as (app, pilot):
        app.screen.query_one(CalendarView).day = day
        await pilot.pause()
        assert static(app, "day").startswith("Monday 12 October: not counted, 30:00 active in 1 session")
        assert "◇ 1 not counted" in text(app)
        assert "partly done" not in text(app)


async def test_v_goes_from_the_year_to_the_month_to_the_week_and_back(past_of: PastOf) -> None:
    async with shown(past_of("a month")) as (app, pilot):
        seen = [static(app, "period").split("  ")[0]]
        for _ in range(3):
            await pilot.press("v")
            seen.append(static(app, "period").split("  ")[0])
        assert seen == ["Last 12 months", "November 2026", "16 to 22 November 2026", "Last 12 months"]


async def test_a_small_terminal_shows_a_month_instead_of_a_year(past_of: PastOf) -> None:
    async with shown(past_of("a month"), size=(60, 20)) as (app, _):
        assert "November 2026" in static(app, "period")
        assert "Mon" in text(app)
        assert "Sessions" in text(app)


async def test_a_period_that_is_cut_ends_in_an_ellipsis(past_of: PastOf) -> None:
    async with shown(past_of("a month"), size=(40, 12)) as (app, _):
        assert next(line for line in text(app).splitlines() if "Last 12 months" in line).rstrip().endswith("…")


async def test_comma_and_full_stop_turn_the_pages_of_the_calendar(past_of: PastOf) -> None:
    async with shown(past_of("ten years"), "comma", "comma") as (app, pilot):
        assert static(app, "period").startswith("Nov 2023 to Nov 2024")
        await pilot.press("full_stop")
        assert static(app, "period").startswith("Nov 2024 to Nov 2025")
        await pilot.press("t")
        assert static(app, "period").startswith("Last 12 months")


async def test_the_calendar_goes_no_further_back_than_the_history(past_of: PastOf) -> None:
    async with shown(past_of("one day"), "comma", "comma") as (app, _):
        assert app.screen.query_one(CalendarView).day == date(2026, 1, 1)


async def test_an_empty_history_says_what_will_be_shown(past_of: PastOf) -> None:
    async with shown(past_of("empty")) as (app, pilot):
        said = text(app)
        assert "No sessions yet." in said
        assert "no streak yet" in said
        assert "No days done yet. Today isn't done yet." in said
        await pilot.press("enter", "tab", "enter", "x", "n", "d", "m", "u", "p", "p", "p", "p", "p")
        assert isinstance(app.screen, HistoryScreen)


async def test_sessions_are_newest_first_with_the_routines_names(past_of: PastOf) -> None:
    async with shown(past_of("a month")) as (app, _):
        rows = [line for line in text(app).splitlines() if "After the workout" in line]
        assert "Fri 20 Nov" in rows[0]
        assert "Thu 19 Nov" in rows[1]


async def test_ten_years_of_sessions_are_read_page_by_page(past_of: PastOf, monkeypatch: pytest.MonkeyPatch) -> None:
    services, asked = past_of("ten years"), []
    read = EndedSessions.sessions

    def noted(self: EndedSessions, **how: Any) -> Any:
        asked.append(how)
        return read(self, **how)

    monkeypatch.setattr(EndedSessions, "sessions", noted)
    async with shown(services, "tab", "end") as (app, _):
        sessions = app.screen.query_one(SessionList)
        assert sessions.total > 3000
        assert sessions.chosen is not None
        assert sessions.chosen.day == TODAY - timedelta(3650)
        pages = [how for how in asked if how.get("limit") == PAGE]
        assert len(pages) <= 4
        assert all("limit" in how or "since" in how for how in asked)


async def test_enter_opens_a_session_into_its_sides_and_escape_closes_it(past_of: PastOf) -> None:
    async with shown(past_of("a month"), "tab", "enter") as (app, pilot):
        said = text(app)
        assert "17:" in said
        assert "left" in said
        assert "right" in said
        assert "0:30 of 0:30" in said
        assert app.screen.query_one("#opened").has_focus
        await pilot.press("escape")
        assert app.screen.query_one(SessionList).has_focus
        assert "0:30 of 0:30" not in text(app)
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_on_a_wide_screen_the_open_session_follows_the_cursor(past_of: PastOf) -> None:
    async with shown(past_of("a month"), "tab", "enter", size=(120, 40)) as (app, pilot):
        assert "Friday 20 November" in static(app, "session")
        await pilot.press("down")
        assert "Thursday 19 November" in static(app, "session")


async def test_enter_on_a_day_goes_to_its_sessions(past_of: PastOf) -> None:
    async with shown(past_of("ten years"), "comma", "enter") as (app, _):
        chosen = app.screen.query_one(SessionList).chosen
        assert chosen is not None
        assert abs((chosen.day - date(2025, 11, 15)).days) <= 1
        assert app.screen.query_one(SessionList).has_focus


async def test_deleting_counts_at_once_and_u_takes_it_back(past_of: PastOf) -> None:
    services = past_of("a month")
    async with shown(services) as (app, pilot):
        before = static(app, "head")
        total = app.screen.query_one(SessionList).total
        await pilot.press("x")
        assert app.screen.query_one(SessionList).total == total, "the days have the cursor, so no session is meant"
        await pilot.press("tab", "x")
        assert app.screen.query_one(SessionList).total == total - 1
        assert static(app, "head") != before
        await pilot.press("u")
        assert app.screen.query_one(SessionList).total == total
        assert static(app, "head") == before


async def test_the_foot_shows_what_is_done_to_sessions_only_while_one_is_meant(past_of: PastOf) -> None:
    async with shown(past_of("a month")) as (app, pilot):
        assert "x delete" not in text(app)
        await pilot.press("tab")
        assert "x delete" in text(app)
        assert "u undo" not in text(app)
        await pilot.press("tab")
        assert "x delete" not in text(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_whole_reason_is_shown_and_the_header_shows_the_freezes(
    past_of: PastOf, size: tuple[int, int]
) -> None:
    services = past_of("ten years")
    async with shown(services, size=size) as (app, _):
        said = " ".join(text(app).split())
        assert "done yet. 2 freezes left." in said
        assert "✱ 2 freezes" in static(app, "head")


async def test_what_was_deleted_earlier_can_be_found_and_restored(past_of: PastOf) -> None:
    services = past_of("a month")
    gone = services.history.ended.delete(services.history.ended.sessions(limit=1).records[0].id)
    async with shown(services, "D") as (app, pilot):
        sessions = app.screen.query_one(SessionList)
        assert sessions.total == 1
        assert "1 deleted" in static(app, "list-title")
        await pilot.press("tab", "u")
        assert "No deleted sessions. D: back to the sessions" in " ".join(text(app).split())
        await pilot.press("D")
        assert sessions.chosen is not None
        assert sessions.chosen.id == gone.id


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_keys_of_what_was_deleted_are_not_cut_off(past_of: PastOf, size: tuple[int, int]) -> None:
    services = past_of("a month")
    services.history.ended.delete(services.history.ended.sessions(limit=1).records[0].id)
    async with shown(services, "D", size=size) as (app, _):
        assert "1 deleted   u: restore · D: back" in text(app)
        title = app.screen.query_one("#list-title", Static)
        assert len(static(app, "list-title").replace("1", "1,000")) <= title.size.width


async def test_escape_leaves_what_was_deleted_before_it_leads_home(past_of: PastOf) -> None:
    services = past_of("one day")
    services.history.ended.delete(services.history.ended.sessions().records[0].id)
    async with shown(services, "D") as (app, pilot):
        assert "1 deleted" in static(app, "list-title")
        await pilot.press("escape")
        assert "deleted" not in static(app, "list-title")
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_an_open_session_makes_way_for_the_next_panel(past_of: PastOf) -> None:
    async with shown(past_of("one day"), "tab", "enter") as (app, pilot):
        assert "4:30 active" in static(app, "session")
        await pilot.press("p")
        assert "Consistency" in text(app)
        assert not app.screen.has_class("-opened")


async def test_an_open_session_is_shown_in_the_room_that_the_terminal_has_now(past_of: PastOf) -> None:
    async with shown(past_of("one day"), "tab", "enter") as (app, pilot):
        assert "what         4:30 active, completed; counts as done" in text(app)
        await pilot.resize_terminal(44, 24)
        await pilot.pause()
        assert "what         4:30 active, completed" in text(app)
        assert "counts as done" in text(app)


async def test_a_question_that_is_not_answered_changes_nothing(past_of: PastOf) -> None:
    services = past_of("one day")
    async with shown(services, "g", "escape") as (app, _):
        assert isinstance(app.screen, HistoryScreen)
        assert "goal: daily" in static(app, "head")
        assert not list(app._notifications)


async def test_a_session_gets_a_note_another_day_and_the_persons_word(past_of: PastOf) -> None:
    services = past_of("a month")
    id = services.history.ended.sessions(limit=1).records[0].id
    async with shown(services, "tab", "n") as (app, pilot):
        await answer(app, pilot, "left hip clicks")
        assert services.history.ended.session(id).note == "left hip clicks"
        await pilot.press("d")
        assert not services.history.ended.session(id).done
        await pilot.press("m")
        await answer(app, pilot, "yesterday")
        assert "It must be a date such as 2026-11-21." in text(app)
        await answer(app, pilot, "2026-11-21")
        assert services.history.ended.session(id).day == TODAY


async def test_a_day_is_skipped_after_asking_and_unskipped_with_one_key(past_of: PastOf) -> None:
    services = past_of("a month")
    async with shown(services, "s") as (app, pilot):
        assert "Skip Saturday 21 November?" in text(app)
        assert services.history.skips() == []
        await pilot.press("enter")
        assert [skip.day for skip in services.history.skips()] == [TODAY]
        assert "Saturday 21 November: skipped" in static(app, "day")
        await pilot.press("s")
        assert services.history.skips() == []


async def test_a_day_that_is_done_has_nothing_to_skip(past_of: PastOf) -> None:
    services = past_of("a month")
    services.history.ended.log("desk-hips", TODAY)
    async with shown(services, "s") as (app, _):
        said = [str(one.message) for one in app._notifications]
        assert said == ["That day is already done: there is nothing to skip."]
        assert services.history.skips() == []


async def test_a_skip_that_is_taken_back_and_set_again_keeps_its_reason(past_of: PastOf) -> None:
    services = past_of("a month")
    services.history.skip(TODAY, TODAY, "a cold")
    async with shown(services, "s") as (app, pilot):
        assert services.history.skips() == []
        await pilot.press("s", "enter")
        assert "Saturday 21 November: skipped (a cold)" in static(app, "day")
        await pilot.press("right", "s", "enter")
        assert [skip.why for skip in services.history.skips()] == ["a cold", None], "another day has none"


@pytest.mark.parametrize("size", [(40, 24), (80, 24)], ids=["40", "80"])
async def test_the_line_of_a_skipped_day_is_not_cut_and_the_key_of_what_was_deleted_is_shown(
    past_of: PastOf, size: tuple[int, int]
) -> None:
    services = past_of("a month")
    services.history.skip(TODAY - timedelta(40), TODAY + timedelta(9), "travel")
    async with shown(services, *["right"] * 1, size=size) as (app, _):
        lines = [line.strip() for line in text(app).splitlines()]
        (said,) = (line for line in lines if "28 Nov" in line)
        assert "skipped (travel)" in said
        assert said.endswith(".")
        assert any(line.startswith("Sessions") and line.endswith("D deleted") for line in lines)


async def test_days_that_are_done_are_not_skipped_with_the_others(past_of: PastOf) -> None:
    services = past_of("a month")
    async with shown(services, "S") as (app, pilot):
        await answer(app, pilot, "2026-11-19..2026-11-22")
        await pilot.pause()
        assert [skip.day.day for skip in services.history.skips()] == [21, 22]


async def test_a_journey_is_skipped_as_a_whole(past_of: PastOf) -> None:
    services = past_of("a month")
    async with shown(services, "S") as (app, pilot):
        await answer(app, pilot, "2026-11-23..2026-11-29 travel")
        assert len(services.history.skips()) == 7
        await pilot.press("right")
        assert "Saturday 28 November: skipped (travel)" in static(app, "day")


@pytest.mark.parametrize(("choice", "before"), [((), "every 2 days"), (("down",), "daily")])
async def test_a_new_goal_starts_today_or_when_the_streak_started(
    past_of: PastOf, choice: tuple[str, ...], before: str
) -> None:
    services = past_of("empty")
    services.history.set_goal(parse_goal("every 2 days"), TODAY - timedelta(365))
    for ago in (0, 2, 4):
        services.history.ended.log("after-workout", TODAY - timedelta(ago))
    async with shown(services, "g") as (app, pilot):
        await answer(app, pilot, "daily")
        asked = text(app)
        assert "Today: your streak will be " in asked
        assert "when your streak started: it will be " in " ".join(asked.split())
        assert services.history.goal_on(TODAY).text == "every 2 days"
        await pilot.press(*choice, "enter")
        await app.workers.wait_for_complete()
        assert services.history.goal_on(TODAY).text == "daily"
        assert services.history.goal_on(TODAY - timedelta(1)).text == before
        assert "goal: daily" in static(app, "head")


@pytest.mark.parametrize(("choice", "goal"), [((), "7/week"), (("down",), "daily")])
async def test_a_goal_that_ends_the_streak_says_so_before_it_is_saved(
    past_of: PastOf, choice: tuple[str, ...], goal: str
) -> None:
    services = past_of("empty")
    services.history.ended.log("after-workout", TODAY)
    async with shown(services, "g") as (app, pilot):
        await answer(app, pilot, "7/week")
        assert "Your 1-day streak will end." in text(app)
        assert "Set the goal to 7/week" in text(app)
        assert services.history.goals() == []
        await pilot.press(*choice, "enter")
        await app.workers.wait_for_complete()
        assert services.history.goal_on(TODAY).text == goal


async def test_a_goal_can_be_cancelled_at_the_second_question(past_of: PastOf) -> None:
    services = past_of("empty")
    services.history.ended.log("after-workout", TODAY)
    async with shown(services, "g") as (app, pilot):
        await answer(app, pilot, "7/week")
        await pilot.press("escape")
        assert services.history.goals() == []


async def fill(app: RoutineTimerApp, pilot: Pilot[Any], **values: str) -> None:
    for id, value in values.items():
        app.screen.query_one(f"#{id}", Input).value = value
    await pilot.pause()


async def test_a_routine_is_picked_from_a_list_and_added_to_the_selected_day(past_of: PastOf) -> None:
    services = past_of("one day")
    async with shown(services, "up", "up", "a") as (app, pilot):
        assert "Desk hips" in text(app)
        await pilot.press(*"desk", "enter")
        await app.workers.wait_for_complete()
        [added] = services.history.ended.sessions(routine="desk-hips")
        assert (added.day, added.done) == (TODAY - timedelta(2), True)
        assert added.active_s > 0
        assert added.segments
        await pilot.pause()
        assert "2 days done" in static(app, "period")


async def test_day_time_and_minutes_can_be_entered(past_of: PastOf) -> None:
    services = past_of("one day")
    async with shown(services, "a") as (app, pilot):
        await fill(app, pilot, name="desk-hips", day="yesterday", time="7:30", minutes="9")
        await pilot.press("enter")
        [added] = services.history.ended.sessions(routine="desk-hips")
        assert added.started_at is not None
        assert (added.day, added.started_at.strftime("%H:%M"), added.active_s) == (TODAY - timedelta(1), "07:30", 540)


async def test_another_activity_without_minutes_asks_for_them_in_their_field(past_of: PastOf) -> None:
    services = past_of("one day")
    async with shown(services, "a") as (app, pilot):
        await fill(app, pilot, name="swimming")
        await pilot.press("enter")
        assert app.focused is app.screen.query_one("#minutes", Input)
        await pilot.press("3", "0", "enter")
        await app.workers.wait_for_complete()
        [added] = services.history.ended.sessions(routine="swimming")
        assert added.active_s == 1800
        said = [str(one.message) for one in app._notifications]
        assert said == ["Swimming added on Saturday 21 November. To count it as done, select it and press d."]
        assert "Swimming" in text(app), "with a capital letter, as the routines around it"
        assert "swimming" not in text(app)


async def test_in_the_sessions_the_foot_offers_to_delete_at_60_columns_too(past_of: PastOf) -> None:
    async with shown(past_of("a month"), "tab", size=(60, 20)) as (app, _):
        assert "x delete" in text(app)


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"name": "Swimming"}, "How long did it take?"),
        ({"name": "desk-hpis", "minutes": "9"}, "Did you mean the routine Desk hips?"),
        ({"name": "desk-hips", "day": "2026-12-24"}, "2026-12-24 is in the future"),
        ({"name": "desk-hips", "day": "soon"}, "'soon' is not a day"),
        ({"name": "desk-hips", "time": "noon"}, "'noon' is not a time of day"),
        ({"name": "desk-hips", "minutes": "-1"}, "'-1' is not a number of minutes"),
    ],
)
async def test_the_dialog_explains_what_it_cannot_take(past_of: PastOf, values: dict[str, str], error: str) -> None:
    services = past_of("one day")
    before = len(list(services.history.ended.sessions()))
    async with shown(services, "a") as (app, pilot):
        await fill(app, pilot, **values)
        await pilot.press("enter")
        assert error in " ".join(static(app, "hint").split())
        assert len(list(services.history.ended.sessions())) == before


async def test_a_second_session_of_one_day_is_asked_about(past_of: PastOf) -> None:
    services = past_of("one day")
    services.history.ended.log("desk-hips", TODAY)
    async with shown(services, "a") as (app, pilot):
        await fill(app, pilot, name="desk-hips")
        await pilot.press("enter")
        assert "Press Enter again to add another" in " ".join(static(app, "hint").split())
        assert len(list(services.history.ended.sessions(routine="desk-hips"))) == 1
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        assert len(list(services.history.ended.sessions(routine="desk-hips"))) == 2


async def test_another_activity_is_added_with_its_minutes_and_does_not_count_as_done(past_of: PastOf) -> None:
    services = past_of("one day")
    async with shown(services, "up", "up", "a") as (app, pilot):
        await fill(app, pilot, name="Swimming", minutes="40")
        assert "Another activity: Swimming" in text(app)
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        [added] = services.history.ended.sessions(routine="Swimming")
        assert (added.day, added.done, added.active_s) == (TODAY - timedelta(2), False, 2400)


async def test_the_length_of_a_session_can_be_changed(past_of: PastOf) -> None:
    services = past_of("a month")
    async with shown(services, "tab", "l") as (app, pilot):
        await answer(app, pilot, "none")
        assert "It must be a number of minutes" in text(app)
        await answer(app, pilot, "25")
        await app.workers.wait_for_complete()
        assert services.history.ended.sessions(limit=1).records[0].active_s == 1500


async def test_the_length_is_shown_in_whole_minutes_and_kept_to_the_second(past_of: PastOf) -> None:
    services = past_of("one day")
    id = services.history.ended.sessions(limit=1).records[0].id
    services.history.ended.edit(id, active_s=424.0)
    async with shown(services, "tab", "l") as (app, pilot):
        assert app.screen.query_one(Input).value == "7"
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        assert services.history.ended.sessions(limit=1).records[0].active_s == 424


async def test_what_another_window_changed_is_shown_once_this_one_is_looked_at_again(past_of: PastOf) -> None:
    services = past_of("one day")
    async with shown(services) as (app, pilot):
        with History(services.folders.history_file, services.folders.state) as other:
            other.ended.log("desk-hips", TODAY - timedelta(2))
        app.post_message(AppFocus())
        await pilot.pause()
        assert "2 days done" in static(app, "period")


async def test_a_change_by_another_program_shows_without_looking_at_the_window_again(
    past_of: PastOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(change_poll, "_EVERY_S", 0.02)
    services = past_of("one day")
    async with shown(services) as (app, pilot):
        with History(services.folders.history_file, services.folders.state) as other:
            other.ended.log("desk-hips", TODAY - timedelta(2))
        await until(pilot, lambda: "2 days done" in static(app, "period"))
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)
        with History(services.folders.history_file, services.folders.state) as other:
            other.ended.log("desk-hips", TODAY)
        await until(pilot, lambda: "3-day streak" in text(app))


async def test_later_stops_at_the_page_that_ends_today(past_of: PastOf) -> None:
    async with shown(past_of("a month"), "right_square_bracket") as (app, _):
        assert "Last 12 months" in static(app, "period")


async def test_a_plot_starts_with_the_data(past_of: PastOf) -> None:
    async with shown(past_of("a month")) as (app, _):
        assert isinstance(app.screen, HistoryScreen)
        past = app.screen._past
        assert past is not None
        assert app.screen._days.plot_span(past)[0] == past.first


def test_a_skip_in_another_year_names_the_year() -> None:
    assert skip(date(2027, 1, 2), "", TODAY).title == "Skip Saturday 2 January 2027?"
    assert skip(date(2026, 11, 30), "", TODAY).title == "Skip Monday 30 November?"


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Wait until it holds; an error if it never does."""
    for _ in range(200):
        await pilot.pause(0.01)
        if holds():
            return
    raise AssertionError("it never held")


async def test_every_panel_is_reached_by_one_key(past_of: PastOf) -> None:
    async with shown(past_of("ten years")) as (app, pilot):
        seen = []
        for _ in range(5):
            await pilot.press("p")
            seen.append(next(line for line in text(app).splitlines() if " of 6" in line).split("  ")[1].strip())
        assert seen == ["Consistency", "Active minutes a week", "Tight and weak", "Left and right", "Progress"]
        await pilot.press("p")
        assert "Sessions" in text(app)


async def test_a_large_screen_shows_all_at_once(past_of: PastOf) -> None:
    async with shown(past_of("ten years"), size=(200, 60)) as (app, _):
        said = text(app)
        for part in (
            "Sessions",
            "Consistency",
            "Active minutes a week",
            "Tight and weak",
            "hip flexors and glutes",
            "Left and right",
            "Lying hamstring stretch",
            "Progress",
            "20 s → 30 s",
            "pain: ○",
        ):
            assert part in said


async def test_a_history_that_cannot_be_written_is_reported_and_the_screen_stays(
    past_of: PastOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = past_of("a month")

    def refuse(*_: Any, **__: Any) -> None:
        raise ReadOnly(services.folders.history_file, "the folder is read-only")

    monkeypatch.setattr(History, "skip", refuse)
    async with shown(services, "s", "enter") as (app, _):
        assert isinstance(app.screen, HistoryScreen)
        assert any("history.db" in notice.message for notice in app._notifications)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_a_history_that_cannot_be_opened_is_not_shown_as_an_empty_one(
    past_of: PastOf, size: tuple[int, int]
) -> None:
    services = past_of("a month")
    with closing(sqlite3.connect(services.folders.history_file)) as db:
        db.execute("PRAGMA user_version = 99")
    async with shown(services, size=size) as (app, pilot):
        await pilot.press("tab", "enter", "p", "v", "full_stop", "t", "down")
        assert "Can't open the history" in static(app, "head")
        assert "no streak" not in static(app, "head")
        for untrue in ("No sessions yet", "no sessions", "isn't done yet", "first session"):
            assert untrue not in text(app)
        said = static(app, "empty")
        assert "was written by a newer version (schema 99" in said
        assert "Update routine-timer; until then your history stays untouched" in said


async def test_a_history_that_cannot_be_read_says_so_for_longer_than_a_moment(
    past_of: PastOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = past_of("a month")

    def refuse(*_: Any, **__: Any) -> None:
        raise DamagedHistory(services.folders.history_file, "page 7 is no page")

    async with shown(services, "escape") as (app, pilot):
        monkeypatch.setattr(EndedSessions, "sessions", refuse)
        await pilot.press("h")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Can't open the history" in static(app, "head")
        assert "page 7 is no page" in str(app.screen.query_one("#head", Static).tooltip)


async def test_a_session_that_has_just_ended_is_there_when_one_comes_back(past_of: PastOf) -> None:
    services = past_of("one day")
    async with shown(services, "escape") as (app, pilot):
        services.history.ended.log("after-workout", TODAY)
        await pilot.press("h")
        assert static(app, "day").startswith("Saturday 21 November: done")


async def test_a_theme_of_sixteen_colours_shows_it_too(past_of: PastOf) -> None:
    services = past_of("one day")
    services.change("theme", "terminal")
    async with shown(services, "p") as (app, _):
        assert "Consistency" in text(app)


async def test_sessions_can_be_filtered_by_routine(past_of: PastOf) -> None:
    services = past_of("a month")
    services.history.ended.log("desk-hips", TODAY - timedelta(3))
    async with shown(services, "tab", "f") as (app, pilot):
        await app.workers.wait_for_complete()
        await pilot.pause()
        name = app.screen.query_one(SessionList).chosen
        assert name is not None
        assert "show all" in static(app, "list-title")
        filtered = app.screen.query_one(SessionList).total
        await pilot.press("f")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "show all" not in static(app, "list-title")
        assert app.screen.query_one(SessionList).total == filtered + 1


async def test_the_arrows_scroll_a_panel_that_is_longer_than_its_room_as_soon_as_p_shows_it(past_of: PastOf) -> None:
    async with shown(past_of("ten years"), "p", "p", "p") as (app, pilot):
        await pilot.pause()
        assert "Tight and weak" in text(app)
        assert "transverse abdominals" not in text(app)
        await pilot.press(*["down"] * 20)
        assert "transverse abdominals" in text(app)
        await pilot.press("enter")
        assert not app.screen.has_class("-opened"), "Enter opens a session only where one is selected"


async def test_tab_reaches_a_panel_that_is_longer_than_its_room_beside_the_sessions_too(past_of: PastOf) -> None:
    async with shown(past_of("ten years"), "p", size=(120, 30)) as (app, pilot):
        while "Tight and weak" not in text(app):
            await pilot.press("p")
        await pilot.pause()
        await pilot.press("tab")
        assert "tab chart" in text(app)
        await pilot.press("tab", "end")
        await pilot.pause()
        assert "transverse abdominals" in text(app)
        await pilot.press("tab")
        assert app.screen.query_one(CalendarView).has_focus


async def test_the_key_line_says_where_tab_goes(past_of: PastOf) -> None:
    async with shown(past_of("ten years")) as (app, pilot):
        assert "tab sessions" in text(app)
        await pilot.press("tab")
        assert "tab days" in text(app)
        await pilot.press("p", "p", "p")
        await pilot.pause()
        assert "tab days" in text(app), "the chart that the arrows scroll has the focus"
        await pilot.press("tab")
        assert "tab chart" in text(app)


async def test_down_from_the_last_day_of_this_week_goes_on_by_a_week_not_by_a_year(past_of: PastOf) -> None:
    async with shown(past_of("a month"), size=(120, 40)) as (app, pilot):
        await pilot.press("down", "down")
        assert static(app, "day").startswith("Monday 23 November: ")
        assert "Nov 2025 to Nov 2026" in static(app, "period")
        await pilot.press("up")
        assert "Last 12 months" in static(app, "period")


async def test_the_three_minutes_for_a_bad_day_are_named_so_in_the_list_and_opened(past_of: PastOf) -> None:
    services = past_of("empty")
    two = (segment(1, label="Lunge"), segment(2, label="Clam"))
    services.history.merge([session(SATURDAY - timedelta(hours=2), active_s=150.0, segments=two)])
    async with shown(services) as (app, pilot):
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Three minutes: After the workout" in text(app)
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert text(app).count("Three minutes: After the workout") >= 1
