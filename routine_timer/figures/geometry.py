"""The little linear algebra that a jointed body needs: vectors of three floats, 3×3 matrices as nine of them.

Plain tuples on purpose: a frame is some forty rotations, which is less work than importing an array library.
World axes: x to the right of the picture, y up, z towards the viewer; right-handed.
"""

from __future__ import annotations

from math import cos, sin
from typing import Literal, TypeAlias

Vec: TypeAlias = tuple[float, float, float]
Mat: TypeAlias = tuple[float, float, float, float, float, float, float, float, float]
Axis: TypeAlias = Literal["x", "y", "z"]

IDENTITY: Mat = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)


def add(a: Vec, b: Vec) -> Vec:
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def sub(a: Vec, b: Vec) -> Vec:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def dot(a: Vec, b: Vec) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def mix(a: Vec, b: Vec, t: float) -> Vec:
    """The point `t` (0 to 1) of the way from `a` to `b`."""
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t)


def apply(m: Mat, v: Vec) -> Vec:
    x, y, z = v
    return (m[0] * x + m[1] * y + m[2] * z, m[3] * x + m[4] * y + m[5] * z, m[6] * x + m[7] * y + m[8] * z)


def column(m: Mat, axis: Axis) -> Vec:
    """Where the frame `m` has its own x, y or z axis."""
    i = "xyz".index(axis)
    return (m[i], m[3 + i], m[6 + i])


def turned(m: Mat, axis: Axis, angle: float) -> Mat:
    """The frame `m` rotated by `angle` (radians) about its own axis."""
    c, s = cos(angle), sin(angle)
    a, b, d, e, f, g, h, i, j = m
    if axis == "z":
        return (a * c + b * s, b * c - a * s, d, e * c + f * s, f * c - e * s, g, h * c + i * s, i * c - h * s, j)
    if axis == "y":
        return (a * c - d * s, b, a * s + d * c, e * c - g * s, f, e * s + g * c, h * c - j * s, i, h * s + j * c)
    return (a, b * c + d * s, d * c - b * s, e, f * c + g * s, g * c - f * s, h, i * c + j * s, j * c - i * s)
