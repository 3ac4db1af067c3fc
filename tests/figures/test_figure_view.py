"""The figure on the screen: told the time, it shows the moment, repaints what changed, and rests when nothing moves."""

from __future__ import annotations

import gc
from typing import Self

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region

from routine_timer.app.theme import VARIABLES
from routine_timer.app.widgets.acyclic_strip import AcyclicStrip
from routine_timer.app.widgets.figure_view import FigureView, changed
from routine_timer.figures.canvas import CellRun, Grid, Style
from routine_timer.figures.motion import Clip, Moment, hold_clip, reps_clip
from routine_timer.figures.rig import Rig
from tests.figures.catalogue import rig_of


@pytest.fixture(autouse=True)
def many_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")


class Stage(App[None]):
    def get_theme_variable_defaults(self) -> dict[str, str]:
        return VARIABLES

    CSS = "FigureView { width: 44; height: 16; }"

    def compose(self) -> ComposeResult:
        yield FigureView()


def shown(view: FigureView) -> list[str]:
    return [view.render_line(y).text for y in range(view.size.height)]


def squats() -> tuple[Rig, Clip]:
    rig = rig_of("squat")
    return rig, reps_clip(rig.figure, rig.poses, (2, 0, 2, 0), 4.0)


@pytest.mark.parametrize("seconds", [0.0, 0.7, 2.0, 3.3, 9.1])
async def test_it_shows_the_moment_that_it_is_given(seconds: float) -> None:
    app = Stage()
    async with app.run_test(size=(60, 20)) as pilot:
        view = app.query_one(FigureView)
        rig, clip = squats()
        view.show(rig, clip)
        view.show_at(seconds)
        await pilot.pause()
        expected = rig.solid_picture(clip.at(seconds), 44, 16).lines()
        assert shown(view) == expected
        part = view.render_lines(Region(10, 4, 20, 6))
        assert [strip.text for strip in part] == [line[10:30] for line in expected[4:10]]


class Watched(FigureView):
    """Notes what is to be repainted."""

    def __init__(self) -> None:
        self.painted: list[tuple[Region, ...]] = []
        super().__init__()

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        self.painted.append(regions)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)


class WatchedStage(Stage):
    CSS = "Watched { width: 44; height: 16; }"

    def compose(self) -> ComposeResult:
        yield Watched()


async def test_the_same_picture_again_repaints_nothing_and_another_only_its_changed_rows() -> None:
    app = WatchedStage()
    async with app.run_test(size=(60, 20)) as pilot:
        view = app.query_one(Watched)
        view.show(*squats())
        await pilot.pause()
        view.painted.clear()
        before = shown(view)
        view.show_at(0.01)
        assert view.painted == []
        view.show_at(0.3)
        (regions,) = view.painted
        repainted = {y for region in regions for y in region.line_range}
        assert {y for y, (old, new) in enumerate(zip(before, shown(view), strict=True)) if old != new} <= repainted
        assert len(repainted) < 16  # the floor stays


async def test_it_says_when_to_draw_it_again_and_not_when_nothing_moves() -> None:
    app = Stage()
    async with app.run_test(size=(60, 20)) as pilot:
        view = app.query_one(FigureView)
        assert view.next_frame_at(0.0) is None
        rig = rig_of("plank")
        view.show(rig, hold_clip(rig.figure, rig.poses))
        await pilot.pause()
        due = view.next_frame_at(5.0)
        assert due is not None
        assert 5.0 < due <= 6.0
        view.reduced_motion = True
        assert view.next_frame_at(5.0) is None
        assert shown(view) == rig.solid_picture(Moment(0, 0), 44, 16).lines()
        view.show(None, None)
        await pilot.pause()
        assert "".join(shown(view)).strip() == ""


async def test_the_left_side_is_shown_mirrored() -> None:
    app = Stage()
    async with app.run_test(size=(60, 20)) as pilot:
        view = app.query_one(FigureView)
        rig = rig_of("deep-lunge")
        view.show(rig, Clip((), (), 1), mirrored=True)
        await pilot.pause()
        assert shown(view) == rig.solid_picture(Moment(1, 1), 44, 16, mirrored=True).lines()


