"""The answers about pain, as they are read from the history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from routine_timer.care.pain import DO_LESS, PainReading, is_gone
from routine_timer.care.pain_decisions import LOOKED_BACK, PainHistory, asks_pain, load_pain
from routine_timer.history.history import History
from routine_timer.history.records import PainRecord, SessionRecord
from routine_timer.settings import Settings
from tests.history.making import session

TODAY = date(2026, 11, 21)
BACK = LOOKED_BACK.days


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with History(tmp_path / "history.db", tmp_path / "state") as opened:
        yield opened


def rated(days: int, before: int | None = None, after: int | None = None) -> SessionRecord:
    day = TODAY - timedelta(days)
    return replace(session(datetime.combine(day, time(12), UTC)), day=day, pain_before=before, pain_after=after)


def test_everything_up_to_today_is_read_oldest_first_and_nothing_older_or_later(history: History) -> None:
    days = (BACK + 1, BACK, 3, 0, -1)
    history.merge([rated(n, 1) for n in days])
    for n in days:
        history.care_records.add_pain(TODAY - timedelta(n), 2)
    history.care_records.add_check_in(TODAY - timedelta(5), ["tired-back"], None, None)
    found = load_pain(history, TODAY, Settings(ask_pain=False, amber_to=7))
    assert [one.day for one in found.sessions] == [TODAY - timedelta(n) for n in (BACK, 3, 0)]
    assert sorted(one.day for one in found.pains) == [TODAY - timedelta(n) for n in (BACK, 3, 0)]
    assert (found.today, found.asks, found.amber_to) == (TODAY, False, 7)
    assert tuple(found.check_ins) == (TODAY - timedelta(5),)
    assert load_pain(history, TODAY, Settings(ask_pain=True)).asks


@pytest.mark.parametrize(
    ("setting", "signs", "pain", "asks"),
    [
        (True, [], None, True),
        (False, ["lasting-pain"], 5, False),
        ("auto", [], None, False),
        ("auto", [], 0, False),
        ("auto", [], 1, True),
        ("auto", ["night-pain"], None, True),
        ("auto", ["higher-hip", "lasting-pain"], 0, True),
        ("auto", ["higher-hip"], None, False),
    ],
)
def test_pain_is_asked_about_as_it_is_set_or_once_a_number_was_entered(
    history: History, setting: bool | str, signs: list[str], pain: int | None, asks: bool
) -> None:
    if signs:
        history.care_records.add_check_in(TODAY, signs, None, None)
        history.care_records.add_check_in(TODAY, [], None, None)
    if pain is not None:
        history.care_records.add_pain(TODAY, pain)
    assert asks_pain(history, setting) is asks


@pytest.mark.parametrize(
    ("answers", "gone"),
    [
        pytest.param([(20, 3), (10, 0), (3, 0)], True, id="two weeks of zeros"),
        pytest.param([(14, 3), (10, 0), (3, 0)], True, id="pain on the day before them"),
        pytest.param([(13, 3), (10, 0), (3, 0)], False, id="pain on their first day"),
        pytest.param([(20, 0), (10, 0), (3, 0)], False, id="there never was any"),
        pytest.param([(20, 3), (10, 0)], False, id="no answer in the last week"),
        pytest.param([(20, 3), (3, 0)], False, id="none in the one before"),
        pytest.param([(20, 3), (13, 0), (7, 0), (6, 0), (0, 0)], True, id="at the edges"),
        pytest.param([(20, 3), (10, 0), (3, 0), (-1, 5)], True, id="what comes later doesn't count"),
    ],
)
def test_pain_is_gone_after_two_weeks_with_answers_of_zero(answers: list[tuple[int, int]], gone: bool) -> None:
    assert is_gone([PainReading(TODAY - timedelta(days), pain) for days, pain in answers], TODAY) is gone


def test_a_red_answer_counts_for_a_week() -> None:
    assert PainHistory(TODAY, [rated(6, 8)]).is_red
    assert not PainHistory(TODAY, [rated(7, 8)]).is_red


def test_without_any_pain_none_is_newly_gone() -> None:
    assert not PainHistory(TODAY, []).is_newly_gone
    assert not PainHistory(TODAY, [rated(10, 0), rated(0, 0)]).is_newly_gone


def test_pain_that_was_worse_twice_is_said_after_a_session() -> None:
    mornings = [
        PainRecord(f"m{n}", TODAY - timedelta(n), 5, "morning", datetime(2026, 11, 21, tzinfo=UTC)) for n in (2, 0)
    ]
    worse = PainHistory(TODAY, [rated(3, 2, 2), rated(1, 2, 2)], mornings)
    assert DO_LESS in worse.after()
