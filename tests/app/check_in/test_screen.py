"""The check-in, from a person's side: signs, standing, what fits."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date

import pytest
from msgspec.structs import replace
from textual.events import Key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.messages import GoHome
from routine_timer.app.screens.check_in.check_in_text import over_time
from routine_timer.app.screens.check_in.screen import CheckInScreen
from routine_timer.app.screens.check_in.signs_page import SignsPage
from routine_timer.app.screens.check_in.standing_test_page import StandingTestPage
from routine_timer.app.screens.home.screen import HomeScreen
from routine_timer.app.screens.preview.screen import PreviewScreen
from routine_timer.app.services import Services
from routine_timer.app.widgets.digits import Digits
from routine_timer.care.check_in import SIGNS, Answers
from routine_timer.care.if_then import if_then
from routine_timer.care.red_flags import CLEARED, FLAGS, LASTING_PAIN
from routine_timer.history.errors import ReadOnly
from routine_timer.history.store.care_records import CareRecords
from routine_timer.history.streaks.goals import parse_goal
from routine_timer.paths import Folders
from routine_timer.settings import Settings
from tests.app.conftest import SATURDAY
from tests.app.shell.test_home import text
from tests.audio.fakes import RecordingPlayer
from tests.playback.fake_clock import FakeClock

TODAY = SATURDAY.date()


ORDER = [
    *(flag.id for flag in FLAGS if flag is not LASTING_PAIN),
    CLEARED,
    LASTING_PAIN.id,
    *(sign.id for sign in SIGNS),
]


def tick(*ids: str) -> list[str]:
    """The keys that tick these statements, from the top of the first page."""
    keys, at = [], 0
    for index in sorted(map(ORDER.index, ids)):
        keys += ["down"] * (index - at) + ["space"]
        at = index
    return keys


SEEN = "end"
"""Enter leaves the first page once the end of its list has been seen."""


@pytest.fixture
def player() -> RecordingPlayer:
    return RecordingPlayer()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def services(folders: Folders, player: RecordingPlayer, clock: FakeClock) -> Iterator[Services]:
    found = Services(folders, Settings(), player=lambda *_: player, clock=clock, now=lambda: SATURDAY)
    yield found
    found.close()


@asynccontextmanager
async def shown(
    services: Services, *keys: str, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[RoutineTimerApp, Pilot[None]]]:
    app = RoutineTimerApp(services)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("c", *keys)
        yield app, pilot


async def stand(app: RoutineTimerApp, clock: FakeClock, seconds: float) -> None:
    """Let so many seconds go by while standing."""
    clock.seconds += seconds
    app.screen.query_one(StandingTestPage).tick()


def static(app: RoutineTimerApp, id: str) -> str:
    return str(app.screen.query_one(f"#{id}", Static).content)


async def test_it_starts_with_no_diagnosis_and_with_what_is_an_emergency(services: Services) -> None:
    async with shown(services) as (app, _):
        assert "This is not a diagnosis." in static(app, "head")
        assert static(app, "how") == "Tick this if it applies. If so, go to an emergency department now."
        assert "Go to an emergency department now if" in text(app)


@pytest.mark.parametrize(
    ("flag", "if_ticked", "once_ticked"),
    [
        (
            "no-control",
            "If so, go to an emergency department now.",
            "Go to an emergency department now. Don't exercise.",
        ),
        ("surgery", "If so, see a doctor first.", "See a doctor first."),
        ("lasting-pain", "If so, have a doctor or physiotherapist look at it.", "You have had pain for weeks:"),
    ],
)
async def test_what_follows_from_a_red_flag_is_not_a_verdict_until_it_is_ticked(
    services: Services, flag: str, if_ticked: str, once_ticked: str
) -> None:
    async with shown(services, *tick(flag)) as (app, pilot):
        assert static(app, "how").startswith(once_ticked)
        await pilot.press("space")
        assert static(app, "how").startswith(f"Tick this if it applies. {if_ticked}")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_red_flag_is_its_own_row_that_can_be_read_whole(services: Services, size: tuple[int, int]) -> None:
    async with shown(services, size=size) as (app, pilot):
        read = text(app)
        for _ in ORDER:
            await pilot.press("down")
            read += text(app)
        words = " ".join(read.split())
        assert [flag.id for flag in FLAGS if flag.ask not in words] == []


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_how_many_statements_are_below_is_shown_until_the_end(services: Services, size: tuple[int, int]) -> None:
    async with shown(services, size=size) as (app, pilot):
        in_sight = sum("[ ]" in line for line in text(app).splitlines())
        assert f"↓ {len(ORDER) - in_sight} more below" in text(app)
        await pilot.press("end")
        assert "more below" not in text(app)
        assert "End of the list" in text(app)


async def test_a_list_that_fits_has_no_such_line_and_enter_continues(services: Services) -> None:
    async with shown(services, size=(200, 60)) as (app, pilot):
        assert sum("[ ]" in line for line in text(app).splitlines()) == len(ORDER)
        assert "more below" not in text(app)
        assert "End of the list" not in text(app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        in_sight = sum("[ ]" in line for line in text(app).splitlines())
        assert f"↓ {len(ORDER) - in_sight} more below" in text(app)
        await pilot.press("enter")
        assert "2 of 3" in static(app, "head")


async def test_enter_goes_down_the_list_before_it_continues(services: Services) -> None:
    async with shown(services, "enter") as (app, pilot):
        assert "1 of 3" in static(app, "head")
        assert FLAGS[0].ask not in text(app)
        for _ in range(3):
            await pilot.press("enter")
        assert "2 of 3" in static(app, "head")


async def test_two_minutes_lead_from_signs_over_standing_to_what_fits(
    services: Services, clock: FakeClock, player: RecordingPlayer
) -> None:
    async with shown(services, *tick("higher-hip"), SEEN, "enter") as (app, pilot):
        assert "something to hold on to within reach" in static(app, "instruction")
        assert "If you hear nothing, count to 20 and open your eyes." in static(app, "question")
        await pilot.press("enter")
        assert static(app, "instruction") == "Close your eyes."
        await stand(app, clock, 12.5)
        assert app.screen.query_one(Digits).text == "8"
        assert player.tones == ["get-ready"]
        await stand(app, clock, 7.5)
        assert "Which foot carried more weight?" in static(app, "instruction")
        assert player.tones == ["get-ready", "end"]
        assert player.phrases[-1].startswith("Open your eyes")
        await pilot.press("left")
        assert "One hip higher" in text(app)
        assert "For one hip higher than the other and more weight on the left foot" in " ".join(text(app).split())
        [kept] = services.history.care_records.check_ins()
        assert (kept.day, kept.signs, kept.foot) == (TODAY, ("higher-hip",), "left")


@pytest.mark.parametrize(("key", "foot"), [("left", "left"), ("right", "right"), ("e", "even"), ("n", None)])
async def test_a_key_says_which_foot(services: Services, clock: FakeClock, key: str, foot: str | None) -> None:
    async with shown(services, SEEN, "enter", "enter") as (app, pilot):
        await stand(app, clock, 20)
        await pilot.press(key)
        [kept] = services.history.care_records.check_ins()
        assert kept.foot == foot


async def test_no_foot_can_be_named_before_one_has_stood(services: Services) -> None:
    async with shown(services, SEEN, "enter", "left", "e", "right", "a") as (_, pilot):
        assert services.history.care_records.check_ins() == []
        await pilot.press("n")
        [kept] = services.history.care_records.check_ins()
        assert kept.foot is None


@pytest.mark.parametrize(
    ("silent", "words"), [({"sound": False}, "Sound is off"), ({"volume": 0}, "The volume is 0")], ids=["off", "zero"]
)
async def test_without_sound_it_says_how_to_know_the_end_before_the_eyes_are_closed(
    services: Services, silent: dict[str, int], words: str
) -> None:
    services.settings = replace(services.settings, **silent)
    async with shown(services, *tick("higher-hip"), SEEN, "enter") as (app, _):
        assert f"{words}, so count to 20 and open your eyes." in static(app, "question")
        assert "until you hear a sound" not in static(app, "question")


async def test_one_can_stand_again(services: Services, clock: FakeClock) -> None:
    async with shown(services, SEEN, "enter", "enter") as (app, pilot):
        await stand(app, clock, 20)
        await pilot.press("a")
        assert static(app, "instruction") == "Close your eyes."
        assert app.screen.query_one(Digits).text == "20"


async def test_quitting_while_paused_is_silent_and_asks_no_question(
    services: Services, clock: FakeClock, player: RecordingPlayer
) -> None:
    async with shown(services, SEEN, "enter", "enter", "escape") as (app, _):
        await stand(app, clock, 30)
        assert player.tones == ["get-ready"]
        assert "Which foot" not in text(app)


async def test_where_no_routine_fits_there_is_none_to_open(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Services, "entries", lambda *_: ())
    async with shown(services, SEEN, "enter", "n", "enter") as (app, _):
        assert isinstance(app.screen, CheckInScreen)
        assert "One hip higher" not in text(app)


async def test_escape_goes_back_to_the_signs_and_then_home_and_nothing_is_saved(services: Services) -> None:
    async with shown(services, *tick("same-side-injuries"), SEEN, "enter", "enter", "escape") as (app, pilot):
        assert "[x] Aches and injuries" in text(app)
        await pilot.press("escape")
        assert type(app.screen_stack[-1]) is HomeScreen
        assert services.history.care_records.check_ins() == []


async def test_in_an_emergency_there_is_no_standing_test_and_nothing_that_enter_starts(services: Services) -> None:
    async with shown(services, *tick("saddle-numbness", CLEARED), "enter", "enter") as (app, pilot):
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Go to an emergency department now. Don't exercise." in text(app)
        assert "After the workout" not in text(app)
        assert "helps you choose a routine" not in text(app)
        assert "If it lasts or gets worse" not in text(app)
        await pilot.press("enter")
        assert isinstance(app.screen, CheckInScreen)


async def test_a_red_flag_waits_for_a_professional(services: Services) -> None:
    async with shown(services, *tick("surgery"), "enter") as (app, pilot):
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert (
            "See a doctor first. If a professional has already cleared you for exercise, do the check-in again and "
            'tick "A professional has cleared me for exercise".'
        ) in static(app, "alarm")
        await pilot.press("enter")
        assert isinstance(app.screen, CheckInScreen)


@pytest.mark.parametrize("flag", ["saddle-numbness", "surgery"])
async def test_with_a_red_flag_no_key_continues_and_no_exercise_is_suggested(services: Services, flag: str) -> None:
    async with shown(services, *tick(flag), "enter") as (app, pilot):
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "enter next" not in text(app)
        assert "enter open" not in text(app)
        assert static(app, "over-time") == "Your first check-in."


async def test_once_cleared_the_routines_are_there_with_the_date_of_it(services: Services) -> None:
    async with shown(services, *tick("surgery", CLEARED), SEEN, "enter") as (app, pilot):
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Cleared by a professional on 21 November 2026 for: “I had surgery recently”" in " ".join(
            text(app).split()
        )
        assert "After the workout" in text(app)
        [saved] = services.history.care_records.check_ins()
        assert saved.signs == ("surgery", CLEARED)


async def test_once_cleared_the_signs_below_are_asked_too(services: Services) -> None:
    async with shown(services, *tick("surgery", CLEARED), "enter") as (app, pilot):
        assert "1 of 3" in static(app, "head")
        assert services.history.care_records.check_ins() == []
        await pilot.press(SEEN, "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "3 of 3   What fits" in static(app, "head"), "nobody with a red flag stands with closed eyes"


@pytest.mark.parametrize("flag", ["saddle-numbness", "surgery"])
async def test_with_a_red_flag_the_title_does_not_promise_what_fits(services: Services, flag: str) -> None:
    async with shown(services, *tick(flag), "enter") as (app, pilot):
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "3 of 3   What comes first" in static(app, "head")


async def test_the_last_page_says_that_the_answers_are_saved(services: Services) -> None:
    async with shown(services, SEEN, "enter") as (app, pilot):
        assert "saved" not in static(app, "head")
        await pilot.press("n")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Your answers are saved." in static(app, "head")
        await pilot.press("escape")
        assert len(services.history.care_records.check_ins()) == 1


async def test_answers_that_cannot_be_saved_are_not_said_to_be_and_what_fits_opens_all_the_same(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(records: CareRecords, *_: object) -> None:
        raise ReadOnly(services.folders.history_file, "a test")

    monkeypatch.setattr(CareRecords, "add_check_in", refuse)
    async with shown(services, SEEN, "enter", "n") as (app, pilot):
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Your answers aren't saved." in static(app, "head")
        assert any("is read-only" in notice.message for notice in app._notifications)
        await pilot.press("enter")
        assert isinstance(app.screen, PreviewScreen)


async def test_pain_for_weeks_suggests_a_professional_and_leaves_the_routines(services: Services) -> None:
    async with shown(services, *tick("lasting-pain"), SEEN, "enter", "n") as (app, _):
        assert "have a doctor or physiotherapist look at it" in " ".join(text(app).split())
        assert "After the workout" in text(app)


async def test_a_routine_that_fits_is_one_key_away(services: Services) -> None:
    async with shown(services, SEEN, "enter", "n", "down", "enter") as (app, _):
        assert isinstance(app.screen, PreviewScreen)


async def test_earlier_check_ins_are_beside_this_one(services: Services) -> None:
    services.history.care_records.add_check_in(date(2026, 5, 12), ("seat-out", "higher-hip"), "left")
    async with shown(services, *tick("higher-hip"), SEEN, "enter", "n", size=(120, 40)) as (app, _):
        changed = static(app, "over-time")
        assert "12 May" in changed
        assert "21 Nov" in changed
        assert "gone: a bottom that sticks out" in changed
        assert "one hip higher than the other" in changed
        assert "left" in changed.splitlines()[-1]


async def test_the_plan_that_fits_comes_first_and_starts_with_its_if_then_plan(services: Services) -> None:
    services.history.set_goal(parse_goal("every 2 days"), services.today())
    async with shown(services, *tick("higher-hip"), SEEN, "enter", "n") as (app, pilot):
        assert "▸ Plan: One hip higher" in text(app)
        assert "Align → Stretch and activate → Fitness" in text(app)
        await pilot.press("enter")
        assert "When will you do it? After …" in text(app)
        assert "Your goal is every 2 days. Follow the plan's goal (daily) instead?" in " ".join(text(app).split())
        await pilot.press(*"my run", "enter", *"if I'm late", "enter", "y", "enter")
        assert type(app.screen_stack[-1]) is HomeScreen
        now = services.active_plan()
        assert now is not None
        assert if_then(now.start) == "After my run: your session. If I'm late: the three-minute session."
        assert services.history.goal_on(services.today()) == parse_goal("daily")
        assert "▸ Today: Align first" in text(app)


async def test_a_plan_is_not_started_when_its_questions_are_cancelled(services: Services) -> None:
    async with shown(services, *tick("higher-hip"), SEEN, "enter", "n", "enter", "escape") as (app, _):
        assert isinstance(app.screen, CheckInScreen)
        assert services.active_plan() is None


async def test_no_plan_is_offered_with_a_red_flag_or_when_it_is_followed_already(services: Services) -> None:
    async with shown(services, *tick("surgery", "higher-hip"), "enter") as (app, _):
        assert "Plan:" not in text(app)
    services.history.care_records.start_plan("one-hip-higher", services.today())
    async with shown(services, *tick("higher-hip"), SEEN, "enter", "n") as (app, _):
        assert "Plan:" not in text(app)


async def test_the_first_one_says_that_there_is_nothing_to_compare_yet(services: Services) -> None:
    async with shown(services, SEEN, "enter", "n") as (app, _):
        assert "Your first check-in" in static(app, "over-time")


async def test_after_a_session_that_started_in_the_preview_enter_leads_home(services: Services) -> None:
    app = RoutineTimerApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.press("v")
        await pilot.pause()
        assert "Preview" in type(app.screen_stack[-1]).__name__
        await app.push_screen(Screen())  # where the summary is
        app.post_message(GoHome())
        await pilot.pause()
        assert type(app.screen_stack[-1]) is HomeScreen


async def test_it_can_stand_first_and_leads_home(services: Services) -> None:
    app = RoutineTimerApp(services, "check-in")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
        await pilot.press("escape")
        assert type(app.screen_stack[-1]) is HomeScreen


def test_of_several_on_one_day_only_the_latest_is_shown() -> None:
    monday, tuesday = date(2026, 11, 23), date(2026, 11, 24)
    signs = [(monday, "runner"), (monday, "leaning"), (tuesday, "runner"), (tuesday, "leaning")]
    checked = [Answers(day, frozenset({sign}), None) for day, sign in signs]
    heading, *rows = over_time(checked, 76).plain.splitlines()
    assert heading.split() == ["23", "Nov", "24", "Nov"]
    assert [row.count("■") for row in rows] == [2]
    again = over_time(checked[:2], 76).plain
    assert "Nov" not in again
    assert "first" not in again


def test_only_the_last_few_are_set_side_by_side_and_years_are_told_apart() -> None:
    checked = [Answers(date(2020 + n, 5, 1), frozenset({"runner"}), None) for n in range(9)]
    heading, *rows = over_time(checked, 76).plain.splitlines()
    assert heading.split() == ["May", "2024", "May", "2025", "May", "2026", "May", "2027", "May", "2028"]
    assert rows[0].count("■") == 5
    assert max(len(line) for line in (heading, *rows)) <= 76


@pytest.mark.parametrize("width", [40, 54, 76])
def test_a_sign_is_shown_whole(width: int) -> None:
    checked = [
        Answers(date(2026, month, 1), frozenset({sign.id for sign in SIGNS} if month == 9 else ()))
        for month in (7, 8, 9)
    ]
    said = over_time(checked, width).plain
    assert "…" not in said
    assert max(map(len, said.splitlines())) <= width
    words = " ".join(said.replace("■", "").replace("·", "").split())
    assert "new: a marked arch in the lower back" in words


async def test_keys_that_arrive_in_one_burst_act_in_order(services: Services) -> None:
    async with shown(services) as (app, pilot):
        for key in ("down", "down", "space", "down", "space", "up", "up", "space"):
            app.post_message(Key(key, " " if key == "space" else None))
        await pilot.pause()
        assert app.screen.query_one(SignsPage).ticked == {ORDER[1], ORDER[2], ORDER[3]}
