"""The pen that letters are drawn with: strokes along straight lines and quarter ellipses, measured on pixels."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

import msgspec

Coverage: TypeAlias = tuple[tuple[float, ...], ...]
"""How much of each pixel is covered, from 0 to 1, row by row; an even number of rows, and of pixels in each."""

_SAMPLES = 4
"""Lines in a row of pixels at which its coverage is measured."""


class LetterSize(msgspec.Struct, frozen=True):
    """The measures of one size: heights in pixels, widths in cells. `descent` is 0 in a face of capitals alone."""

    ascent: int
    descent: int
    x_height: int
    stem: float
    bar: int
    counter: float
    gap: float

    @property
    def height(self) -> int:
        return self.ascent + self.descent


Point: TypeAlias = tuple[float, float]
_Spans: TypeAlias = Callable[[float], "tuple[float, float] | None"]
"""What a piece of a stroke covers of the line at a height: from where to where, or nothing."""


class Pen:
    """Draws one letter. Coordinates are of the middle of the stroke."""

    def __init__(self, size: LetterSize, width: float) -> None:
        self.size = size
        self.width = width
        self._pieces: list[_Spans] = []
        self.stem, self.bar = size.stem, size.bar
        self.left, self.right = size.stem / 2, self.width - size.stem / 2
        self.across = self.width / 2
        self.base: float = size.ascent
        """The baseline of the letters."""
        self.top, self.bottom = size.bar / 2, size.ascent - size.bar / 2
        self.x_line: float = size.ascent - size.x_height
        """The upper edge of lower-case letters."""
        self.x_top = self.x_line + size.bar / 2
        self.middle = self._on_pixels((self.top + self.bottom) / 2)
        self.x_middle = self._on_pixels((self.x_top + self.bottom) / 2)
        self.low_middle = self._on_pixels(self.middle + size.bar / 2)
        self.tail = self._on_pixels(size.ascent + size.descent - size.bar / 2)
        self.bowl = min(self.bottom, math.floor(self.tail - size.bar / 2 - 1) - size.bar / 2)
        """The lower end of a bowl that leaves room for a tail below it."""

    def coverage(self) -> Coverage:
        """How much of each pixel has been covered so far."""
        columns = math.ceil(self.width * 2)
        height = self.size.height + self.size.height % 2
        return tuple(self._row(y, columns) for y in range(height))

    def _row(self, y: int, columns: int) -> tuple[float, ...]:
        covered = [0.0] * columns
        for sample in range(_SAMPLES):
            at = y + (sample + 0.5) / _SAMPLES
            spans = sorted(span for piece in self._pieces if (span := piece(at)) is not None)
            reached = 0.0
            for start, end in spans:
                start = max(start, reached)
                for column in range(max(math.floor(start * 2), 0), min(math.ceil(end * 2), columns)):
                    covered[column] += max(min(end * 2, column + 1) - max(start * 2, column), 0.0)
                reached = max(reached, end)
        return tuple(min(share / _SAMPLES, 1.0) for share in covered)

    def _on_pixels(self, y: float) -> float:
        return math.floor(y - self.bar / 2 + 0.5) + self.bar / 2

    # -- pieces of a stroke

    def box(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self._pieces.append(lambda y: (x0, x1) if y0 <= y < y1 else None)

    def slope(self, start: Point, end: Point, width: float | None = None) -> None:
        """A straight stroke from one height to another, cut off level at both ends; `width` is measured level."""
        (x0, y0), (x1, y1) = (start, end) if start[1] < end[1] else (end, start)
        lean = (x1 - x0) / (y1 - y0)
        half = (width or self.stem * min(math.hypot(1.0, lean), 1.4)) / 2

        def at(y: float) -> tuple[float, float] | None:
            x = x0 + (y - y0) * lean
            return (x - half, x + half) if y0 <= y < y1 else None

        self._pieces.append(at)

    def line(self, *points: Point, sharp: bool = False) -> None:
        """A stroke along points that lie level with or straight above one another, with rounded corners."""
        start = points[0]
        for i in range(1, len(points) - 1):
            before, here, after = points[i - 1], points[i], points[i + 1]
            across, down = self._corner(before, here, after, sharp)
            first = _towards(here, before, across, down)
            last = _towards(here, after, across, down)
            self._straight(start, first)
            self._bend(here, first, last, across, down)
            start = last
        self._straight(start, points[-1])

    def ring(self, top: float, bottom: float) -> None:
        """A closed stroke from side to side of the letter."""
        middle = self.across
        self.line((middle, top), (self.right, top), (self.right, bottom), (middle, bottom))
        self.line((middle, top), (self.left, top), (self.left, bottom), (middle, bottom))

    def _corner(self, before: Point, here: Point, after: Point, sharp: bool) -> Point:
        """The radii of a corner along the middle of the stroke, level and upright."""
        if sharp:
            return 0.0, 0.0
        level, upright = (before, after) if before[1] == here[1] else (after, before)
        wanted = (self.size.counter + self.stem) * 0.55
        return min(wanted, abs(level[0] - here[0])), min(wanted, abs(upright[1] - here[1]) * 0.6)

    def _straight(self, start: Point, end: Point) -> None:
        (x0, y0), (x1, y1) = start, end
        if y0 == y1:
            self.box(min(x0, x1), y0 - self.bar / 2, max(x0, x1), y0 + self.bar / 2)
        else:
            self.box(x0 - self.stem / 2, min(y0, y1), x0 + self.stem / 2, max(y0, y1))

    def _bend(self, corner: Point, first: Point, last: Point, across: float, down: float) -> None:
        """A quarter ring between `first` and `last`, around the centre on the inner side of `corner`."""
        level, upright = (first, last) if first[1] == corner[1] else (last, first)
        cx, cy = level[0], upright[1]
        right, below = corner[0] >= cx, corner[1] >= cy
        if not across or not down:
            sx, sy = self.stem / 2, self.bar / 2
            self.box(corner[0] - sx, corner[1] - sy, corner[0] + sx, corner[1] + sy)
            return
        outer = across + self.stem / 2, down + self.bar / 2
        inner = across - self.stem / 2, down - self.bar / 2

        def at(y: float) -> tuple[float, float] | None:
            if (y >= cy) != below or abs(y - cy) >= outer[1]:
                return None
            far = outer[0] * math.sqrt(1 - ((y - cy) / outer[1]) ** 2)
            near = 0.0
            if inner[0] > 0 and inner[1] > 0 and abs(y - cy) < inner[1]:
                near = inner[0] * math.sqrt(1 - ((y - cy) / inner[1]) ** 2)
            return (cx + near, cx + far) if right else (cx - far, cx - near)

        self._pieces.append(at)


def _towards(here: Point, other: Point, across: float, down: float) -> Point:
    """The point that lies so far from `here` on the way to `other`."""
    if here[1] == other[1]:
        return here[0] + math.copysign(across, other[0] - here[0]), here[1]
    return here[0], here[1] + math.copysign(down, other[1] - here[1])


Glyph: TypeAlias = "tuple[Callable[[Pen], None], float, float]"
"""How a letter is drawn, and its width in counters and stems."""
