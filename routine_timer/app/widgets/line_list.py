"""Lines in columns, for the lists of every screen: a line is laid out anew for whatever width there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from routine_timer.app.widgets.click_guard import ClickedInTime


class Line(Protocol):
    """Something that can be drawn as lines in columns."""

    @property
    def height(self) -> int:
        """How many lines it takes."""

    def draw(self, width: int) -> Content:
        """It, `width` cells wide, with `height` lines."""


@dataclass(frozen=True)
class Drawn(Visual):
    """A line as an option of a list shows it."""

    line: Line

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        return self.line.draw(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        return self.line.height


class LineList(ClickedInTime, inherit_bindings=False):
    """A list of such lines. What enter does is the screen's affair, so that a person can give it another key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "cursor_down", "down", show=False),
        Binding("up", "cursor_up", "up", show=False),
        Binding("home", "first", "first", show=False),
        Binding("end", "last", "last", show=False),
        Binding("pagedown", "page_down", "page down", show=False),
        Binding("pageup", "page_up", "page up", show=False),
    ]
    DEFAULT_CSS = """
    LineList {
        border: none;
        background: $background;
        padding: 0 1;
        scrollbar-size-vertical: 1;
        & > .option-list--option { padding: 0 1; }
        & > .option-list--option-disabled { color: $foreground; }
        & > .option-list--option-hover { background: $panel; }
        & > .option-list--option-highlighted {
            background: $cursor-ground;
            color: $foreground;
            text-style: $cursor-style;
        }
        &:focus { border: none; background-tint: transparent; }
        &:focus > .option-list--option-highlighted {
            background: $cursor-ground;
            color: $foreground;
            text-style: $cursor-style;
        }
    }
    """


def mark(chosen: bool) -> Content:
    """The two cells before a line: an arrow for the chosen one, so that it is told without colour too."""
    return Content.styled("▸ " if chosen else "  ", "bold $accent")


def cell(content: Content | str, width: int) -> Content:
    """`content`, exactly `width` cells wide, the last one always free."""
    cut = (Content(content) if isinstance(content, str) else content).truncate(max(width - 1, 0), ellipsis=True)
    return Content.assemble(cut, " " * max(width - cut.cell_length, 0))


def right(content: Content | str, width: int) -> Content:
    """`content` at the right of `width` cells."""
    cut = (Content(content) if isinstance(content, str) else content).truncate(max(width, 0), ellipsis=True)
    return Content.assemble(" " * max(width - cut.cell_length, 0), cut)


def hanging(what: str, value: str, width: int, indent: int = 13) -> Content:
    """A fact on as many lines as it takes: what it is, then its value, always under its own beginning."""
    lines = Content(value).wrap(max(width - indent, 10))
    heads = [Content.styled(what.ljust(indent), "$quiet"), *[Content(" " * indent)] * (len(lines) - 1)]
    return Content("\n").join(Content.assemble(head, line.rstrip()) for head, line in zip(heads, lines, strict=True))
