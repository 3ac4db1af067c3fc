"""The program's rules against the same rules written slowly."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routine_timer.history.streaks.goals import Goal, parse_goal
from tests.judging import judge_days

from .reference import Reference

START = date(2026, 10, 1)
GOALS = ["daily", "mon,wed,fri", "sat", "1/week", "3/week", "7/week", "every 1 days", "every 2 days", "every 5 days"]

offsets = st.integers(0, 50)
dates = offsets.map(lambda n: START + timedelta(days=n))
goals = st.sampled_from(GOALS).map(parse_goal)


@st.composite
def histories(draw: st.DrawFn) -> Reference:
    """Fifty days, done more or less often, with skips in stretches and a few changes of goal."""
    often = draw(st.floats(0, 1))
    done = {START + timedelta(days=n) for n in range(51) if draw(st.floats(0, 1)) < often}
    skipped: set[date] = set()
    for first, length in draw(st.lists(st.tuples(offsets, st.integers(1, 9)), max_size=3)):
        skipped |= {START + timedelta(days=first + n) for n in range(length)}
    changes: dict[date, Goal] = draw(st.dictionaries(dates, goals, max_size=3))
    first_goal = draw(st.none() | goals)
    if first_goal is not None:
        changes[date(2000, 1, 1)] = first_goal
    today = START + timedelta(days=draw(st.integers(0, 52)))
    return Reference(today, frozenset(done), frozenset(skipped), changes, draw(st.integers(0, 6)))


@settings(max_examples=150)
@given(histories())
def test_days_runs_and_score_are_those_of_the_slow_reference(slow: Reference) -> None:
    fast = judge_days(
        datetime(2026, 1, 1, tzinfo=UTC),
        slow.today,
        slow.done,
        skipped=slow.skipped,
        goals=slow.goals.items(),
        week_starts=slow.week_starts,
        series=True,
    )
    days = slow.days()
    carried = slow.carried()
    assert [(day.day, day.state) for day in fast.days] == [(day, carried.state(day)) for day in days]
    assert fast.today == carried.state(slow.today)
    assert [(run.length, run.unit, run.first, run.last) for run in fast.streaks] == carried.runs()
    current = carried.current()
    assert (fast.current.length, fast.current.first) == ((current[0], current[2]) if current else (0, None))
    assert fast.score == pytest.approx(slow.score(slow.today), abs=1e-12)
    assert 0 <= fast.score <= 1
    assert fast.week.done == sum(map(slow.is_done, slow.week(slow.today)))
    assert fast.why.endswith(".")


@settings(max_examples=50)
@given(histories())
def test_what_is_after_today_changes_nothing_before_it(slow: Reference) -> None:
    def judged(done: frozenset[date]) -> object:
        now = datetime(2026, 1, 1, tzinfo=UTC)
        return judge_days(now, slow.today, done, skipped=slow.skipped, goals=slow.goals.items(), series=True)

    assert judged(slow.done) == judged(frozenset(day for day in slow.done if day <= slow.today))
