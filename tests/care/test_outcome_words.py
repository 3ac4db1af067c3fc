"""What a change since the plan began is called, and the last twelve weeks without a plan."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from msgspec.structs import replace

from routine_timer.care.outcomes import PlanOutcome, activity_words, change_sentence, pain_words, recent_outcome
from routine_timer.care.plan_facts import PlanFacts
from routine_timer.care.plan_progress import StageOffer
from routine_timer.care.step_muscles import StepMuscles
from routine_timer.care.weekly_dose import MuscleDose, week_in_words, weekly_doses
from routine_timer.history.records import ActivityRecord, MeasureRecord, PainRecord, SessionRecord
from tests.history.making import segment, session

TODAY = date(2026, 11, 21)
AT = datetime(2026, 11, 21, tzinfo=UTC)


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def rated(days: int, pain: int, label: str = "Clam", routine: str = "a") -> SessionRecord:
    made = session(datetime.combine(ago(days), time(12), UTC), routine=routine, segments=(segment(1, label=label),))
    return replace(made, day=ago(days), pain_before=pain)


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (0.0, 0.05, "more, a small change"),
        (5.0, 4.96, "no change"),
        (4.0, 4.0, "no change"),
        (10.0, 8.0, "less, a change that matters"),
        (10.0, 8.1, "less, a small change"),
        (10.0, 12.0, "more, a change that matters"),
        (5.0, 3.5, "less, a change that matters"),
        (1.0, 0.5, "less, a change that matters"),
        (0.5, 0.0, "less, a change that matters"),
        (0.0, 1.9, "more, a small change"),
        (0.0, 2.0, "more, a change that matters"),
    ],
)
def test_what_a_change_of_pain_is_called(before: float, now: float, words: str) -> None:
    assert pain_words(before, now) == words


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (5.0, 6.2, "no clear change"),
        (5.0, 3.8, "no clear change"),
        (5.0, 5.0, "no clear change"),
        (4.0, 5.5, "better, a small change"),
        (5.5, 4.0, "worse, a small change"),
        (4.0, 6.5, "better, a medium change"),
        (9.0, 1.0, "worse, a large change"),
    ],
)
def test_what_a_change_of_the_activities_is_called(before: float, now: float, words: str) -> None:
    assert activity_words(before, now) == words


def test_means_are_rounded_to_a_tenth() -> None:
    pain = [(ago(30), 4.26), (ago(0), 1.04)]
    assert change_sentence(PlanOutcome("x", ago(30), TODAY, pain=pain)) == (
        "Since 22 October: pain from 4.3 to 1 (less, a change that matters)."
    )


def test_without_a_plan_the_last_twelve_weeks_count_and_nothing_before_or_after() -> None:
    first, before, after = 84, 85, -1
    days = (before, first, 0, after)
    facts = PlanFacts(
        TODAY,
        sessions=[rated(3, 9)],
        measures=[MeasureRecord(str(n), ago(n), "plank", str(100 + n), AT) for n in days],
        pains=[PainRecord(str(n), ago(n), 2, "other", AT) for n in days],
    )
    activities = [ActivityRecord(str(n), ago(n), "stairs", 5, AT) for n in days]
    outcome = recent_outcome(facts, [rated(5, 4), rated(before, 9)], activities)
    assert outcome == PlanOutcome(
        "The last twelve weeks",
        ago(first),
        TODAY,
        pain=[(ago(first), 2), (ago(5), 4), (TODAY, 2)],
        measures={"plank": [(ago(first), "184"), (TODAY, "100")]},
        activities={"stairs": [(ago(first), 5), (TODAY, 5)]},
    )


@pytest.mark.parametrize(
    ("step", "or_repeat", "text"),
    [
        (1, False, "You can move on to Two"),
        (1, True, "You can move on to Two"),
        (2, False, "You can move on to Two"),
        (-1, False, "You can go back to Two"),
        (-1, True, "You can go back to Two, or start this stage again"),
        (0, False, "You can start Two again, from its beginning"),
        (0, True, "You can start Two again, from its beginning"),
    ],
)
def test_the_offer_of_a_stage_in_words(step: int, or_repeat: bool, text: str) -> None:
    assert StageOffer(step=step, stage="Two", why="", or_repeat=or_repeat).text == text


@pytest.mark.parametrize(
    ("muscles", "listed"),
    [
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["a", "b", "c", "d"], "a, b, c and 1 more"),
        (["a", "b", "c", "d", "e"], "a, b, c and 2 more"),
    ],
)
def test_three_muscles_are_named_and_the_others_counted(muscles: list[str], listed: str) -> None:
    lacking = [MuscleDose(one, wants_stretch=True) for one in muscles]
    assert week_in_words(lacking) == f"Still to do this week: stretch your {listed}."


def test_a_week_without_sessions_is_said_as_one() -> None:
    assert week_in_words([]) == "No sessions in the last four weeks."


def test_the_week_counts_seven_days_and_skips_pauses_and_what_was_skipped() -> None:
    def muscles_of(routine: str, label: str) -> StepMuscles:
        return StepMuscles(strengthens=frozenset({f"{routine} {label}"}))

    parts = (
        segment(1, kind="rest", label="Rest"),
        segment(2, "skipped", label="Skipped"),
        segment(3, label="Plank"),
        segment(4, label="Plank", side="left"),
    )
    sessions = [replace(rated(days, 0), segments=parts) for days in (8, 7, 6, 0, -1)]
    assert weekly_doses(sessions, muscles_of, TODAY) == (MuscleDose("a Plank", 0.0, 3.0, 2, False, True),)
    both = StepMuscles(frozenset({"x"}), frozenset({"y"}))
    assert weekly_doses([rated(0, 0)], lambda _routine, _label: both, TODAY) == (
        MuscleDose("x", 30.0, 0.0, 0, True, False),
        MuscleDose("y", 0.0, 1.0, 1, False, True),
    )
