"""The third page of the check-in: the routines that fit and why, what has changed, and when to see a professional."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from routine_timer.app.screens.check_in.check_in_text import FitRow, over_time, safety
from routine_timer.app.widgets.line_list import LineList, ListRow
from routine_timer.care.check_in import Answers, FittingRoutine

if TYPE_CHECKING:
    from routine_timer.app.models.routine_entries import RoutineEntry
    from routine_timer.care.plan_file import Plan

_LINES, _LINES_WIDE = 3, 4


class ResultPage(Container):
    """Shows what fits at once; which of it is there, and how answers changed, comes with `complete`."""

    def __init__(self) -> None:
        super().__init__(id="result")
        self._fits: tuple[FittingRoutine, ...] = ()
        self._entries: Mapping[str, RoutineEntry] = {}
        self._checked: Sequence[Answers] = ()
        self._plan: Plan | None = None
        self.red_flag = False
        """Whether something has to come before any routine."""

    def compose(self) -> ComposeResult:
        with Vertical(id="fitting"):
            yield Static(id="alarm")
            yield LineList(id="fits")
        with VerticalScroll(id="changes"):
            yield Static(id="over-time")
            yield Static(id="safety")

    def take_focus(self) -> None:
        self._list.focus()

    @property
    def chosen(self) -> RoutineEntry | None:
        """The routine under the cursor."""
        index = self._list.highlighted
        index = None if index is None else index - (self._plan is not None)
        return self._entries.get(self._fits[index].routine) if index is not None and index >= 0 else None

    @property
    def chosen_plan(self) -> Plan | None:
        """The plan, if the cursor is on it."""
        return self._plan if self._list.highlighted == 0 else None

    def show(self, matches: tuple[FittingRoutine, ...], warning: Content) -> None:
        """Show the routines that fit, if any may be started, under a warning, which may be empty."""
        self._fits = matches
        self.red_flag = not matches
        alarm = self.query_one("#alarm", Static)
        alarm.update(warning)
        alarm.display = bool(warning)
        self._fill()

    def complete(self, checked: Sequence[Answers], entries: Iterable[RoutineEntry], plan: Plan | None) -> None:
        """`checked` are all check-ins, the newest last; routines that are not among the `entries` fit nobody.

        `plan` is the plan that fits; it is offered only with a routine that fits.
        """
        self._checked = checked
        self._entries = {entry.id: entry for entry in entries if entry.routine is not None}
        self._fits = tuple(one for one in self._fits if one.routine in self._entries)
        self._plan = plan if self._fits else None
        self._fill()
        self.show_texts()

    def show_texts(self) -> None:
        """For the width of now."""
        width = max(self.query_one("#changes").content_size.width - 1, 30)
        self.query_one("#over-time", Static).update(over_time(self._checked, width, red_flag=self.red_flag))
        self.query_one("#safety", Static).update(safety(red_flag=self.red_flag))

    @property
    def _list(self) -> LineList:
        return self.query_one("#fits", LineList)

    def _fill(self) -> None:
        rows: list[ListRow] = [*map(self._row, self._fits)]
        if self._plan is not None:
            stages = " → ".join(stage.name for stage in self._plan.stages)
            rows.insert(0, FitRow(self._plan.name, f"{self._plan.about} {stages}.", self._lines, is_plan=True))
        self._list.show_rows(rows, 0 if rows else None)

    @property
    def _lines(self) -> int:
        return _LINES_WIDE if self.screen.has_class("-wide") else _LINES

    def _row(self, found: FittingRoutine) -> FitRow:
        entry = self._entries.get(found.routine)
        name = entry.name if entry else found.routine.replace("-", " ").capitalize()
        return FitRow(name, found.why, self._lines)
