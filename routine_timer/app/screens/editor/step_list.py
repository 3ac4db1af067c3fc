"""The steps of the text as a list: when each begins, what is asked, what it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList

from routine_timer.app.widgets.line_list import Drawn, LineList, cell, mark, right
from routine_timer.editing.outline import OutlineRow
from routine_timer.routine.problem_collector import KeyPath
from routine_timer.text.doses import dose
from routine_timer.text.durations import clock
from routine_timer.text.plurals import pluralize
from routine_timer.text.sanitize import plain

_WITH_STARTS = 58
"""Cells from which on there is room to say when each step begins."""


def asked(row: OutlineRow) -> str:
    """What is asked of a step, in words; of one in a broken routine, as it is written."""
    if row.rounds is not None:
        return pluralize(row.rounds, "round")
    return dose(row.step) if row.step is not None else plain(row.written)


@dataclass(frozen=True)
class StepRow:
    """One step."""

    row: OutlineRow
    name_width: int
    asked_width: int
    chosen: bool = False
    stale: bool = False
    """Whether the text has no outline any more, so that this is the last one there was."""
    height: int = 1

    def draw(self, width: int) -> Content:
        row = self.row
        starts = clock(row.starts_s) if row.starts_s is not None else ""
        seconds = clock(row.seconds) if row.seconds is not None else ""
        starts_room = 7 if width >= _WITH_STARTS else 0
        room = max(width - 2 - starts_room - 6, 4)
        asked_room = min(self.asked_width, max(room - min(self.name_width, 16), 0))
        indent = "  " * row.depth
        name = Content.styled(indent + plain(row.name), "bold" if row.rounds is None else "bold $accent")
        drawn = Content.assemble(
            mark(self.chosen),
            cell(right(Content.styled(starts, "$quiet"), starts_room - 1), starts_room),
            cell(name, max(room - asked_room, 0)),
            cell(asked(row), asked_room),
            right(Content.styled(seconds, "$quiet"), 6),
        )
        return drawn.stylize("dim") if self.stale else drawn


class StepList(LineList):
    """The list of steps. The chosen one is kept by where it stands in the file: the list is made anew while typing."""

    @dataclass
    class Chosen(Message):
        """The person has gone to another step."""

        row: OutlineRow

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: tuple[OutlineRow, ...] = ()
        self._stale = False
        self._marked: int | None = None
        self._widths = (0, 0)
        self._drawn: list[StepRow] = []

    @property
    def chosen(self) -> OutlineRow | None:
        return self._rows[self._marked] if self._marked is not None and self._marked < len(self._rows) else None

    def show(self, rows: Sequence[OutlineRow], wanted: KeyPath | None) -> None:
        """List `rows`, with the one at `wanted` chosen, else the one in the same place as before."""
        self._rows, self._stale = tuple(rows), False
        names = max((len(row.name) + 2 * row.depth for row in rows), default=0) + 1
        self._widths = names, min(max((len(asked(row)) for row in rows), default=0) + 1, 32)
        places = {row.path: index for index, row in enumerate(rows)}
        before = self._marked or 0
        self._marked = places.get(wanted, min(before, len(rows) - 1)) if rows and wanted is not None else None
        if rows and self._marked is None:
            self._marked = min(before, len(rows) - 1)
        if len(self._drawn) == len(rows):
            self._redraw(*range(len(rows)))
        else:
            self._drawn = [self._row(index) for index in range(len(rows))]
            self.set_options(map(Drawn, self._drawn))
        if self.highlighted != self._marked:
            with self.prevent(OptionList.OptionHighlighted):
                self.highlighted = self._marked

    def grow_stale(self) -> None:
        """Keep what is there, and show that it is not of the text as it is now."""
        if not self._stale:
            self._stale = True
            self._redraw(*range(len(self._rows)))

    def choose(self, index: int | None) -> None:
        """Choose a row without saying so: the cursor in the text has gone there."""
        if index is not None and index != self._marked and index < len(self._rows):
            before, self._marked = self._marked, index
            self._redraw(before, index)
            with self.prevent(OptionList.OptionHighlighted):
                self.highlighted = index

    @on(OptionList.OptionHighlighted)
    def _move(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if event.option_index >= len(self._rows) or event.option_index == self._marked:
            return
        before, self._marked = self._marked, event.option_index
        self._redraw(before, self._marked)
        self.post_message(self.Chosen(self._rows[self._marked]))

    def _redraw(self, *indices: int | None) -> None:
        """Draw anew what is not as it was drawn: of a thousand steps, a key mostly changes one."""
        for index in indices:
            if index is not None and index < len(self._rows) and (row := self._row(index)) != self._drawn[index]:
                self._drawn[index] = row
                self.replace_option_prompt_at_index(index, Drawn(row))

    def _row(self, index: int) -> StepRow:
        return StepRow(self._rows[index], *self._widths, index == self._marked, self._stale)
