"""The home screen: what today asks, which routine to follow, and what has to be said, without standing in the way."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.events import AppFocus, Paste
from textual.message import Message
from textual.pilot import Pilot
from textual.widgets import Input, Static

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.messages import Edit, Resume, StartSession
from routine_timer.app.models.home_progress import HomeProgress
from routine_timer.app.screens.home import screen
from routine_timer.app.screens.home.detail_pane import DetailPane
from routine_timer.app.screens.home.notices import Notices
from routine_timer.app.screens.home.routine_list import RoutineList
from routine_timer.app.screens.home.screen import HomeScreen
from routine_timer.app.screens.preview.screen import PreviewScreen
from routine_timer.app.services import Services
from routine_timer.app.widgets.key_line import KeyLine
from routine_timer.care.check_in import SEE_A_DOCTOR_FIRST
from routine_timer.history.errors import HistoryLocked
from routine_timer.history.history import History
from routine_timer.history.journal_entries import PositionChanged
from routine_timer.history.records import Header, UnfinishedSession
from routine_timer.history.store.session_lock import SessionLock
from routine_timer.history.streaks.streak_summary import Run, StreakSummary
from routine_timer.paths import Folders
from routine_timer.settings import Settings, SettingsProblem
from tests.app.conftest import SATURDAY, no_sound
from tests.app.shell.fakes import (
    BROKEN,
    ENTRIES,
    HOSTILE,
    NEW,
    STANDING,
    TODAY,
    FakeServices,
    all_notices,
    entry,
    streak_summary,
)

CUT_OFF = UnfinishedSession(
    "abc",
    Header("after-workout", SATURDAY, None, 400.0),
    TODAY,
    "{}",
    3,
    12.0,
    190.0,
    datetime(2026, 11, 21, 16, tzinfo=UTC),
    (),
    runs_elsewhere=False,
)


class Following(RoutineTimerApp):
    """The app, with requests for other screens only recorded."""

    def __init__(self, services: FakeServices) -> None:
        super().__init__(services)
        self.went: list[tuple[str, Any]] = []

    def post_message(self, message: Message) -> bool:
        match message:
            case StartSession():
                self.went.append(("follow", message.timeline.routine))
            case Resume():
                self.went.append(("resume", message.session.id))
            case Edit():
                self.went.append(("edit", message.file.name))
            case _:
                return super().post_message(message)
        return True


@pytest.fixture
def services(folders: Folders) -> Iterator[FakeServices]:
    found = FakeServices(folders, Settings(), player=no_sound, now=lambda: SATURDAY)
    yield found
    found.close()


@asynccontextmanager
async def shown(
    services: FakeServices, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Following, Pilot[None]]]:
    app = Following(services)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot


def lines(app: RoutineTimerApp) -> list[str]:
    """What is on the screen, line by line."""
    return ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]


def text(app: RoutineTimerApp) -> str:
    return "\n".join(lines(app))


async def test_it_shows_the_day_the_week_the_streak_and_what_today_asks(services: FakeServices) -> None:
    async with shown(services) as (app, _):
        name, asks, marks, *_ = lines(app)
        assert name.split() == ["Routine", "timer", "Saturday", "21", "November"]
        assert asks.strip().startswith("A session today makes it 13 days.")
        assert "M T W T F S S   12-day streak" in asks
        assert "■ ╌ □ · ■ ◌ ·   87% consistent" in marks


async def test_a_routine_that_is_shown_while_the_app_closes_is_no_error(services: FakeServices) -> None:
    """Its pane is taken apart before the list has told all that it had to tell."""
    async with shown(services, (120, 40)) as (app, pilot):
        pane, entry = app.screen.query_one(DetailPane), app.screen.query_one(RoutineList).chosen
        assert entry is not None
        await pane.query_children().remove()
        pane.show(entry, None, None, full=True)
        pane.show_text("x")
        await pilot.pause()
        await pane.remove()
        pane.show_figure(entry)
        pane.show(entry, None, None, full=False)


async def test_what_today_asks_is_whole_at_sixty_columns(services: FakeServices) -> None:
    async with shown(services, (60, 20)) as (app, _):
        first, second = (line[:26].strip() for line in lines(app)[1:3])
        assert f"{first} {second}" == "A session today makes it 13 days."
    services.stands = NEW
    async with shown(services, (60, 20)) as (app, _):
        first, second = (line[:40].strip() for line in lines(app)[1:3])
        assert f"{first} {second}" == "Choose a routine and press Enter to start."


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)], ids=str)
async def test_each_column_of_the_list_has_its_heading(services: FakeServices, size: tuple[int, int]) -> None:
    async with shown(services, size) as (app, _):
        at = next(n for n, line in enumerate(lines(app)) if "Routine" in line and "Length" in line)
        heads, row = lines(app)[at], next(line for line in lines(app) if "After the workout" in line)
        assert heads.index("Routine") == row.index("After the workout")
        assert heads.index("Length") + len("Length") == row.index("9:29") + len("9:29")
        assert heads.index("Last done") + len("Last done") <= row.index("yesterday") + len("yesterday")


async def test_a_name_is_whole_where_the_terminal_has_room_for_it(folders: Folders) -> None:
    services = Services(folders, player=no_sound, now=lambda: SATURDAY)
    for size in ((60, 20), (120, 40)):
        app = RoutineTimerApp(services)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            assert "Cool-down for runners and cyclists" in text(app)
    services.close()


async def test_no_step_of_the_chosen_routine_is_cut_beside_the_list(folders: Folders) -> None:
    services = Services(folders, player=no_sound, now=lambda: SATURDAY)
    app = RoutineTimerApp(services)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        said = str(app.screen.query_one("#detail", Static).content)
        assert "Lying hamstring stretch" in said
        assert "Dead bug" in said
        assert "…" not in said
    services.close()


async def test_the_second_line_of_a_notice_is_below_its_text(services: FakeServices) -> None:
    services.stands = NEW
    async with shown(services) as (app, _):
        at = next(n for n, line in enumerate(lines(app)) if "i This is not a diagnosis" in line)
        assert lines(app)[at + 1].startswith("    numbness")


async def test_a_streak_that_has_ended_is_not_shown_as_none(services: FakeServices) -> None:
    begun = streak_summary(length=0)
    ended = StreakSummary(**{name: getattr(begun, name) for name in StreakSummary.fields} | {"best": Run(1, "days")})
    for found, said in ((begun, "no streak yet"), (ended, "no current streak")):
        services.stands = replace(STANDING, streak_summary=found)
        async with shown(services) as (app, _):
            assert said in lines(app)[1]


async def test_the_freezes_held_are_behind_the_streak_where_there_is_room(services: FakeServices) -> None:
    held = StreakSummary(
        **{name: getattr(STANDING.streak_summary, name) for name in StreakSummary.fields} | {"freezes": 2}
    )
    services.stands = replace(STANDING, streak_summary=held)
    async with shown(services, (120, 40)) as (app, _):
        assert "12-day streak · 2 freezes" in text(app)


async def test_each_routine_has_its_length_what_it_works_on_and_when_it_was_done(services: FakeServices) -> None:
    async with shown(services) as (app, _):
        row = next(line for line in lines(app) if "After the workout" in line)
        assert "9:29" in row
        assert "hamstrings, calves ↔ glutes" in row
        assert row.rstrip().endswith("yesterday")
        assert "never" in next(line for line in lines(app) if "Desk shoulders" in line)


async def test_the_length_of_a_routine_includes_grown_doses(folders: Folders) -> None:
    folders.routines.mkdir(parents=True)
    text_of = 'format = 1\nname = "Core"\n[[step]]\nname = "Plank"\nhold = "20-60s"\nbetween = "0s"\n'
    (folders.routines / "core.toml").write_text(text_of)
    services = Services(folders, player=no_sound, now=lambda: SATURDAY)
    app = RoutineTimerApp(services)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "0:30" in next(line for line in lines(app) if "Core" in line)
        services.history.care_records.accept_dose("core", 1, "Plank", 45)
        await pilot.press("v")
        await pilot.press("escape")
        assert "0:55" in next(line for line in lines(app) if "Core" in line)
        assert "0:55 · 1 step" in text(app)
    services.close()


async def test_a_broken_file_says_its_line_and_what_is_wrong(services: FakeServices) -> None:
    async with shown(services) as (app, _):
        assert '! my-routine.toml line 14: unknown key "side": did you mean "sides"?' in " ".join(text(app).split())


async def test_beside_the_list_a_broken_file_is_reported_at_length(services: FakeServices) -> None:
    async with shown(services, (120, 40)) as (app, pilot):
        await pilot.press("end")
        said = " ".join(str(app.screen.query_one("#detail", Static).content).split())
        assert "14" in said
        assert 'unknown key "side": did you mean "sides"?' in said


async def test_enter_follows_the_chosen_routine(services: FakeServices) -> None:
    async with shown(services) as (app, pilot):
        await pilot.press("down", "enter")
        assert app.went == [("follow", "after-workout")]


async def test_a_click_chooses_and_follows(services: FakeServices) -> None:
    async with shown(services) as (app, pilot):
        await pilot.click(RoutineList, offset=(6, 2))
        await pilot.pause()
        assert app.went == [("follow", "desk-shoulders")]


async def test_a_broken_file_is_not_followed_but_opened_where_it_can_be_mended(services: FakeServices) -> None:
    async with shown(services) as (app, pilot):
        await pilot.press("end", "v", "enter", "e")
        assert app.went == [("edit", "my-routine.toml")]


async def test_a_click_on_a_broken_file_opens_it_where_it_can_be_mended(services: FakeServices) -> None:
    async with shown(services) as (app, pilot):
        await pilot.click(RoutineList, offset=(6, 4))
        assert app.went == [("edit", "my-routine.toml")]


async def test_a_tap_on_the_line_of_keys_does_what_it_says(services: FakeServices) -> None:
    async with shown(services) as (app, pilot):
        await pilot.click(KeyLine, offset=(lines(app)[-1].index("edit"), 0))
        await pilot.pause()
        assert app.went == [("edit", "my-evening.toml")]


async def test_a_tap_beside_the_keys_does_nothing(services: FakeServices) -> None:
    async with shown(services) as (app, pilot):
        before = text(app)
        await pilot.click(KeyLine, offset=(lines(app)[-1].index("edit") - 3, 0))
        assert (text(app), app.went) == (before, [])


async def test_a_page_down_goes_to_the_last_and_a_page_up_to_the_first(services: FakeServices) -> None:
    async with shown(services) as (app, pilot):
        await pilot.press("pagedown", "e", "pageup", "e")
        assert app.went == [("edit", "my-routine.toml"), ("edit", "my-evening.toml")]


async def test_the_line_of_keys_says_what_can_be_done(services: FakeServices) -> None:
    async with shown(services) as (app, _):
        said = " ".join(lines(app)[-1].split())
        assert said == "enter start e edit v preview n new h history c check-in q quit ? keys"


async def test_preview_opens_on_v_and_goes_back(services: FakeServices) -> None:
    async with shown(services) as (app, pilot):
        await pilot.press("down", "v")
        await pilot.pause()
        assert type(app.screen) is PreviewScreen
        await pilot.press("escape")
        assert type(app.screen_stack[-1]) is HomeScreen


async def test_finding_narrows_the_list_while_typing_and_enter_goes_to_it(services: FakeServices) -> None:
    async with shown(services) as (app, pilot):
        await pilot.press("slash", *"clam")
        await pilot.pause()
        listed = app.screen.query_one(RoutineList)
        assert [found.id for found in listed.entries] == ["after-workout", "one-hip-higher"]
        await pilot.press("down", "enter", "enter")
        assert app.went == [("follow", "one-hip-higher")]
        await pilot.press("escape")
        await pilot.pause()
        assert len(listed.entries) == len(ENTRIES)
        assert not app.screen.query(Input)


async def test_in_a_window_that_gets_smaller_the_chosen_routine_stays_in_sight(services: FakeServices) -> None:
    async with shown(services) as (app, pilot):
        await pilot.press("end", "up")
        chosen = app.screen.query_one(RoutineList).chosen
        assert chosen is not None
        for rows in (9, 8):
            await pilot.resize_terminal(60, rows)
            await pilot.pause()
            assert f"▸ {chosen.name}" in text(app)


async def test_finding_nothing_says_so(services: FakeServices) -> None:
    async with shown(services) as (app, pilot):
        await pilot.press("slash", *"xyzzy")
        await pilot.pause()
        await pilot.pause()
        assert "No routine matches 'xyzzy'." in text(app)


async def test_a_session_that_was_cut_off_is_a_line_with_three_answers(services: FakeServices) -> None:
    services.stands = replace(STANDING, unfinished=(CUT_OFF,))
    async with shown(services) as (app, pilot):
        said = all_notices(app)
        assert "After the workout was interrupted after 3:10, today." in said
        for answer in ("r resume", "k save", "x discard"):
            assert answer in said
        await pilot.press("r")
        assert app.went == [("resume", "abc")]


async def test_its_answers_are_shown_with_the_keys_that_the_person_has_set(services: FakeServices) -> None:
    services.settings = replace(services.settings, keys={"resume": "j"})
    services.stands = replace(STANDING, unfinished=(CUT_OFF,))
    async with shown(services) as (app, pilot):
        assert "j resume" in text(app)
        await pilot.press("j")
        assert app.went == [("resume", "abc")]


async def test_its_answers_do_nothing_when_nothing_was_cut_off(services: FakeServices) -> None:
    async with shown(services) as (app, pilot):
        await pilot.press("r", "k", "x")
        assert app.went == []
        assert not app.screen.query_one(Notices).has_class("-any")


async def test_a_session_in_another_window_is_reported_and_left_alone(services: FakeServices) -> None:
    services.stands = replace(STANDING, unfinished=(replace(CUT_OFF, runs_elsewhere=True),))
    async with shown(services) as (app, pilot):
        assert "“After the workout” is running in another window." in text(app)
        await pilot.press("r")
        assert app.went == []


async def test_until_the_first_session_it_says_that_it_is_not_a_diagnosis(services: FakeServices) -> None:
    services.stands = NEW
    async with shown(services) as (app, _):
        assert SEE_A_DOCTOR_FIRST in all_notices(app)
        assert "Choose a routine" in lines(app)[1]
    services.stands = STANDING
    async with shown(services) as (app, _):
        assert SEE_A_DOCTOR_FIRST not in all_notices(app)


TROUBLES = (
    "The history was damaged and has been set aside as history.db.damaged-2026-11-21; a new one was begun.",
    "Another computer has written something that can't be read.",
)


@pytest.mark.parametrize("troubles", [(), TROUBLES[:1], TROUBLES], ids=["alone", "and one", "and two"])
async def test_in_little_room_notices_end_with_a_sign_and_their_answers_are_in_sight(
    services: FakeServices, troubles: tuple[str, ...]
) -> None:
    services.stands = replace(STANDING, unfinished=(CUT_OFF,), troubles=troubles)
    async with shown(services, size=(40, 12)) as (app, _):
        told = [line.strip() for line in lines(app)[3:6]]
        assert told[0].startswith("↻ After the workout was interrupted")
        assert any(line.split() == ["r", "resume", "k", "save", "x", "discard"] for line in told)
        if troubles:
            assert told[2].startswith("! The history was damaged")
            assert told[2].endswith("…" if len(troubles) == 1 else "… +1")


async def test_a_notice_that_has_the_room_is_shown_to_its_end(services: FakeServices) -> None:
    services.stands = replace(STANDING, troubles=TROUBLES)
    for size in ((40, 24), (60, 20), (80, 24), (120, 40)):
        async with shown(services, size=size) as (app, _):
            said = " ".join(text(app).split())
            assert all(trouble in said for trouble in TROUBLES)


MANY = (*TROUBLES, "The copy of the history in the sync folder is older.", "A key is used twice: h.", "No sound found.")


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=["80x24", "60x20"])
async def test_many_notices_leave_room_for_routines_and_a_key_shows_them_all(
    services: FakeServices, size: tuple[int, int]
) -> None:
    services.stands = replace(STANDING, unfinished=(CUT_OFF,), troubles=MANY)
    names = [entry.name for entry in ENTRIES]
    async with shown(services, size=size) as (app, pilot):
        assert sum(name in text(app) for name in names) >= 3
        assert "After the workout was interrupted after 3:10" in text(app), "the most important one first"
        assert "r resume" in text(app)
        assert re.search(r"\d more notices   i show all", text(app))
        await pilot.press("i")
        await pilot.pause()
        said = " ".join(text(app).split())
        assert all(notice in said for notice in MANY)
        await pilot.press("i")
        await pilot.pause()
        assert "more notices" in text(app)


async def test_with_room_for_all_notices_their_key_does_nothing(services: FakeServices) -> None:
    services.stands = replace(STANDING, troubles=TROUBLES[:1])
    async with shown(services, size=(80, 24)) as (app, pilot):
        before = text(app)
        await pilot.press("i")
        await pilot.pause()
        assert text(app) == before


async def test_a_long_notice_alone_ends_in_an_ellipsis_where_it_must(services: FakeServices) -> None:
    services.stands = replace(STANDING, troubles=TROUBLES[:1])
    async with shown(services, size=(30, 12)) as (app, _):
        assert lines(app)[3].strip().startswith("! The history was damaged")
        assert lines(app)[5].strip().endswith("…")


@pytest.mark.parametrize("width", [30, 40, 60, 80])
async def test_the_foot_of_the_search_breaks_off_between_two_keys(services: FakeServices, width: int) -> None:
    async with shown(services, size=(width, 12)) as (app, pilot):
        await pilot.press("slash")
        await pilot.pause()
        foot = lines(app)[-1].strip()
        whole = "enter to the list · esc clear · ↑ ↓ choose"
        assert foot == whole or (foot.endswith(" …") and whole.startswith(foot.removesuffix(" …")))
        assert "enter to the list" in foot


async def test_what_is_wrong_with_the_settings_is_a_line_with_place_and_way_out(folders: Folders) -> None:
    problem = SettingsProblem(
        folders.settings_file, 3, "volume", "volume can't be 500, so it is 80", "a number up to 100"
    )
    services = FakeServices(folders, Settings(), [problem], player=no_sound, now=lambda: SATURDAY)
    async with shown(services) as (app, _):
        assert "config.toml line 3: volume can't be 500, so it is 80; a number up to 100" in text(app)


async def test_trouble_with_the_history_is_reported(services: FakeServices) -> None:
    services.stands = replace(STANDING, troubles=("history.db is damaged",))
    async with shown(services) as (app, _):
        assert "! history.db is damaged" in text(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_hostile_texts_are_shown_as_text(services: FakeServices, size: tuple[int, int]) -> None:
    services.shelved = (entry(HOSTILE, own=True), replace(BROKEN, problem="[red]\x1b[2J\u202e unknown"))
    async with shown(services, size) as (app, _):
        said = text(app)
        assert "[red]not" in said
        assert not any(forbidden in said for forbidden in "\x1b\x07\x9b\u202e")


@pytest.mark.parametrize("size", [(20, 6), (40, 12), (80, 24), (200, 60)])
async def test_every_size_can_be_used(services: FakeServices, size: tuple[int, int]) -> None:
    async with shown(services, size) as (app, pilot):
        await pilot.press("down", "enter")
        assert app.went == [("follow", "after-workout")]
        assert all(len(line) <= size[0] for line in lines(app))


async def test_wide_terminals_show_every_step_with_its_dose(services: FakeServices) -> None:
    async with shown(services, (120, 40)) as (app, pilot):
        await pilot.press("down")
        await pilot.pause()
        said = text(app)
        assert "Glutes and core × 2" in said
        assert "20 to 30 s" in said
        assert "bundled" in said


async def test_the_cursor_is_marked_without_colour_too(services: FakeServices) -> None:
    async with shown(services) as (app, pilot):
        await pilot.press("down")
        await pilot.pause()
        assert [line.split()[1] for line in lines(app) if "▸" in line] == ["After"]


async def test_without_any_routine_it_says_how_to_start(services: FakeServices) -> None:
    services.shelved = ()
    async with shown(services) as (app, pilot):
        await pilot.press("enter", "v", "e")
        assert app.went == []
        assert "n to create one" in str(app.screen.query_one("#detail", Static).content)


async def test_the_hint_to_start_names_the_key_that_the_person_has_set(services: FakeServices) -> None:
    services.settings = replace(services.settings, keys={"new": "w"})
    services.shelved = ()
    async with shown(services) as (app, _):
        assert "No routines yet. Press w to create one." in text(app)


async def test_coming_back_asks_the_history_again(services: FakeServices) -> None:
    async with shown(services) as (app, pilot):
        await pilot.press("v")
        await pilot.pause()
        services.stands = replace(STANDING, streak_summary=streak_summary("done", ("done",) * 7, length=13))
        await pilot.press("escape")
        assert "13-day streak" in lines(app)[1]
        assert "Done for today" in lines(app)[1]


async def test_coming_back_to_the_window_on_another_day_shows_that_day(services: FakeServices) -> None:
    async with shown(services) as (app, pilot):
        assert "12-day streak" in lines(app)[1]
        services.stands = replace(STANDING, streak_summary=streak_summary(length=0))
        app.post_message(AppFocus())
        await pilot.pause()
        assert "12-day streak" not in lines(app)[1]
        assert "A session today starts a new" in lines(app)[1]


async def test_a_paste_longer_than_a_field_is_cut_and_reported(services: FakeServices) -> None:
    async with shown(services) as (app, pilot):
        await pilot.press("slash")
        app.post_message(Paste("x" * 5_000_000))
        await pilot.pause()
        await pilot.pause()
        assert len(app.screen.query_one(Input).value) == 10_000
        assert [one.message for one in app._notifications] == ["Only the first 10,000 characters were pasted."]


async def test_the_day_turns_by_the_clock_while_home_is_open(
    services: FakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "_CLOCK_S", 0.02)
    async with shown(services) as (app, pilot):
        assert "12-day streak" in lines(app)[1]
        tomorrow = TODAY + timedelta(days=1)
        services.stands = replace(STANDING, today=tomorrow, streak_summary=streak_summary(length=0))
        monkeypatch.setattr(FakeServices, "today", lambda _: tomorrow)
        for _ in range(100):
            await pilot.pause()
            if "12-day streak" not in lines(app)[1]:
                break
        assert "A session today starts a new" in lines(app)[1]


async def test_a_session_that_starts_in_another_window_is_reported_within_a_minute(
    services: FakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "_CLOCK_S", 0.02)
    async with shown(services) as (app, pilot):
        assert "is running in another window" not in text(app)
        services.stands = replace(STANDING, unfinished=(replace(CUT_OFF, runs_elsewhere=True),))
        lock = SessionLock(services.folders.state)
        assert lock.take(CUT_OFF.id)
        for _ in range(100):
            await pilot.pause()
            if "is running in another window" in text(app):
                break
        assert "is running in another window" in text(app)
        lock.release()


async def test_a_session_that_ended_in_another_window_is_gone_within_a_minute(
    services: FakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "_CLOCK_S", 0.02)
    services.stands = replace(STANDING, unfinished=(replace(CUT_OFF, runs_elsewhere=True),))
    async with shown(services) as (app, pilot):
        assert "is running in another window" in text(app)
        services.stands = STANDING
        for _ in range(100):
            await pilot.pause()
            if "is running in another window" not in text(app):
                break
        assert "is running in another window" not in text(app)


async def test_finding_continues_where_it_was_left(services: FakeServices) -> None:
    async with shown(services) as (app, pilot):
        await pilot.press("slash", *"clam", "enter", "slash", "down", "up")
        assert app.screen.query_one(Input).value == "clam"
        await pilot.press("enter", "enter")
        assert app.went == [("follow", "after-workout")]


async def test_a_history_that_cannot_be_read_is_reported(
    services: FakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_: FakeServices) -> HomeProgress:
        raise HistoryLocked(services.folders.history_file, "by another program")

    monkeypatch.setattr(FakeServices, "progress", locked)
    async with shown(services) as (app, pilot):
        assert "is locked" in told(app)[0]
        await pilot.press("enter")
        assert app.went == [("follow", "my-evening")]


# -- over a real history


class Keeping(FakeServices):
    """A test's routines, over its own history."""

    def progress(self) -> HomeProgress:
        return Services.progress(self)

    def check_and_back_up(self) -> bool:
        return Services.check_and_back_up(self)


