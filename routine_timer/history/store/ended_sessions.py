"""Sessions that ended: listed, logged later, edited, deleted and restored; and their days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

import msgspec
from msgspec.structs import replace

from routine_timer.history.errors import BadDay, BadRecord, DeletedSession, TooLate, UnknownRecord
from routine_timer.history.records import AlteredRecord, DayTally, Record, SegmentRecord, SessionRecord, new_id
from routine_timer.history.store.database import Database
from routine_timer.history.store.streak_summary_query import COUNTED
from routine_timer.history.store.tables import (
    as_altered,
    epoch,
    find,
    is_intact,
    load_session_rows,
    load_sessions,
    save_session,
    wrong_with,
)
from routine_timer.history.streaks.day_of_instant import FIRST_DAY, LAST_DAY, can_count
from routine_timer.history.time_zones import MachineZone, zone_name, zone_named

RESTORED_WITHIN = timedelta(days=30)
CHECKED = 2_000
"""How many sessions a long list checks: five years of days, in a fifth of a second."""
TICK = timedelta(microseconds=1)
"""The least by which an edit is later than what it replaces, whatever the clock says."""
_LATEST = datetime.combine(LAST_DAY, time.max, UTC)


def just_after(edited_at: datetime) -> datetime:
    """The least later instant. The last one that can be written has none: that is all which comes after it."""
    return min(edited_at + TICK, _LATEST)


class Sessions(msgspec.Struct, frozen=True):
    """Sessions, and those of them that no longer match their checksum (`altered`), some too broken to be read."""

    records: tuple[SessionRecord, ...]
    altered: tuple[AlteredRecord, ...] = ()

    def __iter__(self) -> Iterator[SessionRecord]:
        return iter(self.records)

    def __len__(self) -> int:
        return len(self.records)


class EndedSessions:
    """Reads and changes the sessions that have ended."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def is_logged(self, routine: str, day: date) -> bool:
        """Whether a session of a routine or an activity counts for that day; one that was stopped doesn't."""
        return any(one.day == day and one.status == "completed" for one in self.sessions(since=day, routine=routine))

    def sessions(
        self,
        *,
        since: date | None = None,
        routine: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        deleted: bool = False,
    ) -> Sessions:
        """Ended sessions with their segments, newest first, each checked against its checksum.

        Args:
            since: only this day and later ones.
            limit, offset: a page of the list.
            deleted: only the deleted ones. Otherwise, none of them.
        """
        where, values = _conditions(since, routine, deleted=deleted)
        page = f"LIMIT {-1 if limit is None else int(limit)} OFFSET {int(offset)}"
        with self._database.reading() as db:
            return _checked(load_sessions(db, where, values, page))

    def each_session(
        self, *, since: date | None = None, routine: str | None = None
    ) -> Iterator[SessionRecord | AlteredRecord]:
        """Every ended session with its segments, newest first, one by one; an `AlteredRecord` where one can't be read.

        Nothing else may be asked of the history before the last one has come.
        """
        with self._database.reading() as db:
            yield from load_sessions(db, *_conditions(since, routine))

    def list_sessions(
        self, *, since: date | None = None, routine: str | None = None
    ) -> Iterator[SessionRecord | AlteredRecord]:
        """The same without segments, for long lists. Only the newest `CHECKED` are checked against their checksum."""
        where, values = _conditions(since, routine)
        with self._database.reading() as db:
            yield from load_sessions(db, where, values, f"LIMIT {CHECKED}")
            yield from load_session_rows(db, where, values, f"LIMIT -1 OFFSET {CHECKED}")

    def session(self, id: str) -> SessionRecord:
        """One ended session, deleted or not.

        Raises:
            UnknownRecord
        """
        with self._database.reading() as db:
            record = find(db, "session", id)
        if not isinstance(record, SessionRecord):
            raise UnknownRecord("session", id)
        return record

    def log(
        self,
        routine: str,
        day: date,
        at: time | None = None,
        note: str | None = None,
        zone: str | None = None,
        *,
        active_s: float = 0.0,
        done: bool = True,
        segments: tuple[SegmentRecord, ...] = (),
    ) -> SessionRecord:
        """Log a session that was done away from the program. Without `at`, only the day is known.

        Args:
            zone: IANA name (default: the machine's zone).
            active_s: how long it took, in seconds.
            done: whether it counts as done for `day`.
            segments: what was done in it, if that is known.

        Raises:
            BadDay, BadRecord
        """
        check_day(day)
        name = zone or zone_name()
        place = (zone_named(name) if name else None) or MachineZone()
        started_at = None if at is None else _plain(datetime.combine(day, at, place))
        now = self._database.now()
        record = SessionRecord(
            id=new_id(),
            routine=routine,
            day=day,
            started_at=started_at,
            ended_at=None,
            zone=None if at is None else name,
            status="completed",
            done=done,
            active_s=active_s,
            note=note or None,
            pain_before=None,
            pain_after=None,
            edited_at=now,
            segments=segments,
        )
        check_record(record)
        with self._database.writing() as db:
            save_session(db, record)
        return record

    def edit(
        self,
        id: str,
        *,
        note: str | None = None,
        day: date | None = None,
        done: bool | None = None,
        pain_before: int | None = None,
        pain_after: int | None = None,
        active_s: float | None = None,
    ) -> SessionRecord:
        """Change an ended session. None leaves a field as it is; an empty note removes the note.

        Raises:
            UnknownRecord: no session has that id.
            DeletedSession: it is deleted.
            BadDay, BadRecord
        """
        old = self.session(id)
        if old.deleted:
            raise DeletedSession(id)
        if day is not None:
            check_day(day)
        new = replace(
            old,
            note=old.note if note is None else note or None,
            day=old.day if day is None else day,
            done=old.done if done is None else done,
            pain_before=old.pain_before if pain_before is None else pain_before,
            pain_after=old.pain_after if pain_after is None else pain_after,
            active_s=old.active_s if active_s is None else active_s,
        )
        return self._changed(new)

    def delete(self, id: str) -> SessionRecord:
        """Delete a session. It can be restored for 30 days. Deleting it twice is the same as once.

        Raises:
            UnknownRecord
        """
        old = self.session(id)
        return old if old.deleted else self._changed(replace(old, deleted=True))

    def restore(self, id: str) -> SessionRecord:
        """Restore a deleted session. One that is not deleted stays as it is.

        Raises:
            UnknownRecord, TooLate
        """
        old = self.session(id)
        if not old.deleted:
            return old
        if not self.can_restore(old):
            raise TooLate(id, old.edited_at.date().isoformat())
        return self._changed(replace(old, deleted=False))

    def can_restore(self, deleted: SessionRecord) -> bool:
        """Whether a deleted session can still be restored."""
        return self._database.clock() - deleted.edited_at <= RESTORED_WITHIN

    def _changed(self, record: SessionRecord) -> SessionRecord:
        newer = replace(record, edited_at=max(self._database.now(), just_after(record.edited_at)), intact=True)
        check_record(newer)
        with self._database.writing() as db:
            save_session(db, newer)
        return newer

    # -- days

    def days(
        self, first: date | None = None, last: date | None = None, *, now: datetime | None = None
    ) -> list[DayTally]:
        """Every day with a session, oldest first. An index alone answers this.

        Sessions after `now` (default: the clock's time) do not count yet.
        """
        query = (
            "SELECT day, MAX(done), SUM(active_s), COUNT(*) FROM session "
            f"WHERE {COUNTED} AND day BETWEEN ? AND ? AND counts_from <= ? GROUP BY day ORDER BY day"
        )
        span = ((first or date.min).isoformat(), (last or date.max).isoformat(), epoch(now or self._database.clock()))
        tallies = []
        with self._database.reading() as db:
            for day, done, active_s, sessions in db.execute(query, span):
                try:
                    tallies.append(DayTally(date.fromisoformat(day), bool(done), float(active_s), sessions))
                except (ValueError, TypeError):
                    continue  # altered by something else; `check` reports it
        return tallies

    def uncounted_days(self) -> frozenset[date]:
        """Days on which every session was completed, and none of them counts as done."""
        query = f"SELECT day FROM session WHERE {COUNTED} GROUP BY day HAVING NOT MAX(done OR status <> 'completed')"
        with self._database.reading() as db:
            days = [_date(day) for (day,) in db.execute(query)]
        return frozenset(day for day in days if day is not None)

    def last_done(self) -> dict[str, datetime]:
        """Routine id -> when its newest done session started; the start of its day, if only that is known."""
        query = (
            f"SELECT routine, started_at, day, MAX(begins) FROM session WHERE {COUNTED} AND done = 1 GROUP BY routine"
        )
        with self._database.reading() as db:
            rows = db.execute(query).fetchall()
        found = {routine: _instant(text) if text else _start_of(_date(day)) for routine, text, day, _ in rows}
        return {routine: when for routine, when in found.items() if when is not None}

    def last_days(self, today: date, now: datetime | None = None) -> dict[str, date]:
        """Routine id -> the latest day, up to `today`, on which it was done; `now` as in `days`."""
        query = (
            f"SELECT routine, MAX(day) FROM session WHERE {COUNTED} AND done = 1 AND day <= ? AND counts_from <= ? "
            "GROUP BY routine"
        )
        with self._database.reading() as db:
            rows = db.execute(query, (today.isoformat(), epoch(now or self._database.clock()))).fetchall()
        return {routine: day for routine, text in rows if (day := _date(text)) is not None}

    def is_new(self) -> bool:
        """Whether there is no session, other than deleted ones."""
        with self._database.reading() as db:
            return db.execute(f"SELECT 1 FROM session WHERE {COUNTED} LIMIT 1").fetchone() is None


