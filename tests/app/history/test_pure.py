"""What the history screen counts and says: balance, sides, doses, sessions in detail, typed answers. No terminal."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from routine_timer.app.screens.history.input_parsing import DaySpan, read_day, read_span
from routine_timer.app.screens.history.pain_stats import SessionPain, binned, of_pain
from routine_timer.app.screens.history.panels import PANELS, PICTURES, shown
from routine_timer.app.screens.history.plots import DateAxis, UnitAxis, filled
from routine_timer.app.screens.history.recent_stats import (
    DoseGrowth,
    RecentStats,
    accepted,
    early_ends,
    pair_times,
    recent_stats,
    side_times,
)
from routine_timer.app.screens.history.sentences import of_minutes, of_sides
from routine_timer.app.screens.history.session_detail_lines import amount, detail_lines, rows
from routine_timer.app.screens.history.session_list import row
from routine_timer.app.screens.history.text_bars import BarColours, FacingBar, columns, facing
from routine_timer.app.screens.prompts import read_goal
from routine_timer.app.widgets.styled_line import text_of
from routine_timer.balance import PAIRS
from routine_timer.care.step_muscles import StepMuscles, muscles_by
from routine_timer.history.records import DoseRecord, SegmentRecord, SessionRecord
from routine_timer.routine.catalogue import Catalogue, Exercise
from routine_timer.routine.model import Hold, Routine, Step
from tests.history.making import NOON, segment, session

TODAY = date(2026, 11, 21)
CLAM = (
    segment(1, kind="reps", label="Clam", side="left", planned_s=60.0, actual_s=60.0, reps=20),
    segment(2, kind="switch", label="Clam", planned_s=5.0, actual_s=5.0),
    segment(3, kind="reps", label="Clam", side="right", planned_s=60.0, actual_s=45.0, reps=15, outcome="early"),
)


def muscles(_routine: str, label: str) -> StepMuscles:
    return {
        "Lunge": StepMuscles(frozenset({"hip flexors", "quadriceps"}), frozenset()),
        "Clam": StepMuscles(frozenset(), frozenset({"abductors", "glutes"})),
    }.get(label, StepMuscles())


def pair(found: tuple[FacingBar, ...], name: str) -> FacingBar:
    return next(one for one in found if one.name == name)


def test_a_pair_counts_each_segment_once_for_a_half_however_many_of_its_muscles_it_reaches() -> None:
    one = session(segments=(segment(0, label="Lunge", actual_s=30.0), *CLAM))
    found = pair_times([one], muscles)
    assert pair(found, "hip flexors and glutes") == FacingBar("hip flexors and glutes", 30.0, 105.0)
    assert pair(found, "front of the hip and what holds it back").left_s == 30.0
    assert pair(found, "hip and its stabilisers") == FacingBar("hip and its stabilisers", 0, 105.0)
    assert pair(found, "upper and lower shoulders").left_s == 0


def test_what_was_skipped_counts_for_nothing() -> None:
    one = session(segments=(segment(0, "skipped", label="Lunge", actual_s=3.0, side="left"),))
    assert pair(pair_times([one], muscles), "hip flexors and glutes").left_s == 0
    assert side_times([one]) == ()


def test_sides_are_set_against_each_other_and_alternating_reps_count_half_for_each() -> None:
    one = session(segments=(*CLAM, segment(4, kind="reps", label="Dead bug", side="alternating", actual_s=48.0)))
    assert side_times([one]) == (FacingBar("Clam", 60.0, 45.0), FacingBar("Dead bug", 24.0, 24.0))


def test_only_four_weeks_count() -> None:
    days = [NOON - timedelta(ago) for ago in (0, 26, 27, 40)]
    found = recent_stats(TODAY, [session(day, segments=CLAM) for day in days], [], muscles, {})
    assert (found.sessions, found.left_s, found.right_s) == (2, 120.0, 90.0)
    assert found.first == date(2026, 10, 25)


def test_muscles_come_from_the_routine_and_else_from_the_catalogue() -> None:
    routine = Routine("own", "Own", (Step("Bridge", Hold(20), strengthens=("hamstrings",)),))
    bridge = Exercise("bridge", "Bridge", Hold(20), strengthens=("glutes",))
    of = muscles_by({"own": routine}, Catalogue({"bridge": bridge}))
    assert of("own", "Bridge").strengthens == {"hamstrings"}
    assert of("gone", "Bridge").strengthens == {"glutes"}
    assert of("gone", "Handstand") == StepMuscles()
    aimed = muscles_by({"own": replace(routine, targets=("glutes",))}, Catalogue({"bridge": bridge}))
    assert aimed("own", "Bridge").targets == frozenset({"glutes"})
    assert aimed("gone", "Bridge").targets is None


def dose(step: int, label: str, amount: float, day: int) -> DoseRecord:
    at = datetime(2026, 8, day, 18, tzinfo=UTC)
    return DoseRecord(f"{label}{day}", "after-workout", step, label, amount, at, at)


def test_doses_are_shown_step_by_step_with_their_unit() -> None:
    found = accepted(
        [dose(3, "Bridge", 20, 1), dose(5, "Clam", 12, 2), dose(3, "Bridge", 25, 9)],
        {("after-workout", "Bridge"): "s", ("after-workout", "Clam"): "reps"},
    )
    assert [(one.label, one.unit, one.values) for one in found] == [("Bridge", "s", (20, 25)), ("Clam", "reps", (12,))]
    assert found[0].since == date(2026, 8, 1)


def test_a_hold_that_may_end_early_is_followed_from_session_to_session() -> None:
    def let_go(ago: int, *seconds: float) -> SessionRecord:
        own = (segment(n, "early", label="Psoas", planned_s=60.0, actual_s=s) for n, s in enumerate(seconds))
        whole = segment(9, label="Plank", planned_s=20.0, actual_s=20.0)
        return session(NOON - timedelta(ago), segments=(*own, whole))

    [found] = early_ends([let_go(1, 50.0, 60.0), let_go(2, 40.0)])
    assert (found.label, found.values) == ("Psoas", (40.0, 55.0))


# -- plots


@pytest.mark.parametrize(("top", "label"), [(10.0, "10 min"), (120.0, "120 min"), (1000.0, "1000 min")])
def test_the_labels_of_an_axis_have_room(top: float, label: str) -> None:
    unit = UnitAxis(" min")
    assert unit.get_labels_for_ticks(unit.get_ticks(0, top))[-1] == label
    assert unit.label_width(top) > len(label)


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        (date(2026, 11, 1), date(2026, 11, 28), ["1 Nov", "8 Nov", "15 Nov", "22 Nov"]),
        (date(2026, 1, 1), date(2026, 12, 31), ["Jan", "Mar", "May", "Jul", "Sep", "Nov"]),
    ],
    ids=["weeks", "months"],
)
def test_an_axis_of_days_is_labelled_in_weeks_or_in_months_whichever_has_room(
    first: date, last: date, labels: list[str]
) -> None:
    axis = DateAxis()
    assert axis.get_labels_for_ticks(axis.get_ticks(first.toordinal(), last.toordinal())) == labels
    assert axis.get_ticks(0, 1) == [], "it is drawn once before it knows its days"


def test_the_columns_of_the_weeks_leave_no_gap_and_stand_as_high_as_they_are() -> None:
    dots = filled([(100, 30.0), (107, 0.0), (114, 60.0), (121, 0.5)], 60.0, 56, 12)
    heights = {n: sum(1 for day, _ in dots if int((day - 100) // 7) == n) for n in range(4)}
    assert heights == {0: 14 * 6, 1: 0, 2: 14 * 12, 3: 14 * 1}


# -- a session in detail


def test_the_second_side_is_beside_the_first() -> None:
    again = tuple(replace(one, n=one.n + 10) for one in CLAM)
    found = rows((*CLAM, segment(5, label="Plank"), *again))
    assert [(row.label, sorted(str(side) for side in row.sides)) for row in found] == [
        ("Clam", ["left", "right"]),
        ("Plank", ["None"]),
        ("Clam", ["left", "right"]),
    ]


def test_sets_rounds_and_phases_are_told_apart() -> None:
    one, two = (replace(segment(n, label="Pigeon", side="left"), phase=n, set=2) for n in (1, 2))
    assert [row.place for row in rows((one, two))] == ["set 2, part 1", "set 2, part 2"]


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (segment(1, planned_s=30.0, actual_s=30.0), "0:30 of 0:30"),
        (segment(1, "early", planned_s=60.0, actual_s=42.0), "0:42 of 1:00, ended early"),
        (segment(1, "skipped", planned_s=60.0, actual_s=0.0), "skipped"),
        (segment(1, "skipped", planned_s=60.0, actual_s=12.0), "0:12 of 1:00, skipped"),
        (segment(1, kind="reps", planned_s=None, actual_s=50.0, reps=8), "8 reps 0:50"),
        (CLAM[2], "15 reps 0:45 of 1:00, ended early"),
    ],
)
def test_planned_and_actual_are_side_by_side(left: SegmentRecord, said: str) -> None:
    assert amount(left) == said


@pytest.mark.parametrize("width", [30, 57, 76, 120])
def test_an_opened_session_keeps_to_its_width(width: int) -> None:
    one = session(
        segments=(*CLAM, segment(5, label="A very long name of an exercise that nobody ever says")), note="ache"
    )
    said = detail_lines(one, "After the workout [red]x", TODAY, width).plain
    assert max(len(line.rstrip()) for line in said.splitlines()) <= max(width, 40)
    assert "Friday 20 November" in " ".join(said.split())
    assert "ache" in said


def test_the_name_of_a_step_has_the_room_that_its_sides_leave() -> None:
    one = session(segments=(*CLAM, segment(5, label="Lying hamstring stretch", side="left")))
    assert "Lying hamstring stretch" in detail_lines(one, "After", TODAY, 74).plain


def test_one_without_pauses_says_nothing_of_them_and_one_that_was_altered_says_so() -> None:
    assert "between steps" in detail_lines(session(segments=CLAM), "After", TODAY, 80).plain
    whole = session(segments=(segment(1), segment(2, label="Plank")))
    assert "between steps" not in detail_lines(whole, "After", TODAY, 80).plain
    assert "was changed outside this program" not in detail_lines(whole, "After", TODAY, 80).plain
    assert "was changed outside this program" in detail_lines(replace(whole, intact=False), "After", TODAY, 80).plain


def test_one_added_by_hand_says_why_there_is_nothing_to_see() -> None:
    assert "added by hand" in detail_lines(session(), "After", TODAY, 80).plain


# -- rows


def test_a_row_says_when_what_how_long_pain_and_note() -> None:
    one = session(pain_before=3, pain_after=1, note="easier", active_s=700.0)
    said = text_of(row(one, "After the workout", 76, chosen=True, today=TODAY))
    assert said.split() == [
        "▸",
        "Fri",
        "20",
        "Nov",
        "12:00",
        "■",
        *["After", "the", "workout", "“easier”", "3", "→", "1", "11:40"],
    ]


@pytest.mark.parametrize("width", [40, 57, 76, 120])
def test_rows_are_as_wide_as_their_list(width: int) -> None:
    one = session(note="a note that is much longer than any list is wide, and goes on and on and on", pain_after=2)
    assert len(text_of(row(one, "Donaudampfschifffahrtsgesellschaft", width, chosen=False))) == width


def test_one_that_does_not_count_has_another_mark() -> None:
    assert "◧" in text_of(row(session(done=False, status="partial"), "After", 76, chosen=False))
    assert "◇" in text_of(row(session(done=False, status="completed"), "After", 76, chosen=False))


# -- bars


def test_bars_face_each_other_in_proportion() -> None:
    said = facing(
        [FacingBar("Clam", 60, 30), FacingBar("Lunge", 0, 60)], ("left", "right"), BarColours("", ""), 50, airy=False
    )
    clam, lunge = said.plain.splitlines()[1:]
    left, right = clam.split("│")
    assert left.count("━") == 2 * right.count("━")
    assert "━" not in lunge.split("│")[0]
    assert clam.split("│")[0].startswith("Clam")


@pytest.mark.parametrize(("width", "lines"), [(75, 8), (64, 15), (50, 15)])
def test_the_name_of_a_pair_is_never_cut(width: int, lines: int) -> None:
    pairs = tuple(FacingBar(pair.name, 60, 30) for pair in PAIRS)
    said = PICTURES["pairs"](RecentStats(date(2026, 10, 25), TODAY, 3, pairs, (), ()), width, 7)[1].plain
    assert [pair.name for pair in pairs if pair.name not in said] == []
    assert max(map(len, said.splitlines())) <= width
    assert len(said.splitlines()) == lines


@pytest.mark.parametrize("width", [61, 75])
def test_what_grew_is_shown_to_its_end(width: int) -> None:
    grown = [
        DoseGrowth("Lying hamstring stretch", "r", "s", (30.0,) * 9 + (28.0, 30.0, 30.0), date(2026, 11, 1), False),
        DoseGrowth("Clam", "r", "reps", (12.0, 13.0, 14.0), date(2026, 8, 6), True),
        DoseGrowth("Plank", "r", "s", (20.0, 30.0), date(2025, 12, 24), True),
    ]
    said = PICTURES["doses"](RecentStats(date(2026, 10, 25), TODAY, 3, (), (), tuple(grown)), width, 9)[1].plain
    lines = said.splitlines()
    assert "…" not in said
    assert max(map(len, lines)) <= width
    assert lines[0].startswith("Lying hamstring stretch")
    assert lines[0].endswith("ended early")
    assert lines[1].endswith("12 → 14 reps  since 6 Aug")
    assert lines[2].endswith("20 s → 30 s  since 24 Dec 2025")


def test_columns_rise_with_their_values() -> None:
    assert columns([1, 2, 3, 8], 3) == "▁▂█"
    assert columns([5, 5], 3) == "▄▄"
    assert columns([], 3) == ""


# -- sentences


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        (0, 0, "Exercises with two sides will appear here, left against right."),
        (600, 600, "Left and right got the same time in four weeks: 10:00 each."),
        (660, 600, "In four weeks the left side got 10% more: 11:00 against 10:00."),
        (0, 600, "In four weeks only the right side got any time: 10:00."),
    ],
)
def test_left_and_right_are_compared_in_a_sentence(left: float, right: float, said: str) -> None:
    assert of_sides(left, right) == said


def test_the_usual_week_leaves_out_weeks_without_a_session() -> None:
    assert of_minutes([600, 0, 1200]).startswith("15:00 on average")


def test_pain_is_averaged_only_with_both_answers() -> None:
    assert of_pain([]) == ""
    assert of_pain([SessionPain(TODAY, 3, None)]) == "pain: ○ before, ● after"
    assert of_pain([SessionPain(TODAY, 4, 2), SessionPain(TODAY, 2, 1)]) == "pain: ○ 3.0 before, ● 1.5 after"


def test_many_pains_become_few_dots() -> None:
    pains = [SessionPain(TODAY - timedelta(ago), 4, None if ago else 2) for ago in range(99, -1, -1)]
    found = binned(pains, TODAY - timedelta(99), TODAY, 10)
    assert len(found) == 10
    assert {one.before for one in found} == {4}
    assert [one.after for one in found] == [None] * 9 + [2]


# -- what is in sight


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (120, 30), (200, 60)])
def test_every_part_can_be_reached_by_going_round(size: tuple[int, int]) -> None:
    _, pages = shown(size, 0, plan=True)
    seen = {part for page in range(pages) for part in shown(size, page, plan=True)[0]}
    assert seen == {"sessions", *PANELS}
    assert shown(size, pages, plan=True) == shown(size, 0, plan=True)


# -- what is typed


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2026-12-20", DaySpan(date(2026, 12, 20), date(2026, 12, 20), None)),
        ("2026-12-20..2027-01-03 to see my aunt", DaySpan(date(2026, 12, 20), date(2027, 1, 3), "to see my aunt")),
    ],
)
def test_days_off_are_read_with_their_reason(text: str, span: DaySpan) -> None:
    assert read_span(text) == span


@pytest.mark.parametrize("text", ["", "tomorrow", "2026-12-20..", "2026-12-20..2026-12-01", "2026-01-01..2029-01-01"])
def test_days_off_that_make_no_sense_are_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"day|date|year"):
        read_span(text)


def test_a_day_and_a_goal_are_read_or_refused() -> None:
    assert read_day(" 2026-11-20 ") == date(2026, 11, 20)
    assert read_goal("3/week").text == "3/week"
    with pytest.raises(ValueError, match="2026-11-21"):
        read_day("yesterday")
    with pytest.raises(ValueError, match="3/week or every 2 days"):
        read_goal("often")


def test_a_session_without_a_time_has_its_day_alone() -> None:
    record = replace(session(day=date(2026, 11, 30)), started_at=None, ended_at=None)
    said = detail_lines(record, "Swimming", date(2026, 11, 30), 60).plain
    assert "30 November" in said
    assert "30 November," not in said
