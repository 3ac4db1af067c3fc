"""The list of routines: name, length, what it stretches and strengthens, when it was last done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import msgspec
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static

from routine_timer.app.models.routine_entries import RoutineEntry
from routine_timer.app.screens.home.plan_row import PlanRow
from routine_timer.app.widgets.line_list import LineList, ListRow, cell, mark, right
from routine_timer.text.durations import clock
from routine_timer.text.muscle_and_day_words import day, muscles_within, works_on_within
from routine_timer.text.sanitize import plain

_LONGEST_NAME = 38
_WORKS_ON = ("Stretches ↔ strengthens", "Works on")
"""Headings of what a routine works on, the first that fits."""
_WORKS_ON_LEAST = 10
"""The width below which it is left out."""
_GAP = 2
_NARROW = 52
"""Below this width, the day on which a routine was last done is left out."""
_MARK = 2
_ROOMY = 3
"""Lines that a routine takes if there is room."""


class Columns(msgspec.Struct, frozen=True):
    """The width of the fixed columns; what a routine works on gets the rest."""

    name: int
    length: int
    when: int

    def works_on_width(self, width: int) -> int:
        """Cells for what a routine works on, in a row of `width`."""
        return max(width - _MARK - self._name(width) - self.length - _GAP - self._when(width), 0)

    def line(self, width: int, name: Content, length: Content, works_on: Content, when: Content) -> Content:
        """One line of the list, without the mark at its left."""
        middle = cell(works_on, self.works_on_width(width))
        return Content.assemble(
            cell(name, self._name(width)),
            right(length, self.length),
            " " * _GAP,
            middle,
            right(when, self._when(width)),
        )

    def headings(self, width: int, *, roomy: bool) -> Content:
        """The headings of the columns; a `roomy` list says in words what a routine works on."""
        works_on = next((text for text in _WORKS_ON if len(text) < self.works_on_width(width)), "")
        texts = "Routine", "Length", "" if roomy else works_on, "Last done" if self.when else ""
        return Content.assemble(" " * _MARK, self.line(width, *map(Content, texts))).stylize("$quiet")

    def _name(self, width: int) -> int:
        """Where there is hardly any room, a name is cut before the length is."""
        return min(self.name, max(width - _MARK - self.length - _GAP - self._when(width), 0))

    def _when(self, width: int) -> int:
        return self.when if width >= _NARROW else 0


@dataclass(frozen=True)
class RoutineRow(ListRow):
    """One routine, laid out for whatever width there is.

    With `roomy`, what it works on has a second line to itself, and a third keeps its distance.
    """

    entry: RoutineEntry
    when: str
    columns: Columns
    roomy: bool = False

    def height(self, width: int) -> int:  # noqa: ARG002
        return _ROOMY if self.roomy else 1

    def draw(self, width: int, *, highlighted: bool) -> Content:
        if self.entry.broken:
            lines = [self._broken(width, highlighted)]
            below = Content.styled(self._said, "$error")
        else:
            lines = [self._line(width, highlighted)]
            works_on = works_on_within(self.entry.stretches, self.entry.strengthens, width - _MARK - 1)
            below = Content.styled(works_on, "$quiet")
        if self.roomy:
            lines += [Content.assemble(" " * _MARK, cell(below, width - _MARK)), Content("")]
        return Content("\n").join(lines)

    def _line(self, width: int, highlighted: bool) -> Content:
        room = self.columns.works_on_width(width)
        what = (
            ""
            if self.roomy or room < _WORKS_ON_LEAST
            else muscles_within(self.entry.stretches, self.entry.strengthens, room - 1)
        )
        return Content.assemble(
            mark(highlighted),
            self.columns.line(
                width,
                Content.styled(self.entry.name, "bold"),
                Content.styled(_length(self.entry), "$accent"),
                Content.styled(what, "$foreground 85%"),
                Content.styled(self.when, "$quiet"),
            ),
        )

    @property
    def _said(self) -> str:
        return f"line {self.entry.line}: {plain(self.entry.problem)}"

    def _broken(self, width: int, highlighted: bool) -> Content:
        name = Content.assemble(("! ", "bold $error"), (self.entry.name, "bold"))
        wide = min(max(self.columns.name, name.cell_length + 2), width // 2)
        said = "" if self.roomy else self._said
        room = max(width - _MARK - wide, 0)
        return Content.assemble(mark(highlighted), cell(name, wide), cell(Content.styled(said, "$error"), room))


class RoutineList(LineList):
    """The routines, below what the plan has for today. What Enter does is up to the screen.

    `headings` is the line above the columns, which the screen puts where it wants.
    """

    @dataclass
    class Chosen(Message):
        """The line under the cursor is another one; `entry` is None when there is none."""

        entry: RoutineEntry | None

    class Picked(Message):
        """A line was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[RoutineEntry, ...] = ()
        self._plan: PlanRow | None = None
        self._whens: tuple[str, ...] = ()
        self._columns = Columns(0, 0, 0)
        self._roomy = False
        self.headings = Static(id="headings")

    def show(
        self,
        entries: tuple[RoutineEntry, ...],
        last_done: Mapping[str, date],
        today: date | None,
        plan: PlanRow | None = None,
    ) -> None:
        """List `entries`; until `today` is known, it doesn't say when they were last done.

        A plan's routine for today that was not there before gets the cursor, unless the user has moved it.
        """
        before, untouched = self._place, self.highlighted in (None, self._first)
        self.entries, self._plan = entries, plan
        self._whens = tuple(_when(entry, last_done, today) for entry in entries)
        names = [Content(entry.name).cell_length + 1 for entry in entries if not entry.broken]
        lengths = [len(_length(entry)) for entry in entries]
        self._columns = Columns(
            min(max([16, *names]), _LONGEST_NAME),
            max([6, *lengths]),
            max([9 if any(self._whens) else 0, *(len(when) for when in self._whens)]),
        )
        self._lay_out(None if untouched else before)

    def select(self, file: Path) -> None:
        """Put the cursor on the routine of a file, if it is listed."""
        files = [entry.file for entry in self.entries]
        if file in files:
            self.highlighted = files.index(file) + self._above

    @property
    def chosen(self) -> RoutineEntry | None:
        index = self.highlighted
        if self._plan is not None and index == 0:
            return self._plan.entry
        index = None if index is None else index - self._above
        return None if index is None or not 0 <= index < len(self.entries) else self.entries[index]

    @property
    def _above(self) -> int:
        """Rows above the routines."""
        return 0 if self._plan is None else 1

    @property
    def _first(self) -> int:
        """The first row on which the cursor can be."""
        return 1 if self._plan is not None and not self._plan.selectable else 0

    @property
    def _place(self) -> Path | None:
        """The file of the routine under the cursor; None on the plan's row."""
        index = self.highlighted
        if index is None or index < self._above or index - self._above >= len(self.entries):
            return None
        return self.entries[index - self._above].file

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.post_message(self.Chosen(self.chosen))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click; the keys go to the screen."""
        event.stop()
        self.post_message(self.Picked())

    def on_resize(self) -> None:
        if self._is_roomy != self._roomy:
            self._lay_out(self._place)
        self._show_headings()

    def _show_headings(self) -> None:
        width = self.scrollable_content_region.width - _MARK
        self.headings.update(self._columns.headings(width, roomy=self._roomy) if self.entries else "")

    @property
    def _is_roomy(self) -> bool:
        """Whether each routine may take several lines; decided by the room that the parent has for the list."""
        plan = 0 if self._plan is None else self._plan.height(self.size.width) + 1
        return self.screen.has_class("-roomy") and _ROOMY * len(self.entries) + plan <= self.size.height

    def _lay_out(self, before: Path | None) -> None:
        """Lay the rows out, with the cursor on the routine of the file `before`, or else on the first row."""
        self._roomy = self._is_roomy
        files = [entry.file for entry in self.entries]
        index = files.index(before) + self._above if before in files else self._first
        rows: list[ListRow] = [replace(self._plan, roomy=self._roomy)] if self._plan is not None else []
        rows += [
            RoutineRow(entry, when, self._columns, self._roomy)
            for entry, when in zip(self.entries, self._whens, strict=True)
        ]
        highlighted = index if index < len(rows) else None
        self.show_rows(rows, highlighted)
        self._show_headings()
        if highlighted is None:
            self.post_message(self.Chosen(None))


def _length(entry: RoutineEntry) -> str:
    return "" if entry.duration_s is None else clock(entry.duration_s)


def _when(entry: RoutineEntry, last_done: Mapping[str, date], today: date | None) -> str:
    if today is None or entry.broken:
        return ""
    done = last_done.get(entry.id)
    return day(done, today) if done else "never"
