"""The jointed body: bones of fixed length, joints that turn, and points that can touch. Angles in, positions out.

One table lists the bones from the pelvis outward, with the turns of each joint in order. `place` goes through it once
and records, besides the position and frame of every bone, the world axis of every turn: from these the solver computes
how each angle moves each point. Bone lengths follow the segment fractions of Drillis & Contini (1966) for a height of
174 cm.

Independent of floors, poses and pictures. Lengths are centimetres, angles radians (degrees only in the `Range` tables).
Right is +z when the body stands facing +x.
"""

from __future__ import annotations

from math import radians
from typing import Literal, NamedTuple, TypeAlias

from routine_timer.figures.geometry import IDENTITY, Axis, Mat, Vec, add, apply, column, turned
from routine_timer.figures.joint_ranges import NORMS

Bone: TypeAlias = str
Angles: TypeAlias = tuple[float, ...]
"""One value per entry of `TURNS`: three shifts of the pelvis in cm, then angles in radians."""


class Turn(NamedTuple):
    """One degree of freedom: `joint` is its name in a pose, `sign` makes the named movement positive."""

    joint: str
    axis: Axis
    sign: float


class BoneSpec(NamedTuple):
    name: Bone
    parent: Bone | None
    offset: Vec
    """From the parent's origin, in the parent's frame."""
    turns: tuple[Turn, ...]


class Spot(NamedTuple):
    """A ball of the body that can touch: its bone, where it sits there, and its radius."""

    bone: Bone
    offset: Vec
    radius: float


def _limb(side: Literal["r", "l"]) -> list[BoneSpec]:
    s = 1.0 if side == "r" else -1.0

    def turn(joint: str, axis: Axis, sign: float) -> Turn:
        # Bending about the transverse axis is the same on both sides; the two others are mirrored.
        return Turn(f"{joint}_{side}", axis, sign if axis == "z" else sign * s)

    def spec(name: str, parent: str, offset: Vec, *turns: Turn) -> BoneSpec:
        return BoneSpec(f"{name}_{side}", parent, offset, turns)

    return [
        spec("clavicle", "thorax", (0.0, 25.0, 3.0 * s), turn("shrug", "x", -1), turn("reach", "y", 1)),
        spec(
            "arm",
            f"clavicle_{side}",
            (0.0, 0.0, 14.0 * s),
            turn("shoulder", "z", 1),
            turn("shoulder_out", "x", -1),
            turn("shoulder_turn", "y", -1),
        ),
        spec("forearm", f"arm_{side}", (0.0, -29.0, 0.0), turn("elbow", "z", 1), turn("palm", "y", 1)),
        spec("hand", f"forearm_{side}", (0.0, -25.0, 0.0), turn("wrist", "x", -1)),
        spec(
            "thigh",
            "pelvis",
            (0.0, 0.0, 9.0 * s),
            turn("hip", "z", 1),
            turn("hip_out", "x", -1),
            turn("hip_turn", "y", -1),
        ),
        spec("shin", f"thigh_{side}", (0.0, -42.0, 0.0), turn("knee", "z", -1)),
        spec("foot", f"shin_{side}", (0.0, -40.0, 0.0), turn("ankle", "z", 1)),
        spec("toes", f"foot_{side}", (12.5, -6.0, 0.0), turn("toes", "z", 1)),
    ]


def _spine(name: str) -> tuple[Turn, ...]:
    return (Turn(name, "z", -1), Turn(f"{name}_side", "x", 1), Turn(f"{name}_turn", "y", -1))


BONES: tuple[BoneSpec, ...] = (
    BoneSpec("pelvis", None, (0.0, 0.0, 0.0), (Turn("lean", "z", -1), Turn("tip", "x", 1), Turn("roll", "y", -1))),
    BoneSpec("loin", "pelvis", (-1.0, 9.0, 0.0), _spine("lumbar")),
    BoneSpec("thorax", "loin", (0.0, 15.0, 0.0), _spine("chest")),
    BoneSpec("neck", "thorax", (-0.5, 31.0, 0.0), _spine("neck")),
    BoneSpec("head", "neck", (0.5, 8.0, 0.0), (Turn("head", "z", -1),)),
    *_limb("r"),
    *_limb("l"),
)

SHIFTS = ("shift_x", "shift_y", "shift_z")
TURNS: tuple[str, ...] = (*SHIFTS, "yaw", *(turn.joint for bone in BONES for turn in bone.turns))
INDEX: dict[str, int] = {name: i for i, name in enumerate(TURNS)}
ROOT = frozenset({*SHIFTS, "yaw", "lean", "tip", "roll"})


def sided(name: str) -> tuple[str, ...]:
    """The names with their side: a joint or point without one means both; the trunk has no sides."""
    return (name,) if name in INDEX or name in SPOTS else (f"{name}_r", f"{name}_l")


