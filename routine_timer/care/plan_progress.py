"""Where a person is in a plan, what today is, and what the next stage needs. Pure: derived from the history.

A stage never moves by itself. The next one is offered when its conditions hold; never while pain rises.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from difflib import get_close_matches

import msgspec

from routine_timer.care.pain import RISING, is_rising, light, most_in_a_week
from routine_timer.care.plan_facts import GAP, PlanFacts, flag_verdict, has_flag
from routine_timer.care.plan_file import Plan, PlanStage
from routine_timer.care.red_flags import GO_TO_EMERGENCY, SEE_A_DOCTOR
from routine_timer.care.stage_criteria import Answer, needs_of, unanswered, why_on
from routine_timer.history.records import PlanRecord, SessionRecord, StageRecord
from routine_timer.text.muscle_and_day_words import from_day
from routine_timer.text.plurals import pluralize
from routine_timer.text.sources import named

NO_PLAN = "You are not following a plan."
_REST_DAY = "A rest day"
COMPLETED = named("You have completed this plan. Keep doing its routines: pain can go before its cause does (S4).")


RISES = "Your pain is higher this week than last week."
"""Why a step back is offered."""


class StageProgress(msgspec.Struct, frozen=True):
    """One stage: the days done in it, what is still needed before the next one, and whether it is offered now."""

    stage: PlanStage
    days_done: int
    needs: tuple[str, ...]
    offered: bool


class PlanToday(msgspec.Struct, frozen=True):
    """The routine of today; None on a rest day, or when something has to come first. `why` is a sentence.

    `is_free`: nothing is left to do today, because the session is done or it is a rest day.
    """

    routine: str | None
    why: str
    is_free: bool = False


class StageSpan(msgspec.Struct, frozen=True):
    """The days that a person spent in a stage, by its number from 0, both included."""

    index: int
    name: str
    first: date
    last: date


class StageOffer(msgspec.Struct, frozen=True):
    """A stage that is offered, with the reason in a sentence.

    `step` is 1 for the next stage, -1 for the one before, and 0 for the current one, from its beginning. `or_repeat`:
    the current one, from its beginning, is the other choice.
    """

    step: int
    stage: str
    why: str
    or_repeat: bool = False

    @property
    def moves(self) -> bool:
        """Whether another stage is offered."""
        return self.step != 0

    @property
    def repeats(self) -> bool:
        """Whether starting the current stage again is offered."""
        return self.or_repeat or self.step == 0

    @property
    def first_choice(self) -> str:
        """What is offered first, in a few words."""
        if self.step < 0:
            return f"You can go back to {self.stage}"
        if self.step > 0:
            return f"You can move on to {self.stage}"
        return f"You can start {self.stage} again, from its beginning"

    @property
    def text(self) -> str:
        """What is offered, in a few words."""
        return f"{self.first_choice}{', or start this stage again' if self.or_repeat and self.step < 0 else ''}"


class PlanProgress(msgspec.Struct, frozen=True):
    """A plan in progress. `at` is the number of the current stage, from 0.

    `week` counts from 1; it is 0 before the plan starts. `notice` says what changed in the file, or that pain rises.
    `offer` is the stage that is offered now. `completed`: the last stage is done, too.
    """

    plan: Plan
    since: date
    at: int
    stages: tuple[StageProgress, ...]
    today: PlanToday
    week: int
    notice: str = ""
    offer: StageOffer | None = None
    completed: bool = False
    spans: tuple[StageSpan, ...] = ()
    """The stages in the order in which the person was in them."""
    waits_for: tuple[Answer, ...] = ()
    """What the person has to enter before the next stage can be offered, once its days are done."""

    @property
    def stage(self) -> PlanStage:
        return self.plan.stages[self.at]


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
    entries = [(start.day, 0)]
    for move in moves:
        entries.append((max(move.day, entries[-1][0]), _index(plan, move)))  # no stage begins before the one it follows
    at, notice = entries[-1][1], ""
    if moves and plan.stages[at].name != moves[-1].stage:
        notice = f"The plan has no stage called {moves[-1].stage!r} any more: you are in {plan.stages[at].name!r}."
    ends = [*(day for day, _ in entries[1:]), facts.today]
    stays = [(index, first, last) for (first, index), last in zip(entries, ends, strict=True)]
    spans = {index: (first, last) for index, first, last in stays}
    days_done = {index: len(_days(plan.stages[index], facts.sessions, *spans[index])) for index in spans}
    needs = needs_of(plan.stages[at], moves[-1] if moves else start, days_done[at], facts)
    offer = _offer(plan, at, entries[-1][0], needs, days_done[at], facts)
    stages = tuple(
        StageProgress(
            stage,
            days_done.get(index, 0),
            tuple(needs) if index == at and at + 1 < len(plan.stages) else (),
            offer is not None and index == at + offer.step,
        )
        for index, stage in enumerate(plan.stages)
    )
    week = max((facts.today - start.day).days // 7 + 1, 0)
    today = _today(plan, at, spans[at][0], start, facts, routines)
    if not notice and is_rising(facts.pain, facts.today):
        notice = RISING
    completed = at + 1 == len(plan.stages) and days_done[at] >= plan.stages[at].days_done
    visits = tuple(
        StageSpan(index, plan.stages[index].name, first, last) for index, first, last in stays if first <= facts.today
    )
    enough = days_done[at] >= plan.stages[at].days_done and at + 1 < len(plan.stages)
    waits_for = unanswered(plan.stages[at], moves[-1] if moves else start, facts) if enough and offer is None else ()
    return PlanProgress(plan, start.day, at, stages, today, week, notice, offer, completed, visits, waits_for)


def _index(plan: Plan, move: StageRecord) -> int:
    """The stage that a move led to: by its name, or, if it has another name now, by its number."""
    names = [stage.name for stage in plan.stages]
    return names.index(move.stage) if move.stage in names else min(move.n, len(names)) - 1


def _days(stage: PlanStage, sessions: Sequence[SessionRecord], first: date, last: date) -> set[date]:
    return {one.day for one in sessions if one.done and one.routine in stage.routines and first <= one.day <= last}


def _offer(plan: Plan, at: int, entered: date, needs: list[str], days_done: int, facts: PlanFacts) -> StageOffer | None:
    """The stage that is offered, with the reason: none while there is a red flag.

    `entered`: when the person moved to the stage, so that nobody is offered one step back after another.
    """
    if has_flag(facts):
        return None
    last = max(_active_days(plan, facts), default=date.min)
    away = pluralize((facts.today - max(last, entered)).days, "day")
    if facts.today - max(last, entered) >= GAP:
        was = f"Your last session of this plan was {away} ago" if last >= entered else f"{away} without a session"
        return _way_back(plan, at, f"{was}: start gently.", or_repeat=True)
    if is_rising(facts.pain, facts.today) and _is_more_than_green(facts) and facts.today - entered >= GAP:
        return _way_back(plan, at, RISES, or_repeat=False) if at > 0 else None
    if at + 1 < len(plan.stages) and not needs:
        return StageOffer(1, plan.stages[at + 1].name, why_on(plan.stages[at], days_done), or_repeat=True)
    return None


def _way_back(plan: Plan, at: int, why: str, *, or_repeat: bool) -> StageOffer:
    """A step back; in the first stage, the stage from its beginning."""
    return (
        StageOffer(-1, plan.stages[at - 1].name, why, or_repeat) if at > 0 else StageOffer(0, plan.stages[0].name, why)
    )


def _is_more_than_green(facts: PlanFacts) -> bool:
    return light(most_in_a_week(facts.pain, facts.today) or 0) != "green"


def _plan_days(plan: Plan, facts: PlanFacts) -> set[date]:
    """The days on which any routine of the plan was done."""
    return {one.day for one in _plan_sessions(plan, facts) if one.done}


def _active_days(plan: Plan, facts: PlanFacts) -> set[date]:
    """The days on which any routine of the plan was done, in full or in part."""
    return {one.day for one in _plan_sessions(plan, facts)}


def _plan_sessions(plan: Plan, facts: PlanFacts) -> list[SessionRecord]:
    routines = {routine for stage in plan.stages for routine in stage.routines}
    return [one for one in facts.sessions if one.routine in routines and one.day <= facts.today]


def _today(
    plan: Plan, at: int, first: date, start: PlanRecord, facts: PlanFacts, routines: Collection[str]
) -> PlanToday:
    today, stage = facts.today, plan.stages[at]
    match flag_verdict(facts):
        case "emergency":
            return PlanToday(None, GO_TO_EMERGENCY)
        case "professional":
            return PlanToday(None, SEE_A_DOCTOR)
    if start.day > today:
        return PlanToday(None, f"Your plan, {plan.name}, starts {from_day(start.day, today)}.")
    days, plan_days = _days(stage, facts.sessions, first, today), _plan_days(plan, facts)
    if today in plan_days:
        return PlanToday(None, "Done for today.", is_free=True)
    if rest := _rest(stage, plan_days, today, facts.week_starts):
        return PlanToday(None, rest, is_free=True)
    routine = (
        stage.by_weekday.get(today.weekday())
        if stage.by_weekday is not None
        else stage.routines[len(days) % len(stage.routines)]
    )
    if routine is None:
        return PlanToday(None, f"{_REST_DAY}.", is_free=True)
    if routine not in routines:
        near = get_close_matches(routine, list(routines))
        renamed = f" Did you rename it to {near[0]!r}?" if near else ""
        change = f"Restore it, or change the plan with `routine-timer edit --plan {plan.id}`."
        return PlanToday(None, f"Your plan's routine {routine!r} doesn't exist.{renamed} {change}")
    return PlanToday(routine, f"Stage {stage.name!r}: {stage.goal.words}.")


def _rest(stage: PlanStage, days: set[date], today: date, week_starts: int) -> str:
    """Why today is a rest day by the goal of the stage; empty if it isn't.

    Args:
        days: those on which a routine of any stage was done: like the streak, a week counts the days before a move.
    """
    goal = stage.goal
    asks: dict[str, Callable[[], str]] = {
        "week": lambda: _week_reached(days, today, week_starts, goal.times),
        "weekdays": lambda: "" if today.weekday() in goal.weekdays else f"{_REST_DAY}.",
        "every": lambda: f"{_REST_DAY}." if days and (today - max(days)).days < goal.times else "",
    }
    return asks.get(goal.kind, str)()


def _week_reached(days: set[date], today: date, week_starts: int, times: int) -> str:
    first = today - timedelta(days=(today.weekday() - week_starts) % 7)
    done = sum(first <= day for day in days)
    return f"{_REST_DAY}: {times} of {times} days done this week." if done >= times else ""
