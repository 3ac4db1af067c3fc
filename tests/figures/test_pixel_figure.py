"""Figures in the terminal's own pixels: what is sent, when, and what becomes of it under another screen."""

from __future__ import annotations

import re
import tracemalloc
import zlib
from base64 import standard_b64decode

import pytest
from textual.app import App, ComposeResult
from textual.color import Color
from textual.geometry import Region
from textual.pilot import Pilot

from routine_timer.app.close_once_screen import CloseOnceScreen
from routine_timer.app.system import image_protocol_detection
from routine_timer.app.theme import THEMES, VARIABLES
from routine_timer.app.widgets.figure_view import FigureView
from routine_timer.app.widgets.pixel_figure import KittyFigure, SixelFigure
from routine_timer.figures.motion import Clip, Moment
from routine_timer.figures.rig import Rig
from tests.figures.catalogue import rig_of

pytest.importorskip("textual_image", reason="needs the extra `images`")

GROUND, NEAR, ACCENT = (15, 20, 24), (223, 229, 230), (255, 159, 64)
COLOURS = [Color(*rgb) for rgb in (GROUND, (44, 54, 61), (91, 156, 196), (138, 149, 155), NEAR, ACCENT)]
ROOM = Region(3, 2, 40, 18)


@pytest.fixture(autouse=True)
def cells(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal with every colour, whose cells have 10 by 20 pixels."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("routine_timer.app.widgets.pixel_figure._terminal_cell", lambda: (10, 20))


@pytest.fixture
def rig() -> Rig:
    return rig_of("clam")


def test_kitty_gets_the_figure_as_large_as_its_cells_with_smooth_edges(rig: Rig) -> None:
    sent = KittyFigure().frame(rig, Moment(0, 0), ROOM, COLOURS)
    assert sent.startswith("\x1b7\x1b[3;4H")
    assert sent.endswith("\x1b8")
    assert "c=40,r=18," in sent
    width, height = 400, 360
    assert f"s={width},v={height}," in sent
    chunks = re.findall(r"\x1b_G[^;]*;([^\x1b]*)\x1b", sent)
    assert all(len(chunk) <= 4096 for chunk in chunks)
    pixels = zlib.decompress(standard_b64decode("".join(chunks)))
    assert len(pixels) == width * height * 3
    colours = {tuple(pixels[at : at + 3]) for at in range(0, len(pixels), 3)}
    assert {GROUND, NEAR, ACCENT} <= colours
    assert len(colours) > len(COLOURS), "edges are mixed of the colours on both sides"


def test_a_picture_that_comes_again_is_not_drawn_again(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    figure = KittyFigure()
    first = figure.frame(rig, Moment(0, 1, 3), ROOM, COLOURS)
    monkeypatch.setattr(Rig, "smooth_picture", None)
    assert figure.frame(rig, Moment(0, 1, 3), ROOM, COLOURS) == first
    moved = figure.frame(rig, Moment(0, 1, 3), ROOM.translate((1, 0)), COLOURS)
    assert moved.startswith("\x1b7\x1b[3;5H")


def test_a_large_room_gets_a_picture_of_bounded_size(rig: Rig) -> None:
    sent = KittyFigure().frame(rig, Moment(0, 0), Region(0, 0, 300, 90), COLOURS)
    (width, height) = re.findall(r"s=(\d+),v=(\d+)", sent)[0]
    assert int(width) * int(height) <= 400_000
    assert "c=300,r=90," in sent


def test_sixels_define_every_colour_before_they_draw(rig: Rig) -> None:
    sent = SixelFigure().frame(rig, Moment(0, 0), ROOM, COLOURS)
    defined = [found.start() for found in re.finditer(r"#\d+;2;", sent)]
    first_drawn = re.search(r"#\d+(?!\d|;)", sent)
    assert 6 <= len(defined) <= 16
    assert first_drawn is not None
    assert max(defined) < first_drawn.start()


class Shown(App[None]):
    """A figure, and what is written to the terminal for it."""

    def __init__(self, rig: Rig) -> None:
        super().__init__()
        self.rig = rig
        self.sent: list[str] = []

    def get_css_variables(self) -> dict[str, str]:
        return VARIABLES | super().get_css_variables()

    def _record(self, written: str) -> None:
        if "\x1b_G" in written:
            self.sent.append("removed" if "a=d" in written else "picture")

    async def on_mount(self) -> None:
        vars(self._driver)["write"] = self._record
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "dark"
        await self.push_screen(OneFigure(self.rig))


class OneFigure(CloseOnceScreen[None]):
    def __init__(self, rig: Rig) -> None:
        super().__init__()
        self._rig = rig

    def compose(self) -> ComposeResult:
        yield FigureView()

    def on_mount(self) -> None:
        self.query_one(FigureView).show(self._rig, Clip((), (), 0))


async def settled(pilot: Pilot[None]) -> None:
    for _ in range(4):
        await pilot.pause()


async def test_pixels_make_way_for_another_screen_and_come_back(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image_protocol_detection, "detected_protocol", lambda: "kitty")
    app = Shown(rig)
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot)
        assert app.sent[-1] == "picture"
        await app.push_screen(CloseOnceScreen())
        await settled(pilot)
        assert app.sent[-1] == "removed"
        await app.pop_screen()
        await settled(pilot)
        assert app.sent[-1] == "picture"
        app.screen.query_one(FigureView).display = False
        await settled(pilot)
        assert app.sent[-1] == "removed"


async def test_without_colours_there_are_no_pixels(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image_protocol_detection, "detected_protocol", lambda: "kitty")
    monkeypatch.setenv("NO_COLOR", "1")
    app = Shown(rig)
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot)
        assert app.sent == []


def test_hours_of_pictures_take_no_more_memory_than_minutes(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("routine_timer.app.widgets.pixel_figure._picture", lambda *_args, **_options: None)
    monkeypatch.setattr(SixelFigure, "_encoded", lambda *_args: "x" * 20_000)
    figure = SixelFigure()
    tracemalloc.start()
    try:
        for step in range(2_000):
            figure.frame(rig, Moment(0, 1, step), ROOM, COLOURS)
        assert tracemalloc.get_traced_memory()[1] < 6_000_000
    finally:
        tracemalloc.stop()
