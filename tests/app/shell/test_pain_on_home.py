"""Pain on the home screen: the question on the morning after a session, and what it says about how pain develops."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.screens.home.morning_pain import MorningPain
from routine_timer.app.services import Services
from routine_timer.care.pain import CHECK_AGAIN, RISING
from routine_timer.paths import Folders
from routine_timer.settings import Settings
from tests.app.conftest import SATURDAY, no_sound
from tests.app.shell.test_home import text
from tests.history.making import session
from tests.playback.fake_clock import FakeClock


@pytest.fixture
def services(folders: Folders) -> Iterator[Services]:
    opened = Services(folders, Settings(), player=no_sound, clock=FakeClock(), now=lambda: SATURDAY)
    yield opened
    opened.close()


def rated(days_ago: int, before: int | None = None, after: int | None = None) -> object:
    return replace(session(SATURDAY - timedelta(days=days_ago)), pain_before=before, pain_after=after)


def past(services: Services, *sessions: object) -> None:
    services.history.merge(sessions)  # type: ignore[arg-type]


async def settled(app: RoutineTimerApp, pilot: Pilot[None]) -> None:
    for _ in range(3):
        await pilot.pause()
        await app.workers.wait_for_complete()
    await pilot.pause()


async def test_the_morning_after_a_session_is_asked_about_and_one_key_answers(services: Services) -> None:
    past(services, rated(1))
    services.history.care_records.add_check_in(SATURDAY.date(), ["lasting-pain"])
    app = RoutineTimerApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert app.screen.query_one(MorningPain).display
        await pilot.press("5")
        await settled(app, pilot)
        assert "Take it easy" in str(next(iter(app._notifications)).message)
    (entered,) = services.history.care_records.pains()
    assert (entered.day, entered.pain, entered.when) == (SATURDAY.date(), 5, "morning")


async def test_red_pain_in_the_morning_names_the_key_of_the_three_minutes(services: Services) -> None:
    past(services, rated(1))
    services.settings = replace(services.settings, ask_pain=True)
    app = RoutineTimerApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("8")
        await settled(app, pilot)
        assert "z: three easy minutes" in str(next(iter(app._notifications)).message)


async def test_where_amber_goes_up_to_7_a_6_in_the_morning_is_amber(services: Services) -> None:
    past(services, rated(1))
    services.settings = replace(services.settings, ask_pain=True, amber_to=7)
    app = RoutineTimerApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("6")
        await settled(app, pilot)
        assert "Take it easy" in str(next(iter(app._notifications)).message)


@pytest.mark.parametrize("days_ago", [0, 2])
async def test_other_mornings_are_not_asked_about_and_digits_do_nothing(services: Services, days_ago: int) -> None:
    past(services, rated(days_ago))
    services.settings = replace(services.settings, ask_pain=True)
    app = RoutineTimerApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert not app.screen.query_one(MorningPain).display
        await pilot.press("5")
        await settled(app, pilot)
    assert services.history.care_records.pains() == []


async def test_without_pain_in_a_check_in_the_question_is_not_asked(services: Services) -> None:
    past(services, rated(1))
    services.history.care_records.add_check_in(SATURDAY.date(), ["higher-hip"])
    app = RoutineTimerApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert not app.screen.query_one(MorningPain).display


async def test_a_digit_that_is_typed_into_the_search_is_text(services: Services) -> None:
    past(services, rated(1))
    services.settings = replace(services.settings, ask_pain=True)
    app = RoutineTimerApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("slash", "5")
        await settled(app, pilot)
    assert services.history.care_records.pains() == []


async def test_after_red_pain_home_offers_the_three_easy_minutes_with_their_key(services: Services) -> None:
    past(services, rated(2, 1, 7))
    app = RoutineTimerApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        told = " ".join(text(app).split())
        assert "You rated your pain 6 or more last time: take the three easy minutes today. z 3 minutes" in told


async def test_once_today_is_done_the_three_easy_minutes_wait_until_tomorrow(services: Services) -> None:
    past(services, rated(0, 1, 7))
    app = RoutineTimerApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        told = " ".join(text(app).split())
        assert "Done for today. Well done." in told
        assert "three easy minutes" not in told


async def test_red_pain_of_another_week_or_before_a_green_answer_offers_nothing(services: Services) -> None:
    past(services, rated(2, 1, 7), rated(1, 1, 1), rated(9, 1, 9))
    app = RoutineTimerApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert "three easy minutes" not in text(app)


async def test_rising_pain_is_shown_on_home(services: Services) -> None:
    past(services, rated(9, 1, 1), rated(2, 4, 4))
    app = RoutineTimerApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        told = " ".join(text(app).split())
        assert told.count(RISING) == 1
        assert f"{RISING} {CHECK_AGAIN} c check-in" in told


@pytest.mark.parametrize("days_ago", [3, 20])
async def test_a_flag_that_was_cleared_and_is_ticked_again_stays_cleared_and_rising_pain_is_still_shown(
    services: Services, days_ago: int
) -> None:
    past(services, rated(9, 1, 1), rated(2, 4, 4))
    entries = services.history.care_records
    entries.add_check_in(SATURDAY.date() - timedelta(30), ["surgery", "cleared"])
    entries.add_check_in(SATURDAY.date() - timedelta(days_ago), ["surgery"])
    entries.start_plan("weak-core", SATURDAY.date() - timedelta(30))
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(app, pilot)
        told = " ".join(text(app).split())
        assert told.count(RISING) == 1
        assert (CHECK_AGAIN in told) is (days_ago == 20)
        assert "See a doctor first" not in told


async def test_an_emergency_sign_shows_on_home_in_spite_of_a_clearance(services: Services) -> None:
    entries = services.history.care_records
    entries.start_plan("weak-core", SATURDAY.date() - timedelta(30))
    entries.add_check_in(SATURDAY.date() - timedelta(5), ["surgery", "cleared"])
    entries.add_check_in(SATURDAY.date(), ["surgery", "fast-weakness", "cleared"])
    app = RoutineTimerApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert "Go to an emergency department now. Don't exercise." in " ".join(text(app).split())
