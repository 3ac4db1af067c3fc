"""What the history needs beside sessions: looked over, backed up, kept in step with other machines, put back.

Each of these may take a moment, so they are called in threads, and one waits for another; the code that closes the
history waits for all of them. What a person must be told of them is kept here until the program ends.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from routine_timer.text.plurals import pluralize

if TYPE_CHECKING:
    from routine_timer.history.errors import DamagedHistory, HistoryError
    from routine_timer.history.history import History
    from routine_timer.history.merge_result import MergeResult

_NAMED = 3
"""How many altered records are named; the rest are counted."""


class HistoryMaintenance:
    """The upkeep of one history. `history` opens it when it is first asked for."""

    def __init__(self, history: Callable[[], History]) -> None:
        self._history = history
        self._guard = threading.Lock()
        self._looked_over = False
        self._closed = False
        self._told: dict[str, tuple[str, ...]] = {}
        self._heard: set[str] = set()
        self._backup: Path | None = None

    @property
    def troubles(self) -> tuple[str, ...]:
        """All there is to tell, the worst first."""
        return tuple(line for lines in self._told.values() for line in lines)

    @property
    def backup_of(self) -> date | None:
        """The day of the backup that can be brought back; None unless something was lost."""
        found = re.search(r"\d{4}-\d\d-\d\d", self._backup.name) if self._backup is not None else None
        return None if found is None else date.fromisoformat(found[0])

    def news(self) -> tuple[str, ...]:
        """Those of the troubles that this was not asked for before: each is to be told once."""
        found = tuple(line for line in self.troubles if line not in self._heard)
        self._heard.update(found)
        return found

    def note_opened(self, error: HistoryError | None) -> None:
        """Take note of how the history was opened."""
        if error is not None:
            self._tell_of(error)

    def recover(self, error: DamagedHistory) -> None:
        """A file that turned out to be damaged is set aside, and a new one begun."""
        with self._guard:
            if not self._closed:
                self._tell_of(self._history().recover(error))

    def check_and_back_up(self) -> bool:
        """Look the history over and make today's backup, once. True when there is something new to tell."""
        from routine_timer.history.errors import DamagedHistory, HistoryError

        with self._guard:
            if self._looked_over or self._closed:
                return False
            self._looked_over = True
            history = self._history()
            before = self.troubles, self._backup
            try:
                if news := history.news():
                    self._told["news"] = (f"Your history was brought up to date: {news}",)
                altered = history.check()
                if next(history.everything(), None) is not None:
                    history.database.back_up()
                else:  # nothing is kept yet; or the file was taken away, or set aside, and nothing done since
                    self._offer(history.database.backups)
            except DamagedHistory as error:
                self._tell_of(history.recover(error))
            except HistoryError as error:
                self._tell_of(error)
            else:
                named = [f"{one.kind} {one.id}" for one in altered[:_NAMED]]
                more = [f"{len(altered) - _NAMED} more"] if len(altered) > _NAMED else []
                if altered:
                    told = ", ".join([*named, *more])
                    self._told["altered"] = (f"Changed outside this program, and left as they are: {told}.",)
            return (self.troubles, self._backup) != before

    def sync(self, folder: Path | None) -> bool:
        """Keep in step with the other machines, if there is a folder. True when something came in, or is to be told."""
        if folder is None:
            return False
        from routine_timer.history.sync import sync

        with self._guard:
            if self._closed:
                return False
            synced = sync(self._history(), folder)
            before = self.troubles
            troubles = (f"Can't sync with your other computers: {one}" for one in synced.troubles)
            self._told["sync"] = (*synced.notices, *troubles)
            return bool(synced.merged.added or synced.merged.changed) or self.troubles != before

    def restore(self) -> MergeResult | None:
        """Bring back the newest good backup; None where none is offered.

        Raises:
            HistoryError: it can't be brought back; it is offered still.
        """
        with self._guard:
            if self._backup is None or self._closed:
                return None
            merged = self._history().restore_backup(self._backup)
            self._backup = None
            return merged

    def close(self) -> None:
        """Wait for what is being done, and do no more."""
        with self._guard:
            self._closed = True

    def _tell_of(self, error: HistoryError) -> None:
        from routine_timer.history.errors import DamagedHistory

        told = str(error)
        if isinstance(error, DamagedHistory) and error.backups:
            self._offer(error.backups)
        elif error.help:
            told = f"{told}: {error.help}"
        self._told = {"history": (told,), **self._told}

    def _offer(self, backups: Sequence[Path]) -> None:
        self._backup = backups[0] if backups else None


def restored_text(merged: MergeResult) -> str:
    """What to say when a backup was brought back."""
    return f"Restored {pluralize(merged.added, 'record')}."
