"""Changes that a key asks for: worked out in a thread, one at a time, in the order in which they were asked for.

In a file of a thousand steps a change takes longer than a key may wait.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from routine_timer.app.close_once_screen import is_closing
from routine_timer.app.screens.editor.editor_panes import EditorPanes
from routine_timer.editing.dose_increments import EditRefused
from routine_timer.editing.step_edits import Edited
from routine_timer.routine.problem_collector import KeyPath

TextEdit: TypeAlias = "Callable[[str, KeyPath | None], Edited]"
"""Text and the path of the step that is chosen in, what becomes of both out; raises `EditRefused`."""


@dataclass(eq=False)
class _Asked:
    """A change that was asked for, of the step that was chosen then: another may be chosen before its turn comes."""

    path: KeyPath | None
    change: TextEdit
    said: str


class EditQueue:
    """The changes of the text in the editor. What is under way when the screen closes is given up."""

    def __init__(self, panes: EditorPanes) -> None:
        self._panes = panes
        self._asked_for: list[_Asked] = []
        self._one_at_a_time = asyncio.Lock()

    @property
    def is_under_way(self) -> bool:
        """Whether a change was asked for that is not carried out yet."""
        return bool(self._asked_for)

    def ask(self, change: TextEdit, said: str = "") -> None:
        """Change the text, and the step that is chosen, after all changes that were asked for before."""
        asked = _Asked(self._panes.at, change, said)
        self._asked_for.append(asked)
        self._panes.run_worker(self._carry_out(asked), group="change")

    def afterwards(self, go: Callable[[], object]) -> None:
        """Do something once all earlier changes are done; at once if there are none."""

        async def in_turn() -> None:
            async with self._one_at_a_time:
                if not is_closing(self._panes):
                    go()

        if self.is_under_way:
            self._panes.run_worker(in_turn(), group="change")
        else:
            go()

    async def _carry_out(self, asked: _Asked) -> None:
        here = self._panes
        try:
            async with self._one_at_a_time:
                edited, of = None, ""
                while edited is None or of != here.text:  # somebody may write meanwhile
                    of = here.text
                    edited = await asyncio.to_thread(asked.change, of, asked.path)
                    if is_closing(here):
                        return
                before = asked.path
                for other in self._asked_for:
                    if other.path == before:
                        other.path = edited.path
                if here.at == before:
                    here.at = edited.path
                here.source.become(edited.text)
                here.tell(asked.said)
                here.call_after_refresh(here.look)  # at once, not after a moment: nobody is typing
        except EditRefused as error:
            if not is_closing(here):
                here.tell(error.with_help, "$warning")
        finally:
            self._asked_for.remove(asked)
