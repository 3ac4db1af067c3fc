"""The first page of the check-in: red flags, then signs, to say yes or no to, and how to find out about each."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.widgets import OptionList, Static

from routine_timer.app.screens.check_in.check_in_text import Cleared, GroupRow, Statement, StatementRow, how
from routine_timer.app.widgets.line_list import LineList
from routine_timer.care.check_in import SIGNS, Sign
from routine_timer.care.red_flags import CLEARED, FLAGS, LASTING_PAIN


class SignsPage(Container):
    """`ticked` are the ids of the statements that are true of the person."""

    def __init__(self) -> None:
        super().__init__(id="signs")
        self.ticked: set[str] = set()
        self.end_seen = False
        """Whether the end of the list has been in sight."""
        self._rows = _rows()

    def compose(self) -> ComposeResult:
        with Vertical(id="statements"):
            yield LineList(id="sign-list")
            yield Static(id="below", markup=False)
        with VerticalScroll(id="pane", can_focus=False):
            yield Static(id="how")

    def on_mount(self) -> None:
        first = next(index for index, row in enumerate(self._rows) if not isinstance(row, GroupRow))
        self._list.show_rows(map(self._row, self._rows), first)
        self._explain()
        self.watch(self._list, "scroll_y", self._count_below)

    def on_resize(self) -> None:
        self.query_one("#below").display = True  # it takes a line, which counts
        self.call_after_refresh(self._count_below)

    def take_focus(self) -> None:
        self._list.focus()

    def go_down(self) -> None:
        """Go a screenful down the list."""
        self._list.action_page_down()

    def _count_below(self) -> None:
        """Show how many statements are below those in sight. A list that fits has no such line."""
        if not self._list.scrollable_content_region:
            return
        lines = round(self._list.max_scroll_y - self._list.scroll_y)
        below = sum(not isinstance(row, GroupRow) for row in self._rows[len(self._rows) - lines :])
        line = self.query_one("#below", Static)
        line.display = self._list.max_scroll_y > 0
        line.update(f"↓ {below} more below" if below else "End of the list")
        self.end_seen = self.end_seen or not below

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
