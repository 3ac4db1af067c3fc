"""The part of the history screen that changes the chosen session: note, length, routine, done or not, deleted."""

from __future__ import annotations

from collections.abc import Mapping

from routine_timer.app.keymap import key_shown
from routine_timer.app.screens.history import history_changes
from routine_timer.app.screens.history.history_changes import HistoryPrompt
from routine_timer.app.screens.history.history_worker import HistoryWorker
from routine_timer.app.screens.history.session_list import SessionList
from routine_timer.history.records import SessionRecord


class SessionCommands(HistoryWorker):
    """Acts on the session under the cursor of the list."""

    def __init__(self) -> None:
        super().__init__()
        self._names: Mapping[str, str] = {}
        """The names of the routines by their ids."""
        self._deleted: list[str] = []
        """Sessions that were deleted here, the last one last: `undo` restores them."""
        self._shows_deleted = False

    @property
    def _sessions(self) -> SessionList:
        return self.query_one(SessionList)

    @property
    def _chosen(self) -> SessionRecord | None:
        return self._sessions.chosen

    def _ask(self, question: HistoryPrompt) -> None:
        from routine_timer.app.screens.prompts import TextPrompt

        def answered(text: str | None) -> None:
            if text is not None:
                self.change(question.change(text))

        self.app.push_screen(TextPrompt(question.title, question.about, question.value, question.check), answered)

    def _key(self, identity: str) -> str:
        return key_shown(identity, self.app.own_keys)

    def action_count(self) -> None:
        if (record := self._chosen) is not None:
            self.change(history_changes.count_or_not(record))

    def action_note(self) -> None:
        if (record := self._chosen) is not None:
            self._ask(history_changes.write_note(record))

    def action_length(self) -> None:
        if (record := self._chosen) is not None:
            self._ask(history_changes.set_minutes(record))

    def action_move(self) -> None:
        if (record := self._chosen) is not None:
            self._ask(history_changes.move(record))

    def action_delete(self) -> None:
        if (record := self._chosen) is not None and not self._shows_deleted:
            self._deleted.append(record.id)
            self.change(history_changes.delete(record, self._key("undo")))

    def action_undo(self) -> None:
        record = self._chosen if self._shows_deleted else None
        if record is None and not self._deleted:
            return
        id = record.id if record is not None else self._deleted.pop()
        self._deleted = [other for other in self._deleted if other != id]
        self.change(history_changes.bring_back(id, self._names))
