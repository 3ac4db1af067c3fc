"""Solid figures: four pixels to a cell, soft edges, and colours that can be told apart from the floor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color
from textual.theme import Theme

from routine_timer.app.theme import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT
from routine_timer.figures.antialiasing import DENSITY, SAMPLES, shaded
from routine_timer.figures.canvas import STYLES, Canvas, Grid, Mix, Paint, Style
from routine_timer.figures.motion import Moment
from tests.contrast import contrast
from tests.figures.catalogue import NAMES, rig_of

NEAR = STYLES.index("near")


def drawn(width: int, height: int, *discs: tuple[float, float, float], style: Style = "near") -> Grid[Paint]:
    canvas = Canvas(width * DENSITY, height * DENSITY)
    for disc in discs:
        canvas.fill([disc], canvas.owner(style))
    return shaded(canvas)


def share(mix: Mix | None, style: int) -> float:
    return 0.0 if mix is None else mix[style] / sum(mix)


def coverage(grid: Grid[Paint], style: int) -> float:
    """How many cells a style covers in all, by the quarters that show it."""
    quarters = dict(zip(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█", (bin(i).count("1") / 4 for i in range(16)), strict=True))
    total = 0.0
    for row in grid.rows:
        for run in row:
            for glyph in run.text:
                front = quarters[glyph]
                total += front * share(run.style.front, style) + (1 - front) * share(run.style.back, style)
    return total


def test_an_empty_canvas_shows_the_background() -> None:
    assert drawn(3, 2).lines() == ["   ", "   "]
    assert all(run.style == Paint(None, None) for row in drawn(3, 2).rows for run in row)


def test_a_filled_cell_is_one_colour_without_gaps() -> None:
    grid = drawn(3, 3, (6.0, 12.0, 50.0))
    assert grid.lines() == ["   "] * 3
    assert all(share(run.style.back, NEAR) == 1.0 for row in grid.rows for run in row)


def test_the_upper_half_of_a_cell_can_be_filled_alone() -> None:
    canvas = Canvas(DENSITY, DENSITY)
    owner = canvas.owner("near")
    for y in range(4):
        for x in range(4):
            canvas.dot(x, y, owner)
    (((text, paint),),) = shaded(canvas).rows
    assert text == "▀"
    assert share(paint.front, NEAR) == 1.0
    assert paint.back is None


@given(st.floats(4, 40), st.floats(8, 60), st.floats(3, 16))
def test_shading_keeps_as_much_of_a_shape_as_was_drawn(x: float, y: float, radius: float) -> None:
    canvas = Canvas(12 * DENSITY, 10 * DENSITY)
    canvas.fill([(x, y, radius)], canvas.owner("near"))
    dots = sum(row.count(NEAR) for row in canvas.styles_of_rows(0, 10 * DENSITY * 4))
    assert coverage(shaded(canvas), NEAR) == pytest.approx(dots / (4 * SAMPLES), rel=0.1, abs=0.5)


@pytest.mark.sweep
@pytest.mark.parametrize("name", NAMES)
def test_every_figure_is_solid_in_the_room_that_a_small_terminal_leaves(name: str) -> None:
    rig = rig_of(name)
    picture = rig.solid_picture(Moment(0, 0), 28, 13)
    body = sum(coverage(picture, STYLES.index(style)) for style in ("near", "far", "accent"))
    assert body > 18, "the body must cover enough cells to be seen"


@pytest.mark.parametrize("theme", [DARK, LIGHT, CONTRAST_DARK, CONTRAST_LIGHT], ids=lambda theme: theme.name)
def test_the_far_limb_and_the_worked_part_stand_out_from_the_background(theme: Theme) -> None:
    def against_background(part: str) -> float:
        return contrast(Color.parse(theme.variables[f"figure-{part}"]).rgb, background)

    background = Color.parse(theme.background or "").rgb
    assert against_background("far") >= 3.0
    assert against_background("accent") >= 4.5
    assert against_background("near") >= 7.0
