"""What has changed since a plan started: stages, days done, pain, measures and activities over the same days. Pure.

The bands of change and their sources are in `docs/plans.md`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from statistics import mean

import msgspec
from msgspec.structs import replace

from routine_timer.care.activity_scale import band, chosen
from routine_timer.care.measures import NAMES, MeasureName, is_value, short_title, with_unit
from routine_timer.care.pain import MEANINGFUL
from routine_timer.care.plan_facts import PlanFacts
from routine_timer.care.plan_progress import PlanProgress, StageSpan
from routine_timer.history.records import ActivityRecord, SessionRecord
from routine_timer.history.streaks.goals import Goal
from routine_timer.text.plurals import pluralize

MEANINGFUL_SHARE = 0.3
"""A change of pain by so much of what it was matters too."""
_MEASURES_TOLD = 2
"""Of more measures than these, a sentence says only how many changed."""
WEEK, RECENT = timedelta(days=7), timedelta(weeks=12)


class PlanOutcome(msgspec.Struct, frozen=True):
    """Everything over the days from `since` to `today`, each series oldest first."""

    name: str
    since: date
    today: date
    stages: Sequence[StageSpan] = ()
    pain: Sequence[tuple[date, float]] = ()
    """The mean of each day that has an answer."""
    measures: Mapping[MeasureName, Sequence[tuple[date, str]]] = msgspec.field(default_factory=dict)
    activities: Mapping[str, Sequence[tuple[date, int]]] = msgspec.field(default_factory=dict)
    days_done: int = 0
    days_asked: int = 0


def outcome_of(now: PlanProgress, facts: PlanFacts, activities: Sequence[ActivityRecord]) -> PlanOutcome:
    """What has changed since the current plan started."""
    since, today = now.since, facts.today
    done = {
        one.day for stage in now.plan.stages for one in facts.sessions if one.done and one.routine in stage.routines
    }
    return PlanOutcome(
        now.plan.name,
        since,
        today,
        now.spans,
        pain_by_day(facts, since),
        measures_since(facts, since),
        activities_since(activities, since, today),
        sum(since <= day <= today for day in done),
        round(_days_asked(now)),
    )


def _days_asked(now: PlanProgress) -> float:
    """On how many days the plan asked for a session; the day of a move is one of the stage it led to."""
    ends = [*(span.first - timedelta(1) for span in now.spans[1:]), *(span.last for span in now.spans[-1:])]
    return sum(
        asked(now.plan.stages[span.index].goal, span.first, last) for span, last in zip(now.spans, ends, strict=True)
    )


def recent_outcome(
    facts: PlanFacts, sessions: Sequence[SessionRecord], activities: Sequence[ActivityRecord]
) -> PlanOutcome:
    """The same without a plan, of the last twelve weeks. `sessions` are those of these days."""
    since = facts.today - RECENT
    entered = replace(facts, sessions=sessions)
    return PlanOutcome(
        "The last twelve weeks",
        since,
        facts.today,
        pain=pain_by_day(entered, since),
        measures=measures_since(entered, since),
        activities=activities_since(activities, since, facts.today),
    )


def pain_by_day(facts: PlanFacts, since: date) -> list[tuple[date, float]]:
    answers: dict[date, list[int]] = {}
    for one in facts.pain:
        if since <= one.day <= facts.today:
            answers.setdefault(one.day, []).append(one.pain)
    return [(day, mean(pains)) for day, pains in sorted(answers.items())]


def measures_since(facts: PlanFacts, since: date) -> dict[MeasureName, list[tuple[date, str]]]:
    """The last value of each day, of the measures that have one."""
    found: dict[MeasureName, list[tuple[date, str]]] = {}
    for name in NAMES:
        days = {
            one.day: one.value
            for one in facts.measures
            if one.name == name and since <= one.day <= facts.today and is_value(name, one.value)
        }
        if days:
            found[name] = sorted(days.items())
    return found


def activities_since(records: Sequence[ActivityRecord], since: date, today: date) -> dict[str, list[tuple[date, int]]]:
    """The last score of each day, of each activity."""
    within = [one for one in records if since <= one.day <= today]
    return {
        name: sorted({one.day: one.score for one in within if one.activity == name}.items()) for name in chosen(within)
    }


def asked(goal: Goal, first: date, last: date) -> float:
    """On how many of these days a goal asks for a session."""
    days = (last - first).days + 1
    match goal.kind:
        case "week":
            return days * goal.times / 7
        case "weekdays":
            return sum((first + timedelta(n)).weekday() in goal.weekdays for n in range(days))
        case "every":
            return days / goal.times
        case _:
            return days


def pain_change(outcome: PlanOutcome) -> tuple[float, float] | None:
    """Mean pain in the first week with answers and in the last seven days; None if these weeks overlap."""
    if not outcome.pain:
        return None
    first = outcome.pain[0][0]
    before = [pain for day, pain in outcome.pain if day < first + WEEK]
    now = [pain for day, pain in outcome.pain if day > outcome.today - WEEK]
    return (mean(before), mean(now)) if now and first + WEEK <= outcome.today - WEEK + timedelta(1) else None


def pain_words(before: float, now: float) -> str:
    """What a change of pain means."""
    change = abs(now - before)
    if change < 0.05:
        return "no change"
    matters = change >= MEANINGFUL or (before > 0 and change >= MEANINGFUL_SHARE * before)
    return f"{'less' if now < before else 'more'}, {'a change that matters' if matters else 'a small change'}"


def activity_change(outcome: PlanOutcome) -> tuple[float, float] | None:
    """The mean score of the activities at first and now, of those with two scores."""
    twice = [scores for scores in outcome.activities.values() if len(scores) > 1]
    return (mean(scores[0][1] for scores in twice), mean(scores[-1][1] for scores in twice)) if twice else None


def activity_words(before: float, now: float) -> str:
    """What a change of the activities means."""
    size = band(now - before)
    return "no clear change" if size == "no" else f"{'better' if now > before else 'worse'}, a {size} change"


def change_sentence(outcome: PlanOutcome) -> str:
    """What has changed since the plan started, in one sentence: the first measures by name, and how many others."""
    parts = []
    if (pain := pain_change(outcome)) is not None:
        parts.append(f"pain {_from_to(*pain)} ({pain_words(*pain)})")
    if (activity := activity_change(outcome)) is not None:
        parts.append(f"activities {_from_to(*activity)} ({activity_words(*activity)})")
    twice = {name: values for name, values in outcome.measures.items() if len(values) > 1}
    changed = [
        f"{short_title(name)} from {with_unit(name, values[0][1])} to {with_unit(name, values[-1][1])}"
        for name, values in twice.items()
        if values[0][1] != values[-1][1]
    ]
    more = len(changed) - _MEASURES_TOLD
    parts += changed[:_MEASURES_TOLD] + ([f"and {pluralize(more, 'more measure')}"] if more > 0 else [])
    began = f"{outcome.since.day} {outcome.since:%B}"
    if not parts and twice:
        return f"Since {began}, your measures have stayed the same."
    if not parts:
        again = "again in a week" if outcome.measures else "now, and again in a week"
        return f"Since {began}: nothing to compare yet. Measure yourself {again}, to see what changes."
    return f"Since {began}: {', '.join(parts)}."


def _from_to(before: float, now: float) -> str:
    return f"from {in_tenths(before)} to {in_tenths(now)}"


def in_tenths(value: float) -> str:
    """Pain or a score, averaged: `4.5`, `4`."""
    return f"{round(value, 1):g}"