@pytest.fixture
def keeping(folders: Folders) -> Iterator[Keeping]:
    found = Keeping(folders, Settings(), player=no_sound, now=lambda: SATURDAY)
    yield found
    found.close()


@contextmanager
def earlier(folders: Folders) -> Iterator[History]:
    """The history, as the program wrote it the last time it ran."""
    with History(folders.history_file, folders.state, lambda: SATURDAY.astimezone(UTC)) as history:
        yield history


def cut_off(folders: Folders) -> str:
    """A session that nobody ended, by its id."""
    with earlier(folders) as history:
        begun = history.active.begin(Header("after-workout", SATURDAY, None, 400.0), "{}")
        history.active.record(begun, PositionChanged(3, 12.0, 190.0))
        return begun


def told(app: RoutineTimerApp) -> list[str]:
    return [notification.message for notification in app._notifications]


@pytest.mark.parametrize(
    ("key", "status", "says"),
    [("k", ["partial"], []), ("x", [], ["Deleted. You can restore it from the history for 30 days."])],
    ids=["keep", "discard"],
)
async def test_an_interrupted_session_is_saved_or_deleted(
    folders: Folders, keeping: Keeping, key: str, status: list[str], says: list[str]
) -> None:
    cut_off(folders)
    async with shown(keeping) as (app, pilot):
        assert "After the workout was interrupted after 3:10, today." in text(app)
        await pilot.press(key)
        assert "was interrupted" not in text(app)
        assert [record.status for record in keeping.history.ended.sessions()] == status
        assert told(app) == says


