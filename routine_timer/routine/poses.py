"""The figure of an exercise, as data: the `[figure]` table and the `[[poses]]` that follow it in an exercise's file.

Here stands what may be written and nothing of what it means: `figures/` turns poses into pictures and judges them.
So the file format, its diagnostics and its JSON Schema know every word a pose may use without importing a solver.

Lengths are centimetres on a body of 174 cm, angles are degrees, the right side is the side that works (the left is
drawn as its mirror image). How to write a pose is told in `routine_timer/figures/__init__.py`.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

View: TypeAlias = Literal["side", "front"]
Lie: TypeAlias = Literal["stand", "supine", "prone", "side"]
Motion: TypeAlias = Literal["back", "loop"]
At: TypeAlias = Literal["low", "high"]

Joint: TypeAlias = Literal[
    "hip", "hip_r", "hip_l",
    "hip_out", "hip_out_r", "hip_out_l",
    "hip_turn", "hip_turn_r", "hip_turn_l",
    "knee", "knee_r", "knee_l",
    "ankle", "ankle_r", "ankle_l",
    "toes", "toes_r", "toes_l",
    "shoulder", "shoulder_r", "shoulder_l",
    "shoulder_out", "shoulder_out_r", "shoulder_out_l",
    "shoulder_turn", "shoulder_turn_r", "shoulder_turn_l",
    "shrug", "shrug_r", "shrug_l",
    "reach", "reach_r", "reach_l",
    "elbow", "elbow_r", "elbow_l",
    "palm", "palm_r", "palm_l",
    "wrist", "wrist_r", "wrist_l",
    "spine", "spine_side", "spine_turn",
    "lumbar", "lumbar_side", "lumbar_turn",
    "chest", "chest_side", "chest_turn",
    "neck", "neck_side", "neck_turn",
    "head",
]  # fmt: skip
"""Movements of a joint, as goniometry names them. Without `_r` or `_l` a limb's joint means both."""

Point: TypeAlias = Literal[
    "head", "face", "back", "chest", "waist", "seat", "belly",
    "shoulder", "shoulder_r", "shoulder_l",
    "elbow", "elbow_r", "elbow_l",
    "forearm", "forearm_r", "forearm_l",
    "wrist", "wrist_r", "wrist_l",
    "hand", "hand_r", "hand_l",
    "hip", "hip_r", "hip_l",
    "thigh", "thigh_r", "thigh_l",
    "knee", "knee_r", "knee_l",
    "shin", "shin_r", "shin_l",
    "ankle", "ankle_r", "ankle_l",
    "heel", "heel_r", "heel_l",
    "ball", "ball_r", "ball_l",
    "toes", "toes_r", "toes_l",
    "foot", "foot_r", "foot_l",
]  # fmt: skip
"""Places of the body that can touch something. `foot` is heel and ball together."""

Ground: TypeAlias = Literal["floor", "wall", "seat_top", "backrest", "support", "tabletop", "cushion"]
"""Things outside the body that can be touched."""

PropKind: TypeAlias = Literal["mat", "wall", "chair", "table", "support", "towel", "band", "cushion"]

Part: TypeAlias = Literal[
    "head", "neck", "neck_r", "neck_l", "upper_back", "mid_back", "lower_back", "chest", "belly", "waist_r", "waist_l",
    "seat", "seat_r", "seat_l",
    "hip_front", "hip_front_r", "hip_front_l",
    "hip_side", "hip_side_r", "hip_side_l",
    "thigh_front", "thigh_front_r", "thigh_front_l",
    "thigh_back", "thigh_back_r", "thigh_back_l",
    "thigh_inner", "thigh_inner_r", "thigh_inner_l",
    "calf", "calf_r", "calf_l",
    "shin", "shin_r", "shin_l",
    "foot", "foot_r", "foot_l",
    "shoulder", "shoulder_r", "shoulder_l",
    "upper_arm", "upper_arm_r", "upper_arm_l",
    "forearm", "forearm_r", "forearm_l",
    "side_r", "side_l",
]  # fmt: skip
"""What can be shown in the accent colour."""


class Prop(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True, omit_defaults=True):
    """Something drawn beside the body, and touched by it.

    `x` is where it stands: a wall's face, the middle of a seat, a table's edge or a support. `height` is a seat's or
    table's top or the thickness of a support. A towel or band runs through `between`, points of the body or
    `anchor`; a cushion with `between` is held by two of them.
    """

    kind: PropKind
    x: float | None = None
    z: float | None = None
    """For a wall beside the body: how far to its right."""
    height: float | None = None
    faces: Literal["left", "right"] = "right"
    """Where a chair looks."""
    between: list[Point | Literal["anchor"]] = []
    anchor: list[float] | None = None
    """x and height of what a band is tied to."""


class Figure(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True, omit_defaults=True):
    """What holds for all poses of one exercise."""

    view: View = "side"
    turn: float = 0.0
    """Degrees that the onlooker walks round from the plain view, towards the person's front."""
    tilt: float = 12.0
    """Degrees that the onlooker looks down."""
    props: list[Prop] = []
    accent: list[Part] | None = None
    """Parts in the accent colour; None takes them from the muscles that the exercise names."""
    motion: Motion = "back"
    """Whether a rep goes there and back, or through all poses round to the first."""
    period: float = 4.0
    """Seconds that a loop takes in an exercise that is held for a time, such as walking."""


class Pose(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True, omit_defaults=True):
    """One keyframe. What it leaves out stays as in the pose before it; `contacts`, where given, are replaced whole."""

    lie: Lie | None = None
    lean: float | None = None
    """Degrees that the pelvis is pitched forward (face down) from how it lies."""
    tip: float | None = None
    """Degrees that it is tipped sideways, to its right."""
    roll: float | None = None
    """Degrees that it is rolled about its long axis, to its right."""
    yaw: float | None = None
    """Degrees that the body is turned to its right about the vertical."""
    joints: dict[Joint, float] = {}
    contacts: dict[Point, Ground | Point] | None = None
    slides: list[Point] | None = None
    """Contacts that may move along what they touch."""
    at: At | None = None
    """Which end of a rep this is: reached by lowering, or by lifting. The first is low unless it says high."""
    phase: int | None = None
    """Which phase of a hold (from 1) this pose belongs to."""
