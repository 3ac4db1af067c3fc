"""A year with a plan on two real computers that share a sync folder: both say the same of it whenever they have met."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

import pytest

from routine_timer import paths
from routine_timer.care.plan_facts import facts_of
from routine_timer.care.plan_file import read_plan
from routine_timer.care.plan_progress import PlanProgress, progress
from routine_timer.history.history import History
from routine_timer.history.records import CheckInRecord, MeasureRecord, PlanRecord, SessionRecord, StageRecord
from routine_timer.history.sync import sync
from tests.care.test_simulated_year import DAYS, PEOPLE, ROUTINES, START, Year, at, on

Dated: TypeAlias = PlanRecord | SessionRecord | CheckInRecord | MeasureRecord | StageRecord
MEETINGS = (*range(7, 92, 7), *range(121, DAYS, 30), DAYS)
"""The days on which both computers sync: every week at first, while the other one moves between stages."""


class Clock:
    """The time on both computers."""

    def __init__(self) -> None:
        self.day = 1

    def __call__(self) -> datetime:
        return at(self.day, 22)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def machines(tmp_path: Path, clock: Clock) -> Iterator[tuple[History, History]]:
    with (
        History(tmp_path / "one" / "history.db", tmp_path / "one", clock) as one,
        History(tmp_path / "two" / "history.db", tmp_path / "two", clock) as two,
    ):
        yield one, two


def kept(year: Year) -> list[Dated]:
    return [year.start, *year.followed.sessions, *year.check_ins, *year.measures, *year.moves]


def is_of_the_other(record: Dated, year: Year) -> bool:
    """The other computer has every third session, and the moves that were made on it."""
    if isinstance(record, SessionRecord):
        return (record.day - START).days % 3 == 0
    moved_there = {on(day) for day in year.person.other_machine}
    return record in year.moves and record.day in moved_there and record.edited_at.hour == 20


def seen(history: History, year: Year) -> PlanProgress:
    return progress(year.plan, year.start, facts_of(history, 0), ROUTINES)


@pytest.mark.sweep
def test_two_computers_agree_on_the_plan_whenever_they_have_synced_in_a_year(
    tmp_path: Path, clock: Clock, machines: tuple[History, History]
) -> None:
    plan = read_plan(paths.bundled_routines() / "plans" / "one-hip-higher.toml").plan
    assert plan is not None
    year = Year(plan, PEOPLE["two machines"])
    assert list(year.lines())
    folder = tmp_path / "shared"
    folder.mkdir()
    one, two = machines
    for last, clock.day in pairwise((0, *MEETINGS)):
        days = {on(day) for day in range(last + 1, clock.day + 1)}
        records = [record for record in kept(year) if record.day in days]
        two.merge([record for record in records if is_of_the_other(record, year)])
        one.merge([record for record in records if not is_of_the_other(record, year)])
        for machine in (one, two, one):
            assert sync(machine, folder).troubles == ()
        there, here, expected = seen(two, year), seen(one, year), year.now(clock.day)
        assert there == here
        assert (here.at, here.spans, here.today, here.offer) == (
            expected.at,
            expected.spans,
            expected.today,
            expected.offer,
        )
