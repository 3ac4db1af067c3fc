"""The countdown: digits as large as their room, of which only those that change are painted again.

Painting is what costs. So the segments of a digit are made once for its size and colours, and when a digit changes,
only its own cells are repainted. Where the room is too small for the face, the number is plain text.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import Literal, TypeAlias

import msgspec
from rich.color import Color as RichColor
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from routine_timer.app.widgets.digit_font import Coverage, DigitSize, arrow, arrow_width, fitting, glyph
from routine_timer.app.widgets.digit_font import face as measures

Side: TypeAlias = Literal["left", "right", ""]

_FULL, _UPPER, _LOWER = "█", "▀", "▄"
_ARROWS: dict[Side, str] = {"left": "<", "right": ">"}
_SHADES = 8
"""Steps between ground and digit on a curve: more can't be seen, and fewer colours are shorter to write."""
_ARROW_SHARE = 0.4
"""How high the arrow is beside digits of 1."""
_ARROW_ROOM = 4
"""Cells that stay free around it in its margin."""
_ARROW_GAP = 2
"""Cells between it and the digits where they have to move over for it."""
_LEAST_SHARE = 0.8
"""How much of their height the digits keep at least when they make room for an arrow."""
_MOST = 9
"""Characters that are ever shown: 99:59:59 and an arrow."""
_MOST_DRAWN = 256
"""Drawn characters that are kept: a size and its colours take eleven."""


class _Layout(msgspec.Struct, frozen=True):
    """Where each character stands in the room, the arrow's too if there is one. Without a face the text is plain."""

    face: DigitSize | None
    regions: tuple[Region, ...]


class _Look(msgspec.Struct, frozen=True):
    """How digits are drawn: in which style, on which ground; `smooth` in colours in between."""

    ground: Style
    background: Color
    smooth: bool
    filters: tuple[LineFilter, ...]
    """What the app lays over all colours: NO_COLOR, a terminal's own sixteen."""

    def filtered(self, segments: list[Segment]) -> list[Segment]:
        strip = Strip(segments)
        for one in self.filters:
            strip = strip.apply_filter(one, self.background)
        return list(strip)


