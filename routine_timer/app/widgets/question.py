"""A question in one line, asked without hiding what goes on above it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Static


class Question(Static, can_focus=True):
    """Shown and focused while it is asked. Its own keys answer it; every other key does what it always does."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter,q", "answer(True)", "yes", show=False),
        Binding("n,escape", "answer(False)", "no", show=False),
    ]
    DEFAULT_CSS = """
    Question { display: none; height: 1; &.-shown { display: block; } }
    """

    class Answered(Message):
        """The person decided."""

        def __init__(self, *, yes: bool) -> None:
            super().__init__()
            self.yes = yes

    def __init__(self, text: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(f"{text}   y yes   n no", markup=False, id=id)

    def ask(self) -> None:
        self.add_class("-shown")
        self.focus()

    def action_answer(self, yes: bool) -> None:
        self._withdraw()
        self.post_message(self.Answered(yes=yes))

    def on_blur(self) -> None:
        self.remove_class("-shown")

    def _withdraw(self) -> None:
        self.remove_class("-shown")
        if self.has_focus:
            self.screen.set_focus(None)
