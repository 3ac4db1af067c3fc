"""Three minutes for a bad day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from routine_timer.care.plan_file import Plans
from routine_timer.care.rescue_name import SECONDS
from routine_timer.care.rescue_session import (
    EASIER_WAYS,
    NoRescue,
    easier_and_shorter,
    rescue,
    rescue_routine,
    rescue_today,
)
from routine_timer.history.history import History
from routine_timer.paths import Folders, bundled_routines, folders
from routine_timer.routine.library import Library
from routine_timer.routine.model import Hold, Phase, Reps, Step
from routine_timer.timeline import Timeline, compile_routine
from tests.history.making import session
from tests.making import hold, reps, routine

BUNDLED = sorted(file.stem for file in bundled_routines().glob("*.toml"))


@pytest.fixture
def places(tmp_path: Path) -> Folders:
    return folders({"ROUTINE_TIMER_HOME": str(tmp_path)})


@pytest.mark.sweep
@pytest.mark.parametrize("name", BUNDLED)
def test_every_bundled_routine_has_three_minutes_with_one_exercise_of_each_half(name: str, places: Folders) -> None:
    routine = Library.of(places).reading(name).routine
    assert routine is not None
    short = rescue(routine)
    assert 1 <= len(short.steps) <= 2
    assert short.duration_s <= SECONDS
    assert short.routine == name
    assert short.name.startswith("Three minutes: ")


def test_today_of_the_plan_comes_before_what_is_followed_most_and_that_before_the_default() -> None:
    there = {"a", "b", "after-workout"}
    assert rescue_routine(["a"], ["b", "b"], there) == "a"
    assert rescue_routine([None, "a"], ["b"], there) == "a", "a rest day"
    assert rescue_routine([], ["a", "b", "b", "gone", "gone", "gone"], there) == "b"
    assert rescue_routine([], [], there) == "after-workout"
    assert rescue_routine([], [], set()) is None


def test_it_follows_the_history_and_the_plan(places: Folders) -> None:
    now = datetime.now(UTC)
    with History(places.history_file, places.state) as history:
        library = Library.of(places)
        plans = Plans.of(places, library.files)
        assert rescue_today(history, library, plans, longer_holds=False, week_starts=0)[0].routine == "after-workout"
        history.merge([replace(session(now - timedelta(days=2)), routine="desk-hips")])
        assert rescue_today(history, library, plans, longer_holds=False, week_starts=0)[0].routine == "desk-hips"
        history.care_records.start_plan("weak-core", history.today())
        timeline, whole_s = rescue_today(history, library, plans, longer_holds=False, week_starts=0)
        assert timeline.routine == "align-first"
        assert whole_s > timeline.work_s


def test_after_amber_or_red_pain_the_easier_versions_are_spoken(places: Folders) -> None:
    now = datetime.now(UTC)
    with History(places.history_file, places.state) as history:
        library = Library.of(places)
        plans = Plans.of(places, library.files)

        def easier() -> int:
            timeline, _ = rescue_today(history, library, plans, longer_holds=False, week_starts=0)
            return sum(cue.kind == "easier" for one in timeline.segments for cue in one.cues)

        assert easier() == 0
        history.merge([replace(session(now - timedelta(days=2)), pain_after=5)])
        assert easier() == 2
        assert rescue_today(history, library, plans, longer_holds=False, week_starts=0)[0].duration_s <= SECONDS


def spoken(timeline: Timeline) -> list[str]:
    """The easier ways that are said."""
    return [cue.say for one in timeline.segments for cue in one.cues if cue.kind == "easier"]


def test_a_person_in_pain_gets_two_exercises_of_the_session_in_three_minutes_with_their_easier_ways(
    places: Folders,
) -> None:
    routine = Library.of(places).reading("weak-core").routine
    assert routine is not None
    easier = easier_and_shorter(compile_routine(routine))
    assert (easier.routine, easier.name) == ("weak-core", "Three minutes: Weak core")
    assert [step.name for step in easier.steps] == ["Decompression rest", "Leg raise"]
    assert spoken(easier) == ["Use one flat cushion under your belly", "Raise the leg with the knee bent"]
    assert easier.duration_s <= SECONDS


def test_what_was_followed_in_the_last_three_months_counts_swapped_exercises_and_longer_holds_too(
    places: Folders,
) -> None:
    now = datetime.now(UTC)
    with History(places.history_file, places.state) as history:
        library = Library.of(places)
        plans = Plans.of(places, library.files)
        old = [replace(session(now - timedelta(days=95, hours=n)), routine="weak-core") for n in range(3)]
        history.merge([*old, replace(session(now - timedelta(days=85)), routine="after-workout")])
        timeline, whole_s = rescue_today(history, library, plans, longer_holds=False, week_starts=0)
        assert (timeline.routine, timeline.work_s, whole_s) == ("after-workout", 84, 498)
        timeline, whole_s = rescue_today(history, library, plans, longer_holds=True, week_starts=0)
        assert (timeline.routine, timeline.work_s, whole_s) == ("after-workout", 88, 518)
        history.care_records.add_swap(history.today(), "after-workout", 5, "Clam", "side-plank")
        timeline, _ = rescue_today(history, library, plans, longer_holds=False, week_starts=0)
        assert "Clam" not in [step.name for step in timeline.steps]


def test_without_any_routine_there_is_none(places: Folders, tmp_path: Path) -> None:
    with History(places.history_file, places.state) as history, pytest.raises(NoRescue) as none:
        rescue_today(
            history, Library(tmp_path, tmp_path, ()), Plans(tmp_path, tmp_path, []), longer_holds=False, week_starts=0
        )
    assert none.value.with_help == (
        "There is no routine to make a three-minute session from. "
        "Follow a routine once, or start a plan: `routine-timer plan list`"
    )


SECOND_HALF: dict[str, Any] = {"strengthens": ("glutes",)}


@pytest.mark.parametrize(
    ("long", "dose"),
    [
        pytest.param(hold(900, sets=2, **SECOND_HALF), (90,), id="a hold"),
        pytest.param(reps(60, 12, sets=2, **SECOND_HALF), Reps(12, rep_s=12), id="reps"),
        pytest.param(
            Step("x", Reps(60, 80, rep_s=12), sets=2, **SECOND_HALF), Reps(12, rep_s=12), id="a range of reps"
        ),
        pytest.param(
            Step("x", Reps(60, rep_s=12, by_set=(60, 50)), sets=2, **SECOND_HALF),
            Reps(12, rep_s=12),
            id="fewer in the second set",
        ),
        pytest.param(
            Step("x", (Phase(Hold(300), "Up"), Phase(Hold(12), "Down")), sets=2, **SECOND_HALF),
            (120, 10),
            id="phases",
        ),
        pytest.param(reps(3, 90, **SECOND_HALF), Reps(3, rep_s=90), id="never less than three reps"),
    ],
)
def test_exercises_that_are_long_are_done_once_with_a_share_of_their_dose(
    long: Step, dose: Reps | tuple[int, ...]
) -> None:
    first, second = rescue(routine(hold(30, stretches=("neck",)), long)).steps
    match second.dose:
        case Hold(seconds=seconds):
            assert (round(seconds),) == dose
        case Reps() as fewer:
            assert fewer == dose
        case phases:
            assert tuple(round(one.hold.seconds) for one in phases) == dose
    assert second.sets == 1
    assert isinstance(first.dose, Hold)
    assert 10 <= first.dose.seconds <= 30


@pytest.mark.parametrize(("week_starts", "routine"), [(0, "desk-hips"), (6, "weak-core")])
def test_whether_the_goal_of_the_week_is_reached_depends_on_the_day_it_starts(
    tmp_path: Path, places: Folders, week_starts: int, routine: str
) -> None:
    (tmp_path / "plans").mkdir()
    stage = '[[stage]]\nname = "One"\nroutines = ["weak-core", "desk-hips"]\ngoal = "1/week"\ndays_done = 5\n'
    (tmp_path / "plans" / "mine.toml").write_text(f'format = 1\nname = "Mine"\n{stage}')
    sunday, monday = datetime(2026, 11, 29, 12, tzinfo=UTC), datetime(2026, 11, 30, 12, tzinfo=UTC)
    with History(places.history_file, places.state, lambda: monday) as history:
        library = Library.of(places)
        plans = Plans.of(places, library.files)
        history.merge([replace(session(sunday), routine="weak-core")])
        history.care_records.start_plan("mine", sunday.date())
        timeline, _ = rescue_today(history, library, plans, longer_holds=False, week_starts=week_starts)
    assert timeline.routine == routine


STRETCH: dict[str, Any] = {"stretches": ("neck",)}
BOTH = {**STRETCH, **SECOND_HALF}


@pytest.mark.parametrize(
    ("steps", "chosen"),
    [
        pytest.param(
            (hold(60, "A", **STRETCH), hold(50, "B", **STRETCH), hold(20, "C", **SECOND_HALF)), ["A", "C"], id="halves"
        ),
        pytest.param(
            (hold(60, "A", **BOTH), hold(30, "B", **STRETCH), hold(20, "C", **SECOND_HALF)),
            ["A", "C"],
            id="one that does both is a stretch",
        ),
        pytest.param(
            (hold(20, "A", **STRETCH), hold(60, "B", **STRETCH), hold(40, "C", **STRETCH)), ["B", "C"], id="one half"
        ),
        pytest.param((hold(20, "A"), hold(60, "B"), hold(40, "C")), ["B", "C"], id="neither half"),
    ],
)
def test_each_half_gives_the_exercise_that_has_the_most_time(steps: tuple[Step, ...], chosen: list[str]) -> None:
    assert [step.name for step in rescue(routine(*steps)).steps] == chosen


def test_what_fits_stays_as_it_is_and_what_is_longer_loses_sets_first() -> None:
    def with_second(seconds: float) -> Timeline:
        two = routine(hold(60, "A", **STRETCH), hold(seconds, "B", **SECOND_HALF))
        return rescue(two)

    longest = 60 + SECONDS - with_second(60).duration_s
    exact = with_second(longest)
    assert exact.duration_s == SECONDS
    assert exact.steps[1].dose == Hold(longest)
    sets = rescue(routine(hold(40, "A", sets=3, **STRETCH), hold(40, "B", sets=3, **SECOND_HALF)))
    assert [(step.dose, step.sets) for step in sets.steps] == [(Hold(40), 2)] * 2
    assert sets.duration_s <= SECONDS


def test_the_easier_ways_are_said_of_exercises_that_had_to_lose_a_set_too() -> None:
    long = routine(hold(40, "A", sets=3, easier="Bend", **STRETCH), hold(40, "B", sets=3, easier="Lean", **SECOND_HALF))
    assert spoken(rescue(long, EASIER_WAYS)) == ["Bend", "Lean"]
    assert spoken(rescue(long)) == []
