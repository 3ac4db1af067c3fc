"""How much it hurts, from 0 to 10, asked in one line and answered with one key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

MOST = 10


class PainScale(Static, can_focus=True):
    """A row of numbers; a digit chooses one. 1 and then 0 is ten.

    Args:
        question: the text before the numbers.

    The arrows go on from a number that was chosen, but choose no first one: who skips once too often has said nothing.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", show=False),
        Binding("right", "move(1)", show=False),
        *(Binding(str(digit), f"choose({digit})", show=False) for digit in range(10)),
    ]
    DEFAULT_CSS = """
    PainScale { height: 1; }
    """

    pain: reactive[int | None] = reactive(None)

    @dataclass
    class Chosen(Message):
        """The person said how much it hurts."""

        pain: int

    def __init__(self, question: str = "pain now, 0 to 10", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._question = question

    def render(self) -> Content:
        numbers = [
            Content.styled(f" {number} ", "reverse bold" if number == self.pain else "") for number in range(MOST + 1)
        ]
        return Content.assemble(f"{self._question}  ", Content("").join(numbers))

    def action_choose(self, digit: int) -> None:
        self._choose(MOST if self.pain == 1 and digit == 0 else digit)

    def action_move(self, by: int) -> None:
        if self.pain is not None:
            self._choose(min(max(self.pain + by, 0), MOST))

    def _choose(self, pain: int) -> None:
        self.pain = pain
        self.post_message(self.Chosen(pain))
