"""What can't be done with a plan, and what a red flag says before anything is started."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from routine_timer.care.flag_warning import flag_warning
from routine_timer.care.plan_facts import PlanFacts
from routine_timer.care.plan_following import Following, PlanNotPossible, begin, move, stop
from routine_timer.care.plan_progress import NO_PLAN, progress
from routine_timer.care.red_flags import (
    FLAGS,
    GO_TO_EMERGENCY,
    LASTING_PAIN,
    SEE_A_DOCTOR,
    Clearance,
    in_words,
    red_flags,
)
from routine_timer.history.history import History
from routine_timer.history.records import PlanRecord
from routine_timer.history.streaks.goals import DAILY
from tests.care.test_plan_progress import ROUTINES, START, STARTED, TILT, on

LIST = "`routine-timer plan list` shows all plans"


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with History(tmp_path / "history.db", tmp_path / "state") as opened:
        yield opened


def refusal(error: PlanNotPossible) -> tuple[str, str]:
    return str(error), error.help


def test_without_a_plan_there_is_nothing_to_move_on_in_or_to_stop(history: History) -> None:
    with pytest.raises(PlanNotPossible) as no_move:
        move(history, None, 1)
    with pytest.raises(PlanNotPossible) as no_stop:
        stop(history)
    assert refusal(no_move.value) == refusal(no_stop.value) == (NO_PLAN, LIST)
    assert PlanNotPossible("x").help == ""


def test_a_plan_that_was_stopped_cannot_be_stopped_again(history: History) -> None:
    history.care_records.start_plan("weak-core", date(2026, 11, 2), None, None)
    assert stop(history) == ("weak-core",)
    with pytest.raises(PlanNotPossible):
        stop(history)


def test_stopping_a_plan_takes_the_goal_of_a_later_start_with_it(history: History) -> None:
    begin(history, TILT, history.today() + timedelta(1))
    assert history.goals()
    stop(history)
    assert history.goals() == []


def test_a_plan_that_is_replaced_before_it_starts_leaves_no_goal(history: History) -> None:
    today = history.today()
    begin(history, TILT, today + timedelta(5))
    begin(history, TILT, today + timedelta(1))
    assert [one.from_day for one in history.goals()] == [today + timedelta(1)]
    begin(history, TILT, today)
    assert [one.from_day for one in history.goals()] == [today]


def test_stopping_ends_the_plan_of_today_and_the_one_to_start_later(history: History) -> None:
    begin(history, TILT, history.today())
    begin(history, replace(TILT, id="next-one"), history.today() + timedelta(3))
    assert stop(history) == (TILT.id, "next-one")
    assert [one.from_day for one in history.goals()] == [history.today()]
    assert history.goal_on(history.today() + timedelta(9)) == DAILY


@pytest.mark.parametrize(
    ("has_file", "gone"),
    [
        (False, "The file of your plan 'mine' is missing."),
        (True, "The file of your plan 'mine' has errors: see `routine-timer check --plan mine`."),
    ],
)
def test_a_plan_whose_file_is_missing_or_broken_can_only_be_stopped(
    history: History, has_file: bool, gone: str
) -> None:
    start = PlanRecord("p", START, "mine", None, None, datetime(2026, 11, 2, tzinfo=UTC))
    now = Following(start, PlanFacts(START, [start]), None, has_file)
    assert (now.gone, now.later) == (gone, "")
    with pytest.raises(PlanNotPossible) as refused:
        move(history, now, 1)
    assert refusal(refused.value) == (gone, "`routine-timer plan stop` ends it")


def test_a_plan_that_can_be_read_moves_within_its_stages(history: History) -> None:
    facts = PlanFacts(on(3), [STARTED])
    now = Following(STARTED, facts, progress(TILT, STARTED, facts, ROUTINES))
    assert now.gone == ""
    for step, where in ((-1, "first"), (len(TILT.stages), "last")):
        with pytest.raises(PlanNotPossible) as refused:
            move(history, now, step)
        assert refusal(refused.value) == (f"{TILT.stages[0].name} is the {where} stage of {TILT.name}", "")
    assert move(history, now, 0) == 0
    assert move(history, now, len(TILT.stages) - 1) == len(TILT.stages) - 1
    (again, last) = history.care_records.stage_records()
    assert (again.n, last.n, last.plan) == (1, len(TILT.stages), TILT.id)


@pytest.mark.parametrize("kind", ["emergency", "professional", "advice"])
def test_a_red_flag_of_the_last_check_in_is_said(history: History, kind: str) -> None:
    flag = next(one for one in FLAGS if one.urgency == kind)
    said = {"emergency": GO_TO_EMERGENCY, "professional": SEE_A_DOCTOR}
    assert flag_warning(history) == ""
    history.care_records.add_check_in(date(2026, 11, 2), [flag.id], None, None)
    assert flag_warning(history) == (f"Your last check-in has a red flag. {said[kind]}" if kind in said else "")
    assert red_flags([flag.id, "no-flag"]) == (() if flag is LASTING_PAIN else (flag,))


def test_flags_are_listed_in_the_order_in_which_they_are_asked_and_a_clearance_names_its_own() -> None:
    assert red_flags([one.id for one in reversed(FLAGS)]) == tuple(one for one in FLAGS if one is not LASTING_PAIN)
    accident = next(one for one in FLAGS if one.id == "accident")
    day = date(2026, 11, 2)
    told = f"Cleared by a professional on 2 November 2026 for: “{accident.ask}”."
    assert in_words(Clearance(day, frozenset({"accident"}))) == told
    assert in_words(Clearance(day, frozenset())) == ""
