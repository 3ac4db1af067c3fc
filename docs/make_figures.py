"""Draw every exercise of the catalogue into one picture, `docs/figures.png`, so that the figures can be looked at.

    python docs/make_figures.py [EXERCISE…] [--out FILE] [--cells 36x14] [--columns 8]

The dots come from the same code as on the screen and are written as an SVG, which `rsvg-convert` (Debian: librsvg2-bin)
turns into a PNG. With names, only those exercises are drawn: for looking at one while its poses are written.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import msgspec

from routine_timer.figures.canvas import Grid
from routine_timer.figures.motion import Moment
from routine_timer.figures.muscle_areas import parts_of
from routine_timer.figures.rig import Rig
from routine_timer.routine.poses import Figure, Pose

HERE = Path(__file__).parent
CATALOGUE = HERE.parent / "routines" / "exercises"
COLOURS = {"floor": "#4a565d", "prop": "#6cb8e6", "far": "#66737a", "near": "#dfe5e6", "accent": "#f5a13d"}
GROUND, INK = "#0f1418", "#8c9aa1"
DOT = 2.0
PAD, TITLE = 8.0, 16.0


def main() -> int:
    options = _options()
    width, height = (int(part) for part in options.cells.split("x"))
    files = sorted(CATALOGUE.glob("*.toml"))
    chosen = [file for file in files if not options.exercise or file.stem in options.exercise]
    pictures = [(title, grid) for file in chosen for title, grid in _pictures(file, width, height)]
    if not pictures:
        sys.stderr.write("no exercise of that name has poses\n")
        return 1
    svg = _sheet(pictures, width, height, options.columns)
    subprocess.run(["rsvg-convert", "-o", str(options.out)], input=svg.encode(), check=True)
    sys.stderr.write(f"{options.out}: {len(pictures)} poses of {len(chosen)} exercises\n")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exercise", nargs="*")
    parser.add_argument("--out", type=Path, default=HERE / "figures.png")
    parser.add_argument("--cells", default="36x14")
    parser.add_argument("--columns", type=int, default=8)
    return parser.parse_args()


def _pictures(file: Path, width: int, height: int) -> Iterator[tuple[str, Grid]]:
    """The keyframes of one exercise, each with its title."""
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    if "poses" not in data:
        return
    figure = msgspec.convert(data.get("figure", {}), Figure)
    poses = msgspec.convert(data["poses"], list[Pose])
    muscles = [*data.get("stretches", []), *data.get("strengthens", [])]
    rig = Rig(figure, poses, parts_of(muscles, one_side=data.get("sides") == "both"))
    for i in range(len(poses)):
        yield (data["name"] if i == 0 else ""), rig.picture(Moment(i, i), width, height)


def _sheet(pictures: list[tuple[str, Grid]], width: int, height: int, columns: int) -> str:
    columns = min(columns, len(pictures))
    across, down = width * 2 * DOT + PAD, height * 4 * DOT + TITLE + PAD
    rows = -(-len(pictures) // columns)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{columns * across:.0f}" height="{rows * down:.0f}">',
        f'<rect width="100%" height="100%" fill="{GROUND}"/>',
    ]
    for number, (title, grid) in enumerate(pictures):
        x, y = number % columns * across + PAD / 2, number // columns * down
        label = f'font-family="sans-serif" font-size="11" fill="{INK}"'
        parts.append(f'<text x="{x}" y="{y + TITLE - 4}" {label}>{escape(title)}</text>')
        parts += _dots(grid, x, y + TITLE)
    return "\n".join([*parts, "</svg>"])


def _dots(grid: Grid, left: float, top: float) -> Iterator[str]:
    """One path a style: a short round-ended stroke for every dot."""
    paths: dict[str, list[str]] = {}
    for row, runs in enumerate(grid.rows):
        column = 0
        for run in runs:
            for char in run.text:
                bits = ord(char) - 0x2800 if char != " " else 0
                for i, bit in enumerate((0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80)):
                    if bits & bit:
                        x = left + (column * 2 + i % 2 + 0.5) * DOT
                        y = top + (row * 4 + i // 2 + 0.5) * DOT
                        paths.setdefault(run.style, []).append(f"M{x:g} {y:g}h.01")
                column += 1
    for style, strokes in paths.items():
        stroke = f'stroke="{COLOURS[style]}" stroke-width="{DOT * 0.86:g}" stroke-linecap="round"'
        yield f'<path d="{"".join(strokes)}" {stroke}/>'


if __name__ == "__main__":
    sys.exit(main())
