"""The text of a routine: coloured, numbered, and with its problems marked.

Everything that a terminal would obey rather than show is shown as a picture of itself, one for one, so that columns
stay what they are. The colours are those of the style sheet; they are found line by line, when a line is shown.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar, cast

from rich.style import Style
from rich.text import Text
from textual import events, on
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import TextArea

from routine_timer.app.commands import at
from routine_timer.editing.text_diff import replacement
from routine_timer.routine.diagnostics import Diagnostic
from routine_timer.text.sanitize import REPLACED
from routine_timer.toml.highlighting import Kind, parts, texts_of_lines

ON_STEPS = ("go-to", "move-up", "move-down", "duplicate", "take-out", "dose-more", "dose-less", "sides", "add")
"""Commands for the step that is chosen in the outline. In the text their keys write and move."""

_CHOOSING = ("up", "down", "pageup", "pagedown", "enter", "tab", "escape")
_UNDONE_AT_MOST = 1000
_ACCENTS = 3


def _own_bindings() -> list[BindingType]:
    """The keys of a text area, without those that mean something else in the whole editor."""
    taken = {key for command in at("editor") if command.id not in ON_STEPS for key in command.keys}
    free = (
        (binding, [key for key in binding.key.split(",") if key not in taken])
        for binding in cast("list[Binding]", TextArea.BINDINGS)
    )
    return [
        *(replace(binding, key=",".join(keys)) for binding, keys in free if keys),
        Binding("ctrl+home", "to_start", "to the beginning", show=False),
        Binding("ctrl+end", "to_end", "to the end", show=False),
    ]


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int | None
    severity: str


class SourceView(TextArea, inherit_bindings=False):
    """The text."""

    BINDINGS: ClassVar[list[BindingType]] = _own_bindings()
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"source--{kind}" for kind in ("header", "key", "text", "number", "comment", "sign")),
        *(f"source--{severity}" for severity in ("error", "warning", "advice")),
    }
    DEFAULT_CSS = """
    SourceView {
        border: none;
        padding: 0;
        background: $background;
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 1;
        & .text-area--gutter { color: $faint; }
        & .text-area--cursor-line { background: $surface; }
        & .text-area--cursor-gutter { color: $accent; background: $surface; }
        & > .source--header { color: $accent; text-style: bold; }
        & > .source--key { color: $primary; }
        & > .source--text { color: $success; }
        & > .source--number { color: $state-reps; }
        & > .source--comment { color: $quiet; text-style: italic; }
        & > .source--sign { color: $quiet; }
        & > .source--error { color: $error; text-style: bold underline; }
        & > .source--warning { color: $warning; text-style: underline; }
        & > .source--advice { text-style: underline; }
        &:focus { border: none; }
    }
    """

    @dataclass
    class CompletionKey(Message):
        """A key that is for the list of choices."""

        key: str

    def __init__(self, text: str, *, blink: bool) -> None:
        super().__init__(
            text,
            soft_wrap=True,
            show_line_numbers=True,
            max_checkpoints=_UNDONE_AT_MOST,
        )
        self.cursor_blink = blink
        self.indent_width = 2
        self.choosing = False
        """Whether a list of choices is open, which takes the keys that move in it."""
        self.typed = False
        """Whether the latest change was made by a key that writes or deletes."""
        self._moved_unseen = False
        self._inside = texts_of_lines(text.split("\n"))
        self._marks: dict[int, list[_Mark]] = {}

    # -- what is shown

    def mark(self, problems: Iterable[Diagnostic]) -> None:
        """Mark the problems in the text."""
        marks: dict[int, list[_Mark]] = {}
        for problem in problems:
            first, last = problem.line - 1, max(problem.end_line, problem.line) - 1
            for line in range(first, min(last, first + 50) + 1):
                start = problem.column - 1 if line == first else 0
                end = problem.end_column - 1 if line == last else None
                marks.setdefault(line, []).append(_Mark(start, end, problem.severity))
        if marks != self._marks:
            self._marks = marks
            self.notify_style_update()
            self.refresh()

    def get_line(self, line_index: int) -> Text:
        written = self.document.get_line(line_index)
        line = Text(shown(written), end="", no_wrap=True)
        for start, end, kind in parts(written, self._inside.get(line_index, "")):
            line.stylize(self._style(kind), start, end)
        for mark in self._marks.get(line_index, ()):
            end_ = len(line) if mark.end is None else mark.end
            line.stylize(self._style(mark.severity), min(mark.start, max(len(line) - 1, 0)), max(end_, mark.start + 1))
        return line

    def get_component_rich_style(self, *names: str, partial: bool = False, default: Style | None = None) -> Style:
        """The line of the cursor keeps the colours of its parts."""
        partial = partial or names == ("text-area--cursor-line",)
        return super().get_component_rich_style(*names, partial=partial, default=default)

    def _style(self, kind: Kind | str) -> Style:
        return self.get_component_rich_style(f"source--{kind}", partial=True)

    @on(TextArea.Changed)
    def _look_for_long_texts(self) -> None:
        inside = texts_of_lines(self.document.lines)
        if inside != self._inside:
            self._inside = inside
            self.notify_style_update()
            self.refresh()

    # -- changing it

    def become(self, text: str) -> None:
        """Turn the text into `text`, as one change that can be undone."""
        found = replacement(self.text, text)
        if found is not None:
            self.typed = False
            self.history.checkpoint()
            self.replace(found.text, found.start, found.end, maintain_selection_offset=True)
            self.history.checkpoint()

    def put(self, text: str, row: int, columns: tuple[int, int], cursor: int) -> None:
        """Put `text` in place of some columns of a row, and the cursor into it."""
        self.typed = False
        self.replace(text, (row, columns[0]), (row, columns[1]), maintain_selection_offset=False)
        self.move_cursor((row, cursor))

    def go(self, line: int, column: int = 1) -> None:
        """Put the cursor on a line and column, counted from 1, and show it in the middle."""
        self.move_cursor((line - 1, column - 1), center=True)

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Scroll to the cursor; out of sight, where there is no room to scroll in, not before there is."""
        if not self.size:
            self._moved_unseen = True
            return Offset()
        return super().scroll_cursor_visible(center, animate)

    def on_resize(self) -> None:
        if self._moved_unseen and self.size:
            self._moved_unseen = False
            self.call_after_refresh(self.scroll_cursor_visible, center=True)

    def action_to_start(self) -> None:
        self.move_cursor((0, 0))

    def action_to_end(self) -> None:
        self.move_cursor(self.document.end)

    def on_key(self, event: events.Key) -> None:
        if self.choosing and event.key in _CHOOSING:
            event.stop()
            event.prevent_default()
            self.post_message(self.CompletionKey(event.key))
            return
        self.typed = event.is_printable or event.key in ("backspace", "delete")


def shown(line: str) -> str:
    """A line with a picture for each character that a terminal would obey; as many characters as before."""
    if line.isascii() and line.replace("\t", "").isprintable():
        return line
    made: list[str] = []
    accents = 0
    for character in line:
        accents = accents + 1 if unicodedata.combining(character) else 0
        category = unicodedata.category(character)
        if character == "\t" or (character in "\u200d\u200c"):
            made.append(character)
        elif ord(character) < 32:
            made.append(chr(0x2400 + ord(character)))
        elif character == "\x7f":
            made.append("\N{SYMBOL FOR DELETE}")
        elif accents > _ACCENTS or category in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"):
            made.append(REPLACED)
        else:
            made.append(character)
    return "".join(made)
