"""The sessions of the history screen under their heading, or what to do if there are none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from routine_timer.app.keymap import key_shown
from routine_timer.app.screens.history.session_list import SessionList
from routine_timer.history.records import SessionRecord
from routine_timer.text.sanitize import plain

if TYPE_CHECKING:
    from routine_timer.app.app_base import BaseApp


class SessionPanel(Vertical):
    """All sessions, or the deleted ones."""

    app: BaseApp

    def __init__(self) -> None:
        super().__init__(id="sessions")

    def compose(self) -> ComposeResult:
        yield Static(id="list-title")
        yield SessionList()
        yield Static(id="empty", markup=False)

    @property
    def sessions(self) -> SessionList:
        return self.query_one(SessionList)

    def show(
        self,
        total: int,
        today: date,
        newest: Sequence[SessionRecord] = (),
        *,
        deleted: bool,
        unread: str = "",
        only: str = "",
    ) -> None:
        """There are `total` of them; see `SessionList.show`.

        Args:
            unread: why the history can't be opened.
            only: the name of the only routine whose sessions are listed.
        """
        self.sessions.display = bool(total)
        empty = self.query_one("#empty", Static)
        empty.display = not total
        heading, nothing = self._deleted(total) if deleted else self._all(total, only)
        empty.update(f"Can't show your sessions: {unread}." if unread else nothing)
        behind = f"   {heading}" if total else ""
        self.query_one("#list-title", Static).update(Content.assemble(("Sessions", "bold $accent"), (behind, "$quiet")))
        self.sessions.show(total, today, newest)

    def _all(self, total: int, only: str) -> tuple[str, str]:
        nothing = (
            "No sessions yet. Finish a routine and it will appear here. "
            f"To add one you did without the app, press {key_shown('log', self.app.own_keys)}."
        )
        deleted = f"   {key_shown('deleted', self.app.own_keys)} deleted"  # the line of keys has no room for it
        if only:
            deleted = f" of {plain(only)}   {key_shown('filter', self.app.own_keys)}: show all"
        return (f"{total:,} sessions" if total != 1 else "1 session") + deleted, nothing

    def _deleted(self, total: int) -> tuple[str, str]:
        undo, others = (key_shown(identity, self.app.own_keys) for identity in ("undo", "deleted"))
        nothing = f"No deleted sessions. {others}: back to the sessions"
        return f"{total:,} deleted   {undo}: restore · {others}: back", nothing
