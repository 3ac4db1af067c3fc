"""Pictures made of a terminal's block characters: coverage in, the lines of a widget out.

A cell holds four pixels but only two shades, so the pair that comes closest is chosen. In a terminal without colours in
between, a pixel is there or it is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

import msgspec
from rich.color import Color as RichColor
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.strip import Strip
from textual.widget import Widget

Coverage = Sequence[Sequence[float]]
"""How much of each pixel is covered, from 0 to 1, row by row."""

_SHADES = 8
"""Steps between background and foreground: more can't be seen, and fewer colours are shorter to write."""
_QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""By the pixels that are in front: 1 top left, 2 top right, 4 bottom left, 8 bottom right."""

_Cell = tuple[str, int, int]
"""A character, and the shades of what it shows in front and behind."""


class Look(msgspec.Struct, frozen=True):
    """How blocks are drawn: on which style, on which background; `smooth` with shades in between."""

    ground: Style
    background: Color
    smooth: bool
    filters: tuple[LineFilter, ...]
    """What the app lays over all colours: NO_COLOR, a terminal's own sixteen."""

    @classmethod
    def of(cls, widget: Widget) -> Look:
        """The look of `widget` now. It takes a moment to work out: keep it until the styles change."""
        smooth = widget.app.console.color_system == "truecolor" and not widget.app.native_ansi_color
        return cls(widget.rich_style, widget.background_colors[1], smooth, tuple(widget.get_line_filters()))

    def filtered(self, segments: list[Segment]) -> list[Segment]:
        strip = Strip(segments)
        for one in self.filters:
            strip = strip.apply_filter(one, self.background)
        return list(strip)

    @property
    def blank_style(self) -> Style | None:
        """The style of cells in which nothing is drawn."""
        [blank] = self.filtered([Segment(" ", self.ground)])
        return blank.style


def quadrants(picture: Coverage, look: Look) -> list[list[Segment]]:
    """A picture whose pixels are half a cell wide and half a line high."""
    rows = _shades(picture, smooth=look.smooth)
    lines = []
    for upper, lower in zip(rows[::2], rows[1::2], strict=True):
        cells = map(_quarters, upper[::2], upper[1::2], lower[::2], lower[1::2])
        lines.append(look.filtered(list(_segments(cells, look.ground))))
    return lines


def _segments(cells: Iterable[_Cell], ground: Style) -> Iterator[Segment]:
    for (character, front, back), same in groupby(cells):
        yield Segment(character * sum(1 for _ in same), _style(ground, front, back))


def _shades(picture: Coverage, *, smooth: bool) -> list[list[int]]:
    if smooth:
        return [[round(covered * _SHADES) for covered in row] for row in picture]
    return [[_SHADES * (covered >= 0.5) for covered in row] for row in picture]


@lru_cache(maxsize=4096)
def _quarters(*shades: int) -> _Cell:
    """The two shades, and the quadrants in front, that come closest to four shades."""
    if not any(shades):
        return " ", _SHADES, 0
    if min(shades) == _SHADES:
        return "█", _SHADES, _SHADES
    splits = (_split(shades, least) for least in sorted({*shades}, reverse=True))
    _, least, front, back = min(splits, key=lambda split: split[0])
    pattern = sum(bit for bit, shade in zip((1, 2, 4, 8), shades, strict=True) if shade >= least)
    return _QUADRANTS[pattern], front, back


def _split(shades: Sequence[int], least: int) -> tuple[float, int, int, int]:
    """How far off it is to have the pixels of shade `least` or more in front, with the mean shades of both parts.

    The closest of all patterns is always one of these.
    """
    ahead = [shade for shade in shades if shade >= least]
    behind = [shade for shade in shades if shade < least]
    front, back = sum(ahead) / len(ahead), sum(behind) / len(behind) if behind else 0.0
    error = sum((s - front) ** 2 for s in ahead) + sum((s - back) ** 2 for s in behind)
    return error, least, round(front), round(back)


@lru_cache(maxsize=1024)
def _style(ground: Style, front: int, back: int) -> Style:
    """The style of a cell with these shades. The same one each time: it knows its escape codes then."""
    if (front, back) == (_SHADES, 0):
        return ground
    if front == back == _SHADES:
        return ground + Style(bgcolor=ground.color) if ground.color else ground
    return ground + Style(color=_mixed(ground, front), bgcolor=_mixed(ground, back))


def _mixed(ground: Style, shade: int) -> RichColor | None:
    """The colour between background and foreground."""
    if ground.color is None or ground.bgcolor is None:
        return ground.color
    far, near = ground.bgcolor.get_truecolor(), ground.color.get_truecolor()
    share = shade / _SHADES
    return RichColor.from_triplet(ColorTriplet(*(round(a + (b - a) * share) for a, b in zip(far, near, strict=True))))
