"""A week, muscle by muscle, against the evidence."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from msgspec.structs import replace

from routine_timer.care.step_muscles import StepMuscles
from routine_timer.care.weekly_dose import MuscleDose, load_week, missing_muscles, week_in_words, weekly_doses
from routine_timer.history.history import History
from routine_timer.history.records import SegmentRecord, SessionRecord
from routine_timer.paths import bundled_exercises
from routine_timer.routine.library import Library
from tests.history.making import segment, session
from tests.making import bundled_catalogue

TODAY = date(2026, 11, 21)
MUSCLES = {
    "Lunge": StepMuscles(stretches=frozenset({"hip flexors"})),
    "Bridge": StepMuscles(strengthens=frozenset({"glutes"})),
}


def done(days_ago: int, *segments: SegmentRecord) -> SessionRecord:
    day = TODAY - timedelta(days=days_ago)
    return replace(session(datetime.combine(day, time(12), UTC), segments=segments), day=day)


def muscles_of(_routine: str, label: str) -> StepMuscles:
    return MUSCLES.get(label, StepMuscles())


def both_sides(seconds: float) -> tuple[SegmentRecord, ...]:
    return tuple(segment(n, label="Lunge", side=side, actual_s=seconds) for n, side in enumerate(("left", "right"), 1))  # type: ignore[arg-type]


def test_both_sides_together_are_one_stretch_and_every_hold_of_strength_is_a_set() -> None:
    doses = weekly_doses([done(0, *both_sides(60.0), segment(3, label="Bridge"))], muscles_of, TODAY)
    glutes, flexors = doses
    assert (glutes.muscle, glutes.sets, glutes.days) == ("glutes", 1.0, 1)
    assert (flexors.muscle, flexors.stretched_s) == ("hip flexors", 60.0)
    assert missing_muscles(doses) == ("glutes", "hip flexors")
    assert week_in_words(doses) == "Still to do this week: stretch your hip flexors; strengthen your glutes."


def test_two_minutes_and_two_days_are_enough() -> None:
    sessions = [done(days, *both_sides(60.0), segment(3, label="Bridge")) for days in (0, 3)]
    doses = weekly_doses(sessions, muscles_of, TODAY)
    assert missing_muscles(doses) == ()
    assert week_in_words(doses) == "Every muscle you work on has had enough this week."


def test_what_was_worked_on_before_is_missing_now_and_skipped_parts_do_not_count() -> None:
    sessions = [done(9, *both_sides(300.0)), done(0, segment(1, "skipped", label="Lunge", actual_s=300.0))]
    doses = weekly_doses(sessions, muscles_of, TODAY)
    assert [(one.muscle, one.stretched_s, one.is_missing) for one in doses] == [("hip flexors", 0.0, True)]


def test_every_part_of_an_older_session_says_what_is_worked_on() -> None:
    doses = weekly_doses([done(9, *both_sides(60.0), segment(3, label="Bridge"))], muscles_of, TODAY)
    assert missing_muscles(doses) == ("glutes", "hip flexors")


def test_the_week_is_read_from_four_weeks_of_sessions_and_from_the_routines_there_are(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        'name = "Mine"\ntargets = ["glutes"]\n[[step]]\nname = "Clam"\nhold = "30s"\n'
        'strengthens = ["glutes"]\nstretches = ["hamstrings"]\n',
        "utf-8",
    )
    (tmp_path / "torn.toml").write_text("name = \n", "utf-8")
    noon = datetime.combine(TODAY, time(12), UTC)

    def of(days: int, routine: str, label: str) -> SessionRecord:
        return replace(done(days, segment(1, label=label)), routine=routine)

    with History(tmp_path / "h.db", tmp_path / "s", lambda: noon) as history:
        history.merge(
            [
                of(0, "mine", "Clam"),
                of(28, "torn", "Bridge"),
                of(29, "gone", "Calf stretch"),
                of(-1, "gone", "Side plank"),
                of(3, "gone", "no exercise"),
            ]
        )
        doses = load_week(history, Library(tmp_path, tmp_path, (bundled_exercises(),)))
    bridge = bundled_catalogue().exercises["bridge"]
    assert [one for one in doses if one.muscle in ("glutes", "hamstrings")] == [
        MuscleDose("glutes", 0.0, 1.0, 1, wants_stretch=False, wants_strength=True),
        MuscleDose("hamstrings", 30.0, 0.0, 0, wants_stretch=False, wants_strength="hamstrings" in bridge.strengthens),
    ]
    assert {one.muscle for one in doses} == {"glutes", "hamstrings", *bridge.strengthens, *bridge.stretches}


def test_what_is_worked_without_being_meant_is_counted_but_not_missing() -> None:
    bridge = StepMuscles(frozenset({"hip flexors"}), frozenset({"glutes", "hamstrings"}), frozenset({"glutes"}))
    doses = weekly_doses([done(0, segment(1, label="Bridge", actual_s=30.0))], lambda _routine, _label: bridge, TODAY)
    assert [(one.muscle, one.stretched_s, one.days) for one in doses] == [
        ("glutes", 0.0, 1),
        ("hamstrings", 0.0, 1),
        ("hip flexors", 30.0, 0),
    ]
    assert missing_muscles(doses) == ("glutes",)


def test_without_sessions_the_usual_pairs_are_proposed() -> None:
    assert missing_muscles(()) == ("hip flexors", "hamstrings", "glutes", "abdominals")
