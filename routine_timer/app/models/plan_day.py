"""What the plan that the person follows says of today, for the home screen and the summary."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec

from routine_timer.text.plurals import enumerated, pluralize

if TYPE_CHECKING:
    from routine_timer.care.plan_following import Following
    from routine_timer.care.plan_progress import PlanProgress, StageOffer
    from routine_timer.care.stage_criteria import Answer


class PlanDay(msgspec.Struct, frozen=True):
    """Today by the plan: the routine, or None with the reason in `why`.

    `week` counts from 1; it is 0 if the plan's file can't be read, it hasn't started, or a red flag comes first.
    `notice` says what has changed in that file, or that pain rises. `measures_due`: it is time to measure.
    """

    routine: str | None
    why: str
    week: int
    offer: StageOffer | None = None
    notice: str = ""
    measures_due: bool = False
    waits: str = ""
    """What to enter before the next stage can be offered, in a sentence."""
    waits_for: tuple[Answer, ...] = ()

    def line(self, name: str, minutes: int) -> str:
        """What today is, in one line. `name` and `minutes` are the routine's."""
        if self.routine is None:
            return f"{self.why} Week {self.week} of your plan." if self.week else self.why
        return f"Today: {name}, {minutes} min · week {self.week} of your plan"


def plan_day(now: Following | None) -> PlanDay | None:
    """Today by the plan that is followed; None if there is none."""
    if now is None:
        return None
    if now.progress is None:
        return PlanDay(None, f"{now.gone} `routine-timer plan stop` ends it.", 0)
    from routine_timer.care.plan_facts import has_flag  # after the first paint

    today = now.progress.today
    offer, notice = now.progress.offer, now.progress.notice
    week = 0 if has_flag(now.facts) else now.progress.week
    waits_for = now.progress.waits_for if week else ()
    waits = _waits(now.progress, waits_for) if waits_for else ""
    return PlanDay(today.routine, today.why, week, offer, notice, now.measures_due, waits, waits_for)


def _waits(now: PlanProgress, answers: tuple[Answer, ...]) -> str:
    ways: dict[Answer, str] = {
        "pain": "enter how much it hurts today",
        "measures": "measure yourself",
        "check-in": "do a check-in",
    }
    days = pluralize(now.stages[now.at].days_done, "day")
    first = enumerated([ways[one] for one in answers])
    return f"{days} done. Before {now.plan.stages[now.at + 1].name}, {first}."


def offer_text(offer: StageOffer) -> str:
    """Which stage is offered, and why."""
    return f"{offer.text}. {offer.why}"


def plan_next(
    plan_day: Callable[[date], PlanDay | None], today: date, name_of: Callable[[str], str]
) -> tuple[str, ...]:
    """What comes next in the plan after a session: a sentence, then the same in fewer words; empty without a plan.

    Args:
        plan_day: what the plan says of a day.
        name_of: the name of a routine by its id.
    """
    first = plan_day(today)
    if first is not None and first.offer is not None:
        return offer_text(first.offer), first.offer.text
    for days in range(8):
        day = today + timedelta(days)
        plan = first if days == 0 else plan_day(day)
        if plan is None:
            return ()
        if plan.routine is not None:
            when = ("today", "tomorrow")[days] if days < 2 else f"on {day:%A}"
            name = name_of(plan.routine)
            return f"Next in your plan: {name}, {when}.", f"Next: {name}, {when}", f"Next: {name}"
    return ()
