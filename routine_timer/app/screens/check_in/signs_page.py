"""The first page of the check-in: the signs to say yes or no to, and how to find out about each."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from routine_timer.app.screens.check_in.lines import GroupRow, SignRow, how
from routine_timer.app.widgets.line_list import Drawn, LineList
from routine_timer.care.check_in import SIGNS, Sign


class SignsPage(Container):
    """`ticked` are the ids of those that are true of the person."""

    def __init__(self) -> None:
        super().__init__(id="signs")
        self.ticked: set[str] = set()
        self._rows = _rows()
        self._marked = next(index for index, row in enumerate(self._rows) if isinstance(row, Sign))

    def compose(self) -> ComposeResult:
        yield LineList(id="sign-list")
        with VerticalScroll(id="pane", can_focus=False):
            yield Static(id="how")

    def on_mount(self) -> None:
        self._list.set_options(
            Option(Drawn(self._row(index)), disabled=isinstance(row, GroupRow)) for index, row in enumerate(self._rows)
        )
        self._list.highlighted = self._marked
        self._explain()

    def take_focus(self) -> None:
        self._list.focus()

    @property
    def _list(self) -> LineList:
        return self.query_one("#sign-list", LineList)

    def _row(self, index: int) -> SignRow | GroupRow:
        row = self._rows[index]
        return row if isinstance(row, GroupRow) else SignRow(row, row.id in self.ticked, index == self._marked)

    def _draw(self, index: int) -> None:
        self._list.replace_option_prompt_at_index(index, Drawn(self._row(index)))

    @on(OptionList.OptionHighlighted)
    def _move(self, event: OptionList.OptionHighlighted) -> None:
        before, self._marked = self._marked, event.option_index
        for index in {before, self._marked}:
            self._draw(index)
        self._explain()

    def _explain(self) -> None:
        row = self._rows[self._marked]
        if isinstance(row, Sign):
            self.query_one("#how", Static).update(how(row))

    @on(OptionList.OptionSelected)
    def tick(self) -> None:
        """Say that the chosen sign is true, or that it is not."""
        row = self._rows[self._marked]
        if isinstance(row, Sign):
            self.ticked ^= {row.id}
            self._draw(self._marked)


def _rows() -> list[Sign | GroupRow]:
    """The signs, each group under its heading."""
    found: list[Sign | GroupRow] = []
    for one in SIGNS:
        if not found or not isinstance(found[-1], Sign) or found[-1].group != one.group:
            found.append(GroupRow(one.group))
        found.append(one)
    return found
