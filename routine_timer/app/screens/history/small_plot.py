"""One small plot of dots and lines in cells, a few rows high, to be put above others on the same axis of days. Pure.

Why not textual-plot, as for the score: a person may have nine such plots, each a widget with axes of its own, and
numpy to load, where all that differs is a name and two numbers beside a line.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

import msgspec
from textual.content import Content

from routine_timer.app.widgets.styled_line import fit
from routine_timer.figures.canvas import Canvas, Style

ONE, OTHER, BOTH = "●", "○", "◉"
_LINES: tuple[Style, Style] = ("near", "accent")
_MARK_EVERY = 3
"""Where there are more points than one for so many columns, only the last one is marked."""


class Series(msgspec.Struct, frozen=True):
    """Values over columns from 0, with the mark of a single value and the colour of both."""

    mark: str
    colour: str
    points: Sequence[tuple[int, float]]


class SmallPlot(msgspec.Struct, frozen=True):
    """A name with `told` under it, and one series or two on a scale from `low` to `high`, both named."""

    name: str
    told: str
    scale: tuple[float, float]
    ticks: tuple[str, str]
    series: Sequence[Series]


def drawn(plot: SmallPlot, label: int, room: int, height: int, bounds: Collection[int]) -> list[Content]:
    """The rows of a plot, 2 or more.

    Args:
        label: cells for the name and the scale.
        room: cells for the plot itself.
        bounds: columns in which an upright line marks that something else begins.
    """
    cells = _cells(plot, room, height, bounds)
    low, high = plot.ticks
    ticks = [high, *[""] * (height - 2), low]
    texts = [plot.name, plot.told, *[""] * (height - 2)]
    wide = max(map(len, plot.ticks))
    return [
        Content.assemble(
            (fit(text, label - wide - 2).ljust(label - wide - 2), "" if row == 0 else "$quiet"),
            (f" {tick:>{wide}} ", "$quiet"),
            *cells[row],
        )
        for row, (text, tick) in enumerate(zip(texts, ticks, strict=True))
    ]


def _cells(plot: SmallPlot, room: int, height: int, bounds: Collection[int]) -> list[list[tuple[str, str]]]:
    """Each cell with its colour: the bounds behind, then the lines, then the marks."""
    canvas = Canvas(room, height)
    rows = [[("│", "$faint") if at in bounds else (" ", "") for at in range(room)] for _ in range(height)]
    colours = {style: one.colour for style, one in zip(_LINES, plot.series, strict=False)}
    for style, one in zip(_LINES, plot.series, strict=False):
        owner = canvas.owner(style)
        dots = [(2 * at + 1.0, _dot(plot, value, height)) for at, value in one.points]
        for start, end in pairwise(dots):
            canvas.line(start, end, owner)
    for row, runs in enumerate(canvas.grid().rows):
        at = 0
        for run in runs:
            for sign in run.text:
                if sign != " ":
                    rows[row][at] = (sign, colours[run.style])
                at += 1
    for one in plot.series:
        marked = one.points if len(one.points) * _MARK_EVERY <= room else one.points[-1:]
        for at, value in marked:
            cells = rows[int(_dot(plot, value, height)) // 4]
            cells[at] = (BOTH if cells[at][0] == OTHER else one.mark, one.colour)
    return rows


def _dot(plot: SmallPlot, value: float, height: int) -> float:
    """How many dots below the top a value is."""
    low, high = plot.scale
    share = min(max((value - low) / (high - low), 0.0), 1.0)
    return round((1 - share) * (4 * height - 1))
