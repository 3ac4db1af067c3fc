"""Our own face of digits: drawn again for every size, so that they fill whatever room there is.

A digit is a stroke of even thickness along straight lines and quarter circles, laid on a grid of pixels of which every
terminal cell holds two, one above the other, so that a pixel is about as wide as it is high. Straight edges fall on
whole pixels and stay sharp; on the curves a pixel may be covered in part, and says how much.

Pure: knows neither colours nor Textual. Sizes are in pixels; a height of 2 n pixels is n lines of the terminal.
"""

from __future__ import annotations

import math
from functools import lru_cache

import msgspec

Coverage = tuple[tuple[float, ...], ...]
"""How much of each pixel is covered, from 0 to 1, row by row."""

SMALLEST = 6
"""Pixels of height below which a digit can't be told from another; then plain text is better."""
_WIDTH = 0.64
_STROKE = 0.26
_ROUND = 0.44
_GAP = 0.24
_ARROW = 0.56


class DigitSize(msgspec.Struct, frozen=True):
    """The measures of one size, all in whole pixels. Digits are all equally wide, so that none moves another."""

    height: int
    width: int
    stroke: int
    radius: int
    gap: int

    @property
    def colon_width(self) -> int:
        return self.stroke

    def width_of(self, character: str) -> int:
        return self.colon_width if character == ":" else self.width

    def length(self, text: str) -> int:
        """Pixels across that `text` takes."""
        return sum(self.width_of(c) for c in text) + self.gap * (len(text) - 1)


