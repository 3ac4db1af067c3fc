"""Where a person is in a plan, what today is, and what the next stage needs. Pure: derived from the history.

A stage never moves by itself. The next one is offered when its conditions hold; never while pain rises.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches

from routine_timer.care.check_in import known
from routine_timer.care.measures import MeasureName, expects, is_value, is_worse, title
from routine_timer.care.pain import RISING, PainReading, is_rising, most_in_a_week
from routine_timer.care.plan_file import Plan, PlanStage
from routine_timer.care.red_flags import GO_TO_EMERGENCY, SEE_A_DOCTOR, Verdict, clearance, verdict
from routine_timer.history.history import History
from routine_timer.history.records import (
    CheckInRecord,
    MeasureRecord,
    PainRecord,
    PlanRecord,
    SessionRecord,
    StageRecord,
)
from routine_timer.text.plurals import pluralize

GAP = timedelta(days=14)
"""After so long without a session of the plan, it offers a step back."""
NO_PLAN = "You are not following a plan."


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What progress is derived from, each oldest first. Days after `today` are left out by what reads them."""

    today: date
    plans: Sequence[PlanRecord] = ()
    moves: Sequence[StageRecord] = ()
    sessions: Sequence[SessionRecord] = ()
    check_ins: Sequence[CheckInRecord] = ()
    measures: Sequence[MeasureRecord] = ()
    pains: Sequence[PainRecord] = ()
    week_starts: int = 0
    """The weekday on which a week starts; Monday is 0."""

    @property
    def pain(self) -> list[PainReading]:
        """All pain that was entered: before and after sessions, and in between."""
        entered = [PainReading(one.day, one.pain) for one in self.pains]
        for session in self.sessions:
            entered += [
                PainReading(session.day, pain) for pain in (session.pain_before, session.pain_after) if pain is not None
            ]
        return entered


def facts_of(history: History, week_starts: int = 0, today: date | None = None) -> PlanFacts:
    """Everything that plans depend on. `today` is the history's unless it is given.

    Raises:
        HistoryError: the history can't be read.
    """
    now = today or history.today()
    plans = history.plan_records()
    start = followed(PlanFacts(now, plans))
    since = min(start.day, now - GAP) if start is not None else None
    return PlanFacts(
        now,
        plans,
        history.stage_records(),
        tuple(reversed(list(history.sessions(since=since)))) if since is not None else (),
        sorted(history.check_ins(), key=lambda record: (record.day, record.edited_at)),
        history.measures(),
        history.pains(),
        week_starts,
    )


@dataclass(frozen=True, slots=True)
class StageProgress:
    """One stage: the days done in it, what is still needed before the next one, and whether it is offered now.

    `why` gives the reason for the offer, in a sentence.
    """

    stage: PlanStage
    days_done: int
    needs: tuple[str, ...]
    offered: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class PlanToday:
    """The routine of today; None on a rest day, or when something has to come first. `why` is a sentence."""

    routine: str | None
    why: str


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """A plan in progress. `at` is the number of the current stage, from 0; `notice` says what changed in the file."""

    plan: Plan
    since: date
    at: int
    stages: tuple[StageProgress, ...]
    today: PlanToday
    week: int
    notice: str = ""

    @property
    def stage(self) -> PlanStage:
        return self.plan.stages[self.at]

    @property
    def offer(self) -> StageOffer | None:
        """The stage that is offered now."""
        return next(
            (
                StageOffer(1 if index > self.at else -1, one.stage.name, one.why)
                for index, one in enumerate(self.stages)
                if one.offered
            ),
            None,
        )


@dataclass(frozen=True, slots=True)
class StageOffer:
    """A stage that is offered: the next one (`step` is 1) or the one before (-1), with the reason in a sentence."""

    step: int
    stage: str
    why: str


def followed(facts: PlanFacts) -> PlanRecord | None:
    """The plan that is followed today, or the one that starts later; None if there is none."""
    by_edit = sorted(facts.plans, key=lambda record: (record.edited_at, record.id))
    started = [record for record in by_edit if record.day <= facts.today]
    later = [record for record in by_edit if record.day > facts.today and record.plan is not None]
    current = started[-1] if started else None
    if current is None or current.plan is None:
        return next(
            (record for record in reversed(later) if current is None or record.edited_at > current.edited_at), None
        )
    return current


