"""The shapes that a placed body is made of, and the order in which they are drawn.

Each shape is the convex hull of a few balls fixed to bones: limbs are tapered, trunk and head are filled. The farthest
shape comes first. A limb in front of something else is outlined by a thin gap along its middle but not at its joints,
so that crossed legs stay two legs and an arm stays attached to its shoulder. Muscles (`accent`) are patches on a shape.

Lengths are centimetres; pixels are up to `drawing.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

from routine_timer.figures.camera import Camera, ViewPoint
from routine_timer.figures.geometry import Vec
from routine_timer.figures.skeleton import PlacedBody

Kind: TypeAlias = Literal["trunk", "head", "limb", "patch"]


class Ball(NamedTuple):
    bone: str
    offset: Vec
    radius: float
    breathes: float = 0.0
    """How many centimetres a full breath adds to the radius."""


class Shape(NamedTuple):
    """The hull of `balls`; `limb` is the arm or leg that it belongs to."""

    name: str
    kind: Kind
    balls: tuple[Ball, ...]
    limb: str = ""


class DrawnShape(NamedTuple):
    """A shape as the viewer sees it. `gap` is the part that is outlined by a gap, None for none."""

    discs: tuple[tuple[ViewPoint, float], ...]
    style: Literal["near", "far", "accent"]
    kind: Kind
    limb: str
    gap: tuple[tuple[ViewPoint, float], ...] | None


def _pair(bone: str, offset: Vec, radius: float, breathes: float = 0.0) -> tuple[Ball, Ball]:
    x, y, z = offset
    return (Ball(bone, (x, y, z), radius, breathes), Ball(bone, (x, y, -z), radius, breathes))


def _limb_shapes(e: str) -> tuple[Shape, ...]:
    arm, forearm, hand = f"arm_{e}", f"forearm_{e}", f"hand_{e}"
    thigh, shin, foot, toes = f"thigh_{e}", f"shin_{e}", f"foot_{e}", f"toes_{e}"
    return (
        Shape(arm, "limb", (Ball(arm, (0, 0, 0), 5.4), Ball(forearm, (0, 0, 0), 3.9)), arm),
        Shape(forearm, "limb", (Ball(forearm, (0, 0, 0), 3.9), Ball(hand, (0, 0, 0), 2.7)), arm),
        Shape(hand, "limb", (Ball(hand, (0, 0, 0), 2.7), Ball(hand, (0, -8, 0), 2.9),
            Ball(hand, (0, -15, 0), 1.5)), arm),
        Shape(thigh, "limb", (Ball(thigh, (0, 0, 0), 8.6), Ball(shin, (0, 0, 0), 5.4)), thigh),
        Shape(shin, "limb", (Ball(shin, (0, 0, 0), 5.3), Ball(shin, (-1.5, -14, 0), 5.4),
            Ball(foot, (0, 0, 0), 3.5)), thigh),
        Shape(
            foot,
            "limb",
            (Ball(foot, (0, 0, 0), 3.6), Ball(foot, (-4.5, -4.2, 0), 3.8), Ball(toes, (0, 0, 0), 2.4),
                Ball(toes, (6, 0, 0), 1.8)),
            thigh,
        ),
    )  # fmt: skip


SHAPES: tuple[Shape, ...] = (
    Shape("pelvis", "trunk", (*_pair("pelvis", (-2.0, -1.0, 6.0), 9.2), *_pair("loin", (0.5, 0.0, 5.5), 8.6, 0.5))),
    Shape("loin", "trunk", (*_pair("loin", (0.5, 0.0, 5.5), 8.6, 0.9), *_pair("thorax", (0.3, 0.0, 6.0), 9.0, 1.3))),
    Shape(
        "thorax",
        "trunk",
        (
            *_pair("thorax", (0.3, 0.0, 6.0), 9.0, 1.3),
            *_pair("thorax", (0.6, 15.0, 7.5), 10.4, 1.5),
            *_pair("thorax", (-1.0, 25.0, 10.5), 5.6, 0.6),
        ),
    ),
    Shape("neck", "trunk", (Ball("neck", (-0.5, -5, 0), 5.6), Ball("head", (-1.0, 2.0, 0), 5.0))),
    Shape(
        "head",
        "head",
        (Ball("head", (-1.2, 9.0, 0), 9.4), Ball("head", (2.0, 7.0, 0), 8.4), Ball("head", (4.6, 0.8, 0), 4.2)),
    ),
    Shape("nose", "head", (Ball("head", (9.0, 5.4, 0), 1.6), Ball("head", (10.4, 3.8, 0), 1.4))),
    *_limb_shapes("r"),
    *_limb_shapes("l"),
)

EYES = (("head", (7.6, 7.6, 3.4)), ("head", (7.6, 7.6, -3.4)))
EYE_RADIUS = 1.0

_LIMBS = tuple((limb, other) for a in ("arm", "thigh") for limb, other in ((f"{a}_r", f"{a}_l"), (f"{a}_l", f"{a}_r")))
_FAR = 7.0
"""A limb whose root lies so many centimetres behind the other's is the far one."""


