"""Writes what a session did into the history. Whatever goes wrong there stops no session: it is told, once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol, TypeAlias

from routine_timer.history.errors import HistoryError
from routine_timer.history.records import Header, SegmentRecord, SegmentSide, SessionRecord, Status
from routine_timer.timeline import Timeline
from routine_timer.timeline.serialize import timeline_to_text

Tell: TypeAlias = Callable[[str], None]
"""Hears a sentence."""


class Store(Protocol):
    """The part of the history that a running session writes to (see `History`)."""

    @property
    def trouble(self) -> HistoryError | None: ...

    def begin(self, header: Header, timeline_json: str) -> str: ...

    def segment_ended(self, id: str, segment: SegmentRecord) -> None: ...

    def set_sides(self, id: str, sides: Mapping[int, SegmentSide], timeline_json: str) -> None: ...

    def progress(self, id: str, index: int, position_s: float, active_s: float) -> None: ...

    def annotate(self, id: str, *, note: str | None = None, pain_before: int | None = None) -> None: ...

    def set_muted(self, id: str, *, muted: bool) -> None: ...

    def end(
        self,
        id: str,
        status: Status,
        *,
        active_s: float,
        note: str | None = None,
    ) -> SessionRecord: ...


class HistoryRecorder:
    """Writes one session into the history. Make it with `begin`, or with `resume` for one that was cut off.

    `record` is the session as it was kept, once it has ended. `tell` hears once of trouble, in a sentence, in whatever
    thread the recorder is called; `unwritten` says why what was noted last is not in the history, None if it is.
    """

    def __init__(self, store: Store, session_id: str, tell: Tell) -> None:
        self.session_id = session_id
        self.record: SessionRecord | None = None
        self.unwritten: str | None = None
        self._store = store
        self._tell = tell
        self._told = False

    @classmethod
    def begin(
        cls,
        store: Store,
        timeline: Timeline,
        started_at: datetime,
        zone: str | None,
        tell: Tell,
        *,
        pain_before: int | None = None,
    ) -> HistoryRecorder:
        """Note that a session of `timeline` began at `started_at` (aware), in the zone of that IANA name.

        Raises:
            SessionElsewhere: another process leads one.
        """
        header = Header(timeline.routine, started_at, zone, timeline.work_s, pain_before)
        recorder = cls(store, store.begin(header, timeline_to_text(timeline)), tell)
        recorder._tell_trouble(store.trouble)
        return recorder

    def segment_ended(self, segment: SegmentRecord) -> None:
        self._write(lambda: self._store.segment_ended(self.session_id, segment))

    def set_sides(self, sides: Mapping[int, SegmentSide], timeline: Timeline) -> None:
        self._write(lambda: self._store.set_sides(self.session_id, sides, timeline_to_text(timeline)))

    def progress(self, index: int, position_s: float, active_s: float) -> None:
        self._write(lambda: self._store.progress(self.session_id, index, position_s, active_s))

    def note(self, text: str) -> None:
        self._write(lambda: self._store.annotate(self.session_id, note=text))

    def set_muted(self, *, muted: bool) -> None:
        self._write(lambda: self._store.set_muted(self.session_id, muted=muted))

    def pain_before(self, pain: int) -> None:
        """Keep how much it hurt before, from 0 to 10."""
        self._write(lambda: self._store.annotate(self.session_id, pain_before=pain))

    def end(self, status: Status, active_s: float, note: str | None) -> None:
        def write() -> None:
            self.record = self._store.end(self.session_id, status, active_s=active_s, note=note)

        self._write(write)

    def _write(self, write: Callable[[], None]) -> None:
        try:
            write()
        except HistoryError as error:
            self._tell_trouble(error)
        else:
            self._tell_trouble(self._store.trouble)

    def _tell_trouble(self, trouble: HistoryError | None) -> None:
        if trouble is None:
            self.unwritten = None
            return
        self.unwritten = f"{trouble}: {trouble.help}" if trouble.help else str(trouble)
        if not self._told:
            self._told = True
            self._tell(self.unwritten)
