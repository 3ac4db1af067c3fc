"""What the home screen says, from plain values."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from routine_timer import paths
from routine_timer.app.models.home_progress import MARKS, HomeProgress, today_text, week_marks
from routine_timer.app.models.routine_entries import entry_from, matching, sorted_entries
from routine_timer.app.screens.history.history_snapshot import MARKS as in_history
from routine_timer.history.streaks.goals import parse_goal
from routine_timer.history.streaks.streak_summary import StreakSummary, Week
from routine_timer.routine.library import Library
from routine_timer.routine.model import Hold, Phase, Reps, Step
from routine_timer.text.doses import dose
from routine_timer.text.muscle_and_day_words import day, muscles, muscles_within
from tests.app.conftest import SATURDAY
from tests.app.shell.fakes import BROKEN, ENTRIES, OWN, STANDING, TODAY, WEEK, entry, streak_summary
from tests.judging import judge_days


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (Step("s", Hold(30)), "30 s"),
        (Step("s", Hold(90), sides="both"), "1 min 30 s each side"),
        (Step("s", Hold(20, 30, "range"), sides="left"), "20 to 30 s left side"),
        (Step("s", Hold(20, 40, "at-least")), "20 s or longer"),
        (Step("s", Hold(60, 60, "up-to")), "up to 1 min"),
        (Step("s", Reps(1)), "1 rep"),
        (Step("s", Reps(8, 12), sets=3), "3 × 8 to 12 reps"),
        (Step("s", Reps(8, rep_s=None), sides="alternating"), "8 reps at your pace each side, in turn"),
        (Step("s", (Phase(Hold(30), "a"), Phase(Hold(20), "b")), sides="both"), "30 s + 20 s each side"),
    ],
)
def test_a_dose_reads_as_one_would_say_it(step: Step, said: str) -> None:
    assert dose(step) == said


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (0, "today"),
        (1, "yesterday"),
        (2, "Thursday"),
        (6, "Sunday"),
        (7, "14 Nov"),
        (60, "22 Sep"),
        (400, "17 Oct 2025"),
    ],
)
def test_a_day_reads_as_one_would_say_it(ago: int, said: str) -> None:
    assert day(TODAY - timedelta(ago), TODAY) == said


def test_a_day_to_come_is_given_with_its_date() -> None:
    assert day(TODAY + timedelta(2), TODAY) == "23 Nov"
    assert day(date(2027, 1, 2), TODAY) == "2 Jan 2027"


def test_stretched_and_strengthened_stand_on_their_sides_of_the_arrow() -> None:
    assert muscles(("a", "b", "c"), ("d",)) == "a, b ↔ d"
    assert muscles(("a",), ()) == "a"
    assert muscles((), ()) == ""


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (40, "hamstrings, hip flexors ↔ glutes, lats"),
        (36, "hamstrings, hip flexors ↔ glutes"),
        (24, "hamstrings ↔ glutes"),
        (18, "hamstrings ↔ …"),
        (10, "hamstrings"),
    ],
)
def test_where_there_is_little_room_fewer_muscles_are_named_and_none_is_cut(width: int, said: str) -> None:
    assert muscles_within(("hamstrings", "hip flexors"), ("glutes", "lats"), width) == said


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (streak_summary("done"), "Done for today"),
        (streak_summary("skipped"), "You skipped today"),
        (streak_summary("rest"), "Rest day"),
        (streak_summary("pending", length=12), "makes it 13 days"),
        (streak_summary("pending", length=0), "starts a new streak"),
    ],
)
def test_today_says_what_it_asks(found: StreakSummary, said: str) -> None:
    assert said in today_text(found)


def test_a_weekly_goal_says_how_many_days_are_missing() -> None:
    found = StreakSummary(
        **{name: getattr(streak_summary(), name) for name in StreakSummary.fields} | {"week": Week(2, 3)}
    )
    assert today_text(found) == "Not done yet: 1 more day this week."


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((15,), "Goal missed this week. Today still counts."),
        ((15, 16), "Not done yet: 1 more day this week."),
        ((), "Goal missed this week. Today still counts."),
    ],
)
def test_on_the_last_day_of_the_week_nothing_is_asked_that_cannot_be_done(days: tuple[int, ...], said: str) -> None:
    done = [date(2026, 11, 8), *(date(2026, 11, day) for day in days)]
    found = judge_days(SATURDAY, TODAY, done, goals=[(date(2026, 11, 1), parse_goal("3/week"))], week_starts=6)
    assert today_text(found) == said


def test_the_week_shows_seven_days_up_to_the_one_before_it_starts_again() -> None:
    marks = week_marks(STANDING, first_weekday=0)
    assert "".join(mark.letter for mark in marks) == "MTWTFSS"
    assert [mark.state for mark in marks] == [*WEEK[1:], "to come"]
    assert [mark.today for mark in marks].index(True) == 5


def test_the_week_starts_on_the_day_that_is_set() -> None:
    marks = week_marks(STANDING, first_weekday=6)
    assert "".join(mark.letter for mark in marks) == "SMTWTFS"
    assert marks[-1].today


def test_days_before_the_first_session_have_no_mark() -> None:
    fresh = replace(STANDING, streak_summary=streak_summary(states=("done", "pending")))
    assert [mark.state for mark in week_marks(fresh, 0)] == ["", "", "", "", "done", "pending", "to come"]


def test_each_state_has_its_own_mark() -> None:
    told_apart = [MARKS[state] for state in ("done", "missed", "pending", "rest", "skipped", "frozen")]
    assert len(set(told_apart)) == len(told_apart)


def test_a_frozen_day_has_the_mark_that_the_history_gives_it() -> None:
    done = [TODAY - timedelta(ago) for ago in (*range(2, 12), 0)]
    found = judge_days(SATURDAY, TODAY, done, freezes=True, series=True)
    friday = week_marks(HomeProgress(TODAY, found), 0)[4]
    assert (friday.state, friday.mark) == ("frozen", in_history["frozen"])
    assert all(in_history[state] == MARKS[state] for state in MARKS if state)


def test_own_routines_come_first_then_the_default_one_and_broken_files_last() -> None:
    names = [found.id for found in sorted_entries(reversed(ENTRIES))]
    assert names == ["my-evening", "after-workout", "desk-shoulders", "one-hip-higher", "my-routine"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", 5),
        ("hip", 2),
        ("HIP higher", 1),
        ("rhomboids", 1),
        ("dead bug", 1),
        ("my-routine", 1),
        ("bum", 2),
        ("nothing like it", 0),
    ],
)
def test_finding_looks_at_names_muscles_and_exercises(words: str, found: int) -> None:
    assert len(matching(ENTRIES, words)) == found


@pytest.mark.parametrize("words", ["bum", "posture", "post", "sciatica", "mid back"])
def test_a_bundled_routine_answers_to_everyday_words(words: str, tmp_path: Path) -> None:
    library = Library(tmp_path, paths.bundled_routines(), (paths.bundled_exercises(),))
    assert matching(map(entry_from, library.entries()), words)


def test_what_a_routine_works_on_is_ranked_by_time() -> None:
    after = ENTRIES[1]
    assert after.stretches[:2] == ("hamstrings", "calves")
    assert after.strengthens[0] == "glutes"
    assert after.position_changes == 3
    assert entry(OWN).duration_s == 70


def test_a_broken_file_has_a_name_and_no_length() -> None:
    assert (BROKEN.name, BROKEN.duration_s, BROKEN.stretches, BROKEN.position_changes) == ("my-routine.toml", 0, (), 0)