class Digits(Widget):
    """A number of seconds, a time as `m:ss`, or a count. Its colour is the widget's `color`.

    Beside it, where there is room, an arrow points to the side that works: it can be read from further than a word.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Digits { width: 1fr; height: 1fr; content-align: center middle; text-style: bold; }
    """

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._text = text
        self._room_for = text
        self._side: Side = ""
        self._layout = _Layout(None, ())
        self._characters = ""
        """What is painted: the text, and the arrow if there is one."""
        self._drawn: dict[tuple[str, DigitSize, _Look], list[list[Segment]]] = {}
        """Kept from one state to the next: the colours of a hold come back with the next hold."""
        self._kept_look: _Look | None = None

    def render(self) -> Content:
        return Content(self._text if self._layout.face is None else "")

    @property
    def text(self) -> str:
        return self._text

    def show(self, text: str, room_for: str = "", side: Side = "") -> None:
        """Show `text` (digits and colons), in the size in which `room_for` fits too: 9 is as large as 10."""
        room_for = room_for if len(room_for) > len(text) else text
        if (text, room_for, side) != (self._text, self._room_for, self._side):
            self._text, self._room_for, self._side = text, room_for, side
            self._arrange()

    def on_resize(self) -> None:
        self._arrange()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._kept_look = None

    # -- where

    def _arrange(self) -> None:
        """Put every character in its place; only what is new there is repainted."""
        before, self._layout = self._layout, self._laid_out(*self.size)
        were, self._characters = self._characters, self._text + _ARROWS.get(self._side, "")
        if self._layout != before or self._layout.face is None:
            self.refresh()
            return
        places = zip(self._layout.regions, self._characters, were, strict=False)
        if changed := [region for region, character, old in places if character != old]:
            self.refresh(*changed)

    def _laid_out(self, width: int, height: int) -> _Layout:
        face = fitting(self._room_for, width, height)
        if face is None or len(self._text) >= _MOST:
            return _Layout(None, ())
        if self._side:
            face = self._beside_an_arrow(face, width)
        lines = face.height // 2
        top = (height - lines) // 2
        room = face.length(self._room_for)
        start, arrow = self._side_by_side(face, (width - room) // 2, Region(0, top, width, lines))
        x = start + (room - face.length(self._text)) // 2
        regions = []
        for character in self._text:
            regions.append(Region(x, top, face.width_of(character), lines))
            x += face.width_of(character) + face.gap
        return _Layout(face, (*regions, *arrow))

    def _beside_an_arrow(self, largest: DigitSize, width: int) -> DigitSize:
        """The largest face that leaves room for an arrow; where that would cost too much, the largest there is."""
        for height in range(largest.height, math.ceil(largest.height * _LEAST_SHARE) - 1, -2):
            face = measures(height)
            if face.length(self._room_for) + _ARROW_GAP + arrow_width(_arrow_height(face)) <= width:
                return face
        return largest

    def _side_by_side(self, face: DigitSize, margin: int, band: Region) -> tuple[int, tuple[Region, ...]]:
        """Where the digits begin, and the arrow's place: in the middle of its margin, or else close beside them."""
        height = _arrow_height(face)
        width = arrow_width(height)
        if not self._side or height < 4 or width + _ARROW_GAP > 2 * margin:
            return margin, ()
        if width + _ARROW_ROOM <= margin:
            start, away = margin, (margin - width) // 2
        else:
            away = margin - (width + _ARROW_GAP) // 2
            start = away + (width + _ARROW_GAP if self._side == "left" else 0)
        x = away if self._side == "left" else band.width - away - width
        return start, (Region(x, band.y + (band.height - height // 2) // 2, width, height // 2),)

    # -- what

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines as they were made. Textual's own way works out borders and styles anew, and there are none here."""
        if self._layout.face is None:
            return super().render_lines(crop)
        placed = sorted(zip(self._layout.regions, self._characters, strict=False), key=lambda one: one[0].x)
        glyphs = [(region, self._lines_of(character)) for region, character in placed]
        [blank] = self._look.filtered([Segment(" ", self._look.ground)])
        return [_line(glyphs, crop, y, blank.style) for y in crop.line_range]

    def _lines_of(self, character: str) -> list[list[Segment]]:
        """The lines of a character in the face, the colours and the terminal there are now."""
        face = self._layout.face
        if face is None or not character:
            return []
        look = self._look
        key = character, face, look
        if key not in self._drawn:
            if len(self._drawn) >= _MOST_DRAWN:
                self._drawn.clear()
            lines = _draw(_picture(character, face), look.ground, smooth=look.smooth)
            self._drawn[key] = [look.filtered(line) for line in lines]
        return self._drawn[key]

    @property
    def _look(self) -> _Look:
        """The colours there are now; dear to work out, so they are kept until the styles change."""
        if self._kept_look is None:
            smooth = self.app.console.color_system == "truecolor" and not self.app.native_ansi_color
            filters = tuple(self.get_line_filters())
            self._kept_look = _Look(self.rich_style, self.background_colors[1], smooth, filters)
        return self._kept_look


def _line(glyphs: Sequence[tuple[Region, list[list[Segment]]]], crop: Region, y: int, ground: Style | None) -> Strip:
    """Line `y` of `crop`: what the glyphs have there, and the ground between them."""
    segments: list[Segment] = []
    column = crop.x
    for region, lines in glyphs:
        if not (region.y <= y < region.bottom and column < region.right and region.x < crop.right):
            continue
        if region.x > column:
            segments.append(Segment(" " * (region.x - column), ground))
        line = lines[y - region.y]
        if region.x < column or crop.right < region.right:
            line = list(Strip(line).crop(max(column - region.x, 0), crop.right - region.x))
        segments += line
        column = min(region.right, crop.right)
    if column < crop.right:
        segments.append(Segment(" " * (crop.right - column), ground))
    return Strip(segments, crop.width)


def _arrow_height(face: DigitSize) -> int:
    return round(face.height * _ARROW_SHARE / 2) * 2


def _picture(character: str, face: DigitSize) -> Coverage:
    if character in _ARROWS.values():
        return arrow(_arrow_height(face), left=character == _ARROWS["left"])
    return glyph(character, face)


def _draw(picture: Coverage, ground: Style, *, smooth: bool) -> list[list[Segment]]:
    """A picture as the segments of each of its lines. `smooth`: in colours in between, which not every terminal has."""
    rows = [[_shade(covered, smooth=smooth) for covered in row] for row in picture]
    lines = []
    for upper, lower in zip(rows[::2], rows[1::2], strict=True):
        pairs = groupby(zip(upper, lower, strict=True))
        lines.append([_segment(pair, sum(1 for _ in same), ground) for pair, same in pairs])
    return lines


def _shade(covered: float, *, smooth: bool) -> int:
    return round(covered * _SHADES) if smooth else _SHADES * (covered >= 0.5)


def _segment(shades: tuple[int, int], cells: int, ground: Style) -> Segment:
    """So many equal cells. What is whole is drawn so that it can be seen without any colour too."""
    match shades:
        case (0, 0):
            return Segment(" " * cells, ground)
        case (8, 8):
            return Segment(_FULL * cells, _between(ground, _SHADES, _SHADES))
        case (8, 0):
            return Segment(_UPPER * cells, ground)
        case (0, 8):
            return Segment(_LOWER * cells, ground)
        case (upper, lower):
            return Segment(_UPPER * cells, _between(ground, upper, lower))


@lru_cache(maxsize=1024)
def _between(ground: Style, upper: int, lower: int) -> Style:
    """The style of a cell whose halves have these shades. The same one each time: it knows its escape codes then."""
    if upper == lower == _SHADES:
        return ground + Style(bgcolor=ground.color) if ground.color else ground
    return ground + Style(color=_mixed(ground, upper), bgcolor=_mixed(ground, lower))


def _mixed(ground: Style, shade: int) -> RichColor | None:
    """The colour between ground and digit."""
    if ground.color is None or ground.bgcolor is None:
        return ground.color
    far, near = ground.bgcolor.get_truecolor(), ground.color.get_truecolor()
    share = shade / _SHADES
    return RichColor.from_triplet(ColorTriplet(*(round(a + (b - a) * share) for a, b in zip(far, near, strict=True))))
