"""Where a person is in a plan, day by day: what is offered, and when it is not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from routine_timer import paths
from routine_timer.care.plan_facts import PlanFacts, followed
from routine_timer.care.plan_file import Plan, read_plan, read_plan_text
from routine_timer.care.plan_progress import PlanProgress, progress
from routine_timer.care.stage_criteria import why_on
from routine_timer.history.records import (
    CheckInRecord,
    Foot,
    MeasureRecord,
    PainRecord,
    PlanRecord,
    SessionRecord,
    StageRecord,
    new_id,
)

START = date(2026, 11, 2)  # a Monday
ROUTINES = [file.stem for file in paths.bundled_routines().glob("*.toml")]


def on(day: int) -> date:
    """A day of the plan, from 1."""
    return START + timedelta(days=day - 1)


def edited(day: date, hour: int = 8) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def bundled(name: str) -> Plan:
    plan = read_plan(paths.bundled_routines() / "plans" / f"{name}.toml").plan
    assert plan is not None
    return plan


TILT = bundled("hips-tipped-forward")
STARTED = PlanRecord(new_id(), START, TILT.id, None, None, edited(START))


def session(day: int, routine: str, pain: int | None = None, after: int | None = None) -> SessionRecord:
    return SessionRecord(
        new_id(), routine, on(day), None, None, None, "completed", True, 60.0, None, pain, after, edited(on(day))
    )


def move(day: int, stage: str, n: int, hour: int = 9, plan: str = TILT.id) -> StageRecord:
    return StageRecord(new_id(), on(day), plan, stage, n, edited(on(day), hour))


def check_in(day: int, *signs: str) -> CheckInRecord:
    return CheckInRecord(new_id(), on(day), signs, None, None, edited(on(day)))


def back(day: int, value: str) -> MeasureRecord:
    return MeasureRecord(new_id(), on(day), "back-on-floor", value, edited(on(day)))


def ready(day: int = 8, /, **changes: object) -> PlanFacts:
    """A person who has done everything that the first stage asks for."""
    facts: dict[str, object] = {
        "today": on(day),
        "plans": [STARTED],
        "sessions": [session(n, "align-first", 2, 1) for n in range(1, 7)],
        "check_ins": [check_in(0, "arched-back", "seat-out"), check_in(7, "arched-back")],
        "measures": [back(0, "gap"), back(7, "almost")],
        **changes,
    }
    return PlanFacts(**facts)  # type: ignore[arg-type]


def at(facts: PlanFacts, plan: Plan = TILT) -> PlanProgress:
    return progress(plan, STARTED, facts, ROUTINES)


def reason(facts: PlanFacts) -> str:
    offer = at(facts).offer
    return offer.why if offer else ""


def offered(facts: PlanFacts) -> list[str]:
    return [one.stage.name for one in at(facts).stages if one.offered]


def test_the_next_stage_is_offered_when_everything_holds_and_it_does_not_move_by_itself() -> None:
    assert offered(ready()) == ["Stretch and activate"]
    assert reason(ready()) == (
        "6 days done, no pain above 3 in the last seven days, no more signs than before, "
        "lower back on the floor no worse."
    )
    assert at(ready()).stage.name == "Align"
    assert at(ready()).stages[0].needs == ()


@pytest.mark.parametrize(
    ("changes", "need"),
    [
        ({"sessions": [session(n, "align-first", 2) for n in range(3, 8)]}, "1 more day: 5 of 6 done."),
        ({"sessions": [session(n, "align-first") for n in range(1, 7)]}, "Your pain in the last seven days"),
        (
            {"sessions": [session(n, "align-first", 4) for n in range(1, 7)]},
            "Seven days with pain of 3 or less: the highest was 4.",
        ),
        ({"check_ins": []}, "A check-in: press c on the home screen, or run `routine-timer check-in`."),
        ({"check_ins": [check_in(0), check_in(7, "seat-out")]}, "No more signs than before this stage"),
        ({"measures": []}, "check-in --measure back-on-floor=VALUE` (flat, almost or gap)"),
        (
            {"measures": [back(0, "flat"), back(5, "gap")]},
            "Lower back on the floor no worse than before: it was flat and is now gap.",
        ),
    ],
)
def test_a_condition_without_data_or_not_met_is_named_and_nothing_is_offered(
    changes: dict[str, object], need: str
) -> None:
    [missing] = at(ready(8, **changes)).stages[0].needs
    assert need in missing
    assert offered(ready(8, **changes)) == []


def test_signs_are_compared_with_the_latest_check_in_before_the_stage_also_on_its_first_day() -> None:
    none = replace(check_in(1), edited_at=edited(on(1), 6))
    two = replace(check_in(1, "arched-back", "seat-out"), edited_at=edited(on(1), 7))
    assert at(ready(8, check_ins=[none, two])).stages[0].needs == ()
    three = replace(check_in(1, "arched-back", "seat-out", "leaning"), edited_at=edited(on(1), 9))
    [more] = at(ready(8, check_ins=[none, two, three])).stages[0].needs
    assert more == "No more signs than before this stage: you ticked 3 now and 2 before."


def test_a_measure_is_compared_with_the_latest_one_before_the_stage_also_on_its_first_day() -> None:
    flat = replace(back(1, "flat"), edited_at=edited(on(1), 6))
    gap = replace(back(1, "gap"), edited_at=edited(on(1), 7))
    assert at(ready(8, measures=[flat, gap])).stages[0].needs == ()
    [worse] = at(ready(8, measures=[flat, back(7, "gap")])).stages[0].needs
    assert worse == "Lower back on the floor no worse than before: it was flat and is now gap."


def test_it_never_goes_forward_while_pain_rises() -> None:
    pains = [
        *(PainRecord(new_id(), on(day), 1, "other", edited(on(day))) for day in (3, 4, 5)),
        *(PainRecord(new_id(), on(day), 3, "other", edited(on(day))) for day in (10, 11)),
    ]
    sessions = [session(n, "align-first") for n in range(1, 7)]
    facts = ready(11, pains=pains, sessions=sessions, check_ins=[check_in(9)], measures=[back(9, "flat")])
    assert offered(facts) == []
    assert "rising" in at(facts).stages[0].needs[0]


def test_a_session_of_another_routine_or_deleted_later_does_not_count() -> None:
    assert at(ready(sessions=[session(1, "weak-core", 2)])).stages[0].days_done == 0


def test_after_two_weeks_away_a_step_back_is_offered_and_none_forward() -> None:
    facts = ready(28, moves=[move(8, "Stretch and activate", 2)], sessions=[session(14, "anterior-tilt", 1)])
    assert offered(facts) == ["Align"]
    assert reason(facts) == "Your last session of this plan was 14 days ago: start gently."
    assert offered(ready(27, moves=facts.moves, sessions=facts.sessions)) == []


def test_a_session_on_the_day_of_the_move_is_the_last_one_of_the_plan() -> None:
    moves = [move(14, "Stretch and activate", 2)]
    assert reason(ready(28, moves=moves, sessions=[session(14, "align-first", 1)])).startswith(
        "Your last session of this plan was 14 days ago"
    )
    assert reason(ready(28, moves=moves, sessions=[session(13, "align-first", 1)])).startswith(
        "14 days without a session"
    )


def test_a_stage_that_is_done_again_waits_for_answers_that_are_newer_than_the_move_back() -> None:
    moves = [move(8, "Stretch and activate", 2), move(9, "Align", 1)]
    sessions = [session(n, "align-first", 1, 1) for n in range(9, 15)]
    assert at(ready(15, moves=moves, sessions=sessions)).waits_for == ("measures", "check-in")
    newer = ready(15, moves=moves, sessions=sessions, check_ins=[check_in(14)], measures=[back(14, "almost")])
    assert at(newer).waits_for == ()


def test_a_gap_offers_the_same_stage_again_too_and_in_the_first_stage_only_that() -> None:
    later = at(ready(28, moves=[move(8, "Stretch and activate", 2)], sessions=[session(14, "anterior-tilt", 1)])).offer
    assert later is not None
    assert (later.moves, later.repeats) == (True, True)
    assert later.text == "You can go back to Align, or start this stage again"
    first = at(ready(20)).offer
    assert first is not None
    assert (first.step, first.moves, first.repeats) == (0, False, True)
    assert first.text == "You can start Align again, from its beginning"
    assert first.why == "Your last session of this plan was 14 days ago: start gently."


def test_a_gap_before_the_first_session_offers_the_first_stage_again_and_repeating_it_ends_the_offer() -> None:
    facts = ready(16, sessions=[])
    assert reason(facts) == "15 days without a session: start gently."
    assert offered(ready(16, sessions=[], moves=[move(16, "Align", 1)])) == []


def test_a_session_done_in_part_ends_a_gap() -> None:
    part = replace(session(20, "anterior-tilt", 1), done=False, status="partial")
    moves = [move(8, "Stretch and activate", 2)]
    assert offered(ready(28, moves=moves, sessions=[session(14, "anterior-tilt", 1), part])) == []


@pytest.mark.parametrize("away", range(13, 30))
@pytest.mark.parametrize("stage", [0, 1, 2])
def test_every_gap_of_two_weeks_or_more_has_an_offer_with_its_reason_in_every_stage(stage: int, away: int) -> None:
    moves = [move(8, TILT.stages[stage].name, stage + 1)] if stage else []
    offer = at(ready(10 + away, moves=moves, sessions=[session(10, "anterior-tilt", 1)])).offer
    if away < 14:
        assert offer is None
    else:
        assert offer is not None
        assert offer.step == (-1 if stage else 0)
        assert f"{away} days ago" in offer.why


def test_a_step_back_is_offered_once_for_a_gap_and_not_one_after_the_other() -> None:
    moves = [move(8, "Stretch and activate", 2), move(9, "Fitness", 3), move(28, "Stretch and activate", 2)]
    facts = ready(28, moves=moves, sessions=[session(13, "anterior-tilt", 1)])
    assert offered(facts) == []
    assert offered(ready(27, moves=moves, sessions=facts.sessions)) == ["Stretch and activate"]


def test_a_step_back_is_offered_while_pain_above_3_rises_and_says_so() -> None:
    pains = [
        *(PainRecord(new_id(), on(day), 2, "other", edited(on(day))) for day in range(15, 22)),
        *(PainRecord(new_id(), on(day), 4, "other", edited(on(day))) for day in range(22, 29)),
    ]
    sessions = [session(n, "anterior-tilt") for n in range(15, 29)]
    moved = [move(8, "Stretch and activate", 2)]
    facts = ready(28, moves=moved, sessions=sessions, pains=pains)
    assert offered(facts) == ["Align"]
    assert reason(facts) == "Your pain is higher this week than last week."
    assert at(facts).offer.or_repeat is False  # type: ignore[union-attr]
    assert at(facts).notice == "Your pain is higher this week than last week: see a doctor or physiotherapist."


@pytest.mark.parametrize("flag", ["saddle-numbness", "surgery"])
def test_nothing_is_offered_with_a_red_flag(flag: str) -> None:
    assert offered(ready(check_ins=[check_in(0, "arched-back", "seat-out"), check_in(7, flag)])) == []
    assert offered(ready(28, moves=[move(8, "Fitness", 3)], sessions=[], check_ins=[check_in(7, flag)])) == []


def test_a_session_of_the_stage_before_counts_for_today() -> None:
    facts = ready(8, moves=[move(8, "Stretch and activate", 2)], sessions=[session(8, "align-first")])
    assert at(facts).today.why == "Done for today."


def test_going_back_repeats_a_stage_from_zero() -> None:
    facts = ready(10, moves=[move(8, "Stretch and activate", 2), move(10, "Align", 1)])
    assert (at(facts).stage.name, at(facts).stages[0].days_done) == ("Align", 0)


def test_of_two_machines_that_moved_apart_the_later_move_counts() -> None:
    moves = [move(8, "Fitness", 3, hour=12), move(8, "Stretch and activate", 2, hour=10)]
    assert at(ready(moves=moves)).stage.name == "Fitness"
    assert at(ready(moves=moves[::-1])).stage.name == "Fitness"


def test_a_stage_that_was_renamed_midway_is_the_one_with_its_number_and_it_says_so() -> None:
    facts = ready(9, moves=[move(8, "Wake", 2)])
    assert at(facts).stage.name == "Stretch and activate"
    assert at(facts).notice == "The plan has no stage called 'Wake' any more: you are in 'Stretch and activate'."


def test_a_plan_that_lost_its_later_stages_leaves_one_in_the_last() -> None:
    short = read_plan_text('name = "x"\n[[stage]]\nname = "Only"\nroutines = ["weak-core"]\n', Path("x.toml")).plan
    assert short is not None
    plan = Plan(TILT.id, short.name, "", "", short.stages)
    assert at(ready(moves=[move(8, "Fitness", 3)]), plan).stage.name == "Only"


def test_a_routine_that_is_not_there_is_named_and_nothing_is_started() -> None:
    today = progress(TILT, STARTED, ready(8), [name for name in ROUTINES if name != "align-first"]).today
    assert today.routine is None
    assert today.why.startswith("Your plan's routine 'align-first' doesn't exist. Restore it, or change the plan with ")
    assert f"`routine-timer edit --plan {TILT.id}`" in today.why
    renamed = [*(name for name in ROUTINES if name != "align-first"), "align-at-first"]
    assert "Did you rename it to 'align-at-first'?" in progress(TILT, STARTED, ready(8), renamed).today.why


def test_today_is_the_routine_of_the_weekday_then_done_then_rest() -> None:
    moved = [move(8, "Stretch and activate", 2)]
    assert at(ready(8, moves=moved)).today.routine == "anterior-tilt"
    assert at(ready(10, moves=moved)).today.routine == "psoas-and-glutes"
    assert at(ready(8, moves=moved, sessions=[session(8, "anterior-tilt")])).today.why == "Done for today."
    week = [session(day, "anterior-tilt") for day in range(8, 13)]
    assert at(ready(13, moves=moved, sessions=week)).today.why == "A rest day: 5 of 5 days done this week."
    assert at(ready(15, moves=moved, sessions=week)).today.routine == "anterior-tilt"


def test_the_week_of_a_move_counts_the_days_of_the_stage_before_as_the_streak_does() -> None:
    moved = [move(7, "Stretch and activate", 2)]
    assert at(ready(7, moves=moved)).today.why == "A rest day: 5 of 5 days done this week."
    assert at(ready(7, moves=moved, sessions=ready().sessions[:4])).today.routine == "anterior-tilt"
    assert at(ready(8, moves=moved)).today.routine == "anterior-tilt"


def test_after_the_last_stage_the_plan_is_completed() -> None:
    moved = [move(8, "Fitness", 3)]
    done = [session(day, "core-three") for day in range(8, 32)]
    assert at(ready(32, moves=moved, sessions=done)).completed
    assert not at(ready(32, moves=moved, sessions=done[1:])).completed


def test_routines_are_taken_in_turn() -> None:
    moved = [move(8, "Fitness", 3)]
    done = [session(8, "bend-and-lift")]
    assert at(ready(8, moves=moved)).today.routine == "bend-and-lift"
    assert at(ready(9, moves=moved, sessions=done)).today.routine == "anterior-tilt"


def test_a_red_flag_comes_before_todays_routine() -> None:
    assert at(ready(8, check_ins=[check_in(8, "saddle-numbness")])).today.routine is None
    assert "emergency" in at(ready(8, check_ins=[check_in(8, "saddle-numbness")])).today.why
    assert at(ready(8, check_ins=[check_in(8, "surgery", "cleared")])).today.routine == "align-first"


def test_one_plan_at_a_time_the_last_one_started() -> None:
    other = PlanRecord(new_id(), on(3), "desk-body", None, None, edited(on(3)))
    stop = PlanRecord(new_id(), on(5), None, None, None, edited(on(5)))
    later = replace(other, id=new_id(), day=on(9), edited_at=edited(on(2)))
    assert followed(PlanFacts(on(4), [STARTED, other])) == other
    ended = followed(PlanFacts(on(5), [STARTED, other, stop]))
    assert ended is None
    assert followed(PlanFacts(on(4), [STARTED, later])) == STARTED
    assert followed(PlanFacts(on(9), [STARTED, later])) == later
    assert followed(PlanFacts(on(1), [later])) == later


def test_a_check_in_and_a_measure_of_today_count() -> None:
    assert at(ready(8, check_ins=[check_in(0, "arched-back"), check_in(8, "arched-back")])).stages[0].needs == ()
    assert at(ready(8, measures=[back(0, "gap"), back(8, "almost")])).stages[0].needs == ()


def test_only_the_measure_that_the_stage_asks_for_counts() -> None:
    other = MeasureRecord(new_id(), on(7), "plank", "20", edited(on(7)))
    [missing] = at(ready(8, measures=[back(0, "gap"), other])).stages[0].needs
    assert missing.startswith("A measure")
    [missing] = at(ready(8, measures=[back(0, "gap"), back(7, "no such value")])).stages[0].needs
    assert missing.startswith("A measure")


@pytest.mark.parametrize(
    ("changes", "waits_for"),
    [
        ({}, ()),
        ({"sessions": [session(n, "align-first") for n in range(1, 7)]}, ("pain",)),
        ({"measures": []}, ("measures",)),
        ({"check_ins": []}, ("check-in",)),
        (
            {"sessions": [session(n, "align-first") for n in range(1, 7)], "measures": [], "check_ins": []},
            ("pain", "measures", "check-in"),
        ),
        ({"sessions": [session(n, "align-first") for n in range(1, 6)], "measures": []}, ()),
    ],
)
def test_once_its_days_are_done_a_stage_waits_for_what_was_not_entered(
    changes: dict[str, object], waits_for: tuple[str, ...]
) -> None:
    assert at(ready(**changes)).waits_for == waits_for


def test_the_second_stage_waits_too_and_the_last_for_nothing() -> None:
    second = [session(day, "anterior-tilt") for day in range(8, 24)]
    assert at(ready(24, moves=[move(8, "Stretch and activate", 2)], sessions=second)).waits_for[0] == "pain"
    last = [session(day, "core-three") for day in range(8, 32)]
    assert at(ready(32, moves=[move(8, "Fitness", 3)], sessions=last)).waits_for == ()


def test_a_measure_in_numbers_is_compared_by_its_own_values_up_to_today_and_said_with_its_unit() -> None:
    asks = replace(TILT.stages[0].move_on, measures=("plank",))
    plan = replace(TILT, stages=(replace(TILT.stages[0], move_on=asks), *TILT.stages[1:]))

    def needs(*taken: tuple[int, str, str]) -> tuple[str, ...]:
        values = [MeasureRecord(new_id(), on(day), name, value, edited(on(day))) for day, name, value in taken]
        return at(ready(8, measures=values), plan).stages[0].needs

    assert needs((0, "plank", "30"), (7, "plank", "30")) == ()
    less = "Plank no worse than before: it was 30 s and is now 20 s."
    assert needs((0, "plank", "30"), (7, "plank", "20"), (7, "single-leg-left", "40"), (9, "plank", "50")) == (less,)
    missing = "A measure (plank): press t on the home screen"
    assert needs((0, "plank", "30"), (7, "single-leg-left", "40"))[0].startswith(missing)


@pytest.mark.parametrize(("foot", "counts"), [("left", True), ("right", True), ("even", False)])
def test_standing_on_one_foot_is_a_sign_and_standing_evenly_is_none(foot: Foot, counts: bool) -> None:
    stood = CheckInRecord(new_id(), on(7), ("arched-back",), foot, None, edited(on(7)))
    needs = at(ready(8, check_ins=[check_in(0, "arched-back"), stood])).stages[0].needs
    more = "No more signs than before this stage: you ticked 2 now and 1 before."
    assert needs == ((more,) if counts else ())


def test_without_a_check_in_before_the_first_in_the_stage_is_compared_with() -> None:
    few, many = check_in(3, "arched-back"), check_in(7, "arched-back", "seat-out")
    assert at(ready(8, check_ins=[few, many])).stages[0].needs == (
        "No more signs than before this stage: you ticked 2 now and 1 before.",
    )
    [worse] = at(ready(8, measures=[back(3, "flat"), back(7, "gap")])).stages[0].needs
    assert worse == "Lower back on the floor no worse than before: it was flat and is now gap."


def test_what_a_stage_does_not_ask_for_is_no_reason_to_go_on() -> None:
    stage = replace(TILT.stages[0], move_on=replace(TILT.stages[0].move_on, pain_at_most=None, signs_not_more=False))
    assert why_on(stage, 6) == "6 days done, lower back on the floor no worse."
