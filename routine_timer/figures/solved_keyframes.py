"""The solved poses of an exercise: one keyframe for each pose.

This module gives the words of `routine/poses.py` their meaning: joints become beliefs, and contacts become demands on
the floor, a wall, a seat or the body. A contact that two neighbouring keyframes share stays where it is unless the pose
lets it slide.

Independent of time and pictures. A bad pose raises nothing: it is solved as well as possible, and `pose_check.py`
reports its problems.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import radians
from typing import Literal

from routine_timer.figures.skeleton import FOOT, INDEX, ROOT, SPOTS, TURNS, joint_of, sided
from routine_timer.figures.solver import Demand, Keep, Level, PoseEstimate, Posture, Touch, means, solve
from routine_timer.routine.poses import Figure, Ground, Point, Pose, Prop

GROUNDS = frozenset({"floor", "wall", "seat_top", "backrest", "support", "tabletop", "step", "cushion"})

SEAT_HEIGHT = 45.0
SEAT_DEPTH = 42.0
TABLE_HEIGHT = 74.0
STEP_HEIGHT = 20.0
STEP_DEPTH = 34.0
SUPPORT_HEIGHT = 15.0
CUSHION_HEIGHT = 8.0

_REST = {"elbow_r": 8.0, "elbow_l": 8.0, "knee_r": 3.0, "knee_l": 3.0}
"""Where a joint that no pose names likes to be; the others like 0."""

_NAMED = 4.0
"""Spread in degrees of a joint that the pose names ..."""
_FREE = 30.0
_FREE_OF = {
    "lumbar": 6.0, "chest": 6.0, "lumbar_side": 3.0, "chest_side": 3.0, "lumbar_turn": 2.0, "chest_turn": 3.0,
    "neck": 15.0, "neck_side": 8.0, "neck_turn": 4.0, "head": 8.0, "shrug": 6.0, "reach": 8.0,
    "hip_out": 8.0, "hip_turn": 8.0, "shoulder_out": 18.0,
    "yaw": 0.5, "tip": 1.5, "roll": 1.5, "lean": 30.0, "shift_x": 60.0, "shift_y": 200.0, "shift_z": 0.5,
}  # fmt: skip
"""... and of one that it leaves open: the trunk bends less easily than a limb."""

_WATCHED_LIMBS = ("shoulder", "elbow", "wrist", "hand", "hip", "knee", "ankle", "heel", "ball", "toes")
_WATCHED = ("head", "back", "seat", "waist", *(f"{name}_{side}" for name in _WATCHED_LIMBS for side in "rl"))
"""Spots that may not sink into the floor, whether or not a pose mentions them."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The things around the body that it can touch, with their positions."""

    wall_axis: Literal["x", "z"] = "x"
    """A wall stands before or behind the body (x) or beside it (z) ..."""
    wall: float = 40.0
    wall_faces: float = -1.0
    """... and looks back towards the body: -1 where it stands on the positive side."""
    seat: float = SEAT_HEIGHT
    seat_x: float = 0.0
    seat_faces: float = 1.0
    """-1 where the chair looks to the left, its backrest on the right."""
    table: float = TABLE_HEIGHT
    step: float = STEP_HEIGHT
    support_x: float = 0.0
    support: float = SUPPORT_HEIGHT
    cushion: float = CUSHION_HEIGHT


@dataclass(frozen=True, slots=True)
class Keyframe:
    """A pose with everything inherited filled in, and its solved posture."""

    pose: Pose
    joints: Mapping[str, float]
    """Named angles in degrees, every one with its side."""
    contacts: Mapping[str, str]
    """Spot → ground or spot, every one with its side."""
    slides: frozenset[str]
    lie: str
    demands: tuple[Demand, ...]
    posture: Posture


def scene_of(props: Sequence[Prop]) -> Scene:
    """The positions of the props, of which each kind counts once."""
    by_kind = {prop.kind: prop for prop in props}

    def x(kind: str, default: float) -> float:
        prop = by_kind.get(kind)  # type: ignore[call-overload]
        return default if prop is None or prop.x is None else prop.x

    def height(kind: str, default: float) -> float:
        prop = by_kind.get(kind)  # type: ignore[call-overload]
        return default if prop is None or prop.height is None else prop.height

    beside = by_kind["wall"].z if "wall" in by_kind else None
    wall = x("wall", 40.0) if beside is None else beside
    return Scene(
        wall_axis="x" if beside is None else "z",
        wall=wall,
        wall_faces=-1.0 if wall >= 0 else 1.0,
        seat=height("chair", SEAT_HEIGHT),
        seat_x=x("chair", 0.0),
        seat_faces=-1.0 if "chair" in by_kind and by_kind["chair"].faces == "left" else 1.0,
        table=height("table", TABLE_HEIGHT),
        step=height("step", STEP_HEIGHT),
        support_x=x("support", 0.0),
        support=height("support", SUPPORT_HEIGHT),
        cushion=height("cushion", CUSHION_HEIGHT),
    )


def solve_all(figure: Figure, poses: Iterable[Pose]) -> tuple[Keyframe, ...]:
    """Solve the keyframes in their order; each leans on the one before."""
    scene = scene_of(figure.props)
    frames: list[Keyframe] = []
    for pose in poses:
        frames.append(_solve(pose, frames[-1] if frames else None, scene))
    return tuple(frames)


