"""An exercise's figure as SVG, for paper and the phone: its dots, drawn finer than any terminal could."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from routine_timer.figures.motion import Moment
from routine_timer.figures.segment_clips import rig_of_exercise
from routine_timer.routine.model import Reps

if TYPE_CHECKING:
    from routine_timer.figures.canvas import Grid, Style
    from routine_timer.routine.exercise import Exercise

CELLS = 64, 36
"""The size of a picture; a cell has 2 × 4 dots."""
_GAP = 6
"""Dots between two poses."""
_COLOURS: dict[Style, str] = {
    "near": "#1f2a36",
    "far": "#98a3af",
    "accent": "#c2452d",
    "prop": "#6f8196",
    "floor": "#b4bcc5",
}
_BRAILLE = 0x2800
_DOTS = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
"""Column and row of each of the eight bits of a braille character."""

_Dot = tuple[int, int, "Style"]


def figure_svg(exercise: Exercise) -> str | None:
    """The pose held, or for reps the first and the last one; None for an exercise without poses."""
    rig = rig_of_exercise(exercise)
    if rig is None:
        return None
    last = len(exercise.poses) - 1
    shown = dict.fromkeys((0, last) if isinstance(exercise.dose, Reps) else (last,))
    pictures = [_Picture(rig.picture(Moment(i, i), *CELLS)) for i in shown]
    return _svg(_beside(pictures))


def stroke_paths(grid: Grid[Style]) -> dict[str, str]:
    """The dots of a picture as one path for each style, for lines one dot thick through the middle of each row."""
    rows: dict[Style, dict[int, list[int]]] = {}
    for x, y, style in _dots(grid):
        rows.setdefault(style, {}).setdefault(y, []).append(x)
    return {
        style: "".join(f"M{begin} {y}.5h{length}" for y in sorted(lines) for begin, length in _runs(lines[y]))
        for style, lines in rows.items()
    }


class _Picture:
    """The dots of a picture, moved to the corner."""

    def __init__(self, grid: Grid[Style]) -> None:
        dots = list(_dots(grid))
        left = min((x for x, _, _ in dots), default=0)
        top = min((y for _, y, _ in dots), default=0)
        self.dots = [(x - left, y - top, style) for x, y, style in dots]
        self.width = max((x + 1 for x, _, _ in self.dots), default=0)
        self.height = max((y + 1 for _, y, _ in self.dots), default=0)


def _dots(grid: Grid[Style]) -> Iterator[_Dot]:
    for row, runs in enumerate(grid.rows):
        column = 0
        for run in runs:
            for character in run.text:
                bits = ord(character) - _BRAILLE
                for bit, (across, down) in enumerate(_DOTS):
                    if 0 < bits < 256 and bits >> bit & 1:
                        yield 2 * column + across, 4 * row + down, run.style
                column += 1


def _beside(pictures: list[_Picture]) -> _Picture:
    """One picture of all: wide ones one below the other, others side by side, all standing on one line."""
    first, *others = pictures
    for other in others:
        if other.width > other.height:
            first.dots += [(x, y + first.height + _GAP, style) for x, y, style in other.dots]
            first.width, first.height = max(first.width, other.width), first.height + _GAP + other.height
        else:
            lower = first.height - other.height
            first.dots += [(x + first.width + _GAP, y + lower, style) for x, y, style in other.dots]
            first.width += _GAP + other.width
    return first


def _svg(picture: _Picture) -> str:
    top = min((y for _, y, _ in picture.dots), default=0)
    height = max((y + 1 for _, y, _ in picture.dots), default=1) - top
    paths = []
    for style, colour in _COLOURS.items():
        rows: dict[int, list[int]] = {}
        for x, y, owner in picture.dots:
            if owner == style:
                rows.setdefault(y - top, []).append(x)
        path = "".join(f"M{begin} {y}h{length}v1h-{length}z" for y in sorted(rows) for begin, length in _runs(rows[y]))
        if path:
            paths.append(f'<path fill="{colour}" d="{path}"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {picture.width} {height}" shape-rendering="crispEdges">'
        f"{''.join(paths)}</svg>"
    )


def _runs(xs: list[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring dots as begin and length."""
    xs = sorted(set(xs))
    begin = previous = xs[0]
    for x in xs[1:]:
        if x != previous + 1:
            yield begin, previous + 1 - begin
            begin = x
        previous = x
    yield begin, previous + 1 - begin
