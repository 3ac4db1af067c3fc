"""The two lines on top: which routine, how long it takes, how well it is, whether it is saved, where its file is."""

from __future__ import annotations

from pathlib import Path

from textual.content import Content
from textual.widgets import Static

from routine_timer.app.screens.editor.problem_list import summary
from routine_timer.editing.outline import Outline
from routine_timer.text.durations import clock
from routine_timer.text.plurals import pluralize
from routine_timer.text.sanitize import plain


class EditorHeader(Static):
    """What the text comes to, in one line, and its file below it.

    Args:
        called: what it is called as long as the text does not say so.
    """

    def __init__(self, called: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._called = called
        self._left = Content("")
        self._state = ("", "")
        self._file = Path()

    def present(self, outline: Outline | None, file: Path, *, unsaved: bool) -> None:
        """Show what is known; `outline` is None before the text has been looked through for the first time."""
        if outline is not None:
            self._called = outline.name or self._called
        parts: list[Content | tuple[str, str] | str] = [(plain(self._called), "bold $accent")]
        if outline is not None:
            total = clock(outline.duration_s) if outline.duration_s is not None else "–:––"
            if outline.stages is not None:
                total = pluralize(outline.stages, "stage")
            parts += ["   ", (total, "bold")]
            if outline.timeline is not None:
                parts.append((f" · {pluralize(len(outline.timeline.steps), 'step')}", "$quiet"))
            parts += [(" · ", "$quiet"), summary(outline.problems)]
            if outline.rows is None:
                parts.append((" · steps may be out of date", "$quiet"))
        self._left = Content.assemble(*parts)
        self._state = ("unsaved", "bold $warning") if unsaved else ("saved", "$quiet")
        self._file = file
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        width = max(self.app.size.width - 4, 20)
        left = self._left.truncate(max(width - len(self._state[0]) - 1, 0), ellipsis=True)
        gap = " " * max(width - left.cell_length - len(self._state[0]), 1)
        drawn = Content.assemble(left, gap, self._state, "\n", (plain(_from_home(self._file)), "$quiet"))
        self.update(drawn, layout=False)


def _from_home(file: Path) -> str:
    """Where a file is, as one would write it in a shell."""
    return f"~/{file.relative_to(Path.home())}" if file.is_relative_to(Path.home()) else str(file)
