"""Writes what a session did in a thread of its own, so that a slow disk or a locked file never delays a countdown.

One thread, so that all is written in the order in which it happened, within milliseconds of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait

from routine_timer.history.records import SegmentRecord, SegmentSide, SessionRecord, Status
from routine_timer.playback.history_recorder import HistoryRecorder
from routine_timer.timeline import Timeline

LAST_WRITES = 3.0
"""Seconds that leaving waits for what is still to be written."""


class QueuedRecorder:
    """A `Recorder` that hands everything to another, in order."""

    def __init__(self, recorder: HistoryRecorder) -> None:
        self._recorder = recorder
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="routine-timer history")
        self._last: Future[None] | None = None
        self._failure: BaseException | None = None

    @property
    def session_id(self) -> str:
        return self._recorder.session_id

    @property
    def unwritten(self) -> str | None:
        """Why what was written last is not in the history, in a sentence; None if it is."""
        return self._recorder.unwritten

    def segment_ended(self, segment: SegmentRecord) -> None:
        self._put(lambda: self._recorder.segment_ended(segment))

    def set_sides(self, sides: Mapping[int, SegmentSide], timeline: Timeline) -> None:
        self._put(lambda: self._recorder.set_sides(sides, timeline))

    def progress(self, index: int, position_s: float, active_s: float) -> None:
        self._put(lambda: self._recorder.progress(index, position_s, active_s))

    def note(self, text: str) -> None:
        self._put(lambda: self._recorder.note(text))

    def set_muted(self, *, muted: bool) -> None:
        self._put(lambda: self._recorder.set_muted(muted=muted))

    def end(self, status: Status, active_s: float, note: str | None) -> None:
        self._put(lambda: self._recorder.end(status, active_s, note))

    def pain_before(self, pain: int) -> None:
        self._put(lambda: self._recorder.pain_before(pain))

    def also(self, work: Callable[[], None]) -> None:
        """Have something else done in the same thread, in its turn."""
        self._put(work)

    async def finished(self) -> SessionRecord | None:
        """The session as it was kept, when all is written; None if it could not be kept.

        Raises:
            Exception: whatever a programming error below raised meanwhile.
        """
        if self._last is not None:
            await asyncio.wrap_future(self._last)
        if self._failure is not None:
            raise self._failure
        return self._recorder.record

    def settle(self, seconds: float) -> None:
        """Wait until all is written, `seconds` at most: for whoever tells of what was done only when it is kept."""
        if self._last is not None:
            wait([self._last], seconds)

    def drain(self) -> None:
        """Wait, but not for ever, until all is written: for whoever has to go."""
        if self._last is not None:
            wait([self._last], LAST_WRITES)
        self._thread.shutdown(wait=False)

    def _put(self, write: Callable[[], None]) -> None:
        self._last = self._thread.submit(self._run, write)

    def _run(self, write: Callable[[], None]) -> None:
        try:
            write()
        except Exception as error:  # noqa: BLE001 - kept for `finished`, which raises it where it is seen
            self._failure = self._failure or error
