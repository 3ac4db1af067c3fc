"""Draw every exercise of the catalogue into one picture, `docs/figures.png`, so that the figures can be looked at.

    python -m docs.make_figures [EXERCISE…] [--out FILE] [--cells 51x23] [--columns 6]

The pictures are what a terminal with many colours draws: the same cells, split into quarters of two colours, in the
colours of the dark theme, each cell 8 × 16 pixels as in a terminal of usual font size. By default a figure has the room
that it has in a terminal of 120 × 40. With names, only those exercises are drawn: for looking at one while its poses
are written.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path

import msgspec
from PIL import Image, ImageDraw

from routine_timer.app.theme import DARK
from routine_timer.figures.antialiasing import GLYPHS
from routine_timer.figures.canvas import STYLES, Grid, Mix, Paint
from routine_timer.figures.motion import Moment
from routine_timer.figures.muscle_areas import parts_of
from routine_timer.figures.rig import Rig
from routine_timer.routine.poses import Figure, Pose

HERE = Path(__file__).parent
CATALOGUE = HERE.parent / "routines" / "exercises"
CELL, LINE = 8, 16
"""Pixels of a cell."""
GAP, TITLE = 8, 18

Colour = tuple[int, int, int]


def _rgb(colour: str) -> Colour:
    return (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))


BACKGROUND = _rgb(DARK.background or "#000000")
INK = _rgb(DARK.variables["quiet"])
COLOURS = [_rgb(DARK.variables[f"figure-{style}"]) if style else BACKGROUND for style in STYLES]


def main() -> int:
    options = _options()
    width, height = (int(part) for part in options.cells.split("x"))
    files = sorted(CATALOGUE.glob("*.toml"))
    chosen = [file for file in files if not options.exercise or file.stem in options.exercise]
    exercises = [exercise for file in chosen if (exercise := _exercise(file, width, height)) is not None]
    if not exercises:
        sys.stderr.write("no exercise of that name has poses\n")
        return 1
    _sheet(exercises, options.columns).quantize(256).save(options.out, optimize=True)
    poses = sum(len(pictures) for _, pictures in exercises)
    sys.stderr.write(f"{options.out}: {poses} poses of {len(exercises)} exercises\n")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exercise", nargs="*")
    parser.add_argument("--out", type=Path, default=HERE / "figures.png")
    parser.add_argument("--cells", default="51x23")
    parser.add_argument("--columns", type=int, default=6)
    return parser.parse_args()


def _exercise(file: Path, width: int, height: int) -> tuple[str, list[Image.Image]] | None:
    """The name of an exercise and a picture of each of its keyframes; None for one without poses."""
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    if "poses" not in data:
        return None
    figure = msgspec.convert(data.get("figure", {}), Figure)
    poses = msgspec.convert(data["poses"], list[Pose])
    muscles = [*data.get("stretches", []), *data.get("strengthens", [])]
    rig = Rig(figure, poses, parts_of(muscles, one_side=data.get("sides") == "both"))
    return data["name"], [drawn(rig.solid_picture(Moment(i, i), width, height)) for i in range(len(poses))]


def _sheet(exercises: list[tuple[str, list[Image.Image]]], columns: int) -> Image.Image:
    """All exercises in rows; the poses of one stay side by side as long as a row has room for them."""
    size = exercises[0][1][0].size
    across, down = size[0] + GAP, size[1] + TITLE + GAP
    places: list[tuple[int, int, str, Image.Image]] = []
    column = row = 0
    for name, pictures in exercises:
        if column and column + len(pictures) > columns:
            column, row = 0, row + 1
        for number, picture in enumerate(pictures):
            if column == columns:
                column, row = 0, row + 1
            places.append((column * across + GAP // 2, row * down, "" if number else name, picture))
            column += 1
    sheet = Image.new("RGB", (columns * across, (row + 1) * down), BACKGROUND)
    draw = ImageDraw.Draw(sheet)
    for x, y, title, picture in places:
        draw.text((x, y + 3), title, fill=INK)
        sheet.paste(picture, (x, y + TITLE))
    return sheet


def drawn(grid: Grid[Paint]) -> Image.Image:
    """A picture as a terminal shows it, pixel by pixel."""
    image = Image.new("RGB", (grid.width * CELL, grid.height * LINE), BACKGROUND)
    draw = ImageDraw.Draw(image)
    for row, runs in enumerate(grid.rows):
        column = 0
        for run in runs:
            front, back = _mixed(run.style.front), _mixed(run.style.back)
            for glyph in run.text:
                _cell(draw, column * CELL, row * LINE, GLYPHS.index(glyph), front, back)
                column += 1
    return image


def _cell(draw: ImageDraw.ImageDraw, left: int, top: int, quarters: int, front: Colour, back: Colour) -> None:
    for i in range(4):
        x, y = left + i % 2 * CELL // 2, top + i // 2 * LINE // 2
        draw.rectangle((x, y, x + CELL // 2 - 1, y + LINE // 2 - 1), fill=front if quarters >> i & 1 else back)


def _mixed(mix: Mix | None) -> Colour:
    if mix is None:
        return BACKGROUND
    red, green, blue = (
        round(sum(colour[i] * share for colour, share in zip(COLOURS, mix, strict=True)) / sum(mix)) for i in range(3)
    )
    return (red, green, blue)


if __name__ == "__main__":
    sys.exit(main())
