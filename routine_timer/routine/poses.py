"""The figure of an exercise, as data: the `[figure]` table and the `[[poses]]` that follow it in an exercise's file.

This module defines which keys and words a file may use. What they mean is up to `figures/`, which draws and checks the
poses. So the file format, its diagnostics and its JSON Schema know every word without importing a solver.

Lengths are centimetres on a body of 174 cm, angles are degrees, and the right side is the one that works (the left is
drawn as its mirror image). `docs/routine-format.md` explains how to write a pose.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import msgspec

from routine_timer.routine.key_docs import key

View: TypeAlias = Literal["side", "front"]
Frame: TypeAlias = Literal["whole", "upper"]
Lie: TypeAlias = Literal["stand", "supine", "prone", "side"]
Motion: TypeAlias = Literal["back", "loop"]

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

Ground: TypeAlias = Literal["floor", "wall", "seat_top", "backrest", "support", "tabletop", "step", "cushion"]
"""Things outside the body that can be touched."""

PropKind: TypeAlias = Literal[
    "mat", "wall", "chair", "table", "step", "support", "towel", "band", "cushion", "weight", "box"
]

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
    """Something drawn beside the body, and touched by it."""

    kind: Annotated[
        PropKind,
        key(
            "What it is: `mat`, `wall`, `chair`, `table`, `step`, `support`, `towel`, `band`, `cushion`, `weight` or "
            "`box`."
        ),
    ]
    x: Annotated[
        float | None,
        key("Where it stands: a wall's face, the middle of a seat, the edge of a table or step, or a support."),
    ] = None
    z: Annotated[float | None, key("For a wall beside the body: how far to its right.")] = None
    height: Annotated[float | None, key("The top of a seat, table or step, or the thickness of a support.")] = None
    faces: Annotated[Literal["left", "right"], key("Which way a chair faces.")] = "right"
    between: Annotated[
        list[Point | Literal["anchor"]],
        key(
            "The points of the body, or its `anchor`, that a towel or band runs through; the two that hold a cushion "
            "or a box; the one that holds a weight."
        ),
    ] = []
    anchor: Annotated[list[float] | None, key("What a band is tied to: its x and its height.")] = None


class Figure(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True, omit_defaults=True):
    """What holds for all poses of one exercise."""

    view: Annotated[View, key("The `side` or the `front`, which is shown as in a mirror.")] = "side"
    turn: Annotated[
        float,
        key(
            "How far to view it from, in degrees: from the side towards the front, from the front towards their right."
        ),
    ] = 0.0
    tilt: Annotated[float, key("How far to look down on it, in degrees.")] = 12.0
    frame: Annotated[
        Frame, key("What fills the picture: the `whole` body, or only the `upper` body, for a neck or shoulders.")
    ] = "whole"
    props: Annotated[list[Prop], key('What is drawn beside the body: `[{ kind = "mat" }]`.')] = []
    accent: Annotated[
        list[Part] | None, key("Parts in the accent colour.", "those of the muscles that the exercise names")
    ] = None
    motion: Annotated[
        Motion, key("Whether a rep goes there and `back`, or in a `loop` through all poses round to the first.")
    ] = "back"
    period: Annotated[
        float, key("Seconds that a loop takes in an exercise that is held for a time, such as walking.")
    ] = 4.0


class Pose(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True, omit_defaults=True):
    """One keyframe. What it leaves out stays as in the pose before it."""

    lie: Annotated[
        Lie | None,
        key("How the body lies: `stand`, `supine`, `prone`, or on its left `side`, with its front to the viewer."),
    ] = None
    lean: Annotated[float | None, key("Degrees that the pelvis is pitched forward (face down) from how it lies.")] = (
        None
    )
    tip: Annotated[float | None, key("Degrees that it is tipped sideways, to its right.")] = None
    roll: Annotated[float | None, key("Degrees that it is rolled about its long axis, to its right.")] = None
    yaw: Annotated[float | None, key("Degrees that the body is turned to its right about the vertical.")] = None
    joints: Annotated[dict[Joint, float], key("Angles of joints in degrees: `{ hip = 50, knee_r = 90 }`.")] = {}
    contacts: Annotated[
        dict[Point, Ground | Point] | None,
        key('What touches what: `{ foot = "floor", hand_r = "knee_r" }`; where given, all of it is replaced.'),
    ] = None
    slides: Annotated[list[Point] | None, key("Contacts that may move along what they touch.")] = None
    phase: Annotated[int | None, key("Which part of a hold it belongs to, counted from 1.")] = None


def drop_old_keys(document: object) -> None:
    """Remove the `at` of poses from an exercise file: version 0.1 had it, and it has no effect any more."""
    poses = document.get("poses") if isinstance(document, dict) else None
    for pose in poses if isinstance(poses, list) else ():
        if isinstance(pose, dict) and pose.get("at") in ("low", "high"):
            del pose["at"]