def progress(plan: Plan, start: PlanRecord, facts: PlanFacts, routines: Collection[str]) -> PlanProgress:
    """Where the person is in a plan that they started.

    Args:
        routines: the ids of the routines there are.
    """
    moves = sorted(
        (
            one
            for one in facts.moves
            if one.plan == plan.id and one.edited_at >= start.edited_at and one.day <= facts.today
        ),
        key=lambda one: (one.edited_at, one.id),
    )
    entries = [(start.day, 0), *((move.day, _index(plan, move)) for move in moves)]
    at, notice = entries[-1][1], ""
    if moves and plan.stages[at].name != moves[-1].stage:
        notice = f"The plan has no stage called {moves[-1].stage!r} any more: you are in {plan.stages[at].name!r}."
    spans = {
        index: (first, last)
        for (first, index), last in zip(entries, [*(day for day, _ in entries[1:]), facts.today], strict=True)
    }
    days_done = {index: len(_days(plan.stages[index], facts.sessions, *spans[index])) for index in spans}
    needs = _needs(plan.stages[at], spans[at][0], days_done[at], facts)
    away = _days_away(plan, start, facts)
    is_away = away >= GAP.days
    offered = {at - 1: _why_back(away)} if is_away else {at + 1: _why_on(plan.stages[at], days_done[at])}
    stages = tuple(
        StageProgress(
            stage,
            days_done.get(index, 0),
            tuple(needs) if index == at and at + 1 < len(plan.stages) else (),
            is_offered := index in offered and (is_away or not needs),
            offered[index] if is_offered else "",
        )
        for index, stage in enumerate(plan.stages)
    )
    week = max((facts.today - start.day).days, 0) // 7 + 1
    today = _today(plan.stages[at], spans[at][0], start, facts, routines)
    return PlanProgress(plan, start.day, at, stages, today, week, notice)


def _index(plan: Plan, move: StageRecord) -> int:
    """The stage that a move led to: by its name, or, if it has another name now, by its number."""
    names = [stage.name for stage in plan.stages]
    return names.index(move.stage) if move.stage in names else min(move.n, len(names)) - 1


def _days(stage: PlanStage, sessions: Sequence[SessionRecord], first: date, last: date) -> set[date]:
    return {one.day for one in sessions if one.done and one.routine in stage.routines and first <= one.day <= last}


def _days_away(plan: Plan, start: PlanRecord, facts: PlanFacts) -> int:
    """Days since the last session of the plan, or since its start."""
    routines = {routine for stage in plan.stages for routine in stage.routines}
    days = [one.day for one in facts.sessions if one.done and one.routine in routines and one.day <= facts.today]
    return (facts.today - max([*days, start.day])).days


def _why_back(away: int) -> str:
    return f"Your last session of this plan was {pluralize(away, 'day')} ago."


def _why_on(stage: PlanStage, days_done: int) -> str:
    """Everything that held, in a sentence."""
    asked = stage.move_on
    parts = [
        f"{pluralize(days_done, 'day')} done",
        *([f"pain at {asked.pain_at_most} or less for a week"] if asked.pain_at_most is not None else []),
        *(["no more signs than before"] if asked.signs_not_more else []),
        *(f"{title(name).lower()} no worse" for name in asked.measures),
    ]
    return f"{', '.join(parts)}."


def _needs(stage: PlanStage, first: date, days_done: int, facts: PlanFacts) -> list[str]:
    """What is missing before the next stage, each as a sentence."""
    needs = []
    if (left := stage.days_done - days_done) > 0:
        needs.append(f"{pluralize(left, 'more day')}: {days_done} of {stage.days_done} done.")
    if stage.move_on.pain_at_most is not None:
        needs += _pain_needs(stage.move_on.pain_at_most, facts)
    if is_rising(facts.pain, facts.today):
        needs.append(RISING)
    if stage.move_on.signs_not_more:
        needs += _sign_needs(first, facts)
    for name in stage.move_on.measures:
        needs += _measure_needs(name, first, facts)
    return needs


