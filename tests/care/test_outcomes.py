"""What has changed since a plan started, in bands that mean something."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from routine_timer.care.activity_scale import BadActivity, band, parse_activity
from routine_timer.care.measures import NAMES, MeasureName, completed, due
from routine_timer.care.outcomes import PlanOutcome, asked, change_sentence, outcome_of, pain_change, pain_words
from routine_timer.care.plan_facts import PlanFacts
from routine_timer.care.plan_progress import progress
from routine_timer.history.records import ActivityRecord, new_id
from routine_timer.history.streaks.goals import parse_goal
from tests.care.test_plan_progress import ROUTINES, START, STARTED, TILT, back, edited, move, on, session

TODAY = on(29)


def outcome() -> PlanOutcome:
    """Four weeks of a plan: pain from 4 to 1, the back from gap to flat, the stairs from 3 to 6."""
    facts = PlanFacts(
        TODAY,
        [STARTED],
        [move(8, "Stretch and activate", 2)],
        [
            *(session(day, "align-first", 4, 4) for day in range(1, 8)),
            *(session(day, "anterior-tilt", 1, 1) for day in range(20, 29)),
        ],
        measures=[back(1, "gap"), back(8, "almost"), back(22, "flat")],
    )
    stairs = [
        ActivityRecord(new_id(), on(day), "stairs", score, edited(on(day))) for day, score in ((1, 3), (8, 4), (22, 6))
    ]
    return outcome_of(progress(TILT, STARTED, facts, ROUTINES), facts, stairs)


def test_one_sentence_says_what_has_changed_and_how_much_it_means() -> None:
    assert change_sentence(outcome()) == (
        "Since 2 November: pain from 4 to 1 (less, a change that matters), activities from 3 to 6 "
        "(better, a large change), lower back from gap to flat."
    )


def test_of_many_measures_the_sentence_names_two_and_counts_the_others() -> None:
    measures = {name: [(on(1), "20"), (on(8), "30")] for name in NAMES if name not in ("back-on-floor", "standing")}
    many = PlanOutcome("x", START, TODAY, measures=measures)
    assert change_sentence(many) == (
        "Since 2 November: standing on the left leg from 20 s to 30 s, standing on the right leg from 20 s to 30 s, "
        "and 3 more measures."
    )


@pytest.mark.parametrize(
    ("many", "told"), [(1, ""), (2, ", plank"), (3, ", plank, and 1 more measure"), (4, ", plank, and 2 more measures")]
)
def test_from_the_third_measure_on_they_are_counted(many: int, told: str) -> None:
    names: tuple[MeasureName, ...] = ("leg-raise-left", "plank", "leg-raise-right", "single-leg-left")
    changed = PlanOutcome("x", START, TODAY, measures={name: [(on(1), "20"), (on(8), "30")] for name in names[:many]})
    short = change_sentence(changed).replace(" from 20 s to 30 s", "").replace(" from 20° to 30°", "")
    assert short == f"Since 2 November: left leg raise{told}."


def test_a_measure_that_is_back_where_it_was_has_not_changed() -> None:
    back_again = PlanOutcome("x", START, TODAY, measures={"plank": [(on(1), "20"), (on(8), "30"), (on(15), "20")]})
    assert change_sentence(back_again) == "Since 2 November, your measures have stayed the same."


def test_measures_that_are_as_they_were_are_no_news() -> None:
    same = PlanOutcome("x", START, TODAY, measures={"plank": [(on(1), "20"), (on(8), "20")]})
    assert change_sentence(same) == "Since 2 November, your measures have stayed the same."


def test_with_nothing_to_compare_it_says_so() -> None:
    nothing = PlanOutcome("x", START, TODAY)
    assert change_sentence(nothing) == (
        "Since 2 November: nothing to compare yet. Measure yourself now, and again in a week, to see what changes."
    )
    once = PlanOutcome("x", START, TODAY, measures={"plank": [(on(1), "20")]})
    assert change_sentence(once) == (
        "Since 2 November: nothing to compare yet. Measure yourself again in a week, to see what changes."
    )
    one_week = [(on(day), 3.0) for day in range(1, 8)]
    assert pain_change(PlanOutcome("x", START, on(8), pain=one_week)) is None


def test_a_session_counts_if_it_is_done_and_of_a_routine_of_the_plan() -> None:
    part = replace(session(2, "align-first"), done=False)
    sessions = [session(1, "align-first"), part, session(3, "walking-drill"), session(4, "anterior-tilt")]
    facts = PlanFacts(TODAY, [STARTED], sessions=sessions)
    assert outcome_of(progress(TILT, STARTED, facts, ROUTINES), facts, []).days_done == 2


@pytest.mark.parametrize(
    ("today", "pains", "change"),
    [
        pytest.param(14, {}, None, id="no answers"),
        pytest.param(14, {1: 6, 14: 2}, (6, 2), id="two weeks that touch"),
        pytest.param(13, {1: 6, 13: 2}, None, id="two weeks that overlap"),
        pytest.param(15, {2: 6, 15: 2}, (6, 2), id="from the first answer on"),
        pytest.param(28, {1: 6, 2: 5, 7: 4, 8: 0, 28: 2}, (5, 2), id="the first seven days"),
        pytest.param(28, {1: 6, 21: 0, 22: 4, 25: 3, 28: 2}, (6, 3), id="the last seven days"),
        pytest.param(28, {1: 6, 21: 0}, None, id="no answer in the last seven days"),
    ],
)
def test_the_first_week_with_answers_is_compared_with_the_last_seven_days(
    today: int, pains: dict[int, float], change: tuple[float, float] | None
) -> None:
    assert (
        pain_change(PlanOutcome("x", START, on(today), pain=[(on(day), pain) for day, pain in pains.items()])) == change
    )


def test_an_activity_that_was_scored_once_does_not_count_in_the_change() -> None:
    scores = {"stairs": [(on(1), 3), (on(8), 6)], "garden": [(on(8), 10)]}
    assert change_sentence(PlanOutcome("x", START, TODAY, activities=scores)) == (
        "Since 2 November: activities from 3 to 6 (better, a large change)."
    )
    del scores["stairs"]
    assert "nothing to compare yet" in change_sentence(PlanOutcome("x", START, TODAY, activities=scores))


def test_days_done_are_counted_against_the_goals_of_the_stages() -> None:
    """The day of a move is asked for once, by the stage that it led to."""
    assert (outcome().days_done, outcome().days_asked) == (16, round(7 + 22 * 5 / 7))


def test_going_back_and_forth_on_one_day_asks_for_no_more_days() -> None:
    """A thousand moves of the third day: the plan can't have asked for a thousand days."""
    to_and_fro = [move(3, *stage, hour=9) for stage in (("Stretch and activate", 2), ("Align", 1))] * 500
    facts = PlanFacts(TODAY, [STARTED], to_and_fro)
    assert outcome_of(progress(TILT, STARTED, facts, ROUTINES), facts, []).days_asked <= (TODAY - START).days + 1


