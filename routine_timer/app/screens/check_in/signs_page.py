"""The first page of the check-in: the signs to say yes or no to, and how to find out about each."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widgets import OptionList, Static

from routine_timer.app.screens.check_in.lines import GroupRow, SignRow, how
from routine_timer.app.widgets.line_list import LineList
from routine_timer.care.check_in import SIGNS, Sign


class SignsPage(Container):
    """`ticked` are the ids of those that are true of the person."""

    def __init__(self) -> None:
        super().__init__(id="signs")
        self.ticked: set[str] = set()
        self._rows = _rows()

    def compose(self) -> ComposeResult:
        yield LineList(id="sign-list")
        with VerticalScroll(id="pane", can_focus=False):
            yield Static(id="how")

    def on_mount(self) -> None:
        first = next(index for index, row in enumerate(self._rows) if isinstance(row, Sign))
        self._list.show_rows(map(self._row, self._rows), first)
        self._explain()

    def take_focus(self) -> None:
        self._list.focus()

    @property
    def _list(self) -> LineList:
        return self.query_one("#sign-list", LineList)

    def _row(self, row: Sign | GroupRow) -> SignRow | GroupRow:
        return row if isinstance(row, GroupRow) else SignRow(row, row.id in self.ticked)

    @property
    def _highlighted(self) -> Sign | None:
        index = self._list.highlighted
        row = self._rows[index] if index is not None else None
        return row if isinstance(row, Sign) else None

    @on(OptionList.OptionHighlighted)
    def _explain(self) -> None:
        if (sign := self._highlighted) is not None:
            self.query_one("#how", Static).update(how(sign))

    @on(OptionList.OptionSelected)
    def tick(self) -> None:
        """Tick the highlighted sign, or untick it."""
        if (sign := self._highlighted) is not None:
            self.ticked ^= {sign.id}
            self._list.show_rows(map(self._row, self._rows), self._list.highlighted)


def _rows() -> list[Sign | GroupRow]:
    """The signs, each group under its heading."""
    found: list[Sign | GroupRow] = []
    for one in SIGNS:
        if not found or not isinstance(found[-1], Sign) or found[-1].group != one.group:
            found.append(GroupRow(one.group))
        found.append(one)
    return found
