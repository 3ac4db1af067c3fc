"""Dots in cells: a braille canvas that knows whose each dot is.

Why not textual-hires-canvas: it is a widget (importing it imports Textual, which the core may not), its dots have
no owner, and a dot is set by a Python call each. A figure needs to know whose a dot is: the nearer limb is cut free
from what lies behind it by a thin gap, and a cell takes the colour that most of its dots have. Here a row of a
filled shape is one slice of a bytearray, a gap one `translate` of it, and a cell of eight dots one look-up: a whole
44×16 figure in about a millisecond (`make bench`).

Knows nothing of bodies. Dots are square; a cell is 2 dots wide and 4 high; (0, 0) is at the top left.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import ceil, floor, hypot
from typing import Final, Generic, Literal, NamedTuple, TypeAlias, TypeVar

Style: TypeAlias = Literal["", "floor", "prop", "far", "near", "accent"]
STYLES: Final[tuple[Style, ...]] = ("", "floor", "prop", "far", "near", "accent")
"""What a dot belongs to; a cell shows the one that most of its dots have, the later of equals."""

Disc: TypeAlias = tuple[float, float, float]
"""x, y and radius, in dots."""


Mix: TypeAlias = tuple[int, ...]
"""How many of a pixel's dots belong to each of `STYLES`."""


class Paint(NamedTuple):
    """The two colours of a shaded cell; None is the background of whatever the picture is shown on."""

    front: Mix | None
    back: Mix | None


class Pixels(NamedTuple):
    """A picture as rows of dots, each an index into `STYLES`."""

    width: int
    height: int
    styles: bytes


Look = TypeVar("Look", Style, Paint)
"""How cells look: dots have one style, shaded cells two colours."""


class CellRun(NamedTuple, Generic[Look]):
    """Neighbouring cells that look the same."""

    text: str
    style: Look


class Grid(NamedTuple, Generic[Look]):
    """A finished picture: rows of runs, `width` cells each."""

    width: int
    rows: tuple[tuple[CellRun[Look], ...], ...]

    @property
    def height(self) -> int:
        return len(self.rows)

    def lines(self) -> list[str]:
        """The picture as plain text."""
        return ["".join(run.text for run in row) for row in self.rows]


class Canvas:
    """`width` × `height` cells to draw on, emptied by making a new one."""

    __slots__ = ("_dots", "_owners", "_styles", "height", "width")

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self._dots = bytearray(width * 2 * height * 4)
        self._styles = bytearray(256)
        self._owners = 0

    def owner(self, style: Style) -> int:
        """A new owner of dots, shown in `style`. There can be 255."""
        self._owners += 1
        self._styles[self._owners] = STYLES.index(style)
        return self._owners

    def fill(self, discs: Sequence[Disc], owner: int, *, under: bool = False) -> None:
        """Fill the convex hull of `discs`; `under` leaves what is there already."""
        dots, stride = self._dots, self.width * 2
        ink = bytes([owner]) * stride
        only_empty = bytes([owner, *range(1, 256)])
        for y, left, right in self._spans(discs):
            at = y * stride
            filled = dots[at + left : at + right].translate(only_empty) if under else ink[: right - left]
            dots[at + left : at + right] = filled

    def clear(self, discs: Sequence[Disc], spare: frozenset[int]) -> None:
        """Empty the convex hull of `discs`, but for the dots of the owners in `spare`."""
        dots, stride = self._dots, self.width * 2
        table = bytes(i if i in spare else 0 for i in range(256))
        for y, left, right in self._spans(discs):
            at = y * stride
            dots[at + left : at + right] = dots[at + left : at + right].translate(table)

    def dot(self, x: float, y: float, owner: int, *, under: bool = False) -> None:
        """One dot; `under` leaves what is there already."""
        column, row = floor(x), floor(y)
        if 0 <= column < self.width * 2 and 0 <= row < self.height * 4:
            at = row * self.width * 2 + column
            if not under or not self._dots[at]:
                self._dots[at] = owner

    def line(self, start: tuple[float, float], end: tuple[float, float], owner: int, *, every: int = 1) -> None:
        """A line one dot thick, behind what is there; `every` second or third dot for a fainter one."""
        steps = max(ceil(max(abs(end[0] - start[0]), abs(end[1] - start[1]))), 1)
        for i in range(0, steps + 1, every):
            t = i / steps
            self.dot(start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t, owner, under=True)

    def grid(self) -> Grid[Style]:
        """The cells as they stand."""
        dots = self._dots.translate(bytes(self._styles))
        stride = self.width * 2
        rows = []
        for top in range(0, len(dots), stride * 4):
            parts = []
            for k in range(4):
                line = dots[top + k * stride : top + (k + 1) * stride]
                parts.append(line[0::2])
                parts.append(line[1::2])
            rows.append(_runs(zip(*parts, strict=True)))
        return Grid(self.width, tuple(rows))

    def pixels(self) -> Pixels:
        """The dots as they stand."""
        return Pixels(self.width * 2, self.height * 4, bytes(self._dots.translate(bytes(self._styles))))

    def styles_of_rows(self, top: int, count: int) -> list[bytearray]:
        """`count` rows of dots from `top` on, each dot as an index into `STYLES`."""
        stride = self.width * 2
        rows = self._dots[top * stride : (top + count) * stride].translate(bytes(self._styles))
        return [rows[i * stride : (i + 1) * stride] for i in range(count)]

    def _spans(self, discs: Sequence[Disc]) -> list[tuple[int, int, int]]:
        """Rows of the hull as (row, first column, column after the last), cut to the canvas.

        The hull's edge is made of arcs and of tangents between two discs, so in each row its ends are the furthest
        ends among the hulls of all pairs.
        """
        wide, high = self.width * 2, self.height * 4
        top = max(floor(min(y - r for _, y, r in discs)), 0)
        bottom = min(ceil(max(y + r for _, y, r in discs)), high)
        if top >= bottom:
            return []
        tangents = []
        for i, a in enumerate(discs):
            for b in discs[i + 1 :]:
                tangents += _tangents(a, b)
        spans = []
        for row in range(top, bottom):
            y = row + 0.5
            left, right = 1e9, -1e9
            for cx, cy, r in discs:
                reach = r * r - (y - cy) ** 2
                if reach >= 0:
                    half = reach**0.5
                    left, right = min(left, cx - half), max(right, cx + half)
            for ax, ay, bx, by in tangents:
                if (ay <= y) != (by <= y):
                    x = ax + (bx - ax) * (y - ay) / (by - ay)
                    left, right = min(left, x), max(right, x)
            if left <= right:
                first, after = max(round(left), 0), min(max(round(right), round(left) + 1), wide)
                if first < after:
                    spans.append((row, first, after))
        return spans