def _patches() -> dict[str, tuple[tuple[str, ...], tuple[Ball, ...]]]:
    """Each part with the shapes it lies on and its balls."""
    patches: dict[str, tuple[str, tuple[Ball, ...]]] = {
        "head": ("head", (Ball("head", (-1.2, 9.0, 0), 8.5),)),
        "neck": ("neck", (Ball("neck", (-1.5, -6.0, 0), 5.4), Ball("head", (-2.0, 3.0, 0), 4.8))),
        "upper_back": ("thorax", (*_pair("thorax", (-4.5, 24.0, 9.0), 5.0), Ball("neck", (-2.0, -2.0, 0), 4.8))),
        "mid_back": ("thorax", (*_pair("thorax", (-5.0, 18.0, 6.0), 6.0), *_pair("thorax", (-4.5, 8.0, 4.0), 5.5))),
        "lower_back": ("loin", (*_pair("loin", (-4.0, 0.0, 4.0), 5.4), *_pair("thorax", (-4.5, 2.0, 4.0), 5.4))),
        "chest": ("thorax", (*_pair("thorax", (5.0, 20.0, 7.0), 6.4), *_pair("thorax", (5.0, 13.0, 6.0), 6.0))),
        "belly": ("loin", (*_pair("loin", (3.5, -2.0, 4.0), 6.0, 0.9), *_pair("thorax", (3.6, 2.0, 4.5), 6.2, 1.3))),
    }
    for e, s in (("r", 1.0), ("l", -1.0)):
        arm, thigh, shin, foot = f"arm_{e}", f"thigh_{e}", f"shin_{e}", f"foot_{e}"
        patches |= {
            f"neck_{e}": ("neck", (Ball("head", (-1.0, 1.0, 3.0 * s), 3.4),
                Ball("thorax", (-1.5, 28.0, 9.0 * s), 4.2))),
            f"waist_{e}": ("loin", (Ball("loin", (0.5, -1.0, 8.0 * s), 5.6), Ball("thorax", (0.3, 3.0, 8.5 * s), 6.2))),
            f"side_{e}": ("thorax", (Ball("loin", (0.5, 2.0, 8.5 * s), 5.4),
                Ball("thorax", (0.0, 20.0, 11.5 * s), 6.2))),
            f"seat_{e}": ("pelvis", (Ball("pelvis", (-4.6, -1.5, 6.0 * s), 8.0), Ball(thigh, (-2.5, -4.0, 0.0), 6.4))),
            f"hip_front_{e}": (thigh, (Ball("pelvis", (4.0, 6.0, 6.0 * s), 4.4), Ball(thigh, (3.2, -11.0, 0.0), 5.4))),
            f"hip_side_{e}": (thigh, (Ball("pelvis", (-0.5, 4.0, 8.5 * s), 6.6),
                Ball(thigh, (0.0, -6.0, 3.0 * s), 6.0))),
            f"thigh_front_{e}": (thigh, (Ball(thigh, (2.6, -7.0, 0), 6.0), Ball(thigh, (1.6, -36.0, 0), 4.6))),
            f"thigh_back_{e}": (thigh, (Ball(thigh, (-2.6, -7.0, 0), 6.0), Ball(thigh, (-1.6, -36.0, 0), 4.6))),
            f"thigh_inner_{e}": (thigh, (Ball(thigh, (0, -6.0, -3.0 * s), 5.4),
                Ball(thigh, (0, -34.0, -1.6 * s), 4.6))),
            f"calf_{e}": (shin, (Ball(shin, (-2.2, -5.0, 0), 4.4), Ball(shin, (-2.6, -14, 0), 4.7),
                Ball(shin, (-1.2, -29, 0), 3.4))),
            f"shin_{e}": (shin, (Ball(shin, (2.0, -5.0, 0), 3.6), Ball(foot, (0.8, 4, 0), 2.6))),
            f"foot_{e}": (foot, (Ball(foot, (-4.0, -4.2, 0), 4.0), Ball(f"toes_{e}", (4.0, 0, 0), 2.4))),
            f"shoulder_{e}": (arm, (Ball(arm, (0, 1.0, 0.6 * s), 5.4), Ball(arm, (0, -9.0, 0), 4.8))),
            f"upper_arm_{e}": (arm, (Ball(arm, (0, -3.0, 0), 5.0), Ball(arm, (0, -27.0, 0), 3.9))),
            f"forearm_{e}": (f"forearm_{e}", (Ball(f"forearm_{e}", (0, -2.0, 0), 3.9),
                Ball(f"forearm_{e}", (0, -22.0, 0), 2.8))),
        }  # fmt: skip
    more = {"seat": ("pelvis", "thigh"), "hip_front": ("thigh", "pelvis"), "hip_side": ("thigh", "pelvis")}
    return {
        name: (tuple(f"{one}_{name[-1]}" if one == "thigh" else one for one in more.get(name[:-2], (shape,))), balls)
        for name, (shape, balls) in patches.items()
    }


