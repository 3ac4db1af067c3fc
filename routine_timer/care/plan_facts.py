"""What plans are derived from, read from the history, and which plan is followed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

import msgspec

from routine_timer.care.answer_order import in_order
from routine_timer.care.pain import PainReading
from routine_timer.care.red_flags import Verdict, clearance, verdict
from routine_timer.history.history import History
from routine_timer.history.records import (
    CheckInRecord,
    MeasureRecord,
    PainRecord,
    PlanRecord,
    SessionRecord,
    StageRecord,
)

GAP = timedelta(days=14)
"""After so long without a session of the plan, it offers a step back, or the stage from its beginning."""

_FLOWN_WEST = timedelta(days=1)
"""How much earlier a calendar can be where the person is now."""


class PlanFacts(msgspec.Struct, frozen=True):
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


def facts_of(history: History, week_starts: int, today: date | None = None) -> PlanFacts:
    """Everything that plans depend on. `today` is the history's unless it is given.

    Raises:
        HistoryError: the history can't be read.
    """
    now = today or history.today()
    care = history.care_records
    plans, moves = care.plan_records(), care.stage_records()
    check_ins, measures, pains = care.check_ins(), care.measures(), care.pains()
    start = followed(PlanFacts(now, plans))
    since = min(start.day if start is not None else now, now - GAP)
    sessions = tuple(reversed(list(history.ended.sessions(since=since))))
    now = _day_of_plan(now, plans, {one.day for kind in (sessions, check_ins, measures, pains, moves) for one in kind})
    return PlanFacts(now, plans, moves, sessions, in_order(check_ins, now), measures, pains, week_starts)


def _day_of_plan(today: date, plans: Sequence[PlanRecord], days: Collection[date]) -> date:
    """Tomorrow if the person has flown west after starting or stopping a plan there, otherwise today.

    A plan may be started ahead. But if something has happened on its first day, that day had already begun. A plan is
    never stopped ahead.

    Args:
        days: on which something was done or answered.
    """
    last = next(reversed(_by_edit(plans)), None)
    is_ahead = last is not None and last.day == today + _FLOWN_WEST
    return last.day if last is not None and is_ahead and (last.plan is None or last.day in days) else today


def followed(facts: PlanFacts) -> PlanRecord | None:
    """The plan that is followed today, or the one that starts later; None if there is none."""
    current = _started(facts)
    return current if current is not None and current.plan is not None else coming(facts)


def coming(facts: PlanFacts) -> PlanRecord | None:
    """The plan that starts later; None if there is none, or it was replaced or stopped since."""
    last = next(reversed(_by_edit(facts.plans)), None)
    return last if last is not None and last.day > facts.today and last.plan is not None else None


def _started(facts: PlanFacts) -> PlanRecord | None:
    return next((record for record in reversed(_by_edit(facts.plans)) if record.day <= facts.today), None)


def _by_edit(plans: Sequence[PlanRecord]) -> list[PlanRecord]:
    return sorted(plans, key=lambda record: (record.edited_at, record.id))


def has_flag(facts: PlanFacts) -> bool:
    """Whether something has to come before any exercise."""
    return flag_verdict(facts) != "clear"


def flag_verdict(facts: PlanFacts) -> Verdict:
    """What the red flags of the last check-in ask for."""
    ticked = facts.check_ins[-1].signs if facts.check_ins else ()
    return verdict(ticked, clearance((one.day, one.signs) for one in facts.check_ins))
