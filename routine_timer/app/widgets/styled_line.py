"""A line of text in pieces, each with a look and perhaps a day behind it: what calendars and lists are drawn from.

The pictures are pure data, so they are tested as text; a widget gives the looks their colours.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip


@dataclass(frozen=True, slots=True)
class Piece:
    """Some cells in one style. `day` is the day that they show."""

    text: str
    look: str = ""
    day: date | None = None


StyledLine: TypeAlias = tuple[Piece, ...]


def text_of(line: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in line)


def fit(text: str, width: int) -> str:
    """`text`, exactly `width` cells wide; what is cut off leaves an ellipsis."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, width - 1) + "…"


def day_at(line: Sequence[Piece], x: int) -> date | None:
    """The day behind cell `x`."""
    start = 0
    for piece in line:
        start += cell_len(piece.text)
        if x < start:
            return piece.day
    return None


def drawn(line: Sequence[Piece], width: int, ground: Style, style_of: Callable[[Piece], Style]) -> Strip:
    """The line as a strip, filled up to `width`."""
    segments = [Segment(piece.text, ground + style_of(piece)) for piece in line if piece.text]
    return Strip(segments).adjust_cell_length(width, ground)
