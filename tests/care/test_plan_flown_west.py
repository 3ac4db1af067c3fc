"""A plan whose first day a person has had already, in the east, while it is still the day before here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from routine_timer.care.plan_facts import PlanFacts, facts_of, followed
from routine_timer.care.plan_file import Plans
from routine_timer.care.plan_following import Following, begin, following
from routine_timer.history.history import History
from routine_timer.paths import folders
from routine_timer.routine.library import Library
from tests.history.making import session

FIRST = date(2026, 12, 1)
EVE = FIRST - timedelta(1)


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with History(tmp_path / "history.db", tmp_path / "state") as opened:
        yield opened


def plans_of(home: Path) -> Plans:
    own = folders({"ROUTINE_TIMER_HOME": str(home)})
    return Plans.of(own, Library.of(own).files)


def here(history: History, tmp_path: Path, day: date = EVE) -> Following:
    found = following(history, plans_of(tmp_path), [], today=day)
    assert found is not None
    return found


def start(history: History, tmp_path: Path) -> None:
    begin(history, plans_of(tmp_path).find("weak-core"), FIRST, after="", obstacle="", over_own_goal=False)


@pytest.mark.parametrize("seen", ["check-in", "measure", "pain", "session"])
def test_it_has_started_where_that_day_has_come_already(history: History, tmp_path: Path, seen: str) -> None:
    match seen:
        case "check-in":
            history.care_records.add_check_in(FIRST, ())
        case "measure":
            history.care_records.add_measure(FIRST, "plank", "30")
        case "pain":
            history.care_records.add_pain(FIRST, 2)
        case _:
            history.merge([session(day=FIRST)])
    start(history, tmp_path)
    found = here(history, tmp_path)
    assert found.has_started
    assert found.progress is not None
    assert found.progress.week == 1
    assert "starts" not in found.progress.today.why


def test_one_that_replaced_another_has_started_too(history: History, tmp_path: Path) -> None:
    history.care_records.start_plan("desk-hips", EVE - timedelta(9))
    start(history, tmp_path)
    found = here(history, tmp_path)
    assert (found.start.plan, bool(found.later)) == ("desk-hips", True)
    history.care_records.add_pain(FIRST, 2)
    found = here(history, tmp_path)
    assert (found.start.plan, found.later) == ("weak-core", "")


def test_one_that_was_stopped_on_that_day_is_not_followed_any_more(history: History, tmp_path: Path) -> None:
    history.care_records.start_plan("weak-core", EVE - timedelta(9))
    history.care_records.start_plan(None, FIRST)
    assert following(history, plans_of(tmp_path), [], today=EVE) is None
    assert here(history, tmp_path, EVE - timedelta(1)).start.plan == "weak-core"


def test_one_for_tomorrow_starts_tomorrow(history: History, tmp_path: Path) -> None:
    history.care_records.add_check_in(EVE, ())
    start(history, tmp_path)
    found = here(history, tmp_path)
    assert not found.has_started
    assert found.progress is not None
    assert found.progress.today.why.endswith("starts tomorrow.")


def test_what_a_fast_clock_has_saved_starts_no_plan_early(history: History, tmp_path: Path) -> None:
    history.care_records.add_check_in(FIRST + timedelta(400), ())
    start(history, tmp_path)
    assert not here(history, tmp_path).has_started
    history.care_records.add_check_in(FIRST, ())
    assert not here(history, tmp_path, EVE - timedelta(1)).has_started, "nobody flies back by two days"


def test_the_facts_are_of_that_day(history: History, tmp_path: Path) -> None:
    history.care_records.add_check_in(FIRST, ())
    start(history, tmp_path)
    facts = facts_of(history, 0, EVE)
    assert isinstance(facts, PlanFacts)
    assert facts.today == FIRST
    assert (record := followed(facts)) is not None
    assert record.plan == "weak-core"
