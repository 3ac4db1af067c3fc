"""The plan on the home screen, and what the summary says comes next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from textual.events import AppFocus
from textual.pilot import Pilot

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.models.plan_day import PlanDay, plan_next
from routine_timer.app.screens.home.notices import notices
from routine_timer.app.screens.home.routine_list import RoutineList
from routine_timer.app.screens.session.screen import SessionScreen
from routine_timer.app.services import Services
from routine_timer.care.daily_habits import habit_of
from routine_timer.care.plan_following import move
from routine_timer.care.plan_progress import StageOffer
from routine_timer.history.records import SessionRecord, new_id
from routine_timer.history.streaks.goals import parse_goal
from routine_timer.paths import Folders
from routine_timer.settings import Settings
from tests.app.conftest import SATURDAY, no_sound
from tests.app.shell.fakes import STANDING
from tests.app.shell.test_home import text

TODAY = SATURDAY.date()


@pytest.fixture
def services(folders: Folders) -> Iterator[Services]:
    opened = Services(folders, Settings(), player=no_sound, now=lambda: SATURDAY)
    yield opened
    opened.close()


async def settled(app: RoutineTimerApp, pilot: Pilot[None]) -> None:
    for _ in range(3):
        await pilot.pause()
        await app.workers.wait_for_complete()
    await pilot.pause()


async def test_today_of_the_plan_is_the_selected_row_and_enter_starts_it(services: Services) -> None:
    services.history.care_records.start_plan("weak-core", TODAY)
    app = RoutineTimerApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert re.search(r"▸ Today: Align first, \d+ min · week 1 of your plan", text(app))
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, SessionScreen)
        assert "Align first" in text(app)


async def test_a_rest_day_says_so_and_enter_starts_the_first_routine(services: Services) -> None:
    services.history.care_records.start_plan("after-every-workout", TODAY - timedelta(4))
    services.history.care_records.move_to_stage("after-every-workout", "Stretch and activate", 2, TODAY - timedelta(3))
    log_sessions(services, "after-workout", 3, 2, 1)
    app = RoutineTimerApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert "A rest day: 3 of 3 days done this week. Week 1 of your plan." in text(app)
        assert "▸ After the workout" in text(app)


async def test_after_a_move_the_header_and_the_plan_agree_that_the_week_is_reached(services: Services) -> None:
    services.history.care_records.start_plan("after-every-workout", TODAY - timedelta(4))
    log_sessions(services, "align-first", 3, 2, 1)
    services.history.care_records.move_to_stage("after-every-workout", "Stretch and activate", 2, TODAY)
    services.history.set_plan_goal(parse_goal("3/week"), TODAY)
    app = RoutineTimerApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert "Rest day. An extra session still counts." in text(app)
        assert "A rest day: 3 of 3 days done this week. Week 1 of your plan." in text(app)


async def test_where_other_routines_met_the_goal_the_header_does_not_deny_the_plan(services: Services) -> None:
    services.history.care_records.start_plan("after-every-workout", TODAY - timedelta(4))
    services.history.care_records.move_to_stage("after-every-workout", "Stretch and activate", 2, TODAY - timedelta(3))
    services.history.set_plan_goal(parse_goal("3/week"), TODAY - timedelta(3))
    log_sessions(services, "desk-shoulders", 3, 2, 1)
    app = RoutineTimerApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert "Rest day" not in text(app)
        assert "Optional for your goal, but in your plan." in text(app)
        assert "▸ Today: After the workout" in text(app)


async def test_the_cursor_stays_where_the_user_has_put_it(services: Services) -> None:
    services.history.care_records.start_plan("weak-core", TODAY)
    app = RoutineTimerApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("down", "down")
        chosen = app.screen.query_one(RoutineList).chosen
        assert chosen is not None
        app.post_message(AppFocus())  # the history is read again
        await settled(app, pilot)
        assert app.screen.query_one(RoutineList).chosen == chosen
        await pilot.press("home")
        assert "▸ Today:" in text(app)


def log_sessions(services: Services, routine: str, *days_ago: int, pain: int | None = None) -> None:
    """Done sessions on the days that are so many days ago."""
    for ago in days_ago:
        day = TODAY - timedelta(ago)
        edited = SATURDAY - timedelta(ago)
        record = SessionRecord(
            new_id(), routine, day, None, None, None, "completed", True, 60.0, None, pain, pain, edited
        )
        services.history.merge([record])


async def test_the_next_stage_is_offered_with_its_reason_and_a_key_moves_on(services: Services) -> None:
    services.history.care_records.start_plan("after-every-workout", TODAY - timedelta(6))
    log_sessions(services, "align-first", 6, 5, 4, 3, 2, 1, pain=2)
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(app, pilot)
        assert "You can move on to Stretch and activate. 6 days done, no pain above 3 in the last seven days." in text(
            app
        )
        assert "▸ Today: Align first" in text(app), "it doesn't move by itself"
        await pilot.press("m")
        await settled(app, pilot)
        assert "You can move on" not in text(app)
        assert "A rest day: 3 of 3 days done this week." in text(app), "the streak counts this week's days, too"


@pytest.mark.parametrize("then", ["m", "a"])
async def test_an_offer_that_another_window_has_taken_is_not_taken_twice(services: Services, then: str) -> None:
    services.history.care_records.start_plan("after-every-workout", TODAY - timedelta(6))
    log_sessions(services, "align-first", 6, 5, 4, 3, 2, 1, pain=2)
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(app, pilot)
        assert "You can move on" in text(app)
        move(services.history, services.active_plan(), 1)
        await pilot.press(then)
        await settled(app, pilot)
        assert [one.stage for one in services.history.care_records.stage_records()] == ["Stretch and activate"]
        assert "You can move on" not in text(app)


async def test_a_key_that_is_pressed_twice_takes_an_offer_once(services: Services) -> None:
    services.history.care_records.start_plan("after-every-workout", TODAY - timedelta(6))
    log_sessions(services, "align-first", 6, 5, 4, 3, 2, 1, pain=2)
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("m", "m")
        await settled(app, pilot)
        assert {one.stage for one in services.history.care_records.stage_records()} == {"Stretch and activate"}


async def test_after_two_weeks_away_the_first_stage_is_offered_again_and_a_key_starts_it(services: Services) -> None:
    services.history.care_records.start_plan("after-every-workout", TODAY - timedelta(20))
    log_sessions(services, "align-first", 17, 16, pain=2)
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(app, pilot)
        shown = " ".join(text(app).split())
        assert "You can start Align again, from its beginning. Your last session of this plan was 16 days ago" in shown
        assert "change stage" not in shown
        await pilot.press("a")
        await settled(app, pilot)
        assert "You can start Align again" not in text(app)


async def test_after_two_weeks_away_a_later_stage_can_be_repeated_or_left(services: Services) -> None:
    services.history.care_records.start_plan("after-every-workout", TODAY - timedelta(40))
    services.history.care_records.move_to_stage("after-every-workout", "Stretch and activate", 2, TODAY - timedelta(30))
    log_sessions(services, "after-workout", 15, pain=2)
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(app, pilot)
        shown = " ".join(text(app).split())
        assert "You can go back to Align, or start this stage again. Your last session" in shown
        assert "m change stage" in shown
        assert "a repeat stage" in shown


async def test_once_the_days_are_done_it_says_what_to_enter_before_the_next_stage(services: Services) -> None:
    services.history.care_records.start_plan("one-hip-higher", TODAY - timedelta(6))
    log_sessions(services, "align-first", 6, 5, 4, 3, 2)
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(app, pilot)
        assert "Before Stretch and activate" not in text(app), "one more day is needed"
        log_sessions(services, "align-first", 1)
        app.post_message(AppFocus())
        await settled(app, pilot)
        said = "6 days done. Before Stretch and activate, enter how much it hurts today and do a check-in."
        assert said in " ".join(text(app).split())
        assert "t measure" in text(app)
        services.history.care_records.add_check_in(TODAY, ["higher-hip"])
        app.post_message(AppFocus())
        await settled(app, pilot)
        assert "Before Stretch and activate, enter how much it hurts today." in " ".join(text(app).split())
        services.history.care_records.add_pain(TODAY, 1)
        app.post_message(AppFocus())
        await settled(app, pilot)
        assert "You can move on to Stretch and activate" in text(app)
        assert "Before Stretch and activate" not in text(app)


async def test_a_stage_can_be_repeated_instead(services: Services) -> None:
    services.history.care_records.start_plan("after-every-workout", TODAY - timedelta(6))
    log_sessions(services, "align-first", 6, 5, 4, 3, 2, 1, pain=2)
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("a")
        await settled(app, pilot)
        now = services.active_plan()
        assert now is not None
        assert now.progress is not None
        assert (now.progress.stage.name, now.progress.stages[0].days_done) == ("Align", 0)
        assert "You can move on" not in text(app)


async def test_a_plan_whose_file_is_gone_is_named_with_the_way_out(services: Services) -> None:
    services.history.care_records.start_plan("mine", TODAY)
    app = RoutineTimerApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert "The file of your plan 'mine' is missing." in text(app)
        assert "plan stop" in text(app)


async def test_a_day_without_a_session_of_the_plan_says_why(services: Services) -> None:
    services.history.care_records.start_plan("weak-core", TODAY)
    services.history.care_records.add_check_in(TODAY, ["saddle-numbness"])
    app = RoutineTimerApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert "Go to an emergency department now. Don't exercise." in " ".join(text(app).split())


def test_after_a_session_the_next_one_of_the_plan_is_named_with_its_day() -> None:
    rest, more = PlanDay(None, "Done for today.", 1), PlanDay("weak-core", "", 1)

    def plan(days: int, offer: StageOffer | None = None) -> tuple[str, ...]:
        return plan_next(
            lambda day: PlanDay(None, "", 1, offer) if offer else more if day >= TODAY + timedelta(days) else rest,
            TODAY,
            {"weak-core": "Weak core"}.__getitem__,
        )

    assert plan(0)[0] == "Next in your plan: Weak core, today."
    assert plan(1) == ("Next in your plan: Weak core, tomorrow.", "Next: Weak core, tomorrow", "Next: Weak core")
    assert plan(2)[0] == "Next in your plan: Weak core, on Monday."
    assert plan(2, StageOffer(1, "Fitness", "9 days done.")) == (
        "You can move on to Fitness. 9 days done.",
        "You can move on to Fitness",
    )
    assert plan_next(lambda _: None, date(2026, 1, 1), str) == ()


async def test_home_shows_a_habit_a_day_unless_it_is_off(services: Services) -> None:
    log_sessions(services, "after-workout", 1)
    app = RoutineTimerApp(services)
    async with app.run_test(size=(110, 30)) as pilot:
        await settled(app, pilot)
        assert f"Today's habit: {habit_of(TODAY)}" in " ".join(text(app).split())
        services.change("habits", False)
        app.post_message(AppFocus())
        await settled(app, pilot)
        assert "Today's habit" not in text(app)


def test_with_longer_holds_every_routine_is_laid_out_and_timed_with_them(services: Services) -> None:
    assert services.timelines.lengths() == {}
    found = services.library.reading("anterior-tilt").routine
    assert found is not None
    before = services.timelines.of(found)
    services.settings = replace(services.settings, longer_holds=True)
    longer = services.timelines.of(found)
    assert longer.duration_s > before.duration_s
    assert services.timelines.lengths()["anterior-tilt"] == pytest.approx(longer.duration_s, abs=60)


@pytest.mark.parametrize(("troubles", "shown"), [((), True), (("The disk is full",), False)])
def test_the_habit_of_the_day_is_shown_beside_offers_but_not_beside_trouble(
    troubles: tuple[str, ...], shown: bool
) -> None:
    progress = replace(STANDING, backup_of=TODAY, troubles=troubles)
    found = notices(progress, (), {}, habits=True)
    assert (f"Today's habit: {habit_of(STANDING.today)}" in [one.text for one in found]) is shown
