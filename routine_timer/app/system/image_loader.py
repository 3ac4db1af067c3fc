"""A person's own picture: from a file to cells of a terminal.

Reads what somebody may have sent, so it takes a few kinds of file only, looks at the size before it decodes, and says
what is wrong as a `CannotShow`. Pure but for the reading; doesn't know any widget. Pillow, which decodes, comes with
the optional `images` and is loaded only when there is a picture to decode: it may be missing.
"""

from __future__ import annotations

import struct
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from routine_timer.errors import RoutineTimerError
from routine_timer.routine.step_pictures import KINDS, trouble_with

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

MOST_PIXELS = 25_000_000
"""The most pixels that are decoded: about 200 MB of memory."""
_JPEG_FACTOR = 3
"""A JPEG may have that many times more, as a phone's camera makes them, if it is decoded at a smaller size."""
_WEBP_FACTOR = 0.5
"""A WebP may have that many times as many, because decoding one keeps four copies."""
KEPT_SIDE = 1200
"""Pixels of the longer side that are kept: more than any terminal shows beside the digits."""

Colour: TypeAlias = tuple[int, int, int]


class CannotShow(RoutineTimerError):
    """A picture that can't be shown; `help` says what would let it."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.help = help


def load(image: str) -> Image:
    """The picture at the absolute path `image`, upright, with its transparency, at most `KEPT_SIDE` pixels long.

    May take half a second: call it from a thread.

    Raises:
        CannotShow: it is not there, is no picture, is damaged or too large, or Pillow is missing.
    """
    if trouble := trouble_with(image):
        raise CannotShow(trouble.message, trouble.help)
    try:
        from PIL import Image, ImageOps
    except ImportError:
        from routine_timer.machine_checks import install_command

        raise CannotShow("pictures need one more library", install_command("textual-image", sys.prefix)) from None
    try:
        with Image.open(image, formats=KINDS) as found:
            width, height = found.size
            found.draft("RGB", (KEPT_SIDE, KEPT_SIDE))  # a JPEG is decoded at a size near this at once
            if width * height > _most_pixels(found) or found.width * found.height > MOST_PIXELS:
                raise CannotShow(f"this picture has {width} × {height} pixels", "make it smaller")
            upright = ImageOps.exif_transpose(_small(found))
            return upright.convert("RGBA")
    except (OSError, ValueError, TypeError, SyntaxError, LookupError, ArithmeticError, struct.error) as error:
        # What Pillow raises for damaged files; SyntaxError is its word for a broken PNG. Only the system has an errno.
        if isinstance(error, OSError) and error.errno is not None:
            raise CannotShow("this picture can't be read", error.strerror or str(error)) from error
        raise CannotShow("this picture is damaged", str(error)[:100]) from error
    except (MemoryError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise CannotShow("this picture is too large", "make it smaller") from error


def _most_pixels(picture: ImageFile) -> float:
    match picture.format:
        case "JPEG" if not picture.info.get("progressive"):  # otherwise it is in memory as a whole first
            return MOST_PIXELS * _JPEG_FACTOR
        case "WEBP":
            return MOST_PIXELS * _WEBP_FACTOR
        case _:
            return MOST_PIXELS


def _small(picture: Image) -> Image:
    if picture.mode.startswith("I"):  # grey with 16 bits, which Pillow can't make smaller
        picture = picture.convert("I").point(lambda value: value * (1 / 256) + 0).convert("L")
    picture.thumbnail((KEPT_SIDE, KEPT_SIDE))
    return picture


@dataclass(frozen=True, slots=True)
class Half:
    """One cell as two pixels, one above the other; None lets the ground through."""

    top: Colour | None
    bottom: Colour | None


def fitted(size: tuple[int, int], columns: int, rows: int) -> tuple[int, int]:
    """The largest size in cells that keeps the shape of `size` (pixels), a cell taken as twice as high as wide."""
    width, height = size
    scale = min(columns / width, 2 * rows / height)
    return min(max(round(width * scale), 1), columns), min(max(round(height * scale / 2), 1), rows)


def half_blocks(picture: Image, columns: int, rows: int) -> list[list[Half]]:
    """The picture as large as fits into so many cells, two pixels in each."""
    across, down = fitted(picture.size, columns, rows)
    scaled = picture.resize((across, down * 2))
    flat = list(zip(*[iter(scaled.tobytes())] * 4, strict=True))
    pixels = [(r, g, b) if a >= 128 else None for r, g, b, a in flat]
    lines = [pixels[y * across : (y + 1) * across] for y in range(down * 2)]
    return [[Half(*pair) for pair in zip(lines[2 * y], lines[2 * y + 1], strict=True)] for y in range(down)]


def dots(picture: Image, columns: int, rows: int, *, on_dark: bool) -> list[str]:
    """The picture in one colour, as braille dots that are denser where it is lighter (on a light ground: darker)."""
    from PIL import Image, ImageOps

    across, down = fitted(picture.size, columns, rows)
    scaled = picture.resize((across * 2, down * 4))
    ground = Image.new("RGBA", scaled.size, "black" if on_dark else "white")
    grey = ImageOps.autocontrast(Image.alpha_composite(ground, scaled).convert("L"), cutoff=1)
    ink = (grey if on_dark else ImageOps.invert(grey)).convert("1").convert("L").tobytes()
    return ["".join(_braille(ink, across * 2, x * 2, y * 4) for x in range(across)) for y in range(down)]


_BITS = ((0, 0, 0x01), (0, 1, 0x02), (0, 2, 0x04), (1, 0, 0x08), (1, 1, 0x10), (1, 2, 0x20), (0, 3, 0x40), (1, 3, 0x80))
"""Column, row and bit of each dot of a braille character."""


def _braille(ink: bytes, width: int, left: int, top: int) -> str:
    bits = sum(bit for x, y, bit in _BITS if ink[(top + y) * width + left + x])
    return chr(0x2800 + bits) if bits else " "
