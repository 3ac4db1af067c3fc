"""A yes-or-no question during a session, on one line that covers nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widget import Widget


class SessionQuestionBar(Widget, can_focus=True):
    """Shown and focused while it is asked. Its keys or a click answer it; every other key does what it always does.

    Args:
        short: the question in as few words as can be, for a line that has no room for more: the answers always have
            room.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "yes", show=False),  # and no key that a finger finds twice by mistake
        Binding("n,escape,q", "answer(False)", "no", show=False),
    ]
    DEFAULT_CSS = """
    SessionQuestionBar { display: none; height: 1; &.-shown { display: block; } }
    """

    @dataclass
    class Answered(Message):
        """The person decided."""

        yes: bool

    def __init__(self, short: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._texts = (short, short)

    def render(self) -> Content:
        answers = Content.assemble("   ", _answer("y yes", "answer(True)"), "   ", _answer("n no", "answer(False)"))
        room = self.content_size.width - answers.cell_length
        asked = next((text for text in self._texts if Content(text).cell_length <= room), self._texts[-1])
        return Content.assemble(asked, answers)

    @property
    def is_asked(self) -> bool:
        return self.has_class("-shown")

    def ask(self, text: str) -> None:
        """Ask the question, in these words if there is room."""
        self._texts = (text, self._texts[-1])
        self.add_class("-shown")
        self.refresh()
        self.focus()

    def action_answer(self, yes: bool) -> None:
        self.withdraw()
        self.post_message(self.Answered(yes=yes))

    def on_blur(self) -> None:
        self.remove_class("-shown")

    def withdraw(self) -> None:
        """Close the question; no effect if there is none."""
        self.remove_class("-shown")
        if self.has_focus:
            self.screen.set_focus(None)


def _answer(text: str, action: str) -> Content:
    return Content(text).stylize(Style.from_meta({"@click": action}))