def _tangents(a: Disc, b: Disc) -> list[tuple[float, float, float, float]]:
    """The two outer tangents of two discs, from where they touch `a` to where they touch `b`."""
    ax, ay, ar = a
    bx, by, br = b
    dx, dy = bx - ax, by - ay
    distance = hypot(dx, dy)
    if distance <= abs(ar - br) + 1e-9:
        return []
    ux, uy = dx / distance, dy / distance
    cosine = (ar - br) / distance
    sine = (1 - cosine * cosine) ** 0.5
    lines = []
    for side in (1.0, -1.0):
        nx, ny = ux * cosine - uy * sine * side, uy * cosine + ux * sine * side
        lines.append((ax + nx * ar, ay + ny * ar, bx + nx * br, by + ny * br))
    return lines


_BITS = (0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80)
"""Braille bits of a cell's dots, left and right, from the top row down."""

_MOST_KEPT = 1_000
_CELLS: dict[tuple[int, ...], tuple[str, int]] = {(0,) * 8: (" ", 0)}
"""Eight dots' styles → character and the cell's style; a figure uses a few hundred of them again and again."""


def _cell(dots: tuple[int, ...]) -> tuple[str, int]:
    lit = [d for d in dots if d]
    bits = sum(bit for bit, d in zip(_BITS, dots, strict=True) if d)
    style = max(set(lit), key=lambda s: (lit.count(s), s))
    cell = (chr(0x2800 + bits), style)
    if len(_CELLS) >= _MOST_KEPT:
        _CELLS.clear()
        _CELLS[(0,) * 8] = (" ", 0)  # `_cell` is for dots of which one is lit at least
    _CELLS[dots] = cell
    return cell


def _runs(cells: zip[tuple[int, ...]]) -> tuple[CellRun[Style], ...]:
    runs: list[CellRun[Style]] = []
    text: list[str] = []
    current = 0
    for dots in cells:
        known = _CELLS.get(dots) or _cell(dots)
        if known[1] != current:
            if text:
                runs.append(_run("".join(text), STYLES[current]))
                text = []
            current = known[1]
        text.append(known[0])
    runs.append(_run("".join(text), STYLES[current]))
    return tuple(runs)


@lru_cache(maxsize=2 * _MOST_KEPT)
def _run(text: str, style: Style) -> CellRun[Style]:
    """The same run each time: most are in many pictures of a rep."""
    return CellRun(text, style)
