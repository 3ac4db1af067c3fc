"""Another exercise in the middle of a step: the same slot, about the same time, and everything else as it was."""

from __future__ import annotations

import pytest

from routine_timer.routine.model import Circuit, FormCue, Hold, Phase, Reps, Step
from routine_timer.text.doses import grown_from
from routine_timer.timeline import Timeline, compile_routine
from routine_timer.timeline.replace_step import replace_step
from tests.making import hold, reps, routine

KNEE = Step("Knee plank", Hold(30), cues=(FormCue("Hips low"),), setup="On your knees.")
PLAN = routine(hold(40, "Plank", sets=2, rest=20), reps(8, name="Clam", sides="both"), get_ready=10)


def later(timeline: Timeline, index: int) -> list[tuple[str, str, str | None, float | None]]:
    return [(one.kind, one.label, one.side, one.seconds) for one in timeline.segments[index + 1 :]]


def test_in_the_middle_of_a_hold_the_rest_of_its_time_is_the_new_ones_after_a_pause_to_get_into_it() -> None:
    made = replace_step(compile_routine(PLAN), 1, 5.0, KNEE)
    assert [one.label for one in made.segments[:2]] == ["Plank", "Plank"]
    pause, work, rest, second = made.segments[2:6]
    assert (pause.kind, pause.label) == ("between", "Knee plank")
    assert [cue.kind for cue in pause.cues if not cue.from_end] == ["name", "setup"]
    assert [(cue.number, cue.at_s) for cue in pause.cues if cue.from_end] == [(3, 3.0), (2, 2.0), (1, 1.0)]
    assert pause.estimate_s + (work.seconds or 0) == pytest.approx(35, abs=2)
    assert (rest.kind, rest.label, second.label, second.seconds) == ("rest", "Knee plank", "Knee plank", 40)
    assert "Hips low" in [cue.say for cue in work.cues]
    assert made.steps[0] == KNEE


def test_the_steps_after_it_stay_as_they_are() -> None:
    timeline = compile_routine(PLAN)
    made = replace_step(timeline, 1, 5.0, KNEE)
    clam = [one for one in timeline.segments if one.step == 2]
    assert [(one.cues, one.seconds) for one in made.segments if one.step == 2] == [(c.cues, c.seconds) for c in clam]
    assert [one.n for one in made.segments] == list(range(1, len(made.segments) + 1))


def test_at_the_very_end_of_a_hold_there_is_still_enough_to_do() -> None:
    made = replace_step(compile_routine(PLAN), 1, 39.5, KNEE)
    assert made.segments[3].seconds == 10.0


def test_later_rounds_are_swapped_too() -> None:
    rounds = compile_routine(routine(Circuit((hold(30, "Plank"), hold(30, "Bridge")), rounds=2), get_ready=0))
    made = replace_step(rounds, 0, 3.0, KNEE)
    assert [one.label for one in made.segments if one.is_work] == [
        "Plank",
        "Knee plank",
        "Bridge",
        "Knee plank",
        "Bridge",
    ]


def test_reps_fill_the_slot_and_sides_that_are_not_there_become_a_rest() -> None:
    lunge = compile_routine(routine(hold(30, "Lunge", sides="both"), get_ready=10))
    made = replace_step(lunge, 1, 0.0, Step("Bridge", Reps(8, rep_s=3.0)))
    work = [(one.kind, one.side, one.reps) for one in made.segments if one.label == "Bridge" and one.is_work]
    assert work == [("reps", None, 10), ("reps", None, 10)]
    assert "switch" not in [one.kind for one in made.segments]


@pytest.mark.parametrize("dose", [Hold(30), Reps(8, rep_s=3.0)])
def test_a_two_sided_exercise_in_a_slot_without_sides_does_one_side_after_the_other(dose: Hold | Reps) -> None:
    one_leg = Step(
        "Bridge on one leg", dose, sides="both", first="right", switch=5, cues=(FormCue("Lift the {side} hip"),)
    )
    made = replace_step(compile_routine(PLAN), 1, 0.0, one_leg)
    first_set = [one for one in made.segments if one.label == one_leg.name and one.set == 1]
    assert [(one.kind, one.side) for one in first_set if one.is_work or one.kind == "switch"] == [
        ("hold" if isinstance(dose, Hold) else "reps", "right"),
        ("switch", "left"),
        ("hold" if isinstance(dose, Hold) else "reps", "left"),
    ]
    pause_s = made.segments[2].estimate_s if isinstance(dose, Hold) else 0  # reps keep their count
    assert pause_s + sum(one.estimate_s for one in first_set) == pytest.approx(40, abs=8)
    assert all(one.side or one.coming_side for one in made.segments if any("{side}" in cue.say for cue in one.cues))


@pytest.mark.parametrize(
    ("switch", "kinds"), [(0.0, ["hold", "hold"]), (0.5, ["hold", "switch", "hold"]), (1.0, ["hold", "switch", "hold"])]
)
def test_sides_that_are_changed_in_no_time_follow_each_other(switch: float, kinds: list[str]) -> None:
    made = replace_step(compile_routine(PLAN), 1, 0.0, Step("Side plank", Hold(30), sides="both", switch=switch))
    first_set = [one.kind for one in made.segments if one.label == "Side plank" and one.set == 1]
    assert first_set[first_set.index("hold") :] == kinds


def test_the_middle_of_what_takes_the_place_is_that_of_the_time_that_is_left() -> None:
    parts = (Phase(Hold(5), "Squeeze"), Phase(Hold(5), "Let go"))
    step = Step("Squeeze", parts, cues=(FormCue("Lift"), FormCue("Still halfway", "halfway")))
    made = replace_step(compile_routine(routine(hold(80, "Plank"), get_ready=10)), 1, 0.0, step)
    (work,) = [one for one in made.segments if one.label == "Squeeze" and one.is_work]
    (at,) = [cue.at_s for cue in work.cues if cue.say == "Still halfway"]
    assert at >= work.estimate_s / 2


def test_what_takes_the_place_starts_at_the_low_end_of_its_range_and_has_not_grown() -> None:
    plank = compile_routine(routine(hold(60, "Plank"), get_ready=10))
    for step in (Step("Bridge", Reps(10, 15, rep_s=3.0)), Step("Bridge", Hold(30, 45, "range"))):
        made = replace_step(plank, 1, 0.0, step)
        (work,) = [one for one in made.segments if one.label == "Bridge" and one.is_work]
        assert (work.reps, work.seconds) in ((10, 30.0), (None, 30.0))
        assert grown_from(work, step) == ""
    shorter = replace_step(plank, 1, 35.0, Step("Bridge", Reps(10, 15, rep_s=3.0)))
    assert [one.reps for one in shorter.segments if one.label == "Bridge" and one.is_work] == [8], "in the time left"


def test_before_the_step_starts_its_whole_dose_is_swapped() -> None:
    made = replace_step(compile_routine(PLAN), 0, 3.0, KNEE)
    assert [one.label for one in made.segments if one.is_work] == ["Knee plank", "Knee plank", "Clam", "Clam"]
    assert made.segments[2].seconds == 40
