"""Pictures drawn by the tests themselves."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

RED, BLUE = (200, 30, 30), (30, 30, 200)


def two_halves(file: Path, size: tuple[int, int] = (80, 40)) -> str:
    """The left half red, the right half blue."""
    picture = Image.new("RGB", size, RED)
    picture.paste(BLUE, (size[0] // 2, 0, *size))
    picture.save(file)
    return str(file)
