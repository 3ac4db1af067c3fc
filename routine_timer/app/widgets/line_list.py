"""The list of every screen: rows in columns, drawn for the width there is, with an arrow before the highlighted one.

Works around Textual (seen with 8.2): a click on an option that has been removed since the last paint raises an
IndexError that ends the app, and so do page up and page down before the first layout. Textualize/textual#3270 was the
first of the kind, an option removed under the mouse; we know of no open report of these two. And a resize may hide the
highlighted option.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.css.styles import RulesMap
from textual.events import Click
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class SafeOptionList(OptionList):
    """An option list that clicks and keys can't crash, and that keeps the highlighted option in sight."""

    def on_click(self, event: Click) -> None:
        clicked = event.style.meta.get("option")
        if clicked is not None and clicked >= self.option_count:
            event.prevent_default()

    def on_resize(self) -> None:
        self.call_after_refresh(self.scroll_to_highlight)

    def action_page_up(self) -> None:
        if self._is_laid_out:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        if self._is_laid_out:
            super().action_page_down()  # type: ignore[no-untyped-call]

    def move(self, key: str) -> bool:
        """Move by a key that another widget got. Returns whether the key is one that moves."""
        moves: dict[str, Callable[[], None]] = {
            "up": self.action_cursor_up,
            "down": self.action_cursor_down,
            "pageup": self.action_page_up,
            "pagedown": self.action_page_down,
        }
        if key not in moves:
            return False
        moves[key]()
        return True

    @property
    def _is_laid_out(self) -> bool:
        return bool(self.option_count and self.scrollable_content_region)


class ListRow:
    """One row of a `LineList`."""

    selectable: ClassVar[bool] = True
    """Whether the cursor can go there; headings are passed over."""

    def height(self, width: int) -> int:  # noqa: ARG002
        """How many lines it takes."""
        return 1

    def draw(self, width: int, *, highlighted: bool) -> Content:
        """The row, `width` cells wide, in as many lines as `height` says."""
        raise NotImplementedError


@dataclass(frozen=True)
class HeadingRow(ListRow):
    """A heading above the rows that follow, with an empty line before it."""

    title: Content
    selectable: ClassVar[bool] = False

    def height(self, width: int) -> int:  # noqa: ARG002
        return 2

    def draw(self, width: int, *, highlighted: bool) -> Content:  # noqa: ARG002
        return Content.assemble("\n  ", cell(self.title, max(width - 2, 0)))


@dataclass(frozen=True)
class RowVisual(Visual):
    """A row as an option shows it."""

    row: ListRow
    highlighted: bool

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        return self.row.draw(width, highlighted=self.highlighted).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        return self.row.height(width)


class LineList(SafeOptionList, inherit_bindings=False):
    """A list of rows. What Enter does is up to the screen, so that it can be another key."""

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

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: list[ListRow] = []
        self._marked: int | None = None

    def show_rows(self, rows: Iterable[ListRow], highlighted: int | None = None) -> None:
        """Show `rows`, with the cursor on one of them. If there are as many as before, only what changed is redrawn."""
        before, self._rows = self._rows, list(rows)
        changed = self._changed(before) if len(before) == len(self._rows) == self.option_count else None
        if changed is not None:
            for index in changed:
                self._redraw(index)
        else:
            self._marked = highlighted
            self.set_options(
                Option(RowVisual(row, index == highlighted), disabled=not row.selectable)
                for index, row in enumerate(self._rows)
            )
        self.highlighted = highlighted

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Move the mark with the cursor."""
        before, self._marked = self._marked, highlighted
        if before != highlighted:
            self._redraw(before)
            self._redraw(highlighted)
        super().watch_highlighted(highlighted)

    def _changed(self, before: list[ListRow]) -> list[int] | None:
        """The rows that are not as they were; None if they need a new layout."""
        width, changed = self.scrollable_content_region.width, []
        for index, (old, new) in enumerate(zip(before, self._rows, strict=True)):
            if old != new:
                if old.height(width) != new.height(width) or old.selectable != new.selectable:
                    return None
                changed.append(index)
        return changed

    def _redraw(self, index: int | None) -> None:
        if index is not None and index < self.option_count:
            self.replace_option_prompt_at_index(index, RowVisual(self._rows[index], index == self._marked))


def mark(highlighted: bool) -> Content:
    """The two cells before a row: an arrow for the highlighted one, so that it can be told without colour."""
    return Content.styled("▸ " if highlighted else "  ", "bold $accent")


def cell(content: Content | str, width: int) -> Content:
    """`content`, exactly `width` cells wide, the last one always free."""
    cut = (Content(content) if isinstance(content, str) else content).truncate(max(width - 1, 0), ellipsis=True)
    return Content.assemble(cut, " " * max(width - cut.cell_length, 0))


def right(content: Content | str, width: int) -> Content:
    """`content` at the right of `width` cells."""
    cut = (Content(content) if isinstance(content, str) else content).truncate(max(width, 0), ellipsis=True)
    return Content.assemble(" " * max(width - cut.cell_length, 0), cut)


def hanging(label: str, value: str, width: int, indent: int = 13) -> Content:
    """A label and its value, on as many lines as it takes, every line of the value below the first."""
    lines = Content(value).wrap(max(width - indent, 10))
    heads = [Content.styled(label.ljust(indent), "$quiet"), *[Content(" " * indent)] * (len(lines) - 1)]
    return Content("\n").join(Content.assemble(head, line.rstrip()) for head, line in zip(heads, lines, strict=True))
