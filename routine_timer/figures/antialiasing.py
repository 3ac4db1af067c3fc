"""Solid figures: a canvas of dots turned into cells of two colours, with soft edges.

A terminal cell can show a character in one colour on a background of another, and Unicode has a character for every
way to split a cell into quarters. So a cell is drawn as four pixels, each the average of the eight dots below it, and
the chosen split into two groups changes the pixels least. Solid areas have no gaps, and edges are anti-aliased.
Braille dots cover a fifth of a cell: from the floor they are dim (`docs/figures.md`).

Pure. Colours are left to the widget: a `Paint` says how much of each style is mixed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, TypeAlias

from routine_timer.figures.canvas import STYLES, Canvas, CellRun, Grid, Mix, Paint

DENSITY: Final = 2
"""How many times finer the canvas is than the picture, both ways: 4 × 8 dots to a cell."""
SAMPLES: Final = 8
"""Dots in a pixel: 2 × 4."""

GLYPHS: Final = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""By the quarters that are in the foreground: 1 top left, 2 top right, 4 bottom left, 8 bottom right."""

_SPLITS = range(1, 8)
"""Every way to split four pixels in two, but for which of the two halves is called the foreground."""

_TYPICAL: dict[str, tuple[float, float, float]] = {
    "": (0.0, 0.0, 0.0),
    "floor": (0.3, 0.3, 0.3),
    "prop": (0.3, 0.5, 0.7),
    "far": (0.5, 0.5, 0.5),
    "near": (0.9, 0.9, 0.9),
    "accent": (1.0, 0.6, 0.2),
}
"""Roughly what the styles look like in every theme, to judge which of two splits looks better."""

_Pixels: TypeAlias = tuple[Mix, Mix, Mix, Mix]

_EMPTY: Mix = (SAMPLES, *(0 for _ in STYLES[1:]))

_mixes: dict[tuple[int, ...], Mix] = {}
_cells: dict[_Pixels, tuple[str, Paint]] = {}
_MOST_KEPT = 1_000
"""A figure uses a few hundred different cells again and again."""


def forget_cells() -> None:
    """Forget the cells and runs of earlier figures."""
    _mixes.clear()
    _cells.clear()
    _run.cache_clear()


def shaded(canvas: Canvas) -> Grid[Paint]:
    """The picture on `canvas`, which has `DENSITY` times the columns and rows of the result."""
    pixels = [_pixel_row(canvas.styles_of_rows(top, 4)) for top in range(0, canvas.height * 4, 4)]
    rows = []
    for upper, lower in zip(pixels[0::2], pixels[1::2], strict=True):
        cells = zip(upper[0::2], upper[1::2], lower[0::2], lower[1::2], strict=True)
        rows.append(_runs([_cells.get(four) or _cell(four) for four in cells]))
    return Grid(canvas.width // DENSITY, tuple(rows))


def _pixel_row(lines: Sequence[bytes | bytearray]) -> list[Mix]:
    """Four lines of dots as one line of pixels."""
    halves = [line[k::2] for line in lines for k in (0, 1)]
    return [_mixes.get(dots) or _mix(dots) for dots in zip(*halves, strict=True)]


def _mix(dots: tuple[int, ...]) -> Mix:
    mix = tuple(dots.count(style) for style in range(len(STYLES)))
    if len(_mixes) >= _MOST_KEPT:
        _mixes.clear()
    _mixes[dots] = mix
    return mix


def _cell(pixels: _Pixels) -> tuple[str, Paint]:
    cell = _split(pixels)
    if len(_cells) >= _MOST_KEPT:
        _cells.clear()
    _cells[pixels] = cell
    return cell


def _split(pixels: _Pixels) -> tuple[str, Paint]:
    """The character that shows four pixels best, with what its two colours are mixed of."""
    if len(set(pixels)) == 1:
        return " ", Paint(None, None if pixels[0] == _EMPTY else pixels[0])
    split = min(_SPLITS, key=lambda split: _error(pixels, split))
    front = _average([p for i, p in enumerate(pixels) if split >> i & 1])
    back = _average([p for i, p in enumerate(pixels) if not split >> i & 1])
    if front == _EMPTY:  # the empty half is the background: there the terminal's own shows
        return GLYPHS[15 - split], Paint(back, None)
    return GLYPHS[split], Paint(front, None if back == _EMPTY else back)


def _error(pixels: _Pixels, split: int) -> float:
    """How much of the picture is lost by giving the pixels on each side of `split` one colour."""
    lost = 0.0
    for side in (1, 0):
        colours = [_colour(p) for i, p in enumerate(pixels) if split >> i & 1 == side]
        mean = [sum(part) / len(colours) for part in zip(*colours, strict=True)]
        lost += sum((a - b) ** 2 for colour in colours for a, b in zip(colour, mean, strict=True))
    return lost


def _colour(mix: Mix) -> tuple[float, ...]:
    parts = [(_TYPICAL[style], share / SAMPLES) for style, share in zip(STYLES, mix, strict=True) if share]
    return tuple(sum(rgb[i] * share for rgb, share in parts) for i in range(3))


def _average(mixes: Sequence[Mix]) -> Mix:
    """The mean of a few mixes, in whole parts of `SAMPLES`."""
    exact = [sum(part) / len(mixes) for part in zip(*mixes, strict=True)]
    whole = [int(part) for part in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: whole[i] - exact[i])
    for i in by_remainder[: SAMPLES - sum(whole)]:
        whole[i] += 1
    return tuple(whole)


def _runs(cells: Sequence[tuple[str, Paint]]) -> tuple[CellRun[Paint], ...]:
    runs: list[CellRun[Paint]] = []
    text, current = "", cells[0][1]
    for glyph, paint in cells:
        if paint != current:
            runs.append(_run(text, current))
            text, current = "", paint
        text += glyph
    runs.append(_run(text, current))
    return tuple(runs)


@lru_cache(maxsize=2 * _MOST_KEPT)
def _run(text: str, paint: Paint) -> CellRun[Paint]:
    """The same run each time: of the 9,000 runs in the pictures of a rep, 1,000 are different."""
    return CellRun(text, paint)
