"""A question with a few answers, each a key, in one line: nothing is covered, and escape leaves things as they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from routine_timer.text import plain


class Asking(Static, can_focus=True):
    """Shown and focused while it asks. No other key does anything then, so that nothing is lost by a slip."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Asking {
        display: none;
        height: auto;
        max-height: 3;
        padding: 0 1;
        background: $warning 20%;
        &.-asks { display: block; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, markup=False)
        self._answers: Mapping[str, Callable[[], object]] = {}
        self._before: Widget | None = None

    @property
    def asks(self) -> bool:
        return self.has_class("-asks")

    def ask(self, question: str, answers: Mapping[str, tuple[str, Callable[[], object]]]) -> None:
        """Ask. `answers`: key -> what it says, and what it does."""
        if not self.asks:
            self._before = self.screen.focused
        self._answers = {key: do for key, (_, do) in answers.items()}
        said = [(plain(question), "bold")]
        for key, (label, _) in [*answers.items(), ("esc", ("stay", self._withdraw))]:
            said += [("   ", ""), (key, "bold $accent"), (f" {label}", "")]
        self.update(Content.assemble(*said))
        self.add_class("-asks")
        self.focus()

    def on_key(self, event: events.Key) -> None:
        if not self.asks or event.key in ("ctrl+q", "f1"):
            return
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self._withdraw()
        elif (do := self._answers.get(event.key)) is not None:
            self._withdraw()
            do()

    def _withdraw(self) -> None:
        self.remove_class("-asks")
        if self._before is not None and self._before.is_attached:
            self._before.focus()
