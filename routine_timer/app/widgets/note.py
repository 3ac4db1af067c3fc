"""One line to write a note in, there only while it is written."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message
from textual.widgets import Input

_ASKS = "a note, kept with this session"


class Note(Container):
    """Empty until `write`; then an input that enter keeps and escape drops."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "drop", show=False)]
    keys_taken = (("enter", "keeps it"), ("esc", "drops it"))
    """For the line of keys, while a note is written."""
    DEFAULT_CSS = """
    Note {
        display: none;
        height: 1;
        padding: 0 3;
        background: $panel;
        &.-open { display: block; }
        & Input { background: $panel; }
    }
    """

    class Written(Message):
        """The person kept the note; empty takes it away."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def write(self, text: str) -> None:
        """Open it with what was written before."""
        if self.has_class("-open"):
            return
        self.add_class("-open")
        line = Input(text, placeholder=_ASKS, compact=True, select_on_focus=False)
        self.mount(line)
        line.focus()

    @on(Input.Submitted)
    def _keep(self, submitted: Input.Submitted) -> None:
        submitted.stop()
        self.post_message(self.Written(submitted.value.strip()))
        self._close()

    def action_drop(self) -> None:
        self._close()

    def _close(self) -> None:
        self.remove_class("-open")
        self.screen.set_focus(None)
        self.remove_children()
