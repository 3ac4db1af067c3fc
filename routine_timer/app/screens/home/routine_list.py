"""The list of routines: name, length, what it stretches and strengthens, when it was last done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from routine_timer.app.routine_entries import RoutineEntry
from routine_timer.app.widgets.line_list import Drawn, LineList, cell, mark, right
from routine_timer.text.durations import clock
from routine_timer.text.sanitize import plain
from routine_timer.text.wording import day, muscles, muscles_within

_LONGEST_NAME = 32
_GAP = 3
_NARROW = 52
"""Below this width nothing is said of when a routine was last done."""
_MARK = 2
_ROOMY = 3
"""Lines that a routine takes where there is room for it."""


@dataclass(frozen=True)
class Columns:
    """How wide the columns are that stand fast; what a routine works on has the rest."""

    name: int
    length: int
    when: int


@dataclass(frozen=True)
class RoutineRow:
    """One routine, laid out for whatever width there is.

    With `roomy`, what it works on has a second line to itself, and a third keeps its distance.
    """

    entry: RoutineEntry
    when: str
    columns: Columns
    chosen: bool = False
    roomy: bool = False

    @property
    def height(self) -> int:
        return _ROOMY if self.roomy else 1

    def draw(self, width: int) -> Content:
        if self.entry.broken:
            lines = [self._broken(width)]
            below = Content.styled(self._said, "$error")
        else:
            lines = [self._line(width)]
            below = Content.styled(muscles(self.entry.stretches, self.entry.strengthens, most=4), "$quiet")
        if self.roomy:
            lines += [Content.assemble(" " * _MARK, cell(below, width - _MARK)), Content("")]
        return Content("\n").join(lines)

    def _line(self, width: int) -> Content:
        columns = self.columns
        length = right(Content.styled(clock(self.entry.duration_s), "$accent"), columns.length)
        when = right(Content.styled(self.when, "$quiet"), columns.when if width >= _NARROW else 0)
        room = max(width - _MARK - columns.name - columns.length - _GAP - when.cell_length, 0)
        what = "" if self.roomy else muscles_within(self.entry.stretches, self.entry.strengthens, room - 1)
        name = Content.styled(self.entry.name, "bold")
        middle = Content.styled(what, "$foreground 85%")
        return Content.assemble(
            mark(self.chosen), cell(name, columns.name), length, " " * _GAP, cell(middle, room), when
        )

    @property
    def _said(self) -> str:
        return f"line {self.entry.line}: {plain(self.entry.problem)}"

    def _broken(self, width: int) -> Content:
        name = Content.assemble(("! ", "bold $error"), (self.entry.name, "bold"))
        wide = min(max(self.columns.name, name.cell_length + 2), width // 2)
        said = "" if self.roomy else self._said
        room = max(width - _MARK - wide, 0)
        return Content.assemble(mark(self.chosen), cell(name, wide), cell(Content.styled(said, "$error"), room))


class RoutineList(LineList):
    """The routines. What enter does is the screen's affair, so that it can be another key."""

    @dataclass
    class Chosen(Message):
        """The line under the cursor is another one; `entry` is None when there is none."""

        entry: RoutineEntry | None

    class Picked(Message):
        """A line was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[RoutineEntry, ...] = ()
        self._whens: tuple[str, ...] = ()
        self._columns = Columns(0, 0, 0)
        self._marked: int | None = None
        self._roomy = False

    def show(self, entries: tuple[RoutineEntry, ...], last_done: Mapping[str, date], today: date | None) -> None:
        """List `entries`; until `today` is known nothing is said of when they were done."""
        self.entries = entries
        self._whens = tuple(_when(entry, last_done, today) for entry in entries)
        names = [Content(entry.name).cell_length + 2 for entry in entries if not entry.broken]
        lengths = [len(clock(entry.duration_s)) for entry in entries]
        self._columns = Columns(
            min(max([16, *names]), _LONGEST_NAME),
            max([5, *lengths]),
            max([0, *(len(when) for when in self._whens)]),
        )
        self._list_again()

    @property
    def chosen(self) -> RoutineEntry | None:
        index = self.highlighted
        return None if index is None or index >= len(self.entries) else self.entries[index]

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._mark(event.option_index)
        self.post_message(self.Chosen(self.chosen))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click; the keys go to the screen."""
        event.stop()
        self.post_message(self.Picked())

    def on_resize(self) -> None:
        if self._is_roomy != self._roomy:
            self._list_again()

    @property
    def chosen_file(self) -> str | None:
        """What the cursor stands on, by a name that outlives the list."""
        option = self.highlighted_option
        return option.id if option else None

    @property
    def _is_roomy(self) -> bool:
        """Whether each routine may take several lines; decided by the room that the parent has for the list."""
        return self.screen.has_class("-roomy") and _ROOMY * len(self.entries) <= self.size.height

    def _list_again(self) -> None:
        """Lay the lines out anew; the cursor stays on the routine that it was on."""
        before = self.chosen_file
        places = {str(entry.file): index for index, entry in enumerate(self.entries)}
        index = places.get(before or "", 0) if places else None
        self._marked, self._roomy = index, self._is_roomy
        self.set_options(Option(Drawn(self._row(i)), id=str(entry.file)) for i, entry in enumerate(self.entries))
        self.highlighted = index
        if index is None:
            self.post_message(self.Chosen(None))

    def _mark(self, index: int) -> None:
        """Move the mark to the line at `index`."""
        before, self._marked = self._marked, index
        for changed in {before, index}:
            if changed is not None and changed < len(self.entries):
                self.replace_option_prompt_at_index(changed, Drawn(self._row(changed)))

    def _row(self, index: int) -> RoutineRow:
        return RoutineRow(self.entries[index], self._whens[index], self._columns, index == self._marked, self._roomy)


def _when(entry: RoutineEntry, last_done: Mapping[str, date], today: date | None) -> str:
    if today is None or entry.broken:
        return ""
    done = last_done.get(entry.id)
    return day(done, today) if done else "never"