def _solve(pose: Pose, before: Keyframe | None, scene: Scene) -> Keyframe:
    joints = dict(before.joints) if before else {}
    own = _joints(pose)
    joints.update(own)
    contacts = _contacts(pose.contacts) if pose.contacts is not None else dict(before.contacts if before else {})
    slides = frozenset(_spots(pose.slides)) if pose.slides is not None else (before.slides if before else frozenset())
    lie = pose.lie or (before.lie if before else "stand")
    demands = demands_of(contacts, scene)
    kept: list[Demand] = []
    if before is not None and before.lie == lie:
        kept = [*anchored(before, contacts, slides)]
    belief = _belief(joints, before if before and before.lie == lie else None, lie)
    posture = solve(
        belief,
        [*demands, *kept],
        lie,
        start=before.posture.angles if before and before.lie == lie and not own else None,
        floor=watched(contacts),
    )
    return Keyframe(pose, joints, contacts, slides, lie, tuple(demands), posture)


def watched(contacts: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(spot for spot in _WATCHED if contacts.get(spot) != "floor")


def anchored(before: Keyframe, contacts: Mapping[str, str], slides: frozenset[str]) -> list[Keep]:
    """The contacts that `before` has as well, held where they are."""
    kept: list[Keep] = []
    for spot, ground in contacts.items():
        if ground not in GROUNDS or before.contacts.get(spot) != ground or spot in slides:
            continue
        if spot.startswith(("head", "back", "chest", "waist", "belly")) and ground in ("floor", "support", "backrest"):
            continue  # a trunk rolls along what it lies on; only planted contacts stay
        place = before.posture.placed.spot(spot)
        kept.append(Keep(spot, "z", place[2]))
        upright = ground in ("wall", "backrest")
        kept.append(Keep(spot, "y", place[1]) if upright else Keep(spot, "x", place[0]))
    return kept


def demands_of(contacts: Mapping[str, str], scene: Scene) -> list[Demand]:
    """The demands that each contact makes on the body."""
    demands: list[Demand] = []
    for spot, ground in contacts.items():
        if ground == "floor":
            demands.append(Level(spot, "y", 0.0))
        elif ground == "wall":
            demands.append(Level(spot, scene.wall_axis, scene.wall, scene.wall_faces))
        elif ground == "seat_top":
            demands.append(Level(spot, "y", scene.seat))
        elif ground == "backrest":
            demands.append(Level(spot, "x", scene.seat_x - scene.seat_faces * SEAT_DEPTH / 2, scene.seat_faces))
        elif ground == "tabletop":
            demands.append(Level(spot, "y", scene.table))
        elif ground == "step":
            demands.append(Level(spot, "y", scene.step))
        elif ground == "cushion":
            demands.append(Level(spot, "y", scene.cushion))
        elif ground == "support":
            demands += [Level(spot, "y", scene.support), Keep(spot, "x", scene.support_x)]
        else:
            demands.append(Touch(spot, ground))
    return demands


def _joints(pose: Pose) -> dict[str, float]:
    """The named angles, each with its side; a name with a side wins over the one for both."""
    joints: dict[str, float] = {}
    named: list[tuple[str, float]] = [(name, value) for name, value in pose.joints.items()]
    for name, value in sorted(named, key=lambda item: item[0].endswith(("_r", "_l"))):
        if name.startswith("spine"):
            rest = name.removeprefix("spine")
            joints[f"lumbar{rest}"] = joints[f"chest{rest}"] = value / 2
        else:
            joints.update((one, value) for one in sided(name))
    root = {"lean": pose.lean, "tip": pose.tip, "roll": pose.roll, "yaw": pose.yaw}
    return joints | {name: given for name, given in root.items() if given is not None}


def _contacts(contacts: Mapping[Point, Ground | Point]) -> dict[str, str]:
    """Every contact with its side; a hand on "knee" means the knee of the same side."""
    out: dict[str, str] = {}
    for name, ground in contacts.items():
        for spot in _spots([name]):
            out[spot] = ground if ground in GROUNDS else _target(spot, ground)
    return out


def _target(spot: str, other: str) -> str:
    """The spot that `spot` touches: on the same side unless the name has one; heel meets heel and ball meets ball."""
    if other in SPOTS:
        return other
    base = joint_of(other)
    side = other[-1] if base != other else (spot[-1] if spot.endswith(("_r", "_l")) else "r")
    if base == "foot":
        base = joint_of(spot) if joint_of(spot) in FOOT else "ball"
    return f"{base}_{side}"


def _spots(names: Iterable[str]) -> tuple[str, ...]:
    spots: list[str] = []
    for name in names:
        base = joint_of(name)
        ends = [name[-2:]] if base != name else (["_r", "_l"] if name not in SPOTS else [""])
        bases = FOOT if base == "foot" else (base,)
        spots.extend(f"{one}{end}" for end in ends for one in bases)
    return tuple(spots)


def _belief(joints: Mapping[str, float], before: Keyframe | None, lie: str) -> PoseEstimate:
    mean = means({**_REST, **{name: value for name, value in joints.items() if name in INDEX}})
    spread: list[float] = []
    for i, turn in enumerate(TURNS):
        base = joint_of(turn)
        named = turn in joints
        if before is not None and not named:
            mean[i] = before.posture.angles[i]
        width = _NAMED if named else _FREE_OF.get(base, _FREE)
        if turn in ROOT and named:
            width = 3.0
        elif lie == "side" and turn in ("lean", "tip"):
            width = _FREE_OF["tip" if turn == "lean" else "lean"]  # it tips towards head or feet, not on its face
        spread.append(width if i < 3 else radians(width))
    if before is None:
        mean[INDEX["shift_y"]] = 90.0
    return PoseEstimate(tuple(mean), tuple(spread))
