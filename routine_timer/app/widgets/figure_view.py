"""The widget that shows a figure, as large as its room allows; it moves as the session does.

It owns no timer. The owner of the session's clock tells it the time (`show_at`) and asks when it wants to be told again
(`next_frame_at`); when nothing moves the answer is None. A new picture repaints only the rows in which it differs from
the one before, and a picture that comes again with every rep is turned into a terminal's lines once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual import events
from textual.color import Color
from textual.geometry import Region
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from routine_timer.app.system import image_protocol_detection
from routine_timer.app.widgets.acyclic_strip import AcyclicStrip
from routine_timer.figures.canvas import STYLES, CellRun, Grid, Mix, Paint, Style

if TYPE_CHECKING:
    from routine_timer.app.widgets.pixel_figure import PixelFigure
    from routine_timer.figures.motion import Clip, Moment
    from routine_timer.figures.rig import Rig

Picture: TypeAlias = Grid[Style] | Grid[Paint]
Row: TypeAlias = tuple[CellRun[Style], ...] | tuple[CellRun[Paint], ...]

SMALLEST = (12, 6)
"""Columns and rows under which nothing is drawn: it could not be read."""
_KEPT = 64
"""Pictures that are kept as they go to the terminal: those of a rep there and back."""


class FigureView(Widget):
    """Shows one moment of a figure, as large as the room allows."""

    DEFAULT_CSS = """
    FigureView {
        width: 1fr;
        height: 1fr;
        & > .figure--near { color: $figure-near; }
        & > .figure--far { color: $figure-far; }
        & > .figure--accent { color: $figure-accent; text-style: bold; }
        & > .figure--prop { color: $figure-prop; }
        & > .figure--floor { color: $figure-floor; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"figure--{style}" for style in STYLES if style}

    reduced_motion: var[bool] = var(False)
    """Nothing moves: one picture, the one that says most."""

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._rig: Rig | None = None
        self._clip: Clip | None = None
        self._mirrored = False
        self._seconds = 0.0
        self._moment: Moment | None = None
        self._grid: Picture | None = None
        self._styles_of: dict[Style | Paint, RichStyle] = {}
        self._colours: list[Color] = []
        self._pixels: PixelFigure | None = None
        """The figure in the terminal's own pixels, while it is shown in them."""
        self._lines: dict[int, tuple[Picture, list[Strip]]] = {}
        self._strip_of: dict[Row, Strip] = {}
        """Most rows are the same in many pictures: those of the floor, and of all that keeps still."""
        self._segment_of: dict[CellRun[Style] | CellRun[Paint], Segment] = {}

    def show(self, rig: Rig | None, clip: Clip | None, *, mirrored: bool = False) -> None:
        """Show this figure from now on, from the beginning of `clip`; None for none. `mirrored`: the left side."""
        if self._rig is not None and self._rig is not rig:
            self._rig.forget_pictures()
        self._rig, self._clip, self._mirrored = rig, clip, mirrored
        self._moment = None
        self._forget()
        self.show_at(0.0)

    def show_at(self, seconds: float) -> None:
        """Show the clip as it is `seconds` after its beginning."""
        self._seconds = seconds
        moment = self._moment_at(seconds)
        if moment is None:
            self._put(None)
        elif moment != self._moment or (self._grid is None and self._pixels is None):
            self._moment = moment
            self._draw()

    def next_frame_at(self, seconds: float) -> float | None:
        """When the picture changes next, in seconds of the clip; None when it stays."""
        if self._clip is None or self._rig is None or self.reduced_motion or not self._has_room:
            return None
        return self._clip.next_change(seconds)

    def watch_reduced_motion(self) -> None:
        self.show_at(self._seconds)

    def on_resize(self, event: events.Resize) -> None:
        del event
        self._forget()
        self._draw()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles_of.clear()
        self._colours.clear()
        self._lines.clear()
        self._strip_of.clear()
        self._segment_of.clear()
        if self._pixels is not None:
            self.call_after_refresh(self._draw)

    def on_mount(self) -> None:
        # While another program had the terminal, it forgot the picture.
        self.app.app_resume_signal.subscribe(self, lambda _app: self._draw())

    def on_unmount(self) -> None:
        self._remove_pixels()

    def on_show(self) -> None:
        self._draw()

    def on_hide(self) -> None:
        self._remove_pixels()

    def uncover(self) -> None:
        """The screen is in front again."""
        self._draw()

    def cover(self) -> None:
        """Another screen is in front now. Pixels would lie over it."""
        self._remove_pixels()

    def render_line(self, y: int) -> Strip:
        if self._pixels is not None:
            return Strip.blank(self.size.width, self.rich_style)
        lines = self._strips()
        return lines[y] if y < len(lines) else Strip.blank(self.size.width, self.rich_style)

    def render_lines(self, crop: Region) -> list[Strip]:
        if self.gutter.width or self.gutter.height or self.opacity < 1:
            return super().render_lines(crop)
        # A plain figure needs none of the drawing of borders, and its strips, being the same objects each time, keep
        # what they once worked out: cropped and rendered.
        return [self.render_line(y).crop(crop.x, crop.right) for y in crop.line_range]

    @property
    def _is_solid(self) -> bool:
        """Whether the terminal has the colours for shaded blocks; with sixteen, or with none, dots show more."""
        few = self.app.console.color_system in ("standard", "windows")
        return not (few or self.app.no_color or self.app.ansi_color)

    @property
    def _has_room(self) -> bool:
        return self.size.width >= SMALLEST[0] and self.size.height >= SMALLEST[1]

    def _moment_at(self, seconds: float) -> Moment | None:
        if self._clip is None or self._rig is None:
            return None
        return self._clip.resting() if self.reduced_motion else self._clip.at(seconds)

    def _draw(self) -> None:
        moment = self._moment or self._moment_at(self._seconds)
        if self._rig is None or moment is None or not self._has_room:
            self._remove_pixels()
            self._put(None)
        elif self._is_solid and (protocol := image_protocol_detection.detected_protocol()):
            self._draw_pixels(self._rig, moment, protocol)
        else:
            width, height = self.size
            draw = self._rig.solid_picture if self._is_solid else self._rig.picture
            self._put(draw(moment, width, height, mirrored=self._mirrored))

    def _draw_pixels(self, rig: Rig, moment: Moment, protocol: image_protocol_detection.Protocol) -> None:
        if not self.screen.is_active:
            return
        if self._pixels is None:
            from routine_timer.app.widgets.pixel_figure import KittyFigure, SixelFigure

            self._pixels = KittyFigure() if protocol == "kitty" else SixelFigure()
            self.refresh()  # the cells are blank before the picture is sent
            self.call_after_refresh(self._draw)
            return
        frame = self._pixels.frame(rig, moment, self.region, self._palette, mirrored=self._mirrored)
        self._write(frame)

    def _write(self, text: str) -> None:
        """Send something that is not part of the screen, in order with what is."""
        if self.app._driver is not None:
            self.app._driver.write(text)

    def _remove_pixels(self) -> None:
        if self._pixels is not None:
            self._write(self._pixels.removed)
            self._pixels = None
            self.refresh()

    def _put(self, grid: Picture | None) -> None:
        before, self._grid = self._grid, grid
        if grid is before:
            return
        if grid is None or before is None or (grid.width, grid.height) != (before.width, before.height):
            self.refresh()
            return
        if regions := list(changed(before, grid)):
            self.refresh(*regions)

    def _strips(self) -> list[Strip]:
        """The picture as lines for the terminal."""
        grid = self._grid
        if grid is None:
            return []
        if id(grid) not in self._lines:
            if len(self._lines) >= _KEPT:
                self._forget()
            # The picture is kept beside its lines, so that its id stays its own.
            self._lines[id(grid)] = (grid, [self._strip(row, grid.width) for row in grid.rows])
        return self._lines[id(grid)][1]

    def _strip(self, row: Row, width: int) -> Strip:
        if row not in self._strip_of:
            strip = Strip([self._segment_for(run) for run in row], width)
            for line_filter in self.get_line_filters():
                strip = strip.apply_filter(line_filter, self.background_colors[1])
            self._strip_of[row] = AcyclicStrip(strip, width)
        return self._strip_of[row]

    def _segment_for(self, run: CellRun[Style] | CellRun[Paint]) -> Segment:
        if run not in self._segment_of:
            self._segment_of[run] = Segment(run.text, self._style_of(run.style))
        return self._segment_of[run]

    def _forget(self) -> None:
        """Forget what pictures look like: another figure has others, in other mixes of colours."""
        self._styles_of.clear()
        self._lines.clear()
        self._strip_of.clear()
        self._segment_of.clear()

    def _style_of(self, style: Style | Paint) -> RichStyle:
        if style not in self._styles_of:
            self._styles_of[style] = self._painted(style) if isinstance(style, Paint) else self._component(style)
        return self._styles_of[style]

    def _component(self, style: Style) -> RichStyle:
        return self.get_component_rich_style(f"figure--{style}") if style else self.rich_style

    def _painted(self, paint: Paint) -> RichStyle:
        """The two colours of a shaded cell, mixed from those of the theme."""
        front = None if paint.front is None else self._mixed(paint.front).rich_color
        back = None if paint.back is None else self._mixed(paint.back).rich_color
        plain = self.rich_style
        return RichStyle(color=front or plain.color, bgcolor=back or plain.bgcolor)

    @property
    def _palette(self) -> Sequence[Color]:
        """The theme's colour of each of `STYLES`."""
        if not self._colours:
            colour_of = {style: self.get_component_styles(f"figure--{style}").color for style in STYLES if style}
            self._colours = [self.background_colors[1], *colour_of.values()]
        return self._colours

    def _mixed(self, mix: Mix) -> Color:
        parts = [(colour.rgb, share / sum(mix)) for colour, share in zip(self._palette, mix, strict=True) if share]
        red, green, blue = (round(sum(rgb[i] * share for rgb, share in parts)) for i in range(3))
        return Color(red, green, blue)


def changed(before: Picture, after: Picture) -> Iterator[Region]:
    """The rows in which two pictures of the same size differ, neighbours together.

    Whole rows: of a part of one, Textual would make and keep a line for each width that was ever repainted.
    """
    rows: Iterable[tuple[Row, Row]] = zip(before.rows, after.rows, strict=True)
    top = 0
    for differs, same in groupby(rows, lambda row: row[0] != row[1]):
        height = sum(1 for _ in same)
        if differs:
            yield Region(0, top, before.width, height)
        top += height
