"""Words in letters several lines high, to be read from across the room.

They are drawn once for a text, a room and the colours, and painted again only when one of these changes. What the face
can't draw, or has no room for, is plain bold text.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from routine_timer.app.widgets.acyclic_strip import AcyclicStrip
from routine_timer.app.widgets.block_cells import Look, quadrants
from routine_timer.app.widgets.letters.face import BigLine, broken, fitting, length, picture, shortened
from routine_timer.app.widgets.wrapped_text import in_cells, wrapped


class BigText(Widget):
    """A text as large as its room; `content-align-horizontal` says where in it.

    Args:
        least: lines below which a text is not shrunk, but shortened where `may_shorten`, and else shown plain.
        capitals: the text is shown in capitals, which need no room below the line.
        may_shorten: words at the end may go, for a text that can be guessed from its beginning.
        may_break: the text may take two lines.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    BigText { width: 1fr; text-style: bold; }
    """

    def __init__(
        self,
        *,
        least: int = 3,
        capitals: bool = False,
        may_shorten: bool = False,
        may_break: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._least = least
        self._capitals = capitals
        self._may_shorten = may_shorten
        self._may_break = may_break
        self._texts: tuple[str, ...] = ()
        self._lines: tuple[BigLine, ...] = ()
        self._arranged_for = Size()
        self._strips: list[Strip] | None = None
        self._look: Look | None = None

    def show(self, *texts: str) -> None:
        """Show the first of `texts` that fits; they say the same, in fewer and fewer words."""
        if texts != self._texts:
            self._texts = texts
            self._arrange()
            self.refresh(layout=bool(self.styles.height and self.styles.height.is_auto))

    @property
    def text(self) -> str:
        """What is asked for, in full."""
        return self._texts[0] if self._texts else ""

    @property
    def drawn(self) -> str:
        """What is drawn in large letters; nothing where it is plain text."""
        if self._arranged_for != self.size:
            self._arrange()
        return " ".join(line.text for line in self._lines)

    def render(self) -> Content:
        if self._lines:
            return Content("")
        return Content("\n").join(wrapped(self.text, self.content_size.width, in_cells(self.styles.max_height)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(wrapped(self.text, width, in_cells(self.styles.max_height)))

    def on_resize(self, event: events.Resize) -> None:
        del event
        self._arrange()
        self.refresh()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._look = self._strips = None

    def _arrange(self) -> None:
        self._arranged_for = self.size
        self._lines = next(self._fitting(), ())
        self._strips = None

    def _fitting(self) -> Iterator[tuple[BigLine, ...]]:
        """The lines that fit, the best first: large before whole, whole before short."""
        width, height = self.content_size
        for lines in range(height, self._least - 1, -1):
            for text in self._candidates():
                if line := fitting(text, width, lines, lines, capitals=self._capitals):
                    yield (line,)
        if self._may_break and (halves := broken(self.text)):
            for lines in range(height // 2, self._least - 1, -1):
                fitted = [fitting(half, width, lines, lines) for half in halves]
                narrowest = min((line for line in fitted if line), key=lambda line: line.size.counter, default=None)
                if narrowest and all(fitted):
                    yield tuple(BigLine(line.text, narrowest.size) for line in fitted if line)

    def _candidates(self) -> Iterator[str]:
        yield from self._texts
        if self._may_shorten:
            yield from (short for short in shortened(self.text) if len(short) * 2 > len(self.text))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines as they were made.

        Textual's own way works out borders and styles again, and there are none here.
        """
        if self._arranged_for != self.size:  # it is painted before it hears of its new size
            self._arrange()
        if not self._lines:
            return super().render_lines(crop)
        if self._strips is None:
            self._strips = self._drawn_strips()
        return [self._strips[y].crop(crop.x, crop.right) for y in crop.line_range]

    def _drawn_strips(self) -> list[Strip]:
        look = self._look = self._look or Look.of(self)
        blank = look.blank_style
        width, height = self.outer_size
        rows: list[Strip] = [Strip.blank(width, blank)] * self.styles.padding.top
        for line in self._lines:
            drawn = length(line.text, line.size)
            free = self.content_size.width - drawn
            before = {"center": free // 2, "right": free}.get(self.styles.content_align_horizontal, 0)
            before += self.styles.padding.left
            for row in quadrants(picture(line.text, line.size), look):
                segments = [Segment(" " * before, blank), *row, Segment(" " * (width - before - drawn), blank)]
                rows.append(AcyclicStrip([segment for segment in segments if segment.text], width))
        return [*rows, *(Strip.blank(width, blank) for _ in range(height - len(rows)))][:height]
