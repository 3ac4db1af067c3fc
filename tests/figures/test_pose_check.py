"""The checker says what is wrong with a figure, and where."""

from __future__ import annotations

from typing import Any

import pytest

from routine_timer.routine.poses import Figure, Prop
from tests.figures.catalogue import poses
from tests.figures.pose_check import problems

GOOD: dict[str, Any] = {"lie": "stand", "lean": 0, "contacts": {"foot": "floor"}}


def found(*raw: dict[str, Any]) -> list[tuple[int, str]]:
    return [(problem.pose, problem.code) for problem in problems(Figure(), poses(*raw))]


def test_a_person_standing_has_no_problems() -> None:
    assert found(GOOD) == []


@pytest.mark.parametrize(
    ("joints", "said"),
    [({"knee_r": 175}, "the right knee at 175°"), ({"hip": -60}, "hip at -60°"), ({"elbow_l": -20}, "the left elbow")],
    ids=["knee", "hip", "elbow"],
)
def test_a_joint_past_human_range_is_refused_with_the_range(joints: dict[str, float], said: str) -> None:
    messages = [p.message for p in problems(Figure(), poses({**GOOD, "joints": joints})) if p.code == "figure-range"]
    assert any(said in message for message in messages)
    assert all("beyond human range (" in message for message in messages)


def test_a_hand_that_cannot_reach_what_it_is_put_on_floats() -> None:
    lying = {"lie": "supine", "contacts": {"back": "floor", "head": "floor", "heel": "floor", "hand_r": "ankle_l"}}
    assert (1, "figure-floats") in found(lying)


def test_an_angle_that_the_contacts_make_impossible_is_refused_with_both_numbers() -> None:
    kneeling = {
        "lie": "stand",
        "lean": 0,
        "joints": {"knee": 0, "hip": 0},
        "contacts": {"knee": "floor", "seat": "floor"},
    }
    messages = [p.message for p in problems(Figure(), poses(kneeling)) if p.code == "figure-contradicts"]
    assert any("is set to 0°, but the contacts bend it to" in message for message in messages)


def test_a_wall_sit_whose_shins_would_lean_is_refused() -> None:
    wall = Figure(props=[Prop(kind="wall", x=-30.0)])
    standing = {
        "lie": "stand",
        "lean": 0,
        "joints": {"hip": 30, "knee": 30, "spine": 0},
        "contacts": {"back": "wall", "seat": "wall", "foot": "floor"},
        "slides": ["back", "seat"],
    }
    sitting = {"joints": {"hip": 88, "knee": 90, "ankle": 0}}
    messages = [p.message for p in problems(wall, poses(standing, sitting)) if p.code == "figure-contradicts"]
    assert any(message.startswith("the right ankle is set to 0°") for message in messages)


def test_a_limb_through_the_floor_is_refused() -> None:
    pit = Figure(props=[Prop(kind="cushion", height=-12.0)])
    reaching = poses({"lie": "supine", "contacts": {"back": "floor", "seat": "floor", "hand_r": "cushion"}})
    messages = [problem.message for problem in problems(pit, reaching) if problem.code == "figure-floor"]
    assert any("the right hand is" in message and "cm through the floor" in message for message in messages)


def test_a_planted_foot_that_would_have_to_slide_is_refused() -> None:
    straddle = {**GOOD, "joints": {"hip_out": 40, "hip": 0, "knee": 0}}
    together = {"contacts": {"foot": "floor", "knee_r": "knee_l"}}
    assert (1, "figure-slides") in found(straddle, together)


def test_a_foot_that_is_said_to_slide_may() -> None:
    wide = {"joints": {"hip_out": 30}, "slides": ["foot"]}
    assert "figure-slides" not in {code for _, code in found(GOOD, wide)}


def test_touching_a_wall_that_is_not_there_is_refused() -> None:
    assert (1, "figure-prop") in found({**GOOD, "contacts": {"foot": "floor", "hand": "wall"}})


def test_a_body_that_touches_nothing_hangs() -> None:
    assert (1, "figure-hangs") in found({"lie": "stand"})


def test_no_poses_are_no_problem() -> None:
    assert problems(Figure(), []) == []


def test_an_unknown_way_of_lying_is_not_judged() -> None:
    down = {"lie": "supine", "contacts": {"back": "floor", "head": "floor", "heel": "floor"}}
    assert not any(pose == 2 and code == "figure-slides" for pose, code in found(GOOD, down))
