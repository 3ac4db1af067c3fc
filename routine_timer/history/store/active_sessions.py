"""Sessions under way: begun, noted segment by segment, ended; and those that were killed, taken up again.

A person on the floor can't answer a dialog about a full disk. So nothing here raises for a file that can't be written:
the session's account goes to the state folder, `trouble` says why, and every later note tries the file again.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

from routine_timer.history.errors import (
    CannotWrite,
    DamagedHistory,
    HistoryError,
    HistoryReplaced,
    SessionElsewhere,
    UnknownRecord,
)
from routine_timer.history.records import (
    Header,
    SegmentRecord,
    SegmentSide,
    SessionRecord,
    Status,
    UnderWay,
    new_id,
)
from routine_timer.history.store import session_journal
from routine_timer.history.store.database import Clock, Database, system_clock
from routine_timer.history.store.journal_fallback import Spill, ended_record, take_up
from routine_timer.history.store.json_codec import Json, WrongLine
from routine_timer.history.store.session_lock import SessionLock
from routine_timer.history.store.sqlite_errors import refused
from routine_timer.history.store.tables import find, save_session
from routine_timer.history.streak_settings import Rules, read_rules, write_rules
from routine_timer.history.streaks.days import day_of
from routine_timer.history.time_zones import MachineZone, zone_named

SETTLES_AFTER = timedelta(hours=12)
"""A session killed longer ago than this is kept as partial without asking."""


class LiveSessions(Database):
    """The half of the history that a running session writes to."""

    def __init__(
        self, file: Path, state: Path, clock: Clock = system_clock, *, no_file: HistoryError | None = None
    ) -> None:
        super().__init__(file, state, clock, no_file=no_file)
        self._lock = SessionLock(state)
        self._spill = Spill(state)
        self._accounts: dict[str, list[Json]] = {}
        """All that happened to the sessions that this process leads, from their beginning."""
        self._trouble: HistoryError | None = _meanwhile(no_file)
        try:
            with self._reading() as db:
                self._rules = read_rules(db)
            self._settle()
        except BaseException:
            self._db.close()
            raise

    def close(self) -> None:
        if self._trouble is not None and self._no_file is None:
            with contextlib.suppress(HistoryError):
                self._catch_up()
        self._lock.release()
        super().close()

    def recover(self, error: DamagedHistory) -> DamagedHistory:
        told = super().recover(error)
        try:
            with self._writing(in_memory_too=True) as db:
                write_rules(db, self._rules)
            self._catch_up()
        except HistoryError as refusal:
            self._trouble = _meanwhile(refusal)
        return told

    @property
    def trouble(self) -> HistoryError | None:
        """Why what was noted last is not in the file; None as long as all is well."""
        return self._trouble

    @property
    def rules(self) -> Rules:
        return self._rules

    def set_rules(self, rules: Rules) -> None:
        """Put the settings that days, streaks and `status` need into the file, if they changed.

        Like a session's notes this never raises for a file that can't be written: they hold in this process anyway.
        """
        if rules == self._rules:
            return
        self._rules = rules
        try:
            with self._writing(in_memory_too=True) as db:
                write_rules(db, rules)
        except HistoryError as error:
            self._trouble = error

    # -- a session of this process

    def begin(self, header: Header, timeline_json: str) -> str:
        """Note that a session began, with its compiled timeline as the caller's own text. Returns its id.

        Raises:
            SessionElsewhere: another process leads one.
        """
        id_ = new_id()
        self._take_lock(id_)
        day = header.day
        if day is None:
            zone = (zone_named(header.zone) if header.zone else None) or header.started_at.tzinfo or MachineZone()
            day = day_of(header.started_at, zone, self._rules.day_starts_at)
        self._accounts[id_] = []
        self._note(session_journal.begun(id_, header, day, timeline_json, self._clock()))
        return id_

    def segment_ended(self, id: str, segment: SegmentRecord) -> None:
        """Keep a segment that was left. A worse attempt at one that was finished before does not replace it."""
        self._note(session_journal.left(id, segment))

    def set_sides(self, id: str, sides: Mapping[int, SegmentSide], timeline_json: str) -> None:
        """The person swapped sides: segment number -> its side, of those already kept too, and the timeline now."""
        self._note(session_journal.swapped(id, sides, timeline_json))

    def progress(self, id: str, index: int, position_s: float, active_s: float) -> None:
        """Where the session is now: index of the segment from 0, seconds into it, active seconds in all.

        Worth a call at each segment's beginning, at a pause, and every few seconds between.
        """
        self._note(session_journal.moved(id, index, position_s, active_s, self._clock()))

    def annotate(
        self,
        id: str,
        *,
        note: str | None = None,
        pain_before: int | None = None,
        pain_after: int | None = None,
    ) -> None:
        """Add a note or pain (0 to 10) to a session, under way or ended.

        None leaves what is there; an empty note takes the note away.
        """
        words = {"note": note, "pain_before": pain_before, "pain_after": pain_after}
        self._note(
            session_journal.said(id, {name: said for name, said in words.items() if said is not None}, self._clock())
        )

    def set_muted(self, id: str, *, muted: bool) -> None:
        """Whether nothing of the session is to be heard: so it is resumed, if it is cut off."""
        self._note(session_journal.muted(id, muted))

    def end(
        self,
        id: str,
        status: Status,
        *,
        active_s: float,
        ended_at: datetime | None = None,
        done: bool | None = None,
        note: str | None = None,
        pain_after: int | None = None,
    ) -> SessionRecord:
        """The session is over: ended now unless said; done, unless the person says so, by the share it finished.

        Returns:
            The session as it is kept, in the file or (see `trouble`) in the state folder.

        Raises:
            UnknownRecord: no session of this process is under way by that id.
        """
        at = self._clock()
        account = self._accounts.get(id)
        if account is None:
            raise UnknownRecord("session under way", id)
        if note or pain_after is not None:
            self.annotate(id, note=note or None, pain_after=pain_after)
        self._note(session_journal.ended(id, status, active_s, ended_at or at, done, self._rules.done_at, at))
        self._lock.release()
        record = None
        if self._trouble is None:
            with contextlib.suppress(HistoryError), self._reading() as db:
                record = find(db, "session", id)
        if not isinstance(record, SessionRecord):
            record = ended_record(account)
        if record is None:
            raise UnknownRecord("session under way", id)
        return record

    # -- sessions that were killed

    def under_way(self) -> list[UnderWay]:
        """Sessions that began and did not end, newest first, but for those that this process leads."""
        elsewhere = self._lock.elsewhere()
        with self._reading() as db:
            found = [session for session in session_journal.load_all(db) if session.id not in self._accounts]
        return [replace(one, runs_elsewhere=elsewhere is not None and elsewhere[0] in (one.id, None)) for one in found]

    def resume(self, id: str) -> UnderWay:
        """Take a killed session over: from now on this process leads it.

        Raises:
            UnknownRecord, SessionElsewhere
        """
        self._take_lock(id)
        with self._reading() as db:
            found = session_journal.load(db, id)
        if found is None:
            self._lock.release()
            raise UnknownRecord("session under way", id)
        self._accounts[id] = session_journal.notes_of(found)
        return found

    def keep(self, id: str) -> SessionRecord:
        """Keep a killed session as partial, ended when it was last seen.

        Raises:
            UnknownRecord, SessionElsewhere, CannotWrite
        """
        self._refuse_if_led(id)
        with self._writing() as db:
            return self._close(db, id)

    def discard(self, id: str) -> None:
        """Drop a killed session. It is kept as a deleted one, so that it can be restored for 30 days.

        Raises:
            UnknownRecord, SessionElsewhere, CannotWrite
        """
        self._refuse_if_led(id)
        with self._writing() as db:
            save_session(db, replace(self._close(db, id), deleted=True))

    def _close(self, db: sqlite3.Connection, id: str) -> SessionRecord:
        found = session_journal.load(db, id)
        if found is None:
            raise UnknownRecord("session under way", id)
        over = session_journal.ended(
            id, "partial", found.active_s, found.seen_at, None, self._rules.done_at, self._clock()
        )
        session_journal.apply(db, over)
        record = find(db, "session", id)
        assert isinstance(record, SessionRecord)
        return record

    # -- behind the scenes

    def _take_lock(self, id: str) -> None:
        try:
            if self._lock.take(id):
                return
        except OSError as error:
            self._trouble = self._trouble or refused(self.state, error)
            return  # no lock can be had where nothing can be written
        session, process = self._lock.elsewhere() or (None, None)
        raise SessionElsewhere(session, process)

    def _refuse_if_led(self, id: str) -> None:
        elsewhere = self._lock.elsewhere()
        if elsewhere is not None and elsewhere[0] in (id, None):
            raise SessionElsewhere(*elsewhere)

    def _note(self, note: Json) -> None:
        """Write a note to the file, or the whole account to the state folder; the account stays in memory anyway."""
        id_ = str(note["id"])
        account = self._accounts.get(id_)
        with self._mutex:
            if account is not None:
                if account and account[-1]["note"] == note["note"] == "moved":
                    account.pop()
                account.append(note)
            try:
                lost = False
                with self._writing(in_memory_too=True) as db:
                    if account and (self._trouble is not None or self._changed_elsewhere):
                        lost = self._trouble is None and not _is_known(db, id_) and len(account) > 1
                        take_up(db, account)
                    else:
                        session_journal.apply(db, note)
            except (CannotWrite, DamagedHistory) as error:
                self._trouble = _meanwhile(error)
                self._put_by(id_, account or [note])
                return
            if self._no_file is not None:
                self._put_by(id_, account or [note])
            elif self._trouble is not None:
                self._trouble = None
                self._spill.drop(id_)
            elif lost:
                self._trouble = _meanwhile(HistoryReplaced(self.file, "it didn't have this session any more"))

    def _catch_up(self) -> None:
        """Write every session that this process leads, whole."""
        for id_, account in self._accounts.items():
            with self._writing(in_memory_too=True) as db:
                take_up(db, account)
            if self._no_file is None:
                self._spill.drop(id_)
        self._trouble = self._no_file

    def _put_by(self, id: str, account: list[Json]) -> None:
        try:
            self._spill.keep(id, account)
        except OSError as error:
            trouble = refused(self.state, error)
            trouble.help = "the session goes on in memory, and is written as soon as this works again"
            self._trouble = trouble

    def _settle(self) -> None:
        """Take up what waits in the state folder, and keep as partial what was killed long ago."""
        if self._no_file is not None:
            return
        elsewhere = self._lock.elsewhere()
        led = None if elsewhere is None else elsewhere[0]
        with contextlib.suppress(CannotWrite):  # whoever opens it next does it
            for account in self._spill.accounts():
                id_ = str(account[0]["id"])
                if elsewhere is None or led not in (id_, None):
                    try:
                        with self._writing() as db:
                            take_up(db, account)
                    except (WrongLine, ValueError, KeyError, TypeError):
                        self._spill.set_aside(id_)
                    else:
                        self._spill.drop(id_)
            self._settle_killed(led, everything_led=elsewhere is not None and led is None)

    def _settle_killed(self, led: str | None, *, everything_led: bool) -> None:
        with self._reading() as db:
            if db.execute("SELECT 1 FROM under_way LIMIT 1").fetchone() is None or everything_led:
                return
            killed = session_journal.load_all(db)
        before = self._clock() - SETTLES_AFTER
        for one in killed:
            if one.seen_at <= before and one.id != led:
                with self._writing() as db:
                    self._close(db, one.id)


def _is_known(db: sqlite3.Connection, id: str) -> bool:
    return db.execute("SELECT 1 FROM session WHERE id = ?", (id,)).fetchone() is not None


def _meanwhile(error: HistoryError | None) -> HistoryError | None:
    """The error as it is told of a session that goes on."""
    if isinstance(error, CannotWrite):
        error.put_by()
    return error
