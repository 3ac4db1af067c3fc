"""The text, and the short list of choices that comes up beside the cursor while one writes.

The text keeps the focus; the list only takes the keys that move in it. It comes by itself inside quotes and after the
first letter of a key, and anywhere when it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList, TextArea

from routine_timer.app.screens.editor.source_view import SourceView
from routine_timer.app.widgets.line_list import LineList, ListRow, cell
from routine_timer.editing.completion import Completion, CompletionItem, Vocabulary, complete
from routine_timer.text.sanitize import plain

_WIDTH = 64
_MOST_LINES = 8


@dataclass(frozen=True)
class CompletionRow(ListRow):
    """One choice: what is written, and what it means."""

    choice: CompletionItem
    label_width: int

    def draw(self, width: int, *, highlighted: bool) -> Content:  # noqa: ARG002
        room = min(self.label_width + 2, width)
        return Content.assemble(
            cell(plain(self.choice.label), room),
            cell(Content.styled(plain(self.choice.about), "$quiet"), max(width - room, 0)),
        )


class CompletionList(LineList):
    """The list."""

    can_focus = False
    DEFAULT_CSS = """
    CompletionList {
        layer: choices;
        position: absolute;
        display: none;
        height: auto;
        background: $panel;
        border: none;
        padding: 0;
        &.-open { display: block; }
        & > .option-list--option { background: $panel; }
        & > .option-list--option-highlighted { background: $primary 40%; color: $foreground; }
    }
    """


class CompletingEditor(Container):
    """The text with its choices."""

    DEFAULT_CSS = "CompletingEditor { layers: default choices; }"

    def __init__(self, text: str, *, blink: bool, id: str | None = None) -> None:
        super().__init__(id=id)
        self._source = SourceView(text, blink=blink)
        self._choices = CompletionList()
        self._known: Vocabulary | None = None
        self._completion: Completion | None = None

    def compose(self) -> ComposeResult:
        yield self._source
        yield self._choices

    @property
    def source(self) -> SourceView:
        return self._source

    def know(self, vocabulary: Vocabulary) -> None:
        """From now on offer these words."""
        self._known = vocabulary

    def offer(self) -> None:
        """Show completions for the cursor, because the person asked for them."""
        self._look(asked=True)

    # -- opening and closing

    @on(TextArea.Changed)
    def _changed(self) -> None:
        if self._source.typed and self._source.has_focus:
            self._look(asked=False)
        else:
            self._close()

    @on(TextArea.SelectionChanged)
    def _moved(self) -> None:
        if self._completion is None:
            return
        row, column = self._source.cursor_location
        if row != self._row or not self._completion.start <= column <= self._completion.end + 1:
            self._close()

    def on_descendant_blur(self) -> None:
        self._close()

    def _look(self, *, asked: bool) -> None:
        source = self._source
        row, column = source.cursor_location
        found = complete(source.document.lines, row, column, self._known, asked=asked) if self._known else None
        if found is None or source.selected_text:
            self._close()
            return
        self._row = row
        self._completion = found
        self._show(found)

    def _show(self, found: Completion) -> None:
        choices, source = self._choices, self._source
        label_width = min(max(len(choice.label) for choice in found.choices), 30)
        choices.show_rows((CompletionRow(choice, label_width) for choice in found.choices), 0)
        width = min(_WIDTH if any(c.about for c in found.choices) else label_width + 4, self.size.width)
        lines = min(len(found.choices), _MOST_LINES, max(self.size.height - 2, 1))
        cursor = source.cursor_screen_offset - self.region.offset
        below = cursor.y + 1
        typed = source.cursor_location[1] - found.start
        choices.styles.width = width
        choices.styles.max_height = lines
        choices.styles.offset = (
            max(min(cursor.x - typed, self.size.width - width), 0),
            below if below + lines <= self.size.height else max(cursor.y - lines, 0),
        )
        choices.add_class("-open")
        source.choosing = True

    def _close(self) -> None:
        if self._completion is not None:
            self._completion = None
            self._choices.remove_class("-open")
            self._source.choosing = False

    # -- choosing

    @on(SourceView.CompletionKey)
    def _key(self, message: SourceView.CompletionKey) -> None:
        message.stop()
        if self._choices.move(message.key):
            return
        if message.key == "escape":
            self._close()
        elif self._choices.highlighted is not None:
            self._take(self._choices.highlighted)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._take(event.option_index)

    def _take(self, index: int) -> None:
        found, source = self._completion, self._source
        if found is None:
            return
        choice = found.choices[index]
        row = self._row
        self._close()
        cursor = found.start + len(choice.insert) - choice.back
        # From the source's own queue: a message goes no further up than to whoever caused it.
        source.call_later(source.put, choice.insert, row, (found.start, found.end), cursor)
        source.focus()
        if choice.back:
            self.call_after_refresh(self._look, asked=False)
