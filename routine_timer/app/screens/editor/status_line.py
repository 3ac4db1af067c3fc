"""The line below the text: what was told last, else what is at the cursor, where the panel beside it has no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from routine_timer.app.screens.editor.step_list import dose_text
from routine_timer.editing.outline import OutlineRow
from routine_timer.text.durations import clock
from routine_timer.text.sanitize import plain

if TYPE_CHECKING:
    from routine_timer.routine.diagnostics import Diagnostic

_COLOURS = {"error": "$error", "warning": "$warning"}


class StatusLine(Static):
    """What was told last, until the text or the cursor is another; else the problem or the step at the cursor."""

    _message: Content | None = None
    _message_place: object = None
    """The text and the position of the cursor that it last got."""

    def tell(self, text: str, colour: str, place: object) -> None:
        """Keep `text` for `present`, as long as the text and the cursor stay as they are."""
        self._message = Content.styled(plain(text), colour) if text else None
        self._message_place = place

    def clear_message(self, place: object) -> bool:
        """Whether something had been told at another place, and is now forgotten."""
        if self._message is None or self._message_place == place:
            return False
        self._message = None
        return True

    def present(self, row: OutlineRow | None, problem: Diagnostic | None, width: int, *, beside: bool) -> None:
        """Show what was told in as many lines as it takes, as a problem; a step in one.

        Args:
            row: the step at the cursor.
            problem: the problem at the cursor.
            width: the cells that a step may take.
            beside: whether the panel shows both already.
        """
        if self._message is not None:
            self.update(self._message)
            return
        content = Content("") if beside else _at_cursor(row, problem)
        self.update(content if problem is not None else content.truncate(width, ellipsis=True))


def _at_cursor(row: OutlineRow | None, problem: Diagnostic | None) -> Content:
    """The problem in this line, else the step that it is part of."""
    if problem is not None:
        message = plain(f"{problem.message}{f': {problem.help}' if problem.help else ''}")
        return Content.assemble((f"line {problem.line}: ", _COLOURS.get(problem.severity, "$primary")), message)
    if row is not None:
        time = f" · {clock(row.seconds)}" if row.seconds is not None else ""
        return Content.assemble((plain(row.name), "bold"), (f"  {dose_text(row)}{time}", "$quiet"))
    return Content("")