def _conditions(since: date | None, routine: str | None, *, deleted: bool = False) -> tuple[str, list[object]]:
    """A condition on the columns of `session`, with its values."""
    where = {"deleted = ?": int(deleted), "day >= ?": since and since.isoformat(), "routine = ?": routine}
    conditions = {condition: value for condition, value in where.items() if value is not None}
    return " AND ".join(conditions), [*conditions.values()]


def _checked(loaded: Iterable[SessionRecord | AlteredRecord]) -> Sessions:
    records: list[SessionRecord] = []
    altered: list[AlteredRecord] = []
    for record in loaded:
        if isinstance(record, SessionRecord):
            records.append(record)
        if not is_intact(record):
            altered.append(as_altered(record))
    return Sessions(tuple(records), tuple(altered))


def _instant(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except (ValueError, TypeError):
        return None  # altered by something else; `check` reports it


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except (ValueError, TypeError):
        return None  # altered by something else; `check` reports it


def _plain(when: datetime) -> datetime:
    """The same instant with its offset only, as it is stored and read back."""
    return datetime.fromisoformat(when.isoformat())


# -- for any record


def check_record(record: Record) -> None:
    """Raises:
    BadRecord: it could not be exported and taken in again.
    """
    if (what := wrong_with(record)) is not None:
        raise BadRecord(what)


def check_day(day: date) -> None:
    """Raises:
    BadDay: it leaves no room to read it in another zone.
    """
    if not can_count(day):
        raise BadDay(f"{day} can't be counted: years go from {FIRST_DAY.year} to {LAST_DAY.year}")


def _start_of(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), MachineZone())