async def test_it_is_drawn_again_for_the_room_that_a_resize_leaves_and_not_where_there_is_none() -> None:
    app = Stage()
    async with app.run_test(size=(60, 20)) as pilot:
        view = app.query_one(FigureView)
        rig = rig_of("plank")
        view.show(rig, Clip((), (), 0))
        view.styles.width, view.styles.height = 30, 10
        await pilot.pause()
        assert shown(view) == rig.solid_picture(Moment(0, 0), 30, 10).lines()
        view.styles.width, view.styles.height = 10, 4
        await pilot.pause()
        assert "".join(shown(view)).strip() == ""
        assert view.next_frame_at(0.0) is None


@pytest.mark.parametrize("padding", [0, 1])
async def test_a_border_or_padding_round_it_is_kept(padding: int) -> None:
    app = Stage()
    async with app.run_test(size=(60, 24)) as pilot:
        view = app.query_one(FigureView)
        view.styles.padding = padding
        rig = rig_of("plank")
        view.show(rig, Clip((), (), 0))
        await pilot.pause()
        assert view.size == (44 - 2 * padding, 16 - 2 * padding)
        assert shown(view) == rig.solid_picture(Moment(0, 0), *view.size).lines()


def test_only_the_rows_that_differ_are_to_be_repainted() -> None:
    rows = [(CellRun(text, "near"),) for text in ("abcdef", "ghijkl", "mnopqr", "stuvwx")]
    before = Grid[Style](6, (rows[0], rows[1], rows[2], rows[3]))
    after = Grid[Style](6, ((CellRun("abXdYf", "near"),), rows[1], (CellRun("mno", "near"), CellRun("pqr", "far")), ()))
    assert list(changed(before, after)) == [Region(0, 0, 6, 1), Region(0, 2, 6, 2)]


async def test_the_lines_of_a_figure_that_went_are_freed_without_a_garbage_collection() -> None:
    app = Stage()
    async with app.run_test(size=(60, 20)) as pilot:
        view = app.query_one(FigureView)
        view.show(*squats())
        await pilot.pause()
        gc.collect()
        gc.disable()
        try:
            for tenth in range(40):
                view.show_at(tenth / 10)
                app.screen._compositor.render_strips()
            kept = kept_lines()
            view.show(None, None)
            app.screen._compositor.render_strips()
            gone = kept_lines()
        finally:
            gc.enable()
        assert kept > 100
        assert gone == 0


async def test_pictures_are_kept_until_another_figure_is_shown() -> None:
    app = Stage()
    async with app.run_test(size=(60, 20)) as pilot:
        view = app.query_one(FigureView)
        rig, clip = squats()
        view.show(rig, clip)
        await pilot.pause()
        picture = rig.solid_picture(clip.at(0.0), 44, 16)
        view.show(rig, clip, mirrored=True)
        assert rig.solid_picture(clip.at(0.0), 44, 16) is picture, "its other side, or the next set"
        view.show(rig_of("plank"), None)
        assert rig.solid_picture(clip.at(0.0), 44, 16) is not picture
        assert rig.solid_picture(clip.at(0.0), 44, 16) == picture


def kept_lines() -> int:
    return sum(isinstance(one, AcyclicStrip) for one in gc.get_objects())


@pytest.mark.parametrize(
    ("name", "value"), [("COLORTERM", ""), ("NO_COLOR", "1")], ids=["sixteen colours", "no colour"]
)
async def test_without_many_colours_it_is_drawn_in_dots(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv(name, value)
    app = Stage()
    async with app.run_test(size=(60, 20)) as pilot:
        view = app.query_one(FigureView)
        rig = rig_of("plank")
        view.show(rig, Clip((), (), 0))
        await pilot.pause()
        assert shown(view) == rig.picture(Moment(0, 0), 44, 16).lines()