async def test_a_session_that_was_settled_elsewhere_meanwhile_is_settled(folders: Folders, keeping: Keeping) -> None:
    begun = cut_off(folders)
    async with shown(keeping) as (app, pilot):
        keeping.history.active.keep(begun)
        await pilot.press("x")
        assert "was interrupted" not in text(app)
        assert [record.status for record in keeping.history.ended.sessions()] == ["partial"]
        assert len(told(app)) == 1


async def test_a_history_that_was_lost_is_restored_with_one_key(folders: Folders, keeping: Keeping) -> None:
    with earlier(folders) as history:
        history.ended.log("after-workout", TODAY)
        history.database.back_up()
    folders.history_file.unlink()
    async with shown(keeping) as (app, pilot):
        assert "You can restore a backup from today. Your current sessions will stay." in text(app)
        assert "1-day streak" not in lines(app)[1]
        await pilot.press("b")
        assert told(app) == ["Restored 1 record."]
        assert "1-day streak" in lines(app)[1]
        assert "backup" not in text(app)
        await pilot.press("b")
        assert len(told(app)) == 1


async def test_what_a_backup_lacks_is_not_promised(folders: Folders, keeping: Keeping) -> None:
    """A session after the backup is in the damaged file only; one after the damage stays."""
    with earlier(folders) as history:
        history.ended.log("after-workout", TODAY - timedelta(2))
        history.database.back_up()
        history.ended.log("clams", TODAY - timedelta(1))
    folders.history_file.write_bytes(b"nonsense" * 512)
    async with shown(keeping) as (app, pilot):
        keeping.history.ended.log("plank", TODAY)
        assert "Your current sessions will stay." in " ".join(text(app).split())
        assert "since then" not in text(app)
        await pilot.press("b")
        assert {one.routine for one in keeping.history.ended.sessions()} == {"after-workout", "plank"}


