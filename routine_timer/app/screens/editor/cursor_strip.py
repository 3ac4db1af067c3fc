"""The line below the text that tells what is at the cursor, where there is no room for the panel beside it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from routine_timer.app.screens.editor.step_list import dose_text
from routine_timer.editing.outline import OutlineRow
from routine_timer.text.durations import clock
from routine_timer.text.sanitize import plain

if TYPE_CHECKING:
    from routine_timer.routine.diagnostics import Diagnostic

_COLOURS = {"error": "$error", "warning": "$warning"}


def at_cursor(row: OutlineRow | None, problem: Diagnostic | None) -> Content:
    """The problem in this line, else the step that it is part of."""
    if problem is not None:
        message = plain(f"{problem.message}{f': {problem.help}' if problem.help else ''}")
        return Content.assemble((f"line {problem.line}: ", _COLOURS.get(problem.severity, "$primary")), message)
    if row is not None:
        time = f" · {clock(row.seconds)}" if row.seconds is not None else ""
        return Content.assemble((plain(row.name), "bold"), (f"  {dose_text(row)}{time}", "$quiet"))
    return Content("")
