"""What the plan that the person follows says of today, for the home screen and the summary."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from routine_timer.history.history import History
    from routine_timer.paths import Folders


class PlanDay(msgspec.Struct, frozen=True):
    """Today by the plan: the routine, or None with the reason in `why`. `week` counts from 1.

    `offer` says which stage is offered, if any.
    """

    routine: str | None
    why: str
    week: int
    offer: str = ""

    def line(self, name: str, minutes: int) -> str:
        """What today is, in one line. `name` and `minutes` are the routine's."""
        if self.routine is None:
            return f"{self.why} Week {self.week} of your plan."
        return f"Today: {name}, {minutes} min · week {self.week} of your plan"


def load_plan_day(
    history: History, folders: Folders, routines: Collection[str], today: date, week_starts: int
) -> PlanDay | None:
    """Today by the plan; None if the person follows none, or its file can't be read.

    Raises:
        HistoryError: the history can't be read.
    """
    if not history.plan_records():
        return None
    from routine_timer.care.plan_file import Plans
    from routine_timer.care.plan_progress import facts_of, followed, progress

    facts = facts_of(history, week_starts, today)
    start = followed(facts)
    plan = Plans.of(folders, routines).get(start.plan) if start is not None and start.plan is not None else None
    if start is None or plan is None:
        return None
    now = progress(plan, start, facts, routines)
    offers = [
        f"{'You can move on to' if index > now.at else 'After two weeks away you can go back to'} {one.stage.name}: "
        f"`routine-timer plan {'next' if index > now.at else 'back'}`."
        for index, one in enumerate(now.stages)
        if one.offered
    ]
    return PlanDay(now.today.routine, now.today.why, now.week, offers[0] if offers else "")


def plan_next(plan_day: Callable[[date], PlanDay | None], today: date, name_of: Callable[[str], str]) -> str:
    """What comes next in the plan after a session, in one sentence; empty without a plan.

    Args:
        plan_day: what the plan says of a day.
        name_of: the name of a routine by its id.
    """
    for days in range(8):
        day = today + timedelta(days)
        plan = plan_day(day)
        if plan is None:
            return ""
        if plan.offer:
            return plan.offer
        if plan.routine is not None:
            when = ("today", "tomorrow")[days] if days < 2 else f"on {day:%A}"
            return f"Next in your plan: {name_of(plan.routine)}, {when}."
    return ""
