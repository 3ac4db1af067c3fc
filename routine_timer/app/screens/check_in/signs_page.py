"""The first page of the check-in: red flags, then signs, to say yes or no to, and how to find out about each."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widgets import OptionList, Static

from routine_timer.app.screens.check_in.lines import Cleared, GroupRow, Statement, StatementRow, how
from routine_timer.app.widgets.line_list import LineList
from routine_timer.care.check_in import SIGNS, Sign
from routine_timer.care.red_flags import CLEARED, FLAGS, LASTING_PAIN


class SignsPage(Container):
    """`ticked` are the ids of the statements that are true of the person."""

    def __init__(self) -> None:
        super().__init__(id="signs")
        self.ticked: set[str] = set()
        self._rows = _rows()

    def compose(self) -> ComposeResult:
        yield LineList(id="sign-list")
        with VerticalScroll(id="pane", can_focus=False):
            yield Static(id="how")

    def on_mount(self) -> None:
        first = next(index for index, row in enumerate(self._rows) if not isinstance(row, GroupRow))
        self._list.show_rows(map(self._row, self._rows), first)
        self._explain()

    def take_focus(self) -> None:
        self._list.focus()

    @property
    def _list(self) -> LineList:
        return self.query_one("#sign-list", LineList)

    def _row(self, row: Statement | GroupRow) -> StatementRow | GroupRow:
        return row if isinstance(row, GroupRow) else StatementRow(row, row.id in self.ticked)

    @property
    def _highlighted(self) -> Statement | None:
        index = self._list.highlighted
        row = self._rows[index] if index is not None else None
        return None if isinstance(row, GroupRow) else row

    @on(OptionList.OptionHighlighted)
    def _explain(self) -> None:
        if (statement := self._highlighted) is not None:
            self.query_one("#how", Static).update(how(statement, ticked=statement.id in self.ticked))

    @on(OptionList.OptionSelected)
    def tick(self) -> None:
        """Tick the highlighted statement, or untick it."""
        if (statement := self._highlighted) is not None:
            self.ticked ^= {statement.id}
            self._list.show_rows(map(self._row, self._rows), self._list.highlighted)
            self._explain()


def _rows() -> list[Statement | GroupRow]:
    """The statements, each group under its heading."""
    flags = [flag for flag in FLAGS if flag is not LASTING_PAIN]
    statements: list[Statement] = [*flags, Cleared(CLEARED), LASTING_PAIN, *SIGNS]
    rows: list[Statement | GroupRow] = []
    for statement in statements:
        if isinstance(statement, Cleared):
            rows.append(statement)
            continue
        group = statement.group if isinstance(statement, Sign) else statement.urgency
        if GroupRow(group) not in rows:
            rows.append(GroupRow(group))
        rows.append(statement)
    return rows
