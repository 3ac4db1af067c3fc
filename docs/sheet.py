"""Screens as pictures: from Textual's screenshots to pictures in which every cell is where it belongs.

A screenshot leaves blocks and braille to whatever font the reader has, and they come out with gaps or out of line. Here
they are drawn: blocks as rectangles, braille as dots, and every letter at the place of its cell.
"""

from __future__ import annotations

import html
import io
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from PIL import Image

CELL, LINE, BASE = 12.2, 24.4, 20.0
"""A cell's width and a line's height in the screenshots, and where in its line a letter is."""
FONT_SIZE = CELL / 0.602
"""At which a letter of the usual monospaced fonts is as wide as a cell."""
GROUND, INK, QUIET = "#0a0e11", "#dfe5e6", "#8c9aa1"
GAP, TITLE = 14.0, 24.0
COLOURS = 96
"""Of the picture: few enough to keep it small."""

_BLOCKS = {
    "█": (0, 0, 1, 1), "▀": (0, 0, 1, 0.5), "▄": (0, 0.5, 1, 1), "▌": (0, 0, 0.5, 1), "▐": (0.5, 0, 1, 1),
    "▁": (0, 0.875, 1, 1), "▂": (0, 0.75, 1, 1), "▃": (0, 0.625, 1, 1), "▅": (0, 0.375, 1, 1), "▆": (0, 0.25, 1, 1),
    "▇": (0, 0.125, 1, 1), "▔": (0, 0, 1, 0.125), "▎": (0, 0, 0.25, 1), "▊": (0, 0, 0.75, 1), "▕": (0.875, 0, 1, 1),
    "━": (0, 0.44, 1, 0.56), "╸": (0, 0.44, 0.5, 0.56), "╺": (0.5, 0.44, 1, 0.56), "─": (0, 0.47, 1, 0.53),
    "▏": (0, 0, 0.125, 1),
}  # fmt: skip
"""Left, top, right and bottom of what a block covers of its cell."""
_QUADRANTS = dict(zip("▘▝▖▞▛▗▚▜▙▟", (1, 2, 4, 6, 7, 8, 9, 11, 13, 14), strict=True))
"""Which quarters of a cell are covered: 1 top left, 2 top right, 4 bottom left, 8 bottom right."""
_DOTS = ((0x01, 0, 0), (0x02, 0, 1), (0x04, 0, 2), (0x08, 1, 0), (0x10, 1, 1), (0x20, 1, 2), (0x40, 0, 3), (0x80, 1, 3))


@dataclass(frozen=True)
class Screen:
    """One screen, `columns` × `rows` cells, with what is to be said above it."""

    title: str
    screenshot: str
    columns: int
    rows: int


def write_png(screens: Sequence[Screen], file: Path, *, across: int, width: int) -> None:
    """Put `screens` side by side, `across` in a row, each `width` pixels wide, into `file`."""
    svg = _sheet(screens, across, width)
    png = subprocess.run(["rsvg-convert"], input=svg.encode(), capture_output=True, check=True).stdout
    Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)


def write_svg(screen: Screen, file: Path) -> None:
    """Put one screen into `file`, in shapes that look the same with every font."""
    width, height = screen.columns * CELL + 2 * GAP, screen.rows * LINE + 2 * GAP
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}">',
        f'<rect width="{width:g}" height="{height:g}" rx="{GAP:g}" fill="{GROUND}"/>',
        f'<g transform="translate({GAP:g} {GAP:g})">',
        *_cells(screen),
        "</g></svg>",
    ]
    file.write_text("\n".join(parts) + "\n", encoding="utf-8")


def _sheet(screens: Sequence[Screen], across: int, width: int) -> str:
    scale = width / (screens[0].columns * CELL)
    height = screens[0].rows * LINE * scale
    step_x, step_y = width + GAP, height + TITLE + GAP
    rows = -(-len(screens) // across)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{across * step_x + GAP:.0f}" height="{rows * step_y:.0f}">',
        f'<rect width="100%" height="100%" fill="{GROUND}"/>',
    ]
    for number, screen in enumerate(screens):
        x, y = GAP + number % across * step_x, number // across * step_y
        label = f'font-family="sans-serif" font-size="13" fill="{QUIET}"'
        parts.append(f'<text x="{x:g}" y="{y + TITLE - 8:g}" {label}>{escape(screen.title)}</text>')
        parts.append(f'<g transform="translate({x:g} {y + TITLE:g}) scale({scale:.4f})">')
        parts += _cells(screen)
        parts.append("</g>")
    return "\n".join([*parts, "</svg>"])


_RULE = re.compile(r"\.(\S+-r\d+) \{([^}]*)\}")
_RECT = re.compile(r'<rect fill="([^"]+)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"')
_TEXT = re.compile(r'<text class="(\S+-r\d+)" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>')


def _cells(screen: Screen) -> Iterator[str]:
    styles = {name: _style(said) for name, said in _RULE.findall(screen.screenshot)}
    width, height = screen.columns * CELL, screen.rows * LINE
    yield f'<rect width="{width:g}" height="{height:g}" fill="#0f1418"/>'
    for fill, x, y, across, down in _RECT.findall(screen.screenshot):
        # A screenshot's backgrounds start a little below their line.
        line = round((float(y) - 1.5) / LINE)
        yield _rect(float(x), line * LINE, float(across), round(float(down) / LINE) * LINE or LINE, fill)
    for name, x, y, text in _TEXT.findall(screen.screenshot):
        top = float(y) - BASE
        yield from _run(html.unescape(text).replace("\xa0", " "), float(x), round(top / LINE) * LINE, *styles[name])


_WORD = re.compile(f"[^\\s\u2800-\u28ff{''.join(_BLOCKS)}{''.join(_QUADRANTS)}]+")


def _style(said: str) -> tuple[str, bool]:
    fill = re.search(r"fill: ([^;]+)", said)
    return (fill.group(1).strip() if fill else INK), "bold" in said


def _run(text: str, left: float, top: float, colour: str, bold: bool) -> Iterator[str]:
    strokes: list[str] = []
    for number, character in enumerate(text):
        x = left + number * CELL
        if character in _BLOCKS:
            a, b, c, d = _BLOCKS[character]
            yield _rect(x + a * CELL, top + b * LINE, (c - a) * CELL, (d - b) * LINE, colour)
        elif character in _QUADRANTS:
            for quarter in range(4):
                if _QUADRANTS[character] >> quarter & 1:
                    i, j = quarter % 2 / 2, quarter // 2 / 2
                    yield _rect(x + i * CELL, top + j * LINE, CELL / 2, LINE / 2, colour)
        elif "\u2800" <= character <= "\u28ff":
            bits = ord(character) - 0x2800
            strokes += [
                f"M{x + (0.27 + 0.46 * i) * CELL:.2f} {top + (j + 0.5) * LINE / 4:.2f}h.01"
                for bit, i, j in _DOTS
                if bits & bit
            ]
    if strokes:
        yield f'<path d="{"".join(strokes)}" stroke="{colour}" stroke-width="4.4" stroke-linecap="round"/>'
    weight = ' font-weight="bold"' if bold else ""
    for word in re.finditer(_WORD, text):  # rsvg-convert knows one place for each text, not one for each letter
        yield (
            f'<text x="{left + word.start() * CELL:.1f}" y="{top + BASE - 2:g}" font-family="monospace"'
            f' font-size="{FONT_SIZE:.2f}"{weight} fill="{colour}">{escape(word.group())}</text>'
        )


def _rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    return (
        f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" fill="{fill}"'
        ' shape-rendering="crispEdges"/>'
    )
