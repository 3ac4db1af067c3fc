"""A history that remembers what it was given, and can fail the way a real one does."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path

from routine_timer.history.errors import DiskFull, HistoryError
from routine_timer.history.journal_entries import JournalEntry, SessionEnded
from routine_timer.history.records import SessionRecord
from routine_timer.history.store.active_sessions import ActiveSessions

STARTED = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)


def full() -> DiskFull:
    return DiskFull(Path("history.db"), "no space left on device")


class FakeActiveSessions(ActiveSessions):
    """Holds one session, and no file.

    Args:
        trouble: as `ActiveSessions.trouble`.
        failing: raised by every write.
    """

    def __init__(self, trouble: HistoryError | None = None, failing: HistoryError | None = None) -> None:
        self.current_trouble = trouble
        self.failing = failing
        self.entries: list[JournalEntry] = []

    @property
    def trouble(self) -> HistoryError | None:
        return self.current_trouble

    def is_only_in_memory(self, id: str) -> bool:
        return False

    def record(self, id: str, entry: JournalEntry) -> None:
        assert id == "session-1"
        if self.failing is not None:
            raise self.failing
        self.entries.append(entry)

    def end(self, id: str, entry: SessionEnded) -> SessionRecord:
        self.record(id, entry)
        return SessionRecord(
            id=id,
            routine="test",
            day=STARTED.date(),
            started_at=STARTED,
            ended_at=STARTED,
            zone="UTC",
            status=entry.status,
            done=entry.status == "completed",
            active_s=entry.active_s,
            note=None,
            pain_before=None,
            pain_after=None,
            edited_at=STARTED,
        )


class SlowToEnd(FakeActiveSessions):
    """A history on a disk that takes its time over the end of a session."""

    def __init__(self) -> None:
        super().__init__()
        self.may_end = threading.Event()

    def end(self, id: str, entry: SessionEnded) -> SessionRecord:
        assert self.may_end.wait(60)
        return super().end(id, entry)