PATCHES = _patches()


def patches_for(parts: Iterable[str]) -> tuple[str, ...]:
    """Names in `PATCHES` for parts as written in a file: a part without a side means both."""
    names: list[str] = []
    for part in parts:
        names += [part] if part in PATCHES else [f"{part}_r", f"{part}_l"]
    return tuple(dict.fromkeys(names))


def flesh(
    placed: PlacedBody,
    camera: Camera,
    accent: Iterable[str] = (),
    breath: float = 0.0,
    far: frozenset[str] = frozenset(),
) -> list[DrawnShape]:
    """All shapes of a body from the farthest to the nearest.

    Args:
        accent: the patches to draw.
        breath: from 0 (out) to 1 (in).
        far: the limbs to draw dim.
    """
    layers: list[tuple[float, int, DrawnShape]] = []
    depths: dict[str, float] = {}
    raw: dict[str, float] = {}
    for shape in SHAPES:
        discs = _discs(shape.balls, placed, camera, breath)
        raw[shape.name] = _depth(discs)
        depth = depths[shape.name] = raw[shape.name] - (3.0 if shape.kind == "trunk" else 0.0)
        # When in doubt, a limb lies on top of the trunk.
        style: Literal["near", "far"] = "far" if shape.limb in far else "near"
        layers.append((depth, len(layers), DrawnShape(discs, style, shape.kind, shape.limb, _gap(shape, discs))))
    for name in accent:
        shapes, balls = PATCHES[name]
        patch = _discs(balls, placed, camera, breath)
        upon = [depths[shape] for shape in shapes]
        hidden = _depth(patch) < min(raw[shape] for shape in shapes) - 2.0
        depth = min(upon) - 0.01 if hidden else max(upon) + 0.01
        layers.append((depth, len(layers), DrawnShape(patch, "accent", "patch", "", None)))
    layers.sort(key=lambda layer: layer[:2])
    return [layer[2] for layer in layers]


def far_limbs(placed: PlacedBody, camera: Camera) -> frozenset[str]:
    """The limbs that lie behind the same limb of the other side."""
    near = {limb: camera.see(placed.origins[limb]).near for limb, _ in _LIMBS}
    return frozenset(limb for limb, other in _LIMBS if near[limb] < near[other] - _FAR)


def _discs(
    balls: tuple[Ball, ...], placed: PlacedBody, camera: Camera, breath: float
) -> tuple[tuple[ViewPoint, float], ...]:
    return tuple((camera.see(placed.at(b.bone, b.offset)), b.radius + b.breathes * breath) for b in balls)


def _depth(discs: tuple[tuple[ViewPoint, float], ...]) -> float:
    return sum(seen.near for seen, _ in discs) / len(discs)


def _gap(shape: Shape, discs: tuple[tuple[ViewPoint, float], ...]) -> tuple[tuple[ViewPoint, float], ...] | None:
    """The middle of a limb, or the whole head: what is outlined against things behind it."""
    if shape.kind == "head":
        return discs if shape.name == "head" else None
    if shape.kind != "limb":
        return None
    (first, r1), (last, r2) = discs[0], discs[-1]
    if shape.name.startswith("hand"):
        return discs[1:]
    if shape.name.startswith("foot"):
        return discs[1:]
    return ((_between(first, last, 0.36), r1 + (r2 - r1) * 0.36), (_between(first, last, 0.86), r1 + (r2 - r1) * 0.86))


def _between(a: ViewPoint, b: ViewPoint, t: float) -> ViewPoint:
    return ViewPoint(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t, a.near + (b.near - a.near) * t)
