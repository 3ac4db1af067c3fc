"""What the report for a physiotherapist says at the edges: none, one, as many as fit, and one more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from routine_timer.care.outcomes import PlanOutcome
from routine_timer.care.plan_progress import StageSpan
from routine_timer.care.report_page import doses_of, report_page
from routine_timer.history.records import SegmentRecord, SessionRecord
from tests.care.test_report_golden import DAYS, FIRST, part, session


def outcome(days: int = 35, **more: Any) -> PlanOutcome:
    """Of a plan that began so many days ago."""
    return PlanOutcome("Mine", FIRST, FIRST + timedelta(days), **more)


def page(outcome: PlanOutcome, sessions: Sequence[SessionRecord] = ()) -> str:
    return report_page(outcome, sessions, {})


def stages(*firsts: int) -> tuple[StageSpan, ...]:
    return tuple(StageSpan(n, f"S{n}", DAYS[first], DAYS[first]) for n, first in enumerate(firsts))


@pytest.mark.parametrize(
    ("segments", "amount"),
    [
        ([part(1, "Plank", 20)], "20 s"),
        ([part(1, "Plank", 20), part(2, "Plank", 20), part(3, "Plank", 20)], "3 × 20 s"),
        ([part(1, "Plank", 20), part(2, "Plank", 25)], "20 s + 25 s"),
        ([part(1, "Plank", 20), part(2, "Plank", 20), part(3, "Plank", 25)], "20 s + 20 s + 25 s"),
        ([part(1, "Plank", 25), part(2, "Plank", 20), part(3, "Plank", 20)], "25 s + 20 s + 20 s"),
        ([part(1, "Plank", 20), part(2, "Plank", 25, "left")], "20 s, left 25 s"),
    ],
)
def test_sets_of_one_length_are_counted_and_others_added(segments: list[SegmentRecord], amount: str) -> None:
    assert [one.last for one in doses_of([session(0, "align", None, *segments)])] == [amount]


def test_the_exercise_done_most_often_comes_first() -> None:
    sessions = [
        session(0, "align", None, part(1, "Once", 20), part(2, "Often", 20)),
        session(1, "align", None, part(1, "Often", 30)),
    ]
    assert [(one.name, one.sessions, one.first, one.last) for one in doses_of(sessions)] == [
        ("Often", 2, "20 s", "30 s"),
        ("Once", 1, "20 s", "20 s"),
    ]


@pytest.mark.parametrize(
    ("done", "asked", "told"),
    [
        (0, 0, "Done on 0 days; the plan asked for 0. 0 sessions"),
        (1, 4, "Done on 1 day; the plan asked for 4 (25%). 0 sessions"),
        (5, 4, "Done on 5 days; the plan asked for 4 (100%). 0 sessions"),
    ],
)
def test_more_days_than_asked_are_no_more_than_all_of_them(done: int, asked: int, told: str) -> None:
    assert f"<p>{told}" in page(outcome(days_done=done, days_asked=asked, stages=stages(0)))


def test_only_the_routines_followed_most_are_named() -> None:
    sessions = [session(n, routine) for n, routine in enumerate("edcbaab")]
    assert "7 sessions, 70 minutes: a 2 ×, b 2 ×, c 1 ×, d 1 ×.</p>" in page(outcome(), sessions)


@pytest.mark.parametrize(
    ("firsts", "told"),
    [
        ((0, 1, 2), "S0 from 2 November 2026; S1 from 3 November 2026; S2 from 4 November 2026"),
        (
            (0, 1, 2, 3),
            "S0 from 2 November 2026; S1 from 3 November 2026; S2 from 4 November 2026; S3 from 5 November 2026",
        ),
        (
            (0, 1, 2, 3, 4),
            (
                "S0 from 2 November 2026; 1 other change; S2 from 4 November 2026; S3 from 5 November 2026; "
                "S4 from 6 November 2026"
            ),
        ),
        (
            (0, 1, 2, 3, 4, 5),
            (
                "S0 from 2 November 2026; 2 other changes; S3 from 5 November 2026; S4 from 6 November 2026; "
                "S5 from 7 November 2026"
            ),
        ),
    ],
)
def test_of_many_stages_the_first_and_the_last_are_named(firsts: tuple[int, ...], told: str) -> None:
    assert f"<p>Stages: {told}.</p>" in page(outcome(stages=stages(*firsts)))


def test_pain_of_sessions_counts_where_it_was_entered_before_and_after() -> None:
    whole = replace(session(0), pain_before=4, pain_after=2)
    sessions = [whole, replace(whole, pain_after=None), replace(whole, pain_before=None), replace(whole, pain_after=1)]
    told = page(outcome(pain=[(DAYS[0], 10 / 3)]), sessions)
    assert "Last entry: 3.3 of 10, on 2 November 2026. Sessions: 4.0 before, 1.5 after.</p>" in told


@pytest.mark.parametrize(
    ("days", "points"),
    [(0, {0: "24.0,100.0"}), (1, {0: "24.0,100.0", 1: "670.0,8.0"}), (2, {1: "347.0,54.0", 2: "670.0,8.0"})],
)
def test_the_chart_goes_from_the_first_day_to_today(days: int, points: dict[int, str]) -> None:
    pain = [(DAYS[day], 10.0 * day / max(days, 1)) for day in points]
    assert f'points="{" ".join(points.values())}"' in page(outcome(days, pain=pain))


def test_below_the_chart_as_much_of_a_stages_name_is_shown_as_fits_and_none_where_that_says_nothing() -> None:
    named = [(0, "Align"), (1, "Stretch"), (4, "Strength"), (7, "Fitness and running"), (8, "Rest"), (20, "On & on")]
    spans = [StageSpan(n, name, FIRST + timedelta(day), FIRST) for n, (day, name) in enumerate(named)]
    told = page(outcome(100, pain=[(FIRST, 3.0)], stages=spans))
    shown = re.findall(r'<text x="([\d.]+)" y="([\d.]+)">([^<]*)</text>', told)
    assert shown[3:] == [
        ("26.0", "124", "Align"),
        ("32.5", "113", "Stretch"),
        ("51.8", "124", ""),
        ("71.2", "113", "Fitness and runni…"),
        ("77.7", "124", "Rest"),
        ("155.2", "113", "On &amp; on"),
    ]


@pytest.mark.parametrize(
    ("many", "heads"),
    [(1, [0]), (2, [0, 1]), (6, [0, 1, 2, 3, 4, 5]), (7, [0, 2, 3, 4, 5, 6]), (9, [0, 4, 5, 6, 7, 8])],
)
def test_of_many_dates_of_measures_the_first_and_the_last_five_are_shown(many: int, heads: list[int]) -> None:
    told = page(outcome(measures={"plank": [(DAYS[n], str(20 + n)) for n in range(many)]}))
    head = "".join(f"<th>{DAYS[n].day} Nov</th>" for n in heads)
    values = "".join(f"<td>{20 + n} s</td>" for n in heads)
    assert f"<tr><th></th>{head}</tr><tr><td>Plank</td>{values}</tr>" in told


@pytest.mark.parametrize(("many", "more"), [(10, ""), (11, "And 1 other exercise."), (12, "And 2 other exercises.")])
def test_of_many_exercises_ten_are_listed_and_the_others_counted(many: int, more: str) -> None:
    told = page(outcome(), [session(0, "align", None, *(part(n, f"E{n}", 20) for n in range(many)))])
    assert len(re.findall(r"<tr><td>E\d+</td>", told)) == 10
    assert re.findall(r"<p>(And .*?)</p>", told) == [more] * bool(more)


def test_a_long_name_is_cut_without_a_space_at_its_end() -> None:
    name = f"  {'a' * 36} bcdef"
    assert f"<td>  {'a' * 36}…</td>" in page(outcome(activities={name: [(DAYS[0], 3)]}))