def _spots() -> dict[str, Spot]:
    spots = {
        "head": Spot("head", (0.5, 7.5, 0.0), 9.5),
        "face": Spot("head", (7.0, 3.5, 0.0), 4.0),
        "back": Spot("thorax", (-0.5, 19.0, 0.0), 10.5),
        "chest": Spot("thorax", (-0.5, 15.0, 0.0), 10.5),
        "waist": Spot("loin", (0.0, 6.0, 0.0), 9.5),
        "belly": Spot("loin", (0.0, 2.0, 0.0), 9.5),
        "seat": Spot("pelvis", (-1.5, 0.0, 0.0), 10.5),
    }
    for side, s in (("r", 1.0), ("l", -1.0)):
        spots |= {
            f"shoulder_{side}": Spot(f"arm_{side}", (0.0, 0.0, 0.0), 5.5),
            f"elbow_{side}": Spot(f"forearm_{side}", (0.0, 0.0, 0.0), 3.8),
            f"forearm_{side}": Spot(f"forearm_{side}", (0.0, -13.0, 0.0), 3.4),
            f"wrist_{side}": Spot(f"hand_{side}", (0.0, 0.0, 0.0), 2.6),
            f"hand_{side}": Spot(f"hand_{side}", (0.0, -8.0, 0.0), 2.0),
            f"hip_{side}": Spot(f"thigh_{side}", (0.0, -3.0, 1.5 * s), 7.5),
            f"thigh_{side}": Spot(f"thigh_{side}", (0.0, -22.0, 0.0), 7.0),
            f"knee_{side}": Spot(f"shin_{side}", (0.0, 0.0, 0.0), 5.2),
            f"shin_{side}": Spot(f"shin_{side}", (-1.0, -16.0, 0.0), 5.0),
            f"ankle_{side}": Spot(f"foot_{side}", (0.0, 0.0, 0.0), 3.8),
            f"heel_{side}": Spot(f"foot_{side}", (-4.5, -4.2, 0.0), 3.8),
            f"ball_{side}": Spot(f"toes_{side}", (0.0, 0.0, 0.0), 2.0),
            f"toes_{side}": Spot(f"toes_{side}", (6.0, 0.0, 0.0), 1.6),
        }
    return spots


SPOTS: dict[str, Spot] = _spots()
FOOT = ("heel", "ball")
"""The spots of a "foot" that touches something."""


def _chains() -> dict[Bone, tuple[int, ...]]:
    """The turns that move each bone, the outermost last."""
    chains: dict[Bone, tuple[int, ...]] = {}
    for bone in BONES:
        before = chains[bone.parent] if bone.parent else (INDEX["yaw"],)
        chains[bone.name] = before + tuple(INDEX[turn.joint] for turn in bone.turns)
    return chains


CHAINS = _chains()

LYING: dict[str, Mat] = {
    "stand": IDENTITY,
    "supine": turned(IDENTITY, "z", radians(90)),
    "prone": turned(IDENTITY, "z", radians(-90)),
    # On the left side, facing the viewer, so that the right side, which works, is on top.
    "side": (0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0),
}


def _limits() -> tuple[tuple[float, float], ...]:
    out = []
    for name in TURNS:
        norm = NORMS.get(joint_of(name))
        out.append((radians(norm.passive_low), radians(norm.passive_high)) if norm else (-1e9, 1e9))
    return tuple(out)


def joint_of(turn: str) -> str:
    """The joint's name without its side: what `NORMS` is keyed by."""
    return turn[:-2] if turn.endswith(("_r", "_l")) else turn


LIMITS = _limits()


class PlacedBody(NamedTuple):
    """A placed body: origins and frames of the bones, and the world axis and origin of every turn."""

    origins: dict[Bone, Vec]
    frames: dict[Bone, Mat]
    axes: dict[int, tuple[Vec, Vec]]

    def at(self, bone: Bone, offset: Vec) -> Vec:
        return add(self.origins[bone], apply(self.frames[bone], offset))

    def spot(self, name: str) -> Vec:
        spot = SPOTS[name]
        return add(self.origins[spot.bone], apply(self.frames[spot.bone], spot.offset))


def place(angles: Angles | list[float], lie: str) -> PlacedBody:
    """The body at `angles`, starting from how it lies (a key of `LYING`)."""
    origins: dict[Bone, Vec] = {}
    frames: dict[Bone, Mat] = {}
    axes: dict[int, tuple[Vec, Vec]] = {}
    origin: Vec = (angles[0], angles[1], angles[2])
    yaw = -angles[3]
    axes[3] = ((0.0, -1.0, 0.0), origin)
    index = 4
    for bone in BONES:
        if bone.parent is None:
            frame = _after(turned(IDENTITY, "y", yaw), LYING[lie])
        else:
            frame = frames[bone.parent]
            origin = add(origins[bone.parent], apply(frame, bone.offset))
        for _, axis, sign in bone.turns:
            x, y, z = column(frame, axis)
            axes[index] = ((x * sign, y * sign, z * sign), origin)
            angle = angles[index]
            if angle:
                frame = turned(frame, axis, sign * angle)
            index += 1
        origins[bone.name] = origin
        frames[bone.name] = frame
    return PlacedBody(origins, frames, axes)


def _after(outer: Mat, inner: Mat) -> Mat:
    a = apply(outer, column(inner, "x"))
    b = apply(outer, column(inner, "y"))
    c = apply(outer, column(inner, "z"))
    return (a[0], b[0], c[0], a[1], b[1], c[1], a[2], b[2], c[2])
