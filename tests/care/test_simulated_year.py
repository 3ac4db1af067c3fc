"""A year with each bundled plan, for several kinds of people: every offer with its reason, as golden files to read.

`python -m tests.care.test_simulated_year` writes the files anew; read each change as a physiotherapist would.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from routine_timer import paths
from routine_timer.care.measures import MeasureName, due
from routine_timer.care.plan_facts import PlanFacts, has_flag
from routine_timer.care.plan_file import Plan, read_plan
from routine_timer.care.plan_progress import COMPLETED, PlanProgress, progress
from routine_timer.history.records import (
    CheckInRecord,
    MeasureRecord,
    PlanRecord,
    StageRecord,
    new_id,
)
from tests.care.followed_sessions import FollowedSessions

START = date(2026, 1, 5)  # a Monday
DAYS = 365
GOLDEN = Path(__file__).parent / "golden-years"
ROUTINES = [file.stem for file in paths.bundled_routines().glob("*.toml")]
PLANS = sorted(file.stem for file in (paths.bundled_routines() / "plans").glob("*.toml"))
SIGNS = ("higher-hip", "arched-back", "tired-back", "long-sitting")


def easing(day: int) -> int:
    """Pain that goes from 3 to 0 in three months."""
    return max(3 - day // 30, 0)


def rising(day: int) -> int:
    """Pain of 2, which rises to 6 from day 0 on, and eases to 1 from day 40 on."""
    return min(2 + max(day, 0) // 5, 6) if day < 40 else max(6 - (day - 40) // 12, 1)


@dataclass
class Person:
    """What someone does on each day, counted from 1.

    `comes`: whether they do what the plan has for the day. `pain`: before each session, and after it the same.
    `ticks`: the signs and red flags of a check-in on that day, or None for no check-in. `accepts`: whether they take
    the offer of a next stage (1) or a step back (-1). `worse`: how much more it hurts after a session. `cuts`: whether
    they cut every exercise short. `rescues`: whether they do the three minutes instead. Everyone takes every
    dose and exercise that is offered.
    """

    about: str
    comes: Callable[[int], bool] = lambda _: True
    pain: Callable[[int], int] = easing
    ticks: Callable[[int], tuple[str, ...] | None] = lambda day: fewer_signs(day) if day % 14 in (0, 6) else None
    accepts: Callable[[int, int], bool] = lambda _day, _step: True
    worse: Callable[[int], int] = lambda _: 0
    cuts: Callable[[int], bool] = lambda _: False
    rescues: Callable[[int], bool] = lambda _: False
    other_machine: dict[int, int] = field(default_factory=dict)
    """On which days a second computer, not synced since the day before, moves by how many stages."""


def fewer_signs(day: int) -> tuple[str, ...]:
    """One sign less every six weeks."""
    return SIGNS[: max(len(SIGNS) - day // 42, 0)]


def flagged(day: int) -> tuple[str, ...] | None:
    flags = {
        20: ("night-pain",),
        31: ("night-pain", "cleared"),
        150: ("pain-in-both-legs",),
        171: (),
        172: ("leg-pain-and-numbness", "cleared"),
    }
    signs = fewer_signs(day) if day % 14 in (0, 6) else None
    if day in flags:
        return (*fewer_signs(day), *flags[day])
    if signs is not None and 20 < day < 150 and day >= 31:
        return (*signs, "night-pain")
    return None if signs is None or 20 <= day < 31 or 150 <= day < 171 else signs


PEOPLE = {
    "steady": Person("Does every session; pain eases; a check-in every two weeks; takes each offer on its day."),
    "gaps": Person(
        "Comes two days of three. Away on days 30 to 47, then goes back a stage; away on days 120 to 150, then stays. "
        "In the three weeks after that, every exercise is cut short.",
        cuts=lambda day: 150 < day <= 171,
        comes=lambda day: day % 3 != 0 and not (30 <= day <= 47 or 120 <= day <= 150),
        accepts=lambda day, step: step > 0 or day < 120,
    ),
    "rising pain": Person(
        "Pain rises from 2 to 6 in days 12 to 32, eases to 1, and rises again in days 180 to 200. On days 106 to 108 "
        "it is 2 points worse after each session.",
        worse=lambda day: 2 if 106 <= day <= 108 else 0,
        pain=lambda day: rising(day - 12) if day < 170 else rising(day - 180),
    ),
    "flags": Person(
        "A red flag on day 20, cleared on day 31; an emergency sign on day 150, gone on day 171, and another flag, "
        "cleared, on day 172.",
        ticks=flagged,
    ),
    "travel": Person(
        "Ten days away every six weeks, without sessions or check-ins. On the last day before each, the three minutes.",
        rescues=lambda day: day % 42 == 31,
        comes=lambda day: day % 42 < 32,
        ticks=lambda day: fewer_signs(day) if day % 14 in (0, 6) and day % 42 < 32 else None,
    ),
    "two machines": Person(
        "A second computer, not synced, repeats the stage on day 9 and goes back on day 60: the later move counts.",
        other_machine={9: 0, 60: -1},
    ),
}


@dataclass
class Year:
    """The records that a person leaves, and the lines that tell of it."""

    plan: Plan
    person: Person
    followed: FollowedSessions = field(default_factory=FollowedSessions)
    check_ins: list[CheckInRecord] = field(default_factory=list)
    measures: list[MeasureRecord] = field(default_factory=list)
    moves: list[StageRecord] = field(default_factory=list)
    last: set[str] = field(default_factory=set)
    told: list[str] = field(default_factory=list)
    """What was said of pain after the last session."""

    def facts(self, day: int) -> PlanFacts:
        return PlanFacts(on(day), [self.start], self.moves, self.followed.sessions, self.check_ins, self.measures)

    def now(self, day: int) -> PlanProgress:
        return progress(self.plan, self.start, self.facts(day), ROUTINES)

    @property
    def start(self) -> PlanRecord:
        return PlanRecord("start", START, self.plan.id, None, None, at(1))

    def lines(self) -> Iterator[str]:
        for day in range(1, DAYS + 1):
            yield from self.live(day)
        days = sorted({(one.day - START).days + 1 for one in self.measures})
        yield f"Measured on days {', '.join(map(str, days[:6]))}, and {len(days) - 6} more."
        end = self.now(DAYS)
        yield f"At the end: {end.stage.name}, {end.stages[end.at].days_done} days done in it."

    def live(self, day: int) -> Iterator[str]:
        person = self.person
        if (ticks := person.ticks(day)) is not None:
            self.check_ins.append(CheckInRecord(new_id(), on(day), ticks, None, None, at(day)))
        days = [one.day for one in self.measures]
        if due(START, days, on(day)) and person.comes(day) and not has_flag(self.facts(day)):
            self.measures += [
                MeasureRecord(new_id(), on(day), name, value, at(day)) for name, value in measured(day).items()
            ]
        now = self.now(day)
        if (step := person.other_machine.get(day)) is not None and now.at + step >= 0:
            yield f"day {day}: the other computer moves to {self.move(now, step, day, hour=20)}"
            now = self.now(day)
        yield from self.news(day, now)
        if now.offer is not None and person.comes(day) and person.accepts(day, now.offer.step):
            yield f"day {day}: moves to {self.move(now, now.offer.step, day, hour=9)}"
            now = self.now(day)
        if now.today.routine is not None and person.comes(day):
            yield from self.session(day, now.today.routine)

    def session(self, day: int, routine: str) -> Iterator[str]:
        """Follow it, and take what is offered."""
        person, short = self.person, self.person.rescues(day)
        timeline = self.followed.timeline(routine, short=short)
        if short:
            yield f"day {day}: {timeline.name} ({', '.join(step.name for step in timeline.steps)})"
        pain = person.pain(day)
        after = min(pain + person.worse(day), 10)
        check_ins = [one.day for one in self.check_ins]
        answers, offers = self.followed.follow(
            at(day, 18), timeline, (pain, after), check_ins, cut=person.cuts(day) and not short
        )
        told = list(offers.after(answers))
        yield from (f"day {day}: after the session: {one}" for one in told if one not in self.told)
        self.told = told
        yield from (f"day {day}: offers: {one.sentence}" for one in offers.changes)
        self.followed.take(routine, offers)

    def news(self, day: int, now: PlanProgress) -> Iterator[str]:
        """What the plan offers or asks for, where that is not what it said last, numbers left aside."""
        said = [f"asks for: {need}" for need in now.stages[now.at].needs if " more day" not in need]
        if now.offer:
            what = "the next stage" if now.offer.step > 0 else "a step back"
            said.append(f"offers {what}, {now.offer.stage}: {now.offer.why}")
        said += [f"says: {text}" for text in (now.notice, COMPLETED if now.completed else "") if text]
        said += self.alarm(now)
        same = {_without_numbers(one) for one in said}
        yield from (f"day {day}: {one}" for one in said if _without_numbers(one) not in self.last)
        self.last = same

    @staticmethod
    def alarm(now: PlanProgress) -> list[str]:
        why = now.today.why
        return [f"no session: {why}"] if now.today.routine is None and ("doctor" in why or "emergency" in why) else []

    def move(self, now: PlanProgress, step: int, day: int, hour: int) -> str:
        stage = self.plan.stages[now.at + step]
        self.moves.append(StageRecord(new_id(), on(day), self.plan.id, stage.name, now.at + step + 1, at(day, hour)))
        return stage.name


def _without_numbers(text: str) -> str:
    return re.sub(r"\d+", "", text)


def on(day: int) -> date:
    return START + timedelta(day - 1)


def at(day: int, hour: int = 8) -> datetime:
    moment = on(day)
    return datetime(moment.year, moment.month, moment.day, hour, tzinfo=UTC)


def measured(day: int) -> dict[MeasureName, str]:
    """Everything gets slowly better."""
    back = "gap" if day < 7 else "almost" if day < 40 else "flat"
    return {"back-on-floor": back, "plank": str(20 + day // 5), "single-leg-left": str(min(15 + day // 7, 45))}


def year_of(plan: str) -> str:
    """The year of every person with one plan."""
    reading = read_plan(paths.bundled_routines() / "plans" / f"{plan}.toml")
    assert reading.plan is not None
    parts = []
    for name, person in PEOPLE.items():
        lines = "\n".join(Year(reading.plan, person).lines())
        parts.append(f"## {name}\n{person.about}\n\n{lines}\n")
    return f"# A year with {reading.plan.name}\n\n" + "\n".join(parts)


@pytest.mark.sweep
@pytest.mark.parametrize("plan", PLANS)
def test_a_year_with_each_plan_is_as_it_was_read(plan: str) -> None:
    assert year_of(plan) == (GOLDEN / f"{plan}.md").read_text(encoding="utf-8")


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for plan in PLANS:
        (GOLDEN / f"{plan}.md").write_text(year_of(plan), encoding="utf-8")
