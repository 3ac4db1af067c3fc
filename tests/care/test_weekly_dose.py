"""A week, muscle by muscle, against the evidence."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from msgspec.structs import replace

from routine_timer.care.step_muscles import StepMuscles
from routine_timer.care.weekly_dose import missing_muscles, week_in_words, weekly_doses
from routine_timer.history.records import SegmentRecord, SessionRecord
from tests.history.making import segment, session

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
