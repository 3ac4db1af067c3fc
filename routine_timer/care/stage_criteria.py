"""What a person has to see before the next stage of a plan, and what is still missing. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias, TypeVar

from routine_timer.care.check_in import known
from routine_timer.care.measures import MeasureName, expects, is_value, is_worse, title, with_unit
from routine_timer.care.pain import is_rising, most_in_a_week
from routine_timer.care.plan_facts import PlanFacts
from routine_timer.care.plan_file import PlanStage
from routine_timer.history.records import CheckInRecord, MeasureRecord, PlanRecord, StageRecord
from routine_timer.text.plurals import pluralize

Entry: TypeAlias = PlanRecord | StageRecord
Answer: TypeAlias = Literal["pain", "measures", "check-in"]
"""What a person enters for their plan."""
T = TypeVar("T", CheckInRecord, MeasureRecord)


def why_on(stage: PlanStage, days_done: int) -> str:
    """Everything that held, in a sentence."""
    asked = stage.move_on
    parts = [
        f"{pluralize(days_done, 'day')} done",
        *([f"no pain above {asked.pain_at_most} in the last seven days"] if asked.pain_at_most is not None else []),
        *(["no more signs than before"] if asked.signs_not_more else []),
        *(f"{title(name).lower()} no worse" for name in asked.measures),
    ]
    return f"{', '.join(parts)}."


def needs_of(stage: PlanStage, entry: Entry, days_done: int, facts: PlanFacts) -> list[str]:
    """What is missing before the next stage, each as a sentence.

    Args:
        entry: what put the person in the stage: the start of the plan, or the last move.
    """
    needs = []
    if (left := stage.days_done - days_done) > 0:
        needs.append(f"{pluralize(left, 'more day')}: {days_done} of {stage.days_done} done.")
    if stage.move_on.pain_at_most is not None:
        needs += _pain_needs(stage.move_on.pain_at_most, facts)
    if is_rising(facts.pain, facts.today):
        needs.append("Pain that isn't rising: yours is higher this week than last week.")
    if stage.move_on.signs_not_more:
        needs += _sign_needs(entry, facts)
    for name in stage.move_on.measures:
        needs += _measure_needs(name, entry, facts)
    return needs


def unanswered(stage: PlanStage, entry: Entry, facts: PlanFacts) -> tuple[Answer, ...]:
    """What the stage asks for that the person has not entered yet, in the order in which to do it."""
    asked = stage.move_on
    lacks: dict[Answer, bool] = {
        "pain": asked.pain_at_most is not None and most_in_a_week(facts.pain, facts.today) is None,
        "measures": any(not _values(name, entry, facts)[1] for name in asked.measures),
        "check-in": asked.signs_not_more and not _check_ins(entry, facts)[1],
    }
    return tuple(one for one, is_lacking in lacks.items() if is_lacking)


def _check_ins(entry: Entry, facts: PlanFacts) -> tuple[list[CheckInRecord], list[CheckInRecord]]:
    return _split([one for one in facts.check_ins if one.day <= facts.today], entry)


def _values(name: MeasureName, entry: Entry, facts: PlanFacts) -> tuple[list[MeasureRecord], list[MeasureRecord]]:
    values = [one for one in facts.measures if one.name == name and one.day <= facts.today]
    return _split([one for one in values if is_value(name, one.value)], entry)


def _pain_needs(most: int, facts: PlanFacts) -> list[str]:
    worst = most_in_a_week(facts.pain, facts.today)
    if worst is None:
        return [
            "Your pain in the last seven days: press t on the home screen, or run `routine-timer check-in --pain N`."
        ]
    return [f"Seven days with pain of {most} or less: the highest was {worst}."] if worst > most else []


def _sign_needs(entry: Entry, facts: PlanFacts) -> list[str]:
    before, during = _check_ins(entry, facts)
    if not during:
        return ["A check-in: press c on the home screen, or run `routine-timer check-in`."]
    now, then = _signs(during[-1]), _signs((before or during)[-1 if before else 0])
    return [f"No more signs than before this stage: you ticked {now} now and {then} before."] if now > then else []


def _split(records: Sequence[T], entry: Entry) -> tuple[list[T], list[T]]:
    """Those up to the moment the stage started, and those since its first day: one from that day may be in both."""
    start = (entry.day, entry.edited_at)
    before = [one for one in records if (one.day, one.edited_at) <= start]
    return before, [one for one in records if one.day >= entry.day]


def _signs(record: CheckInRecord) -> int:
    return len(known(record.signs)) + (record.foot in ("left", "right"))


def _measure_needs(name: MeasureName, entry: Entry, facts: PlanFacts) -> list[str]:
    before, during = _values(name, entry, facts)
    if not during:
        run = f"`routine-timer check-in --measure {name}=VALUE` ({expects(name)})"
        return [f"A measure ({title(name).lower()}): press t on the home screen, or run {run}."]
    then, now = (before or during)[-1 if before else 0].value, during[-1].value
    if not is_worse(name, now, then):
        return []
    return [f"{title(name)} no worse than before: it was {with_unit(name, then)} and is now {with_unit(name, now)}."]
