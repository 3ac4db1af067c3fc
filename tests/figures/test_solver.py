"""A body is put where its contacts want it, with bones that keep their length and joints that keep their range."""

from __future__ import annotations

from math import degrees, dist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routine_timer.figures.joint_ranges import NORMS
from routine_timer.figures.skeleton import INDEX, LIMITS, SPOTS, TURNS, PlacedBody, joint_of, place
from routine_timer.figures.solved_keyframes import solve_all
from routine_timer.figures.solver import Level, Touch, gap, means
from routine_timer.routine.poses import Figure, Prop
from tests.figures.catalogue import poses

STANDING = {"lie": "stand", "contacts": {"foot": "floor"}}


def joint(placed: PlacedBody, bone: str) -> tuple[float, float, float]:
    return placed.origins[bone]


def test_standing_straight_is_174_cm_tall_and_faces_right() -> None:
    body = place(means({}), "stand")
    top = body.spot("head")[1] + SPOTS["head"].radius
    bottom = body.spot("heel_r")[1] - SPOTS["heel_r"].radius
    assert top - bottom == pytest.approx(172, abs=4)
    assert body.spot("face")[0] > body.spot("head")[0]


@pytest.mark.parametrize(
    ("named", "spot", "goes"),
    [
        ({"hip_r": 90}, "knee_r", "forward"),
        ({"hip_out_r": 40}, "knee_r", "right"),
        ({"hip_out_l": 40}, "knee_l", "left"),
        ({"hip_r": 90, "knee_r": 90, "hip_turn_r": 40}, "ankle_r", "left"),
        ({"knee_l": 90}, "ankle_l", "back"),
        ({"ankle_r": 20}, "toes_r", "up"),
        ({"shoulder_r": 90}, "hand_r", "forward"),
        ({"shoulder_out_l": 90}, "hand_l", "left"),
        ({"elbow_r": 90}, "hand_r", "forward"),
        ({"lumbar": 40}, "head", "forward"),
        ({"chest_side": 30}, "head", "right"),
        ({"neck_turn": 60}, "face", "right"),
        ({"lean": 40}, "head", "forward"),
        ({"tip": 20}, "head", "right"),
        ({"reach_r": 20}, "shoulder_r", "forward"),
        ({"shrug_l": 20}, "shoulder_l", "up"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else str(value),
)
def test_a_named_angle_moves_its_limb_the_way_an_anatomist_says(named: dict[str, float], spot: str, goes: str) -> None:
    before = named if "hip_turn_r" not in named else {"hip_r": 90, "knee_r": 90}
    start = place(means({} if before is named else before), "stand").spot(spot)
    end = place(means(named), "stand").spot(spot)
    moved = tuple(b - a for a, b in zip(start, end, strict=True))
    axis, sign = {"forward": (0, 1), "back": (0, -1), "up": (1, 1), "right": (2, 1), "left": (2, -1)}[goes]
    assert moved[axis] * sign > 1.0


@given(st.lists(st.floats(0, 1), min_size=len(TURNS), max_size=len(TURNS)))
@settings(max_examples=40)
def test_bones_keep_their_length_whatever_the_angles(shares: list[float]) -> None:
    angles = [low + (high - low) * s if low > -100 else s for s, (low, high) in zip(shares, LIMITS, strict=True)]
    body = place(angles, "supine")
    for side in ("r", "l"):
        assert dist(joint(body, f"thigh_{side}"), joint(body, f"shin_{side}")) == pytest.approx(42)
        assert dist(joint(body, f"shin_{side}"), joint(body, f"foot_{side}")) == pytest.approx(40)
        assert dist(joint(body, f"arm_{side}"), joint(body, f"forearm_{side}")) == pytest.approx(29)
        assert dist(joint(body, f"forearm_{side}"), joint(body, f"hand_{side}")) == pytest.approx(25)


@given(knee=st.floats(5, 100), lean=st.floats(0, 40))
@settings(max_examples=15)
def test_feet_stand_flat_on_the_floor_however_deep_the_squat(knee: float, lean: float) -> None:
    (frame,) = solve_all(Figure(), poses({**STANDING, "lean": lean, "joints": {"knee": knee, "hip": knee}}))
    for spot in ("heel_r", "ball_r", "heel_l", "ball_l"):
        assert abs(gap(frame.posture.placed, Level(spot, "y", 0.0))) < 0.5


def test_a_hand_reaches_the_knee_it_is_put_on() -> None:
    (frame,) = solve_all(
        Figure(),
        poses({**STANDING, "joints": {"hip_l": 90, "knee_l": 90}, "contacts": {"foot_r": "floor", "hand_r": "knee_l"}}),
    )
    assert abs(gap(frame.posture.placed, Touch("hand_r", "knee_l"))) < 1.0


def test_a_hand_on_the_knee_without_a_side_means_the_knee_of_its_own_side() -> None:
    (frame,) = solve_all(Figure(), poses({**STANDING, "contacts": {"foot": "floor", "hand": "thigh"}}))
    assert frame.contacts["hand_r"] == "thigh_r"
    assert frame.contacts["hand_l"] == "thigh_l"


def test_a_plank_tips_until_elbows_and_toes_both_touch() -> None:
    (frame,) = solve_all(
        Figure(),
        poses(
            {
                "lie": "prone",
                "joints": {"hip": 0, "shoulder": 85, "elbow": 90},
                "contacts": {"elbow": "floor", "ball": "floor"},
            }
        ),
    )
    head, foot = frame.posture.placed.spot("shoulder_r")[1], frame.posture.placed.spot("heel_r")[1]
    assert head > foot
    assert abs(gap(frame.posture.placed, Level("ball_l", "y", 0.0))) < 0.5


def test_what_no_pose_speaks_of_still_does_not_sink_into_the_floor() -> None:
    (frame,) = solve_all(Figure(), poses({"lie": "supine", "joints": {"hip": -30}, "contacts": {"back": "floor"}}))
    assert frame.posture.placed.spot("heel_r")[1] > SPOTS["heel_r"].radius - 1.0


def test_the_floor_pushes_up_but_does_not_hold_down() -> None:
    low, high = solve_all(
        Figure(),
        poses(
            {"lie": "supine", "joints": {"hip": 0}, "contacts": {"back": "floor", "seat": "floor", "heel": "floor"}},
            {"joints": {"hip": 80}, "contacts": {"back": "floor", "seat": "floor"}},
        ),
    )
    assert low.posture.placed.spot("heel_r")[1] < 8
    assert high.posture.placed.spot("heel_r")[1] > 60


def test_a_contact_that_cannot_be_met_is_met_as_well_as_it_goes_within_human_range() -> None:
    (frame,) = solve_all(
        Figure(), poses({**STANDING, "contacts": {"foot": "floor", "hand_r": "heel_l"}, "joints": {"hip": 0}})
    )
    for name in TURNS:
        norm = NORMS.get(joint_of(name))
        if norm is not None:
            value = degrees(frame.posture.angles[INDEX[name]])
            assert norm.passive_low - 0.5 <= value <= norm.passive_high + 0.5


@pytest.mark.parametrize("x", [50.0, -50.0])
def test_a_body_stands_on_the_right_side_of_a_wall(x: float) -> None:
    figure = Figure(props=[Prop(kind="wall", x=x)])
    touching = "hand" if x > 0 else "back"
    joints = {"shoulder": 85} if x > 0 else {}
    (frame,) = solve_all(figure, poses({**STANDING, "joints": joints, "contacts": {"foot": "floor", touching: "wall"}}))
    seat = frame.posture.placed.spot("seat")[0]
    assert seat < x if x > 0 else seat > x


def test_the_same_poses_give_the_same_posture_every_time() -> None:
    raw = {**STANDING, "joints": {"hip": 60, "knee": 70}, "contacts": {"foot": "floor", "hand": "knee"}}
    first, second = (solve_all(Figure(), poses(raw))[0].posture.angles for _ in range(2))
    assert first == second
