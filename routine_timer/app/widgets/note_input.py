"""One line to write a note in, there only while it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from routine_timer.history.records import LONGEST_NOTE

_ASKS = "a note about this session"


_KEPT_AFTER = 0.5
"""Seconds after which typed text is saved. A kill loses at most this much, and not every key causes a write."""


class NoteInput(Container):
    """Empty until `write`; then an input that enter keeps and escape drops.

    What is typed is kept meanwhile as well, for the program can be killed before enter; escape puts back what was.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "drop", show=False)]
    keys_taken = (("Enter", "save"), ("Esc", "discard"))
    """For the line of keys, while a note is written."""
    DEFAULT_CSS = """
    NoteInput {
        display: none;
        height: 1;
        padding: 0 3;
        background: $panel;
        &.-open { display: block; }
        & Input { background: $panel; }
    }
    """

    @dataclass
    class NoteChanged(Message):
        """The note is this from now on; empty takes it away."""

        text: str

    @dataclass
    class Closed(Message):
        """It has been written, or dropped."""

        is_saved: bool

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._before = ""
        self._kept = ""
        self._waits: Timer | None = None

    @property
    def typed(self) -> str | None:
        """The text; None while there is none."""
        return next((line.value.strip() for line in self.query(Input)), None) if self.has_class("-open") else None

    @property
    def is_open(self) -> bool:
        return self.has_class("-open")

    def write(self, text: str) -> None:
        """Open it with what was written before."""
        if self.has_class("-open"):
            return
        self._before = self._kept = text
        self.add_class("-open")
        line = Input(text, placeholder=_ASKS, compact=True, select_on_focus=False)
        self.mount(line)
        line.focus()

    @on(Input.Changed)
    def _keep_soon(self, changed: Input.Changed) -> None:
        changed.stop()
        if len(changed.value) > LONGEST_NOTE:
            changed.input.value = changed.value[:LONGEST_NOTE]
            self.notify(f"A note can have {LONGEST_NOTE:,} characters. The rest was left out.", severity="warning")
            return
        if self._waits is None and changed.value.strip() != self._kept:
            self._waits = self.set_timer(_KEPT_AFTER, self._keep_meanwhile)

    def _keep_meanwhile(self) -> None:
        self._waits = None
        if (typed := self.typed) is not None:
            self._hand_on(typed)

    @on(Input.Submitted)
    def _keep(self, submitted: Input.Submitted) -> None:
        submitted.stop()
        self.post_message(self.NoteChanged(submitted.value.strip()))
        self._close(saved=True)

    def action_drop(self) -> None:
        self._hand_on(self._before)
        self._close(saved=False)

    def _hand_on(self, text: str) -> None:
        if text != self._kept:
            self._kept = text
            self.post_message(self.NoteChanged(text))

    def _close(self, *, saved: bool) -> None:
        if self._waits is not None:
            self._waits.stop()
            self._waits = None
        self.remove_class("-open")
        self.screen.set_focus(None)
        self.remove_children()
        self.post_message(self.Closed(saved))
