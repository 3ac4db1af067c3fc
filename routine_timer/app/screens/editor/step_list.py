"""The steps of the text as a list: when each starts, its dose, and how long it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList

from routine_timer.app.widgets.line_list import LineList, ListRow, cell, mark, right
from routine_timer.editing.outline import OutlineRow
from routine_timer.routine.problem_collector import KeyPath
from routine_timer.text.doses import dose
from routine_timer.text.durations import clock
from routine_timer.text.plurals import pluralize
from routine_timer.text.sanitize import plain

_WITH_STARTS = 58
"""The least width at which there is room for the start of each step."""


def dose_text(row: OutlineRow) -> str:
    """What is asked of a step, in words; of one in a broken routine, as it is written."""
    if row.rounds is not None:
        return pluralize(row.rounds, "round")
    return dose(row.step) if row.step is not None else plain(row.written)


@dataclass(frozen=True)
class StepRow(ListRow):
    """One step."""

    row: OutlineRow
    name_width: int
    asked_width: int
    stale: bool = False
    """Whether the text has no outline any more, so that this is the last one there was."""

    def draw(self, width: int, *, highlighted: bool) -> Content:
        row = self.row
        starts = clock(row.starts_s) if row.starts_s is not None else ""
        seconds = clock(row.seconds) if row.seconds is not None else ""
        starts_room = 7 if width >= _WITH_STARTS else 0
        room = max(width - 2 - starts_room - 6, 4)
        asked_room = min(self.asked_width, max(room - min(self.name_width, 16), 0))
        indent = "  " * row.depth
        name = Content.styled(indent + plain(row.name), "bold" if row.rounds is None else "bold $accent")
        drawn = Content.assemble(
            mark(highlighted),
            cell(right(Content.styled(starts, "$quiet"), starts_room - 1), starts_room),
            cell(name, max(room - asked_room, 0)),
            cell(dose_text(row), asked_room),
            right(Content.styled(seconds, "$quiet"), 6),
        )
        return drawn.stylize("dim") if self.stale else drawn


class StepList(LineList):
    """The list of steps. The chosen one is kept by where it stands in the file: the list is made again while typing."""

    class Moved(Message):
        """The person has selected another step."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._steps: tuple[OutlineRow, ...] = ()
        self._stale = False
        self._told: int | None = None
        """The index that the screen knows of."""

    @property
    def chosen(self) -> OutlineRow | None:
        index = self.highlighted
        return self._steps[index] if index is not None and index < len(self._steps) else None

    def show(self, steps: Sequence[OutlineRow], wanted: KeyPath | None) -> None:
        """List `steps`, with the cursor on the one at `wanted`, else where it was."""
        self._steps, self._stale = tuple(steps), False
        index = min(self.highlighted or 0, len(steps) - 1) if steps else None
        if wanted is not None:
            index = next((n for n, step in enumerate(steps) if step.path == wanted), index)
        self._lay_out(index)

    def mark_stale(self) -> None:
        """Show that the steps are not those of the text as it is now."""
        if not self._stale:
            self._stale = True
            self._lay_out(self.highlighted)

    def choose(self, index: int | None) -> None:
        """Move the cursor without a message, because the cursor in the text has moved."""
        if index is not None and index < len(self._steps):
            self._told = index
            with self.prevent(OptionList.OptionHighlighted):
                self.highlighted = index

    def newly_chosen(self) -> OutlineRow | None:
        """The step the cursor has moved to, once per move.

        A key can come before the message about the move, so commands ask as well.
        """
        if self.highlighted == self._told:
            return None
        self._told = self.highlighted
        return self.chosen

    @on(OptionList.OptionHighlighted)
    def _move(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.post_message(self.Moved())

    def _lay_out(self, highlighted: int | None) -> None:
        self._told = highlighted
        names = max((len(step.name) + 2 * step.depth for step in self._steps), default=0) + 1
        doses = min(max((len(dose_text(step)) for step in self._steps), default=0) + 1, 32)
        with self.prevent(OptionList.OptionHighlighted):
            self.show_rows((StepRow(step, names, doses, self._stale) for step in self._steps), highlighted)
