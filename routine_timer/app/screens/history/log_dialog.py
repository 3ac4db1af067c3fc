"""Adding a session that was done away from the app: a routine picked from a list, or any other activity."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from routine_timer.app.keymap import key_shown
from routine_timer.app.screens.dialog import Dialog
from routine_timer.app.screens.history import history_changes
from routine_timer.app.screens.history.input_parsing import LoggedSession, read_logged, suggest_routine
from routine_timer.app.widgets.line_list import LineList, ListRow, cell, mark
from routine_timer.text.muscle_and_day_words import long_day
from routine_timer.text.sanitize import plain

if TYPE_CHECKING:
    from routine_timer.app.app_base import BaseApp
    from routine_timer.timeline import Timeline


def ask_session(
    app: BaseApp,
    day: date,
    today: date,
    names: Mapping[str, str],
    chosen: str,
    apply: Callable[[history_changes.HistoryChange], object],
) -> None:
    """Ask for a session and add it.

    Args:
        day: the day that is suggested.
        today: no day after it can be chosen.
        names: of the routines, by their ids; empty if they aren't loaded yet.
        chosen: the routine that is suggested, by its id.
        apply: takes a change of the history, which returns what to report.
    """
    history = app.services.history
    names = names or {id: id for id in app.services.library.files}

    def timeline_of(id: str) -> Timeline | None:
        routine = app.services.library.find(id).routine
        return app.services.timelines.of(routine) if routine is not None else None

    def answered(logged: LoggedSession | None) -> None:
        if logged is not None:
            apply(history_changes.add(logged, names, timeline_of, key_shown("count", app.own_keys)))

    app.push_screen(LogDialog(day, today, names, chosen, history.ended.is_logged), answered)


@dataclass(frozen=True)
class ActivityRow(ListRow):
    """A routine by its id and name, or another activity, which has no id."""

    id: str
    name: str

    def draw(self, width: int, *, highlighted: bool) -> Content:
        name = plain(self.name)
        text = Content(name) if self.id else Content.assemble(("Another activity: ", "$quiet"), name)
        return Content.assemble(mark(highlighted), cell(text, max(width - 2, 0)))


class LogDialog(Dialog[LoggedSession | None]):
    """Gives back a session to add, or None.

    Args:
        day: the day that is suggested.
        today: no day after it can be chosen.
        names: of the routines, by their ids.
        chosen: the routine that is suggested, by its id.
        is_logged: whether a routine or activity has a session on a day.
    """

    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]
    CSS = """
    LogDialog #sheet { height: 18; padding: 0 1; }
    LogDialog #title { height: 1; text-style: bold; color: $accent; }
    LogDialog Input { border: none; height: 1; padding: 0 1; background: $panel; }
    LogDialog Input:focus { background: $cursor-ground; }
    LogDialog .field { height: 1; margin: 1 0 0 0; }
    LogDialog .field Static { width: auto; color: $quiet; padding: 0 1 0 0; }
    LogDialog .field Input { width: 1fr; margin: 0 1 0 0; }
    LogDialog.-low .field { margin: 0; }
    LogDialog LineList { height: 1fr; background: $surface; padding: 0; }
    LogDialog #hint { height: auto; max-height: 3; color: $quiet; }
    """

    def __init__(
        self,
        day: date,
        today: date,
        names: Mapping[str, str],
        chosen: str,
        is_logged: Callable[[str, date], bool],
    ) -> None:
        super().__init__()
        self._day = day
        self._today = today
        self._names = names
        self._chosen = chosen
        self._is_logged = is_logged
        self._rows: list[ActivityRow] = []
        self._confirmed: LoggedSession | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Static("Add a session", id="title")
            yield Input(placeholder="A routine, or anything else you did", id="name")
            yield LineList()
            with Horizontal(classes="field"):
                yield Static("Day")
                yield Input("today" if self._day == self._today else self._day.isoformat(), id="day")
                yield Static("Time")
                yield Input(placeholder="optional", id="time")
                yield Static("Minutes")
                yield Input(placeholder="planned", id="minutes")
            yield Static(id="hint", markup=False)

    def on_mount(self) -> None:
        self.query_one(LineList).can_focus = False
        self.query_one("#name", Input).focus()
        self._list()

    @on(Input.Changed, "#name")
    def _list(self) -> None:
        """The routines that match what is typed, then what is typed as another activity."""
        typed = self.query_one("#name", Input).value.strip()
        words = typed.casefold().split()
        found = [
            ActivityRow(id, name)
            for id, name in sorted(self._names.items(), key=lambda item: item[1].casefold())
            if all(word in f"{id} {name}".casefold() for word in words)
        ]
        is_routine = any(typed.casefold() in (row.id, row.name.casefold()) for row in found)
        self._rows = found if is_routine or not typed else [*found, ActivityRow("", typed)]
        first = next((n for n, row in enumerate(self._rows) if row.id == self._chosen), 0) if not typed else 0
        self.query_one(LineList).show_rows(self._rows, first if self._rows else None)

    @on(Input.Changed)
    @on(OptionList.OptionHighlighted)
    def _explain(self) -> None:
        self._confirmed = None
        row = self._row
        minutes = self.query_one("#minutes", Input)
        minutes.placeholder = "planned" if row is None or row.id else "needed"
        self._say("Enter: add · ↑↓: choose · Tab: next · Esc: cancel", "$quiet")

    def _say(self, text: str, style: str) -> None:
        self.query_one("#hint", Static).update(Content.styled(plain(text), style))

    @property
    def _row(self) -> ActivityRow | None:
        index = self.query_one(LineList).highlighted
        return self._rows[index] if index is not None and index < len(self._rows) else None

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _submit(self) -> None:
        row = self._row
        if row is None:
            return
        day, time, minutes = (self.query_one(f"#{id}", Input) for id in ("day", "time", "minutes"))
        try:
            if not row.id:
                suggest_routine(row.name, self._names)
            logged = read_logged(row.id or row.name, day.value, time.value, minutes.value, self._today, bool(row.id))
        except ValueError as error:
            self._say(f"{error}.", "$error")
            if not row.id and not minutes.value.strip():
                minutes.focus()
            return
        if self._confirmed != logged and self._is_logged(logged.name, logged.day):
            self._confirmed = logged
            self._say(
                f"You already have {row.name} on {long_day(logged.day)}. Press Enter again to add another.", "$warning"
            )
            return
        self.dismiss(logged)

    def on_key(self, event: events.Key) -> None:
        """The arrows move in the list, whichever field has the focus."""
        if self.query_one(LineList).move(event.key):
            event.stop()
