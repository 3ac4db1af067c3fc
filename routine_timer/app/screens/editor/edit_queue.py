"""Changes that a key asks for: worked out in a thread, one at a time, in the order in which they were asked for.

In a file of a thousand steps a change takes longer than a key may wait. Knows the screen only as what is changed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from routine_timer.editing.dose_edits import EditRefused
from routine_timer.editing.step_edits import Edited
from routine_timer.routine.problem_collector import KeyPath

TextEdit: TypeAlias = "Callable[[str, KeyPath | None], Edited]"
"""Text and the path of the step that is chosen in, what becomes of both out; raises `EditRefused`."""


class Changed(Protocol):
    """A text with a step that is chosen in it."""

    at: KeyPath | None
    """Where the step is; None if none is selected."""

    @property
    def is_gone(self) -> bool:
        """Whether the screen is left: there is nothing to change or to tell on it any more."""

    @property
    def text(self) -> str: ...
    def change_to(self, text: str, said: str) -> None:
        """Turn the text into another one and tell `said`."""

    def refuse(self, error: EditRefused) -> None:
        """Say why nothing was changed."""

    def in_background(self, work: Coroutine[Any, Any, None]) -> None:
        """Have `work` done, and given up when the screen is left."""


@dataclass(eq=False)
class _Asked:
    """A change that was asked for, of the step that was chosen then: another may be chosen before its turn comes."""

    path: KeyPath | None
    change: TextEdit
    said: str


class EditQueue:
    """The changes of one text."""

    def __init__(self, changed: Changed) -> None:
        self._changed = changed
        self._asked_for: list[_Asked] = []
        self._one_at_a_time = asyncio.Lock()

    @property
    def is_under_way(self) -> bool:
        """Whether a change was asked for that is not carried out yet."""
        return bool(self._asked_for)

    def ask(self, change: TextEdit, said: str = "") -> None:
        """Change the text, and the step that is chosen, after all changes that were asked for before."""
        asked = _Asked(self._changed.at, change, said)
        self._asked_for.append(asked)
        self._changed.in_background(self._carry_out(asked))

    def afterwards(self, go: Callable[[], object]) -> None:
        """Do something once all earlier changes are done; at once if there are none."""

        async def in_turn() -> None:
            async with self._one_at_a_time:
                if not self._changed.is_gone:
                    go()

        if self.is_under_way:
            self._changed.in_background(in_turn())
        else:
            go()

    async def _carry_out(self, asked: _Asked) -> None:
        here = self._changed
        try:
            async with self._one_at_a_time:
                edited, of = None, ""
                while edited is None or of != here.text:  # somebody may write meanwhile
                    of = here.text
                    edited = await asyncio.to_thread(asked.change, of, asked.path)
                    if here.is_gone:
                        return
                before = asked.path
                for other in self._asked_for:
                    if other.path == before:
                        other.path = edited.path
                if here.at == before:
                    here.at = edited.path
                here.change_to(edited.text, asked.said)
        except EditRefused as error:
            if not here.is_gone:
                here.refuse(error)
        finally:
            self._asked_for.remove(asked)
