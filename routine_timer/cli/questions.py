"""One question and one answer at a time, for a screen reader or a terminal that can only print lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from routine_timer.errors import RoutineTimerError

if TYPE_CHECKING:
    from routine_timer.cli.context import Context


class NoAnswer(RoutineTimerError):
    """There was no answer to a question."""


class Questions(msgspec.Struct, frozen=True):
    """Someone who reads lines and types answers.

    Attributes:
        say: prints a line.
        ask: prints a question and returns the line typed, without spaces around it; raises `NoAnswer` at the end of
            input.
    """

    say: Callable[[str], None]
    ask: Callable[[str], str]


def at_terminal(context: Context) -> Questions:
    """Questions on stdout, answers from stdin."""

    def ask(question: str) -> str:
        context.print(question)
        context.out.flush()
        try:
            return input().strip()
        except EOFError:
            raise NoAnswer("no answer, so nothing was saved") from None

    return Questions(context.print, ask)
