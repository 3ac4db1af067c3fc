"""A question in the editor with a few answers, each a key. Nothing is covered, and Esc cancels.

It takes as many lines as the width asks for; an answer is never broken, for half of one is another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from routine_timer.text.sanitize import plain

_GAP = "   "
SAVE = "s"
"""The answer that saves, in every question that offers it."""


class EditorQuestionBar(Static, can_focus=True):
    """Shown and focused while it asks. No other key does anything then, so that nothing is lost by a slip."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    EditorQuestionBar {
        display: none;
        height: auto;
        padding: 0 1;
        background: $warning 20%;
        &.-asks { display: block; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._answers: Mapping[str, Callable[[], object]] = {}
        self._pieces: list[Content] = []
        self._before: Widget | None = None

    @property
    def asks(self) -> bool:
        return self.has_class("-asks")

    def ask(self, question: str, answers: Mapping[str, tuple[str, Callable[[], object]]]) -> None:
        """Ask. `answers`: key -> what it says, and what it does."""
        if not self.asks:
            self._before = self.screen.focused
        self._answers = {key: do for key, (_, do) in answers.items()}
        said = [*((key, label) for key, (label, _) in answers.items()), ("Esc", "cancel")]
        self._pieces = [Content.styled(plain(question), "bold")]
        self._pieces += [Content.assemble((key, "bold $accent"), f" {label}") for key, label in said]
        self._lay_out()
        self.add_class("-asks")
        self.focus()
        self.screen.refresh_bindings()

    def can_answer(self, key: str) -> bool:
        """Whether a question is open and `key` is one of its answers."""
        return self.asks and key in self._answers

    def answer(self, key: str) -> None:
        """Give the answer that `key` stands for; any other key does nothing."""
        if self.can_answer(key):
            do = self._answers[key]
            self._withdraw()
            do()

    def on_resize(self) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        """The question and its answers, in lines that end between two of them."""
        lines: list[Content] = []
        for piece in self._pieces:
            beside = Content.assemble(lines[-1], _GAP, piece) if lines else piece
            if lines and beside.cell_length <= self.screen.size.width - self.gutter.width:
                lines[-1] = beside
            else:
                lines.append(piece)
        self.update(Content("\n").join(lines))

    def on_key(self, event: events.Key) -> None:
        if not self.asks or event.key in ("ctrl+q", "f1"):
            return
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self._withdraw()
        else:
            self.answer(SAVE if self._saves(event.key) else event.key)

    def _saves(self, key: str) -> bool:
        """Whether `key` is the screen's own key for saving, which answers a question about saving too."""
        active = self.screen.active_bindings.get(key)
        return active is not None and active.binding.id == "save"

    def _withdraw(self) -> None:
        self.remove_class("-asks")
        if self._before is not None and self._before.is_attached:
            self._before.focus()
        self.screen.refresh_bindings()
