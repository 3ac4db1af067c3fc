"""Our own face of letters for words that are read from across the room, drawn again for every size.

A cell of the terminal holds two pixels beside two: with 3 lines of text a capital is 6 pixels high. Positions and
widths are in cells' widths, which is also the height of a pixel; a pixel is half as wide. Like a digit, a letter is a
stroke along straight lines and quarter ellipses, with a few diagonals. Straight edges lie on whole pixels where they
can; a pixel that is covered in part says how much.

Pure: knows neither colours nor Textual.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from routine_timer.app.widgets.letters.capitals import CAPITALS
from routine_timer.app.widgets.letters.digits_and_punctuation import MARKS
from routine_timer.app.widgets.letters.lowercase import LOWERCASE
from routine_timer.app.widgets.letters.pen import Coverage, Glyph, LetterSize, Pen

SMALLEST = 6
"""Pixels of height below which a letter can't be told from another."""
_DESCENT = 0.17
"""How much of the height lies below the line, where lower-case letters are drawn."""
_X_HEIGHT = 0.7
_STEM = 0.17
_BAR = 0.15
_COUNTERS = (0.32, 0.27, 0.22, 0.17, 0.13)
"""The room inside a letter as a share of the capitals' height, from the widest face to the narrowest."""
_NARROW_FROM = 3
"""The first of them whose letters stand closer together, and are lighter where that still leaves a whole cell."""
_LIGHTER = 0.82
_LETTERS: dict[str, Glyph] = {**CAPITALS, **LOWERCASE, **MARKS}
_REPLACED = {
    "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "ð": "d",
    "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "−": "-", "\xa0": " ", "…": "...",
}  # fmt: skip


class BigLine(msgspec.Struct, frozen=True):
    """One line of text and the size in which it fits."""

    text: str
    size: LetterSize


def size_for(lines: int, narrow: int = 0, *, capitals: bool = False) -> LetterSize:
    """The measures for text `lines` cells high; `narrow` (0 to 4) is how much its letters are condensed."""
    height = lines * 2
    descent = 0 if capitals else max(round(height * _DESCENT), 1)
    ascent = height - descent
    return LetterSize(
        ascent=ascent,
        descent=descent,
        x_height=round(ascent * _X_HEIGHT),
        stem=max(_halves(ascent * _STEM * (_LIGHTER if narrow >= _NARROW_FROM else 1)), 1.0),
        bar=max(math.floor(ascent * _BAR + 0.4), 1),
        counter=max(_halves(ascent * _COUNTERS[narrow]), 1.0),
        gap=max(_halves(ascent * (0.08 if narrow >= _NARROW_FROM else 0.13)), 0.5),
    )


@lru_cache(maxsize=256)
def drawable(text: str) -> str | None:
    """`text` in letters that the face has, accents left out; None if it has other ones."""
    replaced = "".join(_REPLACED.get(c, c) for c in text)
    plain = "".join(c for c in unicodedata.normalize("NFKD", replaced) if not unicodedata.combining(c))
    return plain if all(c in _LETTERS for c in plain) else None


@lru_cache(maxsize=256)
def fitting(text: str, columns: int, lines: int, least: int, *, capitals: bool = False) -> BigLine | None:
    """The largest line of text, up to `lines` high and no less than `least`, that fits into so many columns.

    A long text is condensed before it gets lower. None if it does not fit, or has letters that the face has not.
    """
    shown = drawable(text.upper() if capitals else text)
    if not shown:
        return None
    for high in range(lines, max(least, SMALLEST // 2) - 1, -1):
        for narrow in range(len(_COUNTERS)):
            size = size_for(high, narrow, capitals=capitals)
            if length(shown, size) <= columns:
                return BigLine(shown, size)
    return None


def broken(text: str) -> tuple[str, str] | None:
    """`text` on two lines that are about as long; None if it is one word."""
    words = text.split()
    breaks = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    return min(breaks, key=lambda lines: max(map(len, lines)), default=None)


def shortened(text: str) -> Iterator[str]:
    """`text`, and then with ever fewer words at its end."""
    yield text
    words = text.split()
    for kept in range(len(words) - 1, 0, -1):
        yield " ".join(words[:kept]).rstrip(",;:-&( ") + "…"


def length(text: str, size: LetterSize) -> int:
    """Columns that `text` takes."""
    widths = sum(width(c, size) for c in text)
    return math.ceil(widths + size.gap * max(len(text) - 1, 0))


@lru_cache(maxsize=16)
def picture(text: str, size: LetterSize) -> Coverage:
    """A line of text, `length(text, size)` cells wide."""
    columns = length(text, size) * 2
    rows = [[0.0] * columns for _ in range(size.height + size.height % 2)]
    x = 0.0
    for character in text:
        start = round(x * 2)
        for row, covered in zip(rows, letter(character, size), strict=False):
            for place, share in enumerate(covered, start):
                if share and place < columns:
                    row[place] = max(row[place], share)
        x += width(character, size) + size.gap
    return tuple(map(tuple, rows))


@lru_cache(maxsize=128)
def letter(character: str, size: LetterSize) -> Coverage:
    """One letter.

    Raises:
        KeyError: the face has no such letter.
    """
    draw, _, _ = _LETTERS[character]
    pen = Pen(size, width(character, size))
    draw(pen)
    return pen.coverage()


def width(character: str, size: LetterSize) -> float:
    """Cells that one letter takes, to the half."""
    _, counters, stems = _LETTERS[character]
    return _halves(counters * size.counter + stems * size.stem)


def _halves(value: float) -> float:
    return math.floor(value * 2 + 0.5) / 2
