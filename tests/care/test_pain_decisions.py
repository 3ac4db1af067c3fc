"""What the answers of days and sessions add up to."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from routine_timer.care.pain import CHECK_AGAIN, DO_LESS, HOW_TO_CHECK, PAIN_GONE, RISING
from routine_timer.care.pain_decisions import PainHistory, load_pain
from routine_timer.history.history import History
from routine_timer.history.records import PainRecord, SessionRecord
from routine_timer.settings import Settings
from tests.history.making import session

TODAY = date(2026, 11, 21)


def rated(days_ago: int, before: int | None, after: int | None) -> SessionRecord:
    day = TODAY - timedelta(days=days_ago)
    return replace(session(datetime.combine(day, time(12), UTC)), day=day, pain_before=before, pain_after=after)


def morning(days_ago: int, pain: int) -> PainRecord:
    day = TODAY - timedelta(days=days_ago)
    return PainRecord(f"m{days_ago}", day, pain, "morning", datetime(2026, 11, 21, tzinfo=UTC))


def test_doses_may_not_grow_after_amber_pain_until_an_answer_is_green_again() -> None:
    assert PainHistory(TODAY, [rated(3, 2, 3)]).may_grow
    assert not PainHistory(TODAY, [rated(3, 2, 4)]).may_grow
    assert not PainHistory(TODAY, [rated(3, 2, 3)], [morning(2, 6)]).may_grow
    assert not PainHistory(TODAY, [rated(3, 2, 4), rated(1, None, None)]).may_grow
    assert PainHistory(TODAY, [rated(3, 2, 4), rated(1, 1, 1)]).may_grow
    assert PainHistory(TODAY, [rated(3, 2, 4), rated(1, None, 1)]).may_grow
    assert PainHistory(TODAY, [rated(3, 2, 4), rated(1, 1, None)]).may_grow


def test_the_next_morning_is_the_answer_of_that_morning_or_of_the_next_days_session() -> None:
    entered = PainHistory(TODAY, [rated(3, 2, 2), rated(1, 2, 2)], [morning(2, 3), morning(0, 4)])
    assert entered.is_worse_twice
    assert PainHistory(TODAY, [rated(2, 1, 1), rated(1, 2, 2), rated(0, 3, 3)]).by_session[0].morning == 2
    assert entered.do_less == DO_LESS


def test_pain_entered_on_a_morning_is_the_pain_before_the_first_session_of_that_day() -> None:
    sessions = [rated(1, None, 3), rated(0, None, 2), rated(0, None, 4)]
    found = PainHistory(TODAY, sessions, [morning(1, 1), morning(0, 2)])
    assert [one.before for one in found.by_session] == [1, 2, None]
    assert found.by_session[0].is_worse


def test_a_session_without_pain_after_two_that_made_it_worse_ends_the_offer_to_do_less() -> None:
    worse = [rated(2, 2, 4), rated(1, 2, 4)]
    assert PainHistory(TODAY, worse, [morning(0, 0)]).do_less == DO_LESS
    assert PainHistory(TODAY, [*worse, rated(0, None, 0)], [morning(0, 0)]).do_less == ""


def test_where_amber_goes_up_to_7_the_three_easy_minutes_wait_for_an_8() -> None:
    assert PainHistory(TODAY, [rated(1, 2, 6)]).do_less.startswith("You rated your pain 6 or more")
    assert PainHistory(TODAY, [rated(1, 2, 7)], amber_to=7).do_less == ""
    assert PainHistory(TODAY, [rated(1, 2, 8)], amber_to=7).do_less.startswith("You rated your pain 8 or more")
    assert not PainHistory(TODAY, [rated(1, 2, 7)], amber_to=7).may_grow, "doses grow only after green pain"


def test_rising_pain_is_shown_before_and_after_a_session() -> None:
    rising = PainHistory(TODAY, [rated(9, 1, 1), rated(2, 3, 3)])
    assert rising.is_rising
    assert rising.after() == [RISING, f"{CHECK_AGAIN} {HOW_TO_CHECK}"]


def test_rising_pain_asks_the_red_flags_again_unless_they_were_asked_this_week() -> None:
    def rising(*check_ins: int) -> PainHistory:
        days = [TODAY - timedelta(days=ago) for ago in check_ins]
        return PainHistory(TODAY, [rated(9, 1, 1), rated(2, 3, 3)], check_ins=days)

    assert rising().asks_flags_again
    assert rising(30, 7).asks_flags_again
    assert not rising(30, 6).asks_flags_again
    assert not rising(30, 0).asks_flags_again
    assert rising(6).after() == [RISING], "the professional line stays"
    assert not PainHistory(TODAY, [rated(9, 3, 3), rated(2, 3, 3)]).asks_flags_again


def test_two_weeks_without_pain_are_mentioned_once() -> None:
    quiet = [rated(20, 4, 4), rated(10, 0, 0), rated(4, 0, 0)]
    assert PainHistory(TODAY, [*quiet, rated(0, 0, 0)]).after() == [PAIN_GONE]
    assert PainHistory(TODAY, [*quiet, rated(1, 0, 0), rated(0, 0, 0)]).after() == []
    assert PainHistory(TODAY, [*quiet, rated(0, 0, 0), rated(0, 0, 0)]).after() == []


def test_a_second_answer_on_a_morning_replaces_the_first(tmp_path: Path) -> None:
    history = History(tmp_path / "history.db", tmp_path / "state")
    history.care_records.rate_morning(TODAY, 1)
    history.care_records.rate_morning(TODAY, 10)
    assert [one.pain for one in load_pain(history, TODAY, Settings(ask_pain=True)).pains] == [10]
    history.close()


@pytest.mark.parametrize(
    ("asks", "sessions", "mornings", "due"),
    [
        pytest.param(True, [1], [], True, id="after yesterday's session"),
        pytest.param(False, [1], [], False, id="not asked at all"),
        pytest.param(True, [2], [], False, id="none yesterday"),
        pytest.param(True, [1, 0], [], False, id="today's session has asked"),
        pytest.param(True, [1], [0], False, id="answered"),
        pytest.param(True, [1], [1], True, id="answered yesterday"),
        pytest.param(True, [], [], False, id="nothing yet"),
    ],
)
def test_the_morning_after_a_session_is_asked_about_where_pain_is(
    asks: bool, sessions: list[int], mornings: list[int], due: bool
) -> None:
    found = PainHistory(TODAY, [rated(n, 1, 1) for n in sessions], [morning(n, 2) for n in mornings], asks)
    assert found.is_morning_due is due
