"""A figure in the terminal's own pixels, by kitty's graphics protocol or as sixels.

The picture lies over the cells, which stay blank. Another picture takes its place, and no cell is painted again. A
picture is encoded once; with every rep it comes again.

Not by placeholders in the cells, as `textual-image` does it for kitty: kitty before 0.28, WezTerm and Konsole don't
know them. So the code that covers the figure has to remove the picture.
"""

from __future__ import annotations

import re
import zlib
from abc import ABC, abstractmethod
from base64 import standard_b64encode
from collections.abc import Iterator, Sequence
from itertools import count
from random import randint
from typing import TYPE_CHECKING

from textual.color import Color
from textual.geometry import Region

from routine_timer.figures.motion import Moment
from routine_timer.figures.rig import Rig

if TYPE_CHECKING:
    from PIL.Image import Image

_CHUNK = 4096
"""Characters of a picture in one message, as kitty's protocol limits them."""
_MOST_PIXELS = 400_000
"""Of a picture for kitty: a larger room gets a coarser one, which the terminal smooths."""
_SIXEL_COLOURS = 16
"""Six colours and what lies between them at the edges; a VT340, and xterm as one, supports no more."""
_DEFINED, _CHOSEN = re.compile(r"(#\d+);2;\d+;\d+;\d+"), r"\1"
_KEPT_CHARACTERS = 4_000_000
"""Of pictures as they are written. A large one has 20,000, so these are 200: those of eight ways between two poses."""
_numbers = count(randint(1, 0x7FFFFF))
"""Numbers of pictures are random, so that two programs don't share one."""


class PixelFigure(ABC):
    """One picture that changes."""

    removed = ""
    """What removes the picture from the terminal; nothing where painting the cells is enough."""

    def __init__(self) -> None:
        self._frames: dict[tuple[Rig, Moment, int, int, bool, tuple[Color, ...]], str] = {}
        self._characters = 0

    def frame(
        self, rig: Rig, moment: Moment, region: Region, colours: Sequence[Color], *, mirrored: bool = False
    ) -> str:
        """What shows a moment in a region of the screen, to be written to the terminal.

        Args:
            colours: by the index of a style in `STYLES`.
        """
        columns, rows = region.size
        key = (rig, moment, columns, rows, mirrored, tuple(colours))
        if key not in self._frames:
            across, down = self._cell_size(columns, rows)
            picture = _picture(rig, moment, columns * across, rows * down, down, colours, mirrored=mirrored)
            self._keep(key, self._encoded(picture, columns, rows))
        return f"\x1b7\x1b[{region.y + 1};{region.x + 1}H{self._frames[key]}\x1b8"

    def _keep(self, key: tuple[Rig, Moment, int, int, bool, tuple[Color, ...]], frame: str) -> None:
        self._characters += len(frame)
        if self._characters > _KEPT_CHARACTERS:
            self._frames.clear()
            self._characters = len(frame)
        self._frames[key] = frame

    @abstractmethod
    def _cell_size(self, columns: int, rows: int) -> tuple[int, int]:
        """Pixels of a cell, across and down; down is even."""

    @abstractmethod
    def _encoded(self, picture: Image, columns: int, rows: int) -> str:
        """The escape sequences that show `picture` where the cursor is."""


class KittyFigure(PixelFigure):
    """By kitty's graphics protocol, which other terminals know too."""

    def __init__(self) -> None:
        super().__init__()
        self._number = next(_numbers)
        self.removed = f"\x1b_Ga=d,d=I,i={self._number},q=2\x1b\\"

    def _cell_size(self, columns: int, rows: int) -> tuple[int, int]:
        across, down = _terminal_cell()
        shrink = min((_MOST_PIXELS / (across * columns * down * rows)) ** 0.5, 1.0)
        return max(int(across * shrink), 2), max(int(down * shrink / 2) * 2, 2)

    def _encoded(self, picture: Image, columns: int, rows: int) -> str:
        return "".join(self._messages(picture, columns, rows))

    def _messages(self, picture: Image, columns: int, rows: int) -> Iterator[str]:
        data = standard_b64encode(zlib.compress(picture.tobytes(), 1)).decode()
        chunks = [data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK)]
        about = f"a=T,f=24,o=z,s={picture.width},v={picture.height},i={self._number},p=1,c={columns},r={rows},C=1,q=2,"
        for n, chunk in enumerate(chunks, 1):
            yield f"\x1b_G{about if n == 1 else ''}m={int(n < len(chunks))};{chunk}\x1b\\"


class SixelFigure(PixelFigure):
    """As sixels, which are never scaled: they have the pixels of the terminal."""

    def _cell_size(self, columns: int, rows: int) -> tuple[int, int]:
        del columns, rows
        across, down = _terminal_cell()
        return across, down - down % 2

    def _encoded(self, picture: Image, columns: int, rows: int) -> str:
        del columns, rows
        from textual_image._sixel import SixelOptions, image_to_sixels

        sixels = image_to_sixels(picture, SixelOptions(colors=_SIXEL_COLOURS), None)
        # xterm doesn't draw in a colour that is only being defined: define all of them first, then choose.
        colours = "".join(defined.group() for defined in _DEFINED.finditer(sixels))
        start = sixels.index("#")
        return f"{sixels[:start]}{colours}{_DEFINED.sub(_CHOSEN, sixels[start:])}"


def _terminal_cell() -> tuple[int, int]:
    from textual_image._terminal import get_cell_size

    size = get_cell_size()
    return size.width or 10, size.height or 20


def _picture(
    rig: Rig, moment: Moment, width: int, height: int, cell_height: int, colours: Sequence[Color], *, mirrored: bool
) -> Image:
    from PIL import Image

    pixels = rig.smooth_picture(moment, width, height, cell_height, mirrored=mirrored)
    picture = Image.frombytes("P", (pixels.width, pixels.height), pixels.styles)
    picture.putpalette([part for colour in colours for part in colour.rgb])
    return picture.convert("RGB").reduce(2)