def _pain_needs(most: int, facts: PlanFacts) -> list[str]:
    worst = most_in_a_week(facts.pain, facts.today)
    if worst is None:
        return ["Your pain in the last seven days: enter it before or after a session (`ask_pain = true`)."]
    return [f"Pain of {most} or less for seven days: it was {worst}."] if worst > most else []


def _sign_needs(first: date, facts: PlanFacts) -> list[str]:
    past = [one for one in facts.check_ins if one.day <= facts.today]
    during, before = [one for one in past if one.day >= first], [one for one in past if one.day < first]
    if not during:
        return ["A check-in: run `routine-timer check-in`."]
    now, then = _signs(during[-1]), _signs((before or during)[-1 if before else 0])
    return [f"No more signs than before this stage: you ticked {now}, and {then} before."] if now > then else []


def _signs(record: CheckInRecord) -> int:
    return len(known(record.signs)) + (record.foot in ("left", "right"))


def _measure_needs(name: MeasureName, first: date, facts: PlanFacts) -> list[str]:
    values = [
        one for one in facts.measures if one.name == name and one.day <= facts.today and is_value(name, one.value)
    ]
    during, before = [one for one in values if one.day >= first], [one for one in values if one.day < first]
    if not during:
        return [f"A measure: run `routine-timer check-in --measure {name}=VALUE` ({expects(name)})."]
    then, now = (before or during)[-1 if before else 0].value, during[-1].value
    return [f"{name} no worse than before: it was {then}, and is {now}."] if is_worse(name, now, then) else []


def has_flag(facts: PlanFacts) -> bool:
    """Whether something has to come before any exercise."""
    return _verdict(facts) != "clear"


def _verdict(facts: PlanFacts) -> Verdict:
    ticked = facts.check_ins[-1].signs if facts.check_ins else ()
    return verdict(ticked, clearance((one.day, one.signs) for one in facts.check_ins))


def _today(stage: PlanStage, first: date, start: PlanRecord, facts: PlanFacts, routines: Collection[str]) -> PlanToday:
    today = facts.today
    match _verdict(facts):
        case "emergency":
            return PlanToday(None, GO_TO_EMERGENCY)
        case "professional":
            return PlanToday(None, SEE_A_DOCTOR)
    if start.day > today:
        return PlanToday(None, f"The plan starts on {start.day}.")
    days = _days(stage, facts.sessions, first, today)
    if today in days:
        return PlanToday(None, "Done for today.")
    if rest := _rest(stage, days, today, facts.week_starts):
        return PlanToday(None, rest)
    routine = (
        stage.by_weekday.get(today.weekday())
        if stage.by_weekday is not None
        else stage.routines[len(days) % len(stage.routines)]
    )
    if routine is None:
        return PlanToday(None, "A rest day.")
    if routine not in routines:
        near = get_close_matches(routine, list(routines), n=1)
        hint = f"did you rename it to {near[0]!r}? If so, change the plan's file" if near else "choose another one"
        return PlanToday(None, f"The plan's routine {routine!r} doesn't exist: {hint}, or restore it.")
    return PlanToday(routine, f"Stage {stage.name!r}: {stage.goal}.")


def _rest(stage: PlanStage, days: set[date], today: date, week_starts: int) -> str:
    """Why today is a rest day by the goal of the stage; empty if it isn't."""
    goal = stage.goal
    asks: dict[str, Callable[[], str]] = {
        "week": lambda: _week_reached(days, today, week_starts, goal.times),
        "weekdays": lambda: "" if today.weekday() in goal.weekdays else "A rest day.",
        "every": lambda: "A rest day." if days and (today - max(days)).days < goal.times else "",
    }
    return asks.get(goal.kind, str)()


def _week_reached(days: set[date], today: date, week_starts: int, times: int) -> str:
    first = today - timedelta(days=(today.weekday() - week_starts) % 7)
    done = sum(first <= day <= today for day in days)
    return f"A rest day: {done} of {times} days done this week." if done >= times else ""
