"""The countdown: digits as large as their room, of which only those that change are painted again.

Painting is what costs. So the segments of a digit are made once for its size and colours, and when a digit changes,
only its own cells are repainted. Where the room is too small for the face, the number is plain text.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias

import msgspec
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from routine_timer.app.widgets import digit_font
from routine_timer.app.widgets.acyclic_strip import AcyclicStrip
from routine_timer.app.widgets.block_cells import Look, quadrants
from routine_timer.app.widgets.digit_font import arrow, arrow_width, fitting, glyph, width_of
from routine_timer.app.widgets.letters.face import length, picture, size_for
from routine_timer.app.widgets.letters.pen import Coverage, LetterSize

Side: TypeAlias = Literal["left", "right", ""]

_ARROWS: dict[Side, str] = {"left": "<", "right": ">"}
_ARROW_SHARE = 0.4
"""How high the arrow is beside digits of 1."""
_ARROW_ROOM = 4
"""Cells that stay free around it in its margin."""
_ARROW_GAP = 2
"""Cells between it and the digits where they have to move over for it."""
_LEAST_SHARE = 0.8
"""How much of their height the digits keep at least when they make room for an arrow."""
_LEAST_SHARE_COUNTED = 0.5
"""The same, when they make room for "of 12"."""
_SUFFIX_SHARE = 0.4
"""How high "of 12" is beside digits of 1, but no less than `_SUFFIX_LEAST` lines."""
_SUFFIX_LEAST = 3
_SUFFIX_GAP = 2
_MOST = 9
"""Characters that are ever shown: 99:59:59 and an arrow."""
_MOST_DRAWN = 256
"""Drawn characters that are kept: a size and its colours take eleven."""


class _Layout(msgspec.Struct, frozen=True):
    """Where each of `characters` is drawn: digits, what they are out of, the arrow. Without a face: plain."""

    face: LetterSize | None = None
    characters: tuple[str, ...] = ()
    regions: tuple[Region, ...] = ()
    suffix: LetterSize | None = None


class Digits(Widget):
    """A number of seconds, a time as `m:ss`, or a count. Its colour is the widget's `color`.

    Beside it, where there is room, an arrow points to the side that works: it can be read from further than a word.
    What a count is out of ("of 12") follows in smaller letters.
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
        self._suffix = ""
        self._layout = _Layout()
        self._drawn: dict[tuple[str, LetterSize, LetterSize | None, Look], list[list[Segment]]] = {}
        """Kept from one state to the next: the colours of a hold come back with the next hold."""
        self._look_now: Look | None = None

    def render(self) -> Content:
        return Content(self._text if self._layout.face is None else "")

    @property
    def text(self) -> str:
        return self._text

    def show(self, text: str, room_for: str = "", side: Side = "", suffix: str = "") -> None:
        """Show `text` (digits and colons), in the size in which `room_for` fits too: 9 is as large as 10."""
        room_for = room_for if len(room_for) > len(text) else text
        if (text, room_for, side, suffix) != (self._text, self._room_for, self._side, self._suffix):
            self._text, self._room_for, self._side, self._suffix = text, room_for, side, suffix
            self._arrange()

    def on_resize(self) -> None:
        self._arrange()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._look_now = None

    # -- where

    def _arrange(self) -> None:
        """Put every character in its place; only what is new there is repainted."""
        before, self._layout = self._layout, self._laid_out(*self.size)
        now = self._layout
        if (before.face, before.regions) != (now.face, now.regions) or now.face is None:
            self.refresh()
            return
        places = zip(now.regions, now.characters, before.characters, strict=True)
        if changed := [region for region, character, old in places if character != old]:
            self.refresh(*changed)

    def _laid_out(self, width: int, height: int) -> _Layout:
        face = fitting(self._room_for, width, height)
        if face is None or len(self._text) >= _MOST:
            return _Layout()
        suffix = self._suffix
        if suffix:
            face = self._making_room(face, lambda small: self._length(small, suffix) <= width, _LEAST_SHARE_COUNTED)
            suffix = suffix if self._length(face, suffix) <= width else ""
        if self._side:
            face = self._making_room(face, lambda small: self._beside(small, suffix) <= width, _LEAST_SHARE)
        lines = face.height // 2
        top = (height - lines) // 2
        room = digit_font.length(self._room_for, face)
        whole = self._length(face, suffix)
        start, arrow = self._side_by_side(face, (width - whole) // 2, Region(0, top, width, lines))
        free = room - digit_font.length(self._text, face)
        x = start + (free if suffix else free // 2)
        regions = []
        for character in self._text:
            regions.append(Region(x, top, width_of(character, face), lines))
            x += width_of(character, face) + round(face.gap)
        characters = tuple(self._text)
        letters = None
        if suffix:
            letters = _suffix_size(face)
            high = letters.height // 2
            regions.append(Region(start + room + _SUFFIX_GAP, top + lines - high, length(suffix, letters), high))
            characters = (*characters, suffix)
        if arrow:
            characters = (*characters, _ARROWS[self._side])
        return _Layout(face, characters, (*regions, *arrow), letters)

    def _length(self, face: LetterSize, suffix: str) -> int:
        """Cells that the digits take, with what they are out of."""
        beside = _SUFFIX_GAP + length(suffix, _suffix_size(face)) if suffix else 0
        return digit_font.length(self._room_for, face) + beside

    def _beside(self, face: LetterSize, suffix: str) -> int:
        """The same with an arrow beside them."""
        return self._length(face, suffix) + _ARROW_GAP + arrow_width(_arrow_height(face))

    def _making_room(self, largest: LetterSize, fits: Callable[[LetterSize], bool], least: float) -> LetterSize:
        """The largest face that `fits`; where that would cost too much, the largest there is."""
        for height in range(largest.height, math.ceil(largest.height * least) - 1, -2):
            if fits(face := digit_font.face(height)):
                return face
        return largest

    def _side_by_side(self, face: LetterSize, margin: int, band: Region) -> tuple[int, tuple[Region, ...]]:
        """Where the digits start, and where the arrow is: in the middle of its margin, or else close beside them."""
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
        """The lines as they were made.

        Textual's own way works out borders and styles again, and there are none here.
        """
        if self._layout.face is None:
            return super().render_lines(crop)
        layout = self._layout
        placed = sorted(zip(layout.regions, layout.characters, strict=True), key=lambda one: one[0].x)
        glyphs = [(region, self._lines_of(character)) for region, character in placed]
        blank = self._look().blank_style
        return [_line(glyphs, crop, y, blank) for y in crop.line_range]

    def _lines_of(self, character: str) -> list[list[Segment]]:
        """The lines of a character in the face, the colours and the terminal there are now."""
        face = self._layout.face
        if face is None or not character:
            return []
        look = self._look()
        suffix = self._layout.suffix if character == self._suffix else None
        key = character, face, suffix, look
        if key not in self._drawn:
            if len(self._drawn) >= _MOST_DRAWN:
                self._drawn.clear()
            drawn = _picture(character, face) if suffix is None else picture(character, suffix)
            self._drawn[key] = quadrants(drawn, look)
        return self._drawn[key]

    def _look(self) -> Look:
        """The look there is now; it takes a moment to work out, so it is kept until the styles change."""
        if self._look_now is None:
            self._look_now = Look.of(self)
        return self._look_now


def _suffix_size(face: LetterSize) -> LetterSize:
    return size_for(max(round(face.height / 2 * _SUFFIX_SHARE), _SUFFIX_LEAST), 2, capitals=True)


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
    return AcyclicStrip(segments, crop.width)


def _arrow_height(face: LetterSize) -> int:
    return round(face.height * _ARROW_SHARE / 2) * 2


def _picture(character: str, face: LetterSize) -> Coverage:
    if character in _ARROWS.values():
        return arrow(_arrow_height(face), left=character == _ARROWS["left"])
    return glyph(character, face)