def test_a_move_before_the_first_day_counts_from_the_first_day() -> None:
    early = replace(move(-3, "Stretch and activate", 2), edited_at=edited(START, 9))
    facts = PlanFacts(TODAY, [STARTED], [early])
    assert [one.first for one in outcome_of(progress(TILT, STARTED, facts, ROUTINES), facts, []).stages] == [START] * 2


@pytest.mark.parametrize(
    ("goal", "days"), [("daily", 14), ("5/week", 10), ("mon,wed,fri", 6), ("every 2 days", 7), ("1/week", 2)]
)
def test_a_goal_asks_for_so_many_of_fourteen_days(goal: str, days: float) -> None:
    assert asked(parse_goal(goal), START, START + timedelta(13)) == pytest.approx(days)


@pytest.mark.parametrize(("first", "last", "days"), [(1, 3, 2), (1, 2, 1), (2, 2, 0), (3, 8, 3), (6, 7, 0)])
def test_weekdays_are_asked_for_on_their_days(first: int, last: int, days: int) -> None:
    assert asked(parse_goal("mon,wed,fri"), on(first), on(last)) == days


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (5, 3, "less, a change that matters"),
        (3, 2, "less, a change that matters"),
        (5, 4, "less, a small change"),
        (2, 4, "more, a change that matters"),
        (0, 1, "more, a small change"),
        (2, 2, "no change"),
    ],
)
def test_a_change_of_pain_matters_from_two_points_or_30_percent(before: float, now: float, words: str) -> None:
    assert pain_words(before, now) == words


@pytest.mark.parametrize(
    ("change", "size"), [(1.2, "no"), (1.3, "small"), (-2.3, "medium"), (2.69, "medium"), (2.7, "large"), (-9, "large")]
)
def test_the_bands_of_the_activity_scale(change: float, size: str) -> None:
    assert band(change) == size


@pytest.mark.parametrize("text", ["stairs", "stairs=11", "=4", "stairs=-1", "stairs=a"])
def test_an_activity_needs_a_name_and_a_score_from_0_to_10(text: str) -> None:
    with pytest.raises(BadActivity):
        parse_activity(text)
    assert parse_activity("  climbing   stairs = 6") == ("climbing stairs", 6)


def test_measures_are_asked_for_at_the_start_after_a_week_and_then_every_two_weeks() -> None:
    dates = [day for day in range(1, 60) if due(START, [on(n) for n in (1, 8, 22, 36, 50) if n < day], on(day))]
    assert dates == [1, 8, 22, 36, 50]
    assert due(START, [], on(5)), "a date that was missed stays"
    assert not due(START, [], START - timedelta(1))
    assert not due(START, [on(6)], on(8)), "measured two days before"


def test_a_typed_value_may_be_cut_short_or_have_its_unit() -> None:
    assert completed("plank", "35 s") == "35"
    assert completed("leg-raise-left", "70°") == "70"
    assert completed("plank", "") is None
    assert completed("plank", "long") is None
    assert date(2026, 11, 2) == START