async def test_a_backup_that_has_gone_meanwhile_is_reported(folders: Folders, keeping: Keeping) -> None:
    with earlier(folders) as history:
        history.ended.log("after-workout", TODAY)
        backup = history.database.back_up()
        assert backup is not None
    folders.history_file.unlink()
    async with shown(keeping) as (app, pilot):
        backup.unlink()
        await pilot.press("b")
        assert f"{backup} can't be read (No such file or directory)" in told(app)[0]
        assert "history.db can't be written" not in told(app)[0]
        assert "You can restore a backup" in text(app)


async def test_what_was_done_at_another_computer_is_there_as_soon_as_it_has_come(
    folders: Folders, keeping: Keeping, tmp_path: Path
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "another.jsonl").write_text(
        '{"id": "x", "routine": "desk-shoulders", "started_at": "2026-11-20T18:00:00+01:00", "status": "completed"}\n'
    )
    keeping.settings = replace(keeping.settings, sync_folder=shared)
    async with shown(keeping) as (app, _):
        assert next(line for line in lines(app) if "Desk shoulders" in line).rstrip().endswith("yesterday")


async def test_q_leaves(services: FakeServices) -> None:
    async with shown(services) as (app, pilot):
        await pilot.press("q")
        await pilot.pause()
        assert app._exit
