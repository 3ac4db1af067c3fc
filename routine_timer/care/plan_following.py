"""The plan that a person follows: read from the history, and changed by the person's word."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import msgspec

from routine_timer.care.flag_warning import flags_ask_for
from routine_timer.care.if_then import answer
from routine_timer.care.measures import due
from routine_timer.care.pain import asks_flags_again
from routine_timer.care.plan_facts import PlanFacts, coming, facts_of, followed, has_flag
from routine_timer.care.plan_file import Plan, Plans
from routine_timer.care.plan_progress import NO_PLAN, PlanProgress, StageOffer, progress
from routine_timer.care.red_flags import GO_TO_EMERGENCY, SEE_A_DOCTOR
from routine_timer.errors import RoutineTimerError
from routine_timer.history.history import History
from routine_timer.history.records import PlanRecord
from routine_timer.history.streaks.goals import Goal
from routine_timer.text.muscle_and_day_words import from_day


class PlanNotPossible(RoutineTimerError):
    """What was asked of a plan can't be done now."""

    def __init__(self, what: str, help: str = "") -> None:
        super().__init__(what)
        self.help = help


class Following(msgspec.Struct, frozen=True):
    """A plan that is followed. `progress` is None if its file is not there or has errors."""

    start: PlanRecord
    facts: PlanFacts
    progress: PlanProgress | None
    has_file: bool = True
    """Whether there is such a file."""

    @property
    def measures_due(self) -> bool:
        """Whether it is time to measure; never with a red flag."""
        facts = self.facts
        days = [one.day for one in facts.measures]
        return not has_flag(facts) and due(self.start.day, days, facts.today)

    @property
    def has_started(self) -> bool:
        """Whether its first day has come."""
        return self.start.day <= self.facts.today

    @property
    def later(self) -> str:
        """The plan that replaces it on a later day, in a sentence; empty if there is none."""
        then = coming(self.facts)
        if then is None or not self.has_started:
            return ""
        return f"Your next plan, {then.plan}, starts {from_day(then.day, self.facts.today)}."

    @property
    def asks_flags_again(self) -> bool:
        """Whether to ask about red flags again, because pain rises."""
        facts = self.facts
        return asks_flags_again(facts.pain, [one.day for one in facts.check_ins], facts.today)

    @property
    def gone(self) -> str:
        """That its file is missing or broken, and how to find out; empty if it can be read."""
        if self.progress is not None:
            return ""
        name = self.start.plan
        if not self.has_file:
            return f"The file of your plan {name!r} is missing."
        return f"The file of your plan {name!r} has errors: see `routine-timer check --plan {name}`."


def following(
    history: History, plans: Plans, routines: Collection[str], week_starts: int = 0, today: date | None = None
) -> Following | None:
    """The plan that is followed today or starts later; None if there is none.

    Args:
        routines: the ids of the routines there are.

    Raises:
        HistoryError: the history can't be read.
    """
    facts = facts_of(history, week_starts, today)
    start = followed(facts)
    if start is None or start.plan is None:
        return None
    plan = plans.get(start.plan)
    now = progress(plan, start, facts, routines) if plan is not None else None
    return Following(start, facts, now, start.plan in plans.files)


def begin(history: History, plan: Plan, day: date, *, after: str, obstacle: str, over_own_goal: bool) -> None:
    """Follow a plan from a day on, instead of any other.

    Args:
        after, obstacle: the answers of the if-then plan, as they were typed.
        over_own_goal: whether the plan's goal replaces one that the person set.

    Raises:
        PlanNotPossible: the last check-in has a red flag.
    """
    match flags_ask_for(history):
        case "emergency":
            raise PlanNotPossible(GO_TO_EMERGENCY)
        case "professional":
            help_ = "once a professional has cleared you for exercise, do another check-in and tick that"
            raise PlanNotPossible(f"your last check-in has a red flag. {SEE_A_DOCTOR}", help_)
    first = max(day, history.today())
    with history.all_or_none():
        history.care_records.start_plan(plan.id, day, answer(after, "after"), answer(obstacle, "if"))
        history.delete_plan_goals_after(first)
        history.set_plan_goal(plan.stages[0].goal, first, over_own=over_own_goal)


def own_goal_in_the_way(history: History, plan: Plan, day: date) -> Goal | None:
    """The goal that the person set, if the plan's first stage has another one."""
    own = history.own_goal_on(day)
    return own if own is not None and own != plan.stages[0].goal else None


def move(history: History, now: Following | None, step: int) -> int:
    """Go `step` stages on: 1 is the next one, -1 the one before, 0 repeats the current one. Returns its number from 0.

    Raises:
        PlanNotPossible: there is no plan, its file can't be read, or it has no such stage.
    """
    if now is None:
        raise PlanNotPossible(NO_PLAN, "`routine-timer plan list` shows all plans")
    if now.progress is None:
        raise PlanNotPossible(now.gone, "`routine-timer plan stop` ends it")
    plan, at = now.progress.plan, now.progress.at + step
    if where := "first" if at < 0 else "last" if at >= len(plan.stages) else "":
        raise PlanNotPossible(f"{now.progress.stage.name} is the {where} stage of {plan.name}")
    stage = plan.stages[at]
    with history.all_or_none():
        history.care_records.move_to_stage(plan.id, stage.name, at + 1, now.facts.today)
        history.set_plan_goal(stage.goal, max(now.start.day, history.today()))
    return at


def take_offer(history: History, now: Following | None, offer: StageOffer, *, repeat: bool) -> None:
    """Go to the stage that is offered, or with `repeat` start the current one again.

    Nothing happens if it is no longer offered: it was taken before, by another window or by the same key.

    Raises:
        PlanNotPossible: as `move`.
    """
    still = now.progress.offer if now is not None and now.progress is not None else None
    if still is not None and (still.step, still.stage) == (offer.step, offer.stage):
        move(history, now, 0 if repeat else offer.step)


def stop(history: History) -> tuple[str, ...]:
    """Follow no plan any more. Returns the id of the one that was followed, and that of one to start later.

    Raises:
        PlanNotPossible: there is none.
    """
    facts = PlanFacts(history.today(), history.care_records.plan_records())
    plans = dict.fromkeys(one.plan for one in (followed(facts), coming(facts)) if one is not None and one.plan)
    if not plans:
        raise PlanNotPossible(NO_PLAN, "`routine-timer plan list` shows all plans")
    with history.all_or_none():
        history.care_records.start_plan(None, history.today())
        history.end_plan_goal(history.today())
    return tuple(plan for plan in plans if plan)
