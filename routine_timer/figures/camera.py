"""How the viewer sees the scene: from which side, a little from above, and how large so that all of it fits.

A parallel projection: bones keep their lengths as the figure moves, and a limb's thickness is the same near and far.

A figure seen from the front is a mirror image: its right side is on the right of the screen. People copy it as they
would copy themselves in a mirror, and the arrow for RIGHT, which points to the right of the screen, points to the side
that works.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, radians, sin
from typing import NamedTuple

from routine_timer.figures.geometry import Vec
from routine_timer.routine.poses import View


class ViewPoint(NamedTuple):
    """A place as the viewer sees it: right, up, and nearness, in centimetres."""

    x: float
    y: float
    near: float


class Camera(NamedTuple):
    """Sines and cosines of the viewer's place; `flip` is -1 for a mirror image, else 1."""

    cos_turn: float
    sin_turn: float
    cos_tilt: float
    sin_tilt: float
    flip: float

    def see(self, point: Vec) -> ViewPoint:
        x, y, z = point
        near = x * self.sin_turn + z * self.cos_turn
        return ViewPoint(
            (x * self.cos_turn - z * self.sin_turn) * self.flip,
            y * self.cos_tilt - near * self.sin_tilt,
            near * self.cos_tilt + y * self.sin_tilt,
        )


def camera(view: View, turn: float, tilt: float) -> Camera:
    """From the side with the right of a standing person near; from the front as in a mirror, their right on the right.

    `turn` (degrees) walks round from the side towards the person's front, or from the front towards their right side.
    """
    front = view == "front"
    angle = radians(90.0 - turn if front else turn)
    return Camera(cos(angle), sin(angle), cos(radians(tilt)), sin(radians(tilt)), -1.0 if front else 1.0)


class Box(NamedTuple):
    """What has to be seen, in centimetres as seen."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom


def box_of(balls: Iterable[tuple[ViewPoint, float]]) -> Box:
    """The smallest box round all `balls` (centre and radius). There must be one."""
    seen = list(balls)
    return Box(
        min(p.x - r for p, r in seen),
        min(p.y - r for p, r in seen),
        max(p.x + r for p, r in seen),
        max(p.y + r for p, r in seen),
    )


class Framing(NamedTuple):
    """From centimetres as seen to dots: `scale` dots a centimetre, the box in the middle, standing near the bottom."""

    scale: float
    x: float
    y: float

    def dot(self, seen: ViewPoint) -> tuple[float, float]:
        return (self.x + seen.x * self.scale, self.y - seen.y * self.scale)


SMALLEST_SCENE = 92.0
"""A curled-up figure is not blown up beyond what fits this many centimetres, so that heads stay about equally large."""


def fit(box: Box, width: int, height: int) -> Framing:
    """Fit `box` into `width` × `height` cells with a margin of a dot."""
    wide, high = width * 2 - 2, height * 4 - 2
    scale = min(wide / max(box.width, SMALLEST_SCENE), high / max(box.height, SMALLEST_SCENE * 0.75))
    x = width - (box.left + box.right) / 2 * scale
    spare = high - box.height * scale
    y = height * 4 - 1 - spare * 0.4 + box.bottom * scale
    return Framing(scale, x, y)
