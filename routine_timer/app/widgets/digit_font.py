"""Digits of the large letters' face in measures of their own: they fill whatever room there is, and are equally wide.

Pure: knows neither colours nor Textual. Heights are in pixels, of which a terminal's cell holds two; widths in cells.
"""

from __future__ import annotations

from functools import lru_cache

from routine_timer.app.widgets.letters.face import letter
from routine_timer.app.widgets.letters.pen import Coverage, LetterSize, Pen

SMALLEST = 6
"""Pixels of height below which a digit can't be told from another; then plain text is better."""
_WIDTH = 0.64
_STROKE = 0.26
_GAP = 0.24
_ARROW = 0.56
_COLON = 0.3
"""How far the dots of a colon are from the top and the bottom of 1."""


def face(height: int) -> LetterSize:
    """The measures for digits `height` pixels high (even, `SMALLEST` or more), widths in whole cells."""
    width = max(round(height * _WIDTH), 3)
    stroke = max(round(width * _STROKE), 1)
    gap = max(round(width * _GAP), 1)
    return LetterSize(height, 0, height, stem=stroke, bar=stroke, counter=width - 2 * stroke, gap=gap)


def width_of(character: str, size: LetterSize) -> int:
    """Cells that a digit or a colon takes: the same for all digits, so that none moves another."""
    return round(size.stem if character == ":" else size.counter + 2 * size.stem)


def length(text: str, size: LetterSize) -> int:
    """Cells that `text` takes."""
    return sum(width_of(c, size) for c in text) + round(size.gap) * (len(text) - 1)


@lru_cache(maxsize=256)
def fitting(text: str, columns: int, lines: int) -> LetterSize | None:
    """The largest face in which `text` (digits and colons) fits into so many cells; None if none is legible."""
    for height in range(lines * 2, SMALLEST - 1, -2):
        if length(text, found := face(height)) <= columns:
            return found
    return None


@lru_cache(maxsize=64)
def glyph(character: str, size: LetterSize) -> Coverage:
    """One digit or colon, in the middle of its width.

    Raises:
        KeyError: the face has no such character.
    """
    if character == ":":
        return _colon(size)
    drawn = letter(character, size)
    free = width_of(character, size) * 2 - len(drawn[0])
    before, after = (0.0,) * (free // 2), (0.0,) * (free - free // 2)
    return tuple((*before, *row, *after) for row in drawn)


def _colon(size: LetterSize) -> Coverage:
    """Its dots keep as far from the top as from the line: beside digits there are no lower-case letters."""
    pen = Pen(size, size.stem)
    away = round((size.height - size.bar) * _COLON)
    for top in (away, size.height - size.bar - away):
        pen.box(0, top, size.stem, top + size.bar)
    return pen.coverage()


@lru_cache(maxsize=16)
def arrow(height: int, *, left: bool) -> Coverage:
    """A solid arrowhead that points to one side, `height` pixels high and `arrow_width(height)` cells wide."""
    columns, middle = arrow_width(height) * 2, height / 2
    rows = []
    for y in range(height):
        away = abs(y + 0.5 - middle)
        row = tuple(min(max((x + 0.5) / columns * middle - away + 0.5, 0.0), 1.0) for x in range(columns))
        rows.append(row if left else row[::-1])
    return tuple(rows)


def arrow_width(height: int) -> int:
    return round(height * _ARROW)