def face(height: int) -> DigitSize:
    """The measures for digits `height` pixels high (even, `SMALLEST` or more)."""
    width = max(round(height * _WIDTH), 3)
    stroke = max(round(width * _STROKE), 1)
    return DigitSize(
        height=height,
        width=width,
        stroke=stroke,
        radius=min(round(width * _ROUND), width // 2, (height + stroke) // 4),
        gap=max(round(width * _GAP), 1),
    )


@lru_cache(maxsize=256)
def fitting(text: str, columns: int, lines: int) -> DigitSize | None:
    """The largest face in which `text` (digits and colons) fits into so many cells; None if none is legible."""
    for height in range(lines * 2, SMALLEST - 1, -2):
        if (found := face(height)).length(text) <= columns:
            return found
    return None


@lru_cache(maxsize=64)
def glyph(character: str, measures: DigitSize) -> Coverage:
    """One digit or colon.

    Raises:
        KeyError: the face has no such character.
    """
    return _Pen(measures, measures.width_of(character)).draw(character)


@lru_cache(maxsize=16)
def arrow(height: int, *, left: bool) -> Coverage:
    """A solid arrowhead that points to one side, `height` pixels high and `arrow_width(height)` wide."""
    width, middle = arrow_width(height), height / 2
    rows = []
    for y in range(height):
        away = abs(y + 0.5 - middle)
        row = tuple(min(max((x + 0.5) / width * middle - away + 0.5, 0.0), 1.0) for x in range(width))
        rows.append(row if left else row[::-1])
    return tuple(rows)


def arrow_width(height: int) -> int:
    return round(height * _ARROW)


Point = tuple[float, float]


class _Pen:
    """Draws strokes on one glyph's grid. Coordinates are in pixels, of the middle of the stroke."""

    def __init__(self, measures: DigitSize, width: int) -> None:
        self._face = measures
        self._width = width
        self._rows = [[0.0] * width for _ in range(measures.height)]

    def draw(self, character: str) -> Coverage:
        _DRAWN[character](self)
        return tuple(tuple(row) for row in self._rows)

    # -- the lines that all digits share

    @property
    def _half(self) -> float:
        return self._face.stroke / 2

    @property
    def left(self) -> float:
        return self._half

    @property
    def right(self) -> float:
        return self._width - self._half

    @property
    def top(self) -> float:
        return self._half

    @property
    def bottom(self) -> float:
        return self._face.height - self._half

    @property
    def middle(self) -> float:
        """The bar across the middle, on whole pixels; a hair above the true middle if it can't be in it."""
        return (self._face.height - self._face.stroke) // 2 + self._half

    @property
    def across(self) -> float:
        """The middle from side to side, where two pixels meet: halves that join there leave no seam."""
        return self._width // 2

    @property
    def inset(self) -> int:
        """Where an end starts that does not reach the digit's side: half a stroke in, on a whole pixel."""
        return self._face.stroke // 2

    # -- strokes

    def line(self, *points: Point, corner: float | None = None) -> None:
        """A stroke along points that lie level with or straight above one another, its corners rounded."""
        if len(points) == 2:
            self._bar(*points)
            return
        start = points[0]
        for i in range(1, len(points) - 1):
            here, following = points[i], points[i + 1]
            radius = self._corner(points[i - 1], here, following, corner)
            before, after = _towards(here, points[i - 1], radius), _towards(here, following, radius)
            self._bar(start, before)
            self._bend(before, here, after, radius)
            start = after
        self._bar(start, points[-1])

    def ring(self, top: float, bottom: float) -> None:
        """A closed stroke from side to side of the digit."""
        across = self.across
        self.line((across, top), (self.right, top), (self.right, bottom), (across, bottom))
        self.line((across, top), (self.left, top), (self.left, bottom), (across, bottom))

    def dot(self, x: float, y: float) -> None:
        self._fill(x - self._half, y - self._half, x + self._half, y + self._half)

    def _corner(self, before: Point, here: Point, after: Point, asked: float | None) -> float:
        """The radius of a corner, along the middle of the stroke: no more than the shorter of its two arms."""
        radius = max(self._face.radius if asked is None else asked, self._face.stroke) - self._half
        return max(min(radius, math.dist(before, here), math.dist(here, after)), 0.0)

    def _bar(self, start: Point, end: Point) -> None:
        """A straight stroke, flat at both ends."""
        (x0, y0), (x1, y1) = start, end
        if y0 == y1:
            self._fill(min(x0, x1), y0 - self._half, max(x0, x1), y0 + self._half)
        else:
            self._fill(x0 - self._half, min(y0, y1), x0 + self._half, max(y0, y1))

    def _bend(self, before: Point, corner: Point, after: Point, radius: float) -> None:
        """A quarter circle from `before` to `after`, around the centre on the inner side of `corner`."""
        cx, cy = before[0] + after[0] - corner[0], before[1] + after[1] - corner[1]
        outer, inner = radius + self._half, max(radius - self._half, 0.0)
        right, down = corner[0] > cx, corner[1] > cy
        for y in range(math.floor(cy - outer), math.ceil(cy + outer)):
            for x in range(math.floor(cx - outer), math.ceil(cx + outer)):
                if (x + 0.5 > cx) != right or (y + 0.5 > cy) != down:
                    continue
                away = math.hypot(x + 0.5 - cx, y + 0.5 - cy)
                self._cover(x, y, min(outer - away, away - inner) + 0.5 if inner else outer - away + 0.5)

    def _fill(self, x0: float, y0: float, x1: float, y1: float) -> None:
        for y in range(max(math.floor(y0), 0), math.ceil(y1)):
            high = min(y + 1, y1) - max(y, y0)
            for x in range(max(math.floor(x0), 0), math.ceil(x1)):
                self._cover(x, y, high * (min(x + 1, x1) - max(x, x0)))

    def _cover(self, x: int, y: int, share: float) -> None:
        if 0 <= x < self._width and 0 <= y < self._face.height:
            self._rows[y][x] = max(self._rows[y][x], min(share, 1.0))


def _towards(start: Point, end: Point, far: float) -> Point:
    whole = math.dist(start, end) or 1.0
    return start[0] + (end[0] - start[0]) * far / whole, start[1] + (end[1] - start[1]) * far / whole


def _zero(pen: _Pen) -> None:
    pen.ring(pen.top, pen.bottom)


def _one(pen: _Pen) -> None:
    middle = math.ceil((pen.left + pen.right) / 2 - pen.left) + pen.left
    pen.line((pen.inset, pen.top), (middle, pen.top), (middle, pen.bottom + pen.left), corner=0)
    pen.line((0, pen.bottom), (pen.right + pen.left, pen.bottom))


def _two(pen: _Pen) -> None:
    pen.line(
        (0, pen.top),
        (pen.right, pen.top),
        (pen.right, pen.middle),
        (pen.left, pen.middle),
        (pen.left, pen.bottom),
        (pen.right + pen.left, pen.bottom),
    )


def _three(pen: _Pen) -> None:
    inset = pen.left * 2
    pen.line((0, pen.top), (pen.right, pen.top), (pen.right, pen.middle), (inset, pen.middle))
    pen.line((inset, pen.middle), (pen.right, pen.middle), (pen.right, pen.bottom), (0, pen.bottom))


def _four(pen: _Pen) -> None:
    pen.line((pen.left, 0), (pen.left, pen.middle), (pen.right, pen.middle))
    pen.line((pen.right, 0), (pen.right, pen.bottom + pen.left))


def _five(pen: _Pen) -> None:
    """Square at the left, where an S is round."""
    pen.line((pen.right + pen.left, pen.top), (0, pen.top))
    pen.line((pen.left, 0), (pen.left, pen.middle + pen.left))
    pen.line((0, pen.middle), (pen.right, pen.middle), (pen.right, pen.bottom), (0, pen.bottom))


def _six(pen: _Pen) -> None:
    reach = pen.right + pen.left - pen.inset
    pen.line((reach, pen.top), (pen.left, pen.top), (pen.left, pen.middle + 1))
    pen.line((pen.left, (pen.top + pen.middle) / 2), (pen.left, pen.bottom), (pen.across, pen.bottom))
    pen.line(
        (pen.left, pen.middle),
        (pen.right, pen.middle),
        (pen.right, pen.bottom),
        (pen.across, pen.bottom),
    )


def _seven(pen: _Pen) -> None:
    pen.line((0, pen.top), (pen.right, pen.top), (pen.right, pen.bottom + pen.left))


def _eight(pen: _Pen) -> None:
    pen.ring(pen.top, pen.middle)
    pen.ring(pen.middle, pen.bottom)


def _nine(pen: _Pen) -> None:
    across = pen.across
    pen.line((across, pen.top), (pen.left, pen.top), (pen.left, pen.middle), (pen.right, pen.middle))
    pen.line((across, pen.top), (pen.right, pen.top), (pen.right, pen.bottom), (pen.inset, pen.bottom))


def _colon(pen: _Pen) -> None:
    third = round((pen.bottom - pen.top) * 0.3)
    pen.dot(pen.left, pen.top + third)
    pen.dot(pen.left, pen.bottom - third)


_DRAWN = {
    "0": _zero,
    "1": _one,
    "2": _two,
    "3": _three,
    "4": _four,
    "5": _five,
    "6": _six,
    "7": _seven,
    "8": _eight,
    "9": _nine,
    ":": _colon,
}
