"""What a plan has for today by the goal of its stage, and which days count for it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from routine_timer.care.plan_file import Plan, read_plan_text
from tests.care.test_plan_progress import START, TILT, at, move, on, ready, session


def asking(goal: str) -> Plan:
    """A plan of one stage, with one routine."""
    text = f'name = "x"\n[[stage]]\nname = "Only"\nroutines = ["align-first"]\ngoal = "{goal}"\n'
    plan = read_plan_text(text, Path("x.toml")).plan
    assert plan is not None
    return Plan(TILT.id, plan.name, "", "", plan.stages)


@pytest.mark.parametrize(
    ("goal", "done", "today", "why"),
    [
        pytest.param("mon,wed", [], 3, "Stage 'Only': on Monday and Wednesday.", id="a day of the goal"),
        pytest.param("mon,wed", [], 2, "A rest day.", id="another day"),
        pytest.param("every 3 days", [], 2, "Stage 'Only': every 3 days.", id="nothing done yet"),
        pytest.param("every 3 days", [1], 3, "A rest day.", id="two days later"),
        pytest.param("every 3 days", [1], 4, "Stage 'Only': every 3 days.", id="three days later"),
        pytest.param("2/week", [1, 2], 7, "A rest day: 2 of 2 days done this week.", id="on the Sunday of the week"),
        pytest.param("2/week", [1, 2], 8, "Stage 'Only': two days a week.", id="on the Monday after"),
        pytest.param("2/week", [6, 7], 8, "Stage 'Only': two days a week.", id="the days of last week are over"),
    ],
)
def test_today_is_a_rest_day_or_not_by_the_goal(goal: str, done: list[int], today: int, why: str) -> None:
    sessions = [session(day, "align-first") for day in done]
    assert at(ready(today, sessions=sessions), asking(goal)).today.why == why


@pytest.mark.parametrize(
    ("done", "why"),
    [
        ([6, 7], "Stage 'Only': two days a week."),
        ([7, 8], "A rest day: 2 of 2 days done this week."),
    ],
    ids=["a Saturday is of the week before", "its Sunday and Monday"],
)
def test_a_week_that_begins_on_sunday(done: list[int], why: str) -> None:
    sessions = [session(day, "align-first") for day in done]
    assert at(ready(9, sessions=sessions, week_starts=6), asking("2/week")).today.why == why


def test_a_session_of_another_routine_is_none_of_the_plan() -> None:
    other = session(8, "desk-hips")
    assert at(ready(8, sessions=[*ready().sessions, other])).today.routine == "align-first"
    away = ready(30, sessions=[*ready().sessions, session(29, "desk-hips")])
    assert at(away).offer is not None
    assert at(away).offer.why.startswith("Your last session of this plan was 24 days ago")  # type: ignore[union-attr]


def test_a_stage_has_the_days_done_in_it_and_none_before_it_is_reached() -> None:
    assert [stage.days_done for stage in at(ready()).stages] == [6, 0, 0]


def test_a_stage_that_changed_its_number_is_found_by_its_name() -> None:
    assert at(ready(moves=[move(8, "Fitness", 1)])).stage.name == "Fitness"


def test_the_days_of_each_visit_to_a_stage_are_those_between_two_moves() -> None:
    spans = at(ready(12, moves=[move(8, "Stretch and activate", 2), move(10, "Align", 1)])).spans
    assert [(one.name, one.first, one.last) for one in spans] == [
        ("Align", START, on(8)),
        ("Stretch and activate", on(8), on(10)),
        ("Align", on(10), START + timedelta(days=11)),
    ]


def test_a_weekday_without_a_routine_is_a_rest_day() -> None:
    text = 'name = "x"\n[[stage]]\nname = "Only"\ngoal = "daily"\nroutines = { mon = "align-first" }\n'
    plan = read_plan_text(text, Path("x.toml")).plan
    assert plan is not None
    today = at(ready(9, sessions=[]), Plan(TILT.id, plan.name, "", "", plan.stages)).today
    assert (today.routine, today.why, today.is_free) == (None, "A rest day.", True)


def test_going_on_can_be_put_off_by_repeating_the_stage() -> None:
    on_offer = at(ready()).offer
    assert on_offer is not None
    assert on_offer.or_repeat is True
