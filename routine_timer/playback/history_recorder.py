"""Writes what happens in a session into the history, in a thread, so that a slow disk never delays a countdown.

One thread, so everything is written in the order in which it happened. Trouble with the history never stops a session:
it is reported once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import datetime

from routine_timer.history.errors import HistoryError
from routine_timer.history.journal_entries import JournalEntry, SessionEnded
from routine_timer.history.records import Header, SessionRecord
from routine_timer.history.store.active_sessions import ActiveSessions
from routine_timer.timeline import Timeline
from routine_timer.timeline.serialize import timeline_to_text

SAVING_SHOWN_AFTER = 1.0
"""Seconds after which `close` reports that it is still saving."""


class HistoryRecorder:
    """Records one session. Make it with `begin`, or directly for one that was interrupted and is resumed.

    Args:
        sessions: what to write to; anything but this thread may use it meanwhile too.
        session_id: the session's id there.
        on_trouble: called once, in the thread, with a sentence on why the history can't be written.
    """

    def __init__(self, sessions: ActiveSessions, session_id: str, on_trouble: Callable[[str], None]) -> None:
        self.session_id = session_id
        self._trouble: HistoryError | None = None
        """Why the latest entry is not in the history; None if it is."""
        self._sessions = sessions
        self._on_trouble = on_trouble
        self._reported = False
        self._ended: SessionRecord | None = None
        self._bug: Exception | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="routine-timer history")
        self._last: Future[None] | None = None
        self._pending: list[JournalEntry] = []
        """What was not written yet, oldest first."""

    @classmethod
    def begin(
        cls,
        sessions: ActiveSessions,
        timeline: Timeline,
        started_at: datetime,
        zone: str | None,
        on_trouble: Callable[[str], None],
        *,
        work_s: float | None = None,
    ) -> HistoryRecorder:
        """Record that a session of `timeline` started at `started_at` (aware), in the zone of that IANA name.

        Args:
            work_s: the planned work that "done" is measured against; None for the timeline's own.

        Raises:
            SessionElsewhere: a session is running in another process.
        """
        header = Header(timeline.routine, started_at, zone, timeline.work_s if work_s is None else work_s)
        recorder = cls(sessions, sessions.begin(header, timeline_to_text(timeline)), on_trouble)
        recorder._note_trouble(sessions.trouble)
        recorder._report_replacement()
        return recorder

    def record(self, entry: JournalEntry) -> None:
        """Write an entry, in its turn. Never raises."""
        self._pending.append(entry)
        self.call(lambda: self._write(entry))

    def call(self, work: Callable[[], None]) -> None:
        """Call something else in the same thread, in its turn."""
        self._last = self._thread.submit(self._run, work)

    def wait(self, seconds: float) -> None:
        """Wait until everything is written, but no longer than this."""
        if self._last is not None:
            wait([self._last], seconds)

    @property
    def unwritten(self) -> str | None:
        """Why the latest entry is not in the history and what becomes of it, in sentences; None if it is there."""
        return None if self._trouble is None else self._trouble.with_help

    @property
    def why_unsaved(self) -> str:
        """Why the session could not be saved, once the program ends. Nothing more becomes of it then."""
        if self._trouble is not None:
            return str(self._trouble)
        return "the program ended first" if self._bug is None else f"a bug in routine-timer ({self._bug!r})"

    @property
    def is_saving(self) -> bool:
        """Whether something is still to be written."""
        return bool(self._pending) and self._last is not None and not self._last.done()

    def finish(self) -> None:
        """Nothing more is recorded. What is still to be written will be, in the thread; `close` waits for it."""
        self._thread.shutdown(wait=False)

    def close(self, on_wait: Callable[[], None] = lambda: None) -> None:
        """Wait until everything is written, however long the disk takes, and end the thread.

        KeyboardInterrupt ends the wait. What is not written by then is dropped; see `unsaved`.

        Args:
            on_wait: called once if it takes so long that the person should be told.
        """
        try:
            if self.is_saving and self._last is not None:
                wait([self._last], SAVING_SHOWN_AFTER)
            if self.is_saving and self._last is not None:
                on_wait()
                wait([self._last])
        except KeyboardInterrupt:
            pass
        finally:
            self._thread.shutdown(wait=False, cancel_futures=True)

    async def saved(self, on_wait: Callable[[], None]) -> None:
        """Like `close`, in an event loop: ctrl+c, which cancels the task there, ends the wait."""
        try:
            for patience, is_told in ((SAVING_SHOWN_AFTER, False), (None, True)):
                if self.is_saving and self._last is not None:
                    if is_told:
                        on_wait()
                    await asyncio.wait([asyncio.wrap_future(self._last)], timeout=patience)
        except asyncio.CancelledError:
            if (task := asyncio.current_task()) is not None:
                task.uncancel()
        finally:
            self._thread.shutdown(wait=False, cancel_futures=True)

    @property
    def unsaved(self) -> SessionRecord | None:
        """The session, if part of it would be lost with the process: it is neither in the file nor in the state folder.

        To be asked after `close`.
        """
        pending = list(self._pending)
        if not pending and not self._sessions.is_only_in_memory(self.session_id):
            return None
        return self._sessions.from_memory(self.session_id, pending)

    async def finished(self) -> SessionRecord | None:
        """`ended`, once everything is written."""
        if self._last is not None:
            await asyncio.shield(asyncio.wrap_future(self._last))  # who is cancelled here must not cancel the writing
        return self.ended

    @property
    def ended(self) -> SessionRecord | None:
        """The session as it was saved; None if it has not ended or could not be saved.

        Raises:
            Exception: whatever a bug raised in the thread.
        """
        if self._bug is not None:
            raise self._bug
        return self._ended

    def _write(self, entry: JournalEntry) -> None:
        try:
            if isinstance(entry, SessionEnded):
                self._ended = self._sessions.end(self.session_id, entry)
            else:
                self._sessions.record(self.session_id, entry)
        except HistoryError as error:
            self._note_trouble(error)
        else:
            self._pending.remove(entry)
            self._note_trouble(self._sessions.trouble)
            self._report_replacement()

    def _note_trouble(self, trouble: HistoryError | None) -> None:
        self._trouble = trouble
        if trouble is not None and not self._reported:
            self._reported = True
            self._on_trouble(trouble.with_help)

    def _report_replacement(self) -> None:
        """The session is saved, but in another file than before."""
        if (replaced := self._sessions.take_replacement()) is not None:
            self._on_trouble(replaced.with_help)

    def _run(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001 - `ended` raises it, where it is seen
            self._bug = self._bug or error
