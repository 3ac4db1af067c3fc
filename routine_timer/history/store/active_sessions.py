"""Sessions under way: started, recorded entry by entry, ended; and those that were interrupted, resumed.

A person on the floor can't answer a dialog about a full disk. So nothing here raises for a file that can't be written:
the session's journal goes to the state folder, `trouble` says why, and every later entry tries the file again.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Sequence
from datetime import UTC, timedelta

from msgspec.structs import replace

from routine_timer.history.errors import (
    CannotWrite,
    DamagedHistory,
    HistoryError,
    HistoryReplaced,
    SavedNowhere,
    SessionElsewhere,
    UnknownRecord,
)
from routine_timer.history.journal_entries import JournalEntry, PositionChanged, SessionEnded, SessionStarted
from routine_timer.history.records import Header, SessionRecord, UnfinishedSession, new_id
from routine_timer.history.store import journal_tables
from routine_timer.history.store.database import Database
from routine_timer.history.store.journal_fallback import JournalFallback, ended_record, replay
from routine_timer.history.store.session_lock import SessionLock
from routine_timer.history.store.sqlite_errors import refused
from routine_timer.history.store.tables import find, save_session
from routine_timer.history.streak_settings import Rules, read_rules, write_rules
from routine_timer.history.streaks.day_of_instant import day_of
from routine_timer.history.time_zones import MachineZone, zone_named

SETTLES_AFTER = timedelta(hours=12)
"""A session interrupted longer ago than this is saved as partial without asking."""
_PUT_BY = "the session is safe in the state folder, and is saved as soon as this works again"


class ActiveSessions:
    """What a running session writes to, and the rules by which it will count."""

    _replacement: HistoryReplaced | None = None

    def __init__(self, database: Database) -> None:
        """Take up what waits in the state folder, and save as partial what was interrupted long ago."""
        self._database = database
        self._lock = SessionLock(database.state)
        self._fallback = JournalFallback(database.state)
        self._journals: dict[str, list[JournalEntry]] = {}
        """All that happened to the sessions of this process, from their start."""
        self._only_in_memory: set[str] = set()
        """Sessions whose latest entries are neither in the file nor in the state folder."""
        self._trouble: HistoryError | None = database.no_file
        with database.reading() as db:
            self._rules = read_rules(db)
        self._settle()

    def close(self) -> None:
        """Write what could not be written so far, if it can be now. The database stays open."""
        if self._trouble is not None and self._database.no_file is None:
            with contextlib.suppress(HistoryError):
                self._catch_up()
        self._lock.release()

    def write_again(self) -> None:
        """Write all that this process knows into the empty file that has taken a damaged one's place."""
        try:
            with self._database.writing(in_memory_too=True) as db:
                write_rules(db, self._rules)
            self._catch_up()
        except HistoryError as refusal:
            self._trouble = refusal

    @property
    def trouble(self) -> HistoryError | None:
        """Why the latest entry is not in the file; None if it is."""
        return self._trouble

    def take_replacement(self) -> HistoryReplaced | None:
        """That the file was replaced while a session ran, which is whole in the new one; once."""
        replaced, self._replacement = self._replacement, None
        return replaced

    @property
    def rules(self) -> Rules:
        return self._rules

    def set_rules(self, rules: Rules) -> None:
        """Put the settings that days, streaks and `status` need into the file, if they changed.

        Like `record` this never raises for a file that can't be written: they apply in this process anyway.
        """
        if rules == self._rules:
            return
        self._rules = rules
        try:
            with self._database.writing(in_memory_too=True) as db:
                write_rules(db, rules)
        except HistoryError as error:
            self._trouble = error

    # -- a session of this process

    def begin(self, header: Header, timeline_json: str) -> str:
        """Record that a session started, with its compiled timeline as the caller's own text. Returns its id.

        Raises:
            SessionElsewhere: a session is running in another process.
        """
        id_ = new_id()
        self._take_lock(id_)
        day = header.day
        if day is None:
            zone = (zone_named(header.zone) if header.zone else None) or header.started_at.tzinfo or MachineZone()
            day = day_of(header.started_at, zone, self._rules.day_starts_at)
        self._journals[id_] = []
        started = SessionStarted(
            routine=header.routine,
            day=day,
            started_at=header.started_at,
            zone=header.zone,
            planned_work_s=header.planned_work_s,
            pain_before=header.pain_before,
            timeline=timeline_json,
        )
        self.record(id_, started)
        return id_

    def record(self, id: str, entry: JournalEntry) -> None:
        """Record what happened to a session. One that has ended takes only remarks.

        Worth a `PositionChanged` at each segment's start, at a pause, and every few seconds in between.
        """
        self._write(self._stamped(id, entry))

    def end(self, id: str, entry: SessionEnded) -> SessionRecord:
        """Record that a session of this process is over.

        Returns:
            The session as it was saved, in the file or (see `trouble`) in the state folder.

        Raises:
            UnknownRecord: this process has no active session by that id.
        """
        journal = self._journals.get(id)
        if journal is None:
            raise UnknownRecord("session under way", id)
        self.record(id, entry)
        self._lock.release(id)
        record = None
        if self._trouble is None:
            with contextlib.suppress(HistoryError), self._database.reading() as db:
                record = find(db, "session", id)
        if not isinstance(record, SessionRecord):
            record = ended_record(journal)
        if record is None:
            raise UnknownRecord("session under way", id)
        return record

    def is_only_in_memory(self, id: str) -> bool:
        """Whether a session of this process would be lost, in part or as a whole, if the process ended now."""
        return id in self._only_in_memory

    def from_memory(self, id: str, later: Sequence[JournalEntry] = ()) -> SessionRecord | None:
        """A session of this process as far as it got, without the file: partial, if it has not ended.

        None for a session that is not of this process.

        Args:
            later: entries that were not written yet.
        """
        journal = list(self._journals.get(id, ()))
        if not journal:
            return None
        journal += [self._stamped(id, entry) for entry in later]
        if not any(isinstance(entry, SessionEnded) for entry in journal):
            active_s = max((entry.active_s for entry in journal if isinstance(entry, PositionChanged)), default=0.0)
            at = journal[-1].at
            journal.append(
                SessionEnded(
                    id=id, at=at, status="partial", active_s=active_s, ended_at=at, done_at=self._rules.done_at
                )
            )
        return ended_record(journal)

    def led(self, db: sqlite3.Connection) -> set[str]:
        """The sessions in the file that a process is running, this one or another."""
        elsewhere = self._lock.elsewhere()
        return {
            id_
            for (id_,) in db.execute("SELECT session FROM under_way")
            if id_ in self._journals or (elsewhere is not None and elsewhere[0] in (id_, None))
        }

    # -- sessions that were interrupted

    @property
    def one_runs_elsewhere(self) -> bool:
        """Whether another process runs a session now; no file is read for it."""
        return self._lock.elsewhere() is not None

    def unfinished_sessions(self) -> list[UnfinishedSession]:
        """Sessions that started and did not end, newest first, except those of this process."""
        elsewhere = self._lock.elsewhere()
        with self._database.reading() as db:
            sessions = [session for session in journal_tables.load_all(db) if session.id not in self._journals]
        return [
            replace(session, runs_elsewhere=elsewhere is not None and elsewhere[0] in (session.id, None))
            for session in sessions
        ]

    def resume(self, id: str) -> UnfinishedSession:
        """Take an interrupted session over: from now on it is this process's.

        Raises:
            UnknownRecord, SessionElsewhere
        """
        self._take_lock(id)
        with self._database.reading() as db:
            session = journal_tables.load(db, id)
        if session is None:
            self._lock.release(id)
            raise UnknownRecord("session under way", id)
        self._journals[id] = journal_tables.journal_of(session)
        return session

    def keep(self, id: str) -> SessionRecord:
        """Save an interrupted session as partial, ended when it was last seen.

        Raises:
            UnknownRecord, SessionElsewhere, CannotWrite
        """
        self._refuse_if_led(id)
        with self._database.writing() as db:
            return self._close(db, id)

    def discard(self, id: str) -> None:
        """Discard an interrupted session. It is saved as a deleted one, so it can be restored for 30 days.

        Raises:
            UnknownRecord, SessionElsewhere, CannotWrite
        """
        self._refuse_if_led(id)
        with self._database.writing() as db:
            save_session(db, replace(self._close(db, id), deleted=True))

    def _close(self, db: sqlite3.Connection, id: str) -> SessionRecord:
        session = journal_tables.load(db, id)
        if session is None:
            raise UnknownRecord("session under way", id)
        entry = SessionEnded(
            id=id,
            at=self._database.now(),
            status="partial",
            active_s=session.active_s,
            ended_at=session.seen_at,
            done_at=self._rules.done_at,
        )
        journal_tables.apply(db, entry)
        record = find(db, "session", id)
        assert isinstance(record, SessionRecord)
        return record

    # -- behind the scenes

    def _stamped(self, id: str, entry: JournalEntry) -> JournalEntry:
        """The entry with the session's id, and now as its time."""
        now = self._database.clock()
        if isinstance(entry, SessionEnded):
            entry = replace(entry, ended_at=entry.ended_at or now, done_at=self._rules.done_at)
        return replace(entry, id=id, at=now.astimezone(UTC))

    def _take_lock(self, id: str) -> None:
        try:
            if self._lock.take(id):
                return
        except OSError as error:
            self._trouble = self._trouble or refused(self._database.state, error)
            return  # no lock can be had where nothing can be written
        session, process = self._lock.elsewhere() or (None, None)
        raise SessionElsewhere(session, process)

    def _refuse_if_led(self, id: str) -> None:
        elsewhere = self._lock.elsewhere()
        if elsewhere is not None and elsewhere[0] in (id, None):
            raise SessionElsewhere(*elsewhere)

    def _write(self, entry: JournalEntry) -> None:
        """Write an entry to the file, or the whole journal to the state folder; the journal stays in memory anyway."""
        journal = self._journals.get(entry.id)
        with self._database.mutex:
            if journal is not None:
                if journal and isinstance(entry, PositionChanged) and isinstance(journal[-1], PositionChanged):
                    journal.pop()
                journal.append(entry)
            try:
                self._write_to_file(entry, journal or [])
            except (CannotWrite, DamagedHistory) as error:
                self._write_fallback(journal or [entry], error)
                return
            if self._database.no_file is not None:
                self._write_fallback(journal or [entry], self._database.no_file)
                return
            self._only_in_memory.discard(entry.id)
            if self._trouble is not None:
                self._trouble = None
                self._fallback.delete(entry.id)

    def _write_to_file(self, entry: JournalEntry, journal: Sequence[JournalEntry]) -> None:
        """Write an entry, or the whole journal where what came before it may not be in the file.

        Raises:
            CannotWrite, DamagedHistory
        """
        replaced = None
        try:
            replaced = self._write_once(entry, journal, whole=self._trouble is not None)
        except HistoryReplaced as error:
            if not error.usable:
                raise
            replaced = error
            self._write_once(entry, journal, whole=True)
        if replaced is not None:
            self._replacement = replaced.with_own_help("the session was added to the file that is there now")

    def _write_once(
        self, entry: JournalEntry, journal: Sequence[JournalEntry], *, whole: bool
    ) -> HistoryReplaced | None:
        """Returns that the file was replaced by another program, if it no longer had the session."""
        replaced = None
        with self._database.writing(in_memory_too=True) as db:
            if journal and (whole or self._database.changed_elsewhere):
                if not whole and not _is_known(db, entry.id) and len(journal) > 1:
                    replaced = HistoryReplaced(self._database.file, "this session was no longer in it")
                replay(db, journal)
            else:
                journal_tables.apply(db, entry)
        return replaced

    def _catch_up(self) -> None:
        """Write the whole journal of every session of this process to the file."""
        for id_, journal in self._journals.items():
            with self._database.writing(in_memory_too=True) as db:
                replay(db, journal)
            if self._database.no_file is None:
                self._only_in_memory.discard(id_)
                self._fallback.delete(id_)
        self._trouble = self._database.no_file

    def _write_fallback(self, journal: list[JournalEntry], why: HistoryError) -> None:
        """Write a journal to the state folder, as the file can't be written, and note where the session is now."""
        try:
            self._fallback.save(journal)
            self._only_in_memory.discard(journal[0].id)
            self._trouble = why.with_own_help(_PUT_BY) if isinstance(why, CannotWrite) else why
        except OSError as error:
            self._only_in_memory.add(journal[0].id)
            self._trouble = SavedNowhere(self._database.file, why, refused(self._database.state, error))

    def _settle(self) -> None:
        """Replay what waits in the state folder, and save as partial what was interrupted long ago."""
        if self._database.no_file is not None:
            return
        elsewhere = self._lock.elsewhere()
        led = None if elsewhere is None else elsewhere[0]
        with contextlib.suppress(CannotWrite):  # the next process that opens the history does it
            for journal in self._fallback.journals():
                id_ = journal[0].id
                if elsewhere is None or led not in (id_, None):
                    with self._database.writing() as db:
                        replay(db, journal)
                    self._fallback.delete(id_)
            self._settle_interrupted(led, everything_led=elsewhere is not None and led is None)

    def _settle_interrupted(self, led: str | None, *, everything_led: bool) -> None:
        with self._database.reading() as db:
            if db.execute("SELECT 1 FROM under_way LIMIT 1").fetchone() is None or everything_led:
                return
            interrupted = journal_tables.load_all(db)
        before = self._database.clock() - SETTLES_AFTER
        for session in interrupted:
            if session.seen_at <= before and session.id != led:
                with self._database.writing() as db:
                    self._close(db, session.id)


def _is_known(db: sqlite3.Connection, id: str) -> bool:
    return db.execute("SELECT 1 FROM session WHERE id = ?", (id,)).fetchone() is not None
