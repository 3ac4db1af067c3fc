"""A person's own picture on the screen, in place of a figure.

By the terminal's own graphics where it has any, else by two pixels in each character, and in one colour by dots. The
picture is read in a thread; until it is there, and where it can't be, nothing moves and a line says why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import get_current_worker

from routine_timer.app.system import image_protocol_detection
from routine_timer.app.system.image_loader import CannotShow, Colour, Half, dots, half_blocks, load
from routine_timer.text.sanitize import plain

if TYPE_CHECKING:
    from PIL.Image import Image

_KEPT = 12
"""Pictures kept as they were read; a routine seldom has more."""


class PictureView(Container):
    """One picture, as large as the room allows."""

    DEFAULT_CSS = """
    PictureView {
        width: 1fr;
        height: 1fr;
        align: center middle;
        & > .graphics { width: auto; height: auto; max-width: 100%; max-height: 100%; }
        & > CellPicture { width: 1fr; height: 1fr; }
        & > Static { width: 1fr; height: auto; color: $quiet; text-align: center; display: none; }
        &.-told > Static { display: block; }
        &.-told > CellPicture, &.-told > .graphics { display: none; }
    }
    """

    @dataclass
    class PictureLoaded(Message):
        """A picture was read, or could not be."""

        image: str
        found: Image | CannotShow

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._image: str | None = None
        self._read: dict[str, Image | CannotShow] = {}
        self._cells = CellPicture()
        self._told = Static(markup=False)

    def compose(self) -> ComposeResult:
        yield self._cells
        yield self._told

    def present(self, image: str | None) -> None:
        """Show the picture at the absolute path `image` as soon as it is read; None for none."""
        if image == self._image:
            return
        self._image = image
        found = None if image is None else self._read.get(image)
        if image is not None and found is None:
            self._load(image)
        else:
            self._show(found)

    @work(thread=True, exclusive=True, group="picture", exit_on_error=False)
    def _load(self, image: str) -> None:
        found: Image | CannotShow
        try:
            found = load(image)
        except CannotShow as error:
            found = error
        if not get_current_worker().is_cancelled:
            self.post_message(self.PictureLoaded(image, found))

    @on(PictureLoaded)
    def _have_read(self, read: PictureLoaded) -> None:
        if len(self._read) >= _KEPT:
            self._read.pop(next(iter(self._read)))
        self._read[read.image] = read.found
        if read.image == self._image:
            self._show(read.found)

    def _show(self, found: Image | CannotShow | None) -> None:
        told = isinstance(found, CannotShow)
        self.set_class(told, "-told")
        if isinstance(found, CannotShow):
            self._told.update(plain(f"{found}: {found.help}" if found.help else str(found)))
            return
        self.query(".graphics").remove()
        kind = None if found is None else image_protocol_detection.widget()
        self._cells.show(None if kind else found)
        self._cells.display = kind is None
        if kind is not None:
            self.mount(kind(found, classes="graphics"))


class CellPicture(Widget):
    """A picture made of characters."""

    def __init__(self) -> None:
        super().__init__()
        self._picture: Image | None = None
        self._made: tuple[object, list[Strip]] | None = None

    def show(self, picture: Image | None) -> None:
        """Show `picture` from now on."""
        self._picture, self._made = picture, None
        self.refresh()

    def render_line(self, y: int) -> Strip:
        lines = self._lines()
        return lines[y] if y < len(lines) else Strip.blank(self.size.width, self.rich_style)

    def _lines(self) -> list[Strip]:
        """The picture in the middle of the room, made once for each size and theme."""
        if self._picture is None or not self.size:
            return []
        asked = (self.size, self._ways(), self.rich_style)
        if self._made is None or self._made[0] != asked:
            self._made = (asked, list(self._drawn(self._picture, self.size)))
        return self._made[1]

    def _ways(self) -> Literal["halves", "dots"]:
        """Two colours in a character are only useful if there are enough colours to choose from."""
        few = self.app.no_color or self.app.console.color_system in (None, "standard", "windows")
        return "dots" if few else "halves"

    def _drawn(self, picture: Image, size: Size) -> Iterator[Strip]:
        if self._ways() == "dots":
            rows = [[Segment(row, self.rich_style)] for row in self._dots(picture, size)]
        else:
            rows = [list(self._segments(row)) for row in half_blocks(picture, size.width, size.height)]
        for _ in range((size.height - len(rows)) // 2):
            yield Strip.blank(size.width, self.rich_style)
        for row in rows:
            strip = Strip(row)
            before = (size.width - strip.cell_length) // 2
            yield Strip([Segment(" " * before, self.rich_style), *strip]).extend_cell_length(
                size.width, self.rich_style
            )

    def _dots(self, picture: Image, size: Size) -> list[str]:
        return dots(picture, size.width, size.height, on_dark=self.app.current_theme.dark)

    def _segments(self, row: list[Half]) -> Iterator[Segment]:
        for half, run in groupby(row):
            yield _segment(half, len(list(run)), self.rich_style)


def _segment(half: Half, length: int, ground: Style) -> Segment:
    match half.top, half.bottom:
        case None, None:
            return Segment(" " * length, ground)
        case None, bottom:
            return Segment("▄" * length, ground + Style(color=_colour(bottom)))
        case top, None:
            return Segment("▀" * length, ground + Style(color=_colour(top)))
        case top, bottom:
            return Segment("▀" * length, Style(color=_colour(top), bgcolor=_colour(bottom)))


def _colour(rgb: Colour | None) -> RichColor | None:
    return None if rgb is None else RichColor.from_rgb(*rgb)
