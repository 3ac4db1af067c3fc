"""Shapes that capitals and lower-case letters share."""

from __future__ import annotations

from routine_timer.app.widgets.letters.pen import Pen


def slanted_z(p: Pen, top: float) -> None:
    """Z and z, whose upper edge is at `top`."""
    p.line((0, top + p.bar / 2), (p.width, top + p.bar / 2))
    p.line((0, p.bottom), (p.width, p.bottom))
    p.slope((p.right, top + p.bar / 2), (p.left, p.bottom))


def double_v(p: Pen, top: float) -> None:
    """W and w, whose upper edge is at `top`."""
    quarter = (p.right - p.left) / 4
    for n, (start, end) in enumerate(((top, p.base), (p.base, top), (top, p.base), (p.base, top))):
        p.slope((p.left + n * quarter, start), (p.left + (n + 1) * quarter, end), p.stem)


def stem(p: Pen) -> None:
    p.box(0, 0, p.stem, p.base)
