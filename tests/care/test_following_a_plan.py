"""What can't be done with a plan, and what a red flag says before anything is started."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from routine_timer.care.flag_warning import flag_warning
from routine_timer.care.if_then import if_then
from routine_timer.care.pain import RISING
from routine_timer.care.plan_facts import PlanFacts, coming
from routine_timer.care.plan_file import Plan, Plans
from routine_timer.care.plan_following import (
    Following,
    PlanNotPossible,
    begin,
    following,
    move,
    own_goal_in_the_way,
    stop,
    take_offer,
)
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
from routine_timer.history.errors import CannotWrite
from routine_timer.history.history import History
from routine_timer.history.records import PlanRecord
from routine_timer.history.streaks.goals import DAILY, Goal, parse_goal
from routine_timer.paths import folders
from tests.care.test_plan_progress import ROUTINES, START, STARTED, TILT, back, check_in, edited, on, ready
from tests.care.test_plan_progress import move as stage_move
from tests.history.making import session

LIST = "`routine-timer plan list` shows all plans"


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with History(tmp_path / "history.db", tmp_path / "state") as opened:
        yield opened


def start(history: History, plan: Plan, day: date, after: str = "", obstacle: str = "", *, over: bool = False) -> None:
    begin(history, plan, day, after=after, obstacle=obstacle, over_own_goal=over)


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
    start(history, TILT, history.today() + timedelta(1))
    assert history.goals()
    stop(history)
    assert history.goals() == []


def test_a_plan_that_is_replaced_before_it_starts_leaves_no_goal(history: History) -> None:
    today = history.today()
    start(history, TILT, today + timedelta(5))
    start(history, TILT, today + timedelta(1))
    assert [one.from_day for one in history.goals()] == [today + timedelta(1)]
    start(history, TILT, today)
    assert [one.from_day for one in history.goals()] == [today]


def test_a_move_before_the_first_day_changes_the_goal_of_that_day_and_not_of_today(history: History) -> None:
    today = history.today()
    plans = Plans.of(folders({"ROUTINE_TIMER_HOME": "/nowhere"}), [])
    start(history, TILT, today + timedelta(5))
    move(history, following(history, plans, []), 1)
    assert history.goal_on(today) == DAILY
    assert history.goal_on(today + timedelta(5)) == TILT.stages[1].goal


def test_stopping_ends_the_plan_of_today_and_the_one_to_start_later(history: History) -> None:
    start(history, TILT, history.today())
    start(history, replace(TILT, id="next-one"), history.today() + timedelta(3))
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
    record = PlanRecord("p", START, "mine", None, None, datetime(2026, 11, 2, tzinfo=UTC))
    now = Following(record, PlanFacts(START, [record]), None, has_file)
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


@pytest.mark.parametrize(("repeat", "stage"), [(False, 2), (True, 1)])
def test_an_offer_is_taken_once_and_only_while_it_is_made(history: History, repeat: bool, stage: int) -> None:
    def now(facts: PlanFacts) -> Following:
        return Following(STARTED, facts, progress(TILT, STARTED, facts, ROUTINES))

    offering = now(ready())
    assert offering.progress is not None
    offer = offering.progress.offer
    assert offer is not None
    nothing_offered = now(PlanFacts(on(3), [STARTED]))
    back_offered = now(ready(28, moves=[stage_move(8, "Stretch and activate", 2)]))
    further = replace(offer, stage="Fitness")
    for gone, wanted in (
        (nothing_offered, offer),
        (None, offer),
        (Following(STARTED, ready(), None), offer),
        (back_offered, offer),
        (offering, further),
    ):
        take_offer(history, gone, wanted, repeat=repeat)
    assert history.care_records.stage_records() == []
    take_offer(history, offering, offer, repeat=repeat)
    assert [one.n for one in history.care_records.stage_records()] == [stage]


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


@pytest.mark.parametrize(
    ("after", "obstacle", "told"),
    [
        ("", "", ""),
        ("my run", "", "After my run: your session."),
        ("", "I'm late", "If I'm late: the three-minute session."),
        ("my run", "I'm late", "After my run: your session. If I'm late: the three-minute session."),
        ("  After  my\nrun …", "if I'm late.", "After my run: your session. If I'm late: the three-minute session."),
        (
            "afternoon tea",
            "iffy weather",
            "After afternoon tea: your session. If iffy weather: the three-minute session.",
        ),
        ("Xmas with Max X", "X", "After Xmas with Max X: your session. If X: the three-minute session."),
        (" … ", " .,; ", ""),
    ],
)
def test_the_if_then_plan_is_said_without_the_words_that_the_question_has(
    history: History, after: str, obstacle: str, told: str
) -> None:
    start(history, TILT, history.today(), after, obstacle)
    assert if_then(history.care_records.plan_records()[0]) == told


FIRST_GOAL, OWN = TILT.stages[0].goal, parse_goal("2/week")


@pytest.mark.parametrize(
    ("own", "in_the_way"),
    [(None, None), (OWN, OWN), (FIRST_GOAL, None), (TILT.stages[1].goal, TILT.stages[1].goal)],
)
def test_only_another_goal_of_ones_own_is_in_the_way_of_a_plan(
    history: History, own: Goal | None, in_the_way: Goal | None
) -> None:
    if own is not None:
        history.set_goal(own, history.today() - timedelta(30))
    assert own_goal_in_the_way(history, TILT, history.today()) == in_the_way


@pytest.mark.parametrize(("over", "goal"), [(False, OWN), (True, FIRST_GOAL)])
def test_a_goal_of_ones_own_is_replaced_only_by_ones_word(history: History, over: bool, goal: Goal) -> None:
    history.set_goal(OWN, history.today() - timedelta(30))
    start(history, TILT, history.today(), over=over)
    assert history.goal_on(history.today()) == goal


@pytest.mark.parametrize(
    ("kind", "told", "help_"),
    [
        ("emergency", GO_TO_EMERGENCY, ""),
        (
            "professional",
            f"your last check-in has a red flag. {SEE_A_DOCTOR}",
            "once a professional has cleared you for exercise, do another check-in and tick that",
        ),
    ],
)
def test_no_plan_starts_with_a_red_flag(history: History, kind: str, told: str, help_: str) -> None:
    flag = next(one for one in FLAGS if one.urgency == kind)
    history.care_records.add_check_in(date(2026, 11, 2), [flag.id], None, None)
    with pytest.raises(PlanNotPossible) as refused:
        start(history, TILT, history.today())
    assert refusal(refused.value) == (told, help_)
    assert history.care_records.plan_records() == []
    assert history.goals() == []


@pytest.mark.parametrize(
    ("day", "flag", "due"),
    [(1, "", True), (6, "", False), (8, "", True), (8, "accident", False), (6, "accident", False)],
)
def test_measures_are_due_by_the_day_of_the_plan_and_never_with_a_red_flag(day: int, flag: str, due: bool) -> None:
    facts = PlanFacts(on(day), [STARTED], check_ins=[check_in(0, flag)], measures=[back(1, "gap")] if day > 1 else [])
    assert Following(STARTED, facts, None).measures_due is due


WEEKLY = 'name = "Mine"\n[[stage]]\nname = "One"\nroutines = ["clams"]\ngoal = "1/week"\n'


def at(day: int) -> datetime:
    """Six in the evening of a day of the plan, from 1: a Monday."""
    return datetime.combine(on(day), time(18), UTC)


def opened(folder: Path, text: str | None, day: int) -> tuple[History, Plans]:
    """A history on a day of the plan, and the plan "mine" with this text, which was started on day 1."""
    (folder / "own").mkdir()
    if text is not None:
        (folder / "own" / "mine.toml").write_text(text, "utf-8")
    made = History(folder / "h.db", folder / "s", lambda: at(day))
    made.care_records.start_plan("mine", START)
    return made, Plans(folder / "own", folder, ["clams"])


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        (WEEKLY, ""),
        (None, "The file of your plan 'mine' is missing."),
        ("name = ", "The file of your plan 'mine' has errors: see `routine-timer check --plan mine`."),
    ],
)
def test_a_plan_is_followed_by_its_file_and_one_without_says_why(tmp_path: Path, text: str | None, gone: str) -> None:
    made, plans = opened(tmp_path, text, 3)
    with made:
        now = following(made, plans, ["clams"])
        assert now is not None
        assert (now.gone, now.progress is not None) == (gone, not gone)


def test_a_week_starts_on_monday_or_on_the_day_that_is_set_and_a_day_of_the_past_can_be_asked_for(
    tmp_path: Path,
) -> None:
    made, plans = opened(tmp_path, WEEKLY, 8)
    with made:
        made.merge([session(at(7), routine="clams")])  # the Sunday before

        def today(*asked: Any) -> str | None:
            now = following(made, plans, ["clams"], *asked)
            assert now is not None
            assert now.progress is not None
            return now.progress.today.routine

        assert today() == today(0) == "clams"
        assert today(6) is None, "the week started yesterday, and its one day is done"
        assert today(0, on(6)) == "clams"
        assert today(0, on(7)) is None


def test_days_done_count_since_the_start_of_the_plan_however_long_ago(tmp_path: Path) -> None:
    made, plans = opened(tmp_path, WEEKLY, 40)
    with made:
        made.merge([session(at(day), routine="clams") for day in (0, 1, 3, 38)])
        now = following(made, plans, ["clams"])
        assert now is not None
        assert now.progress is not None
        assert (now.progress.stages[0].days_done, now.progress.week) == (3, 6)


@pytest.mark.parametrize(("before", "routine"), [(20, "clams"), (15, "clams"), (14, None), (10, None)])
def test_what_was_done_more_than_two_weeks_before_a_plan_does_not_count_for_it(
    tmp_path: Path, before: int, routine: str | None
) -> None:
    made, plans = opened(tmp_path, WEEKLY.replace("1/week", "every 30 days"), 1)
    with made:
        made.merge([session(at(1 - before), routine="clams")])
        now = following(made, plans, ["clams"])
        assert now is not None
        assert now.progress is not None
        assert now.progress.today.routine == routine


def test_pain_of_the_weeks_before_a_plan_shows_in_it_too(tmp_path: Path) -> None:
    made, plans = opened(tmp_path, WEEKLY, 1)
    with made:
        made.merge([session(at(-12), routine="clams", pain_after=1), session(at(0), routine="other", pain_after=4)])
        now = following(made, plans, ["clams"])
        assert now is not None
        assert now.progress is not None
        assert now.progress.notice == RISING


def test_nothing_is_followed_before_a_plan_was_started(history: History, tmp_path: Path) -> None:
    assert following(history, Plans(tmp_path, tmp_path, []), []) is None
    assert coming(PlanFacts(START)) is None


@pytest.mark.parametrize(
    ("records", "later"),
    [
        pytest.param([(1, "a")], "", id="only today's"),
        pytest.param([(1, "a"), (5, "b")], "Your next plan, b, starts on Friday, 6 November.", id="one to come"),
        pytest.param(
            [(1, "a"), (5, "b"), (6, "c")], "Your next plan, c, starts on Saturday, 7 November.", id="the last one said"
        ),
        pytest.param([(5, "b"), (1, "a")], "", id="replaced since"),
        pytest.param([(1, "a"), (5, "b"), (5, None)], "", id="stopped since, where it is that day already"),
    ],
)
def test_the_plan_that_starts_later_is_named(records: list[tuple[int, str | None]], later: str) -> None:
    plans = [
        PlanRecord(str(n), on(day), plan, None, None, edited(START, n)) for n, (day, plan) in enumerate(records, 1)
    ]
    assert Following(next(one for one in plans if one.day == START), PlanFacts(START, plans), None).later == later


@pytest.mark.parametrize("what", ["start", "move", "stop"])
def test_a_plan_and_its_goal_are_written_together_or_not_at_all(
    history: History, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """As after a kill between the two writes, or a disk that is full at the second."""
    if what != "start":
        start(history, TILT, history.today() - timedelta(3))
    before = list(history.everything())

    def full(*_: object, **__: object) -> None:
        raise CannotWrite(Path("history.db"), "No space left on device")

    monkeypatch.setattr(history, "set_plan_goal", full)
    monkeypatch.setattr(history, "end_plan_goal", full)
    now = following(history, Plans.of(folders({"ROUTINE_TIMER_HOME": "/nowhere"}), []), [])
    do = {"start": lambda: start(history, TILT, history.today()), "stop": lambda: stop(history)}
    with pytest.raises(CannotWrite):
        do.get(what, lambda: move(history, now, 1))()
    assert list(history.everything()) == before
