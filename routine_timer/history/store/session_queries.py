"""Sessions that ended: found, back-filled, edited, deleted and brought back; and the days that they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from msgspec.structs import replace

from routine_timer.history.errors import BadDay, TooLate, UnknownRecord
from routine_timer.history.records import Altered, DayTally, Record, SessionRecord, new_id
from routine_timer.history.store.active_sessions import LiveSessions
from routine_timer.history.store.json_codec import type_of
from routine_timer.history.store.tables import epoch, find, load_sessions, save_session
from routine_timer.history.store.verdict_query import COUNTED
from routine_timer.history.streaks.days import FIRST_DAY, LAST_DAY, can_count
from routine_timer.history.time_zones import MachineZone, zone_name, zone_named

RESTORED_WITHIN = timedelta(days=30)
TICK = timedelta(microseconds=1)
"""An edit is later than what it replaces, whatever the clock says."""
_NOON = time(12)


@dataclass(frozen=True, slots=True)
class Sessions:
    """Sessions that were found. `altered` names those among them (or too broken to be among them) that no longer
    match their checksum."""

    records: tuple[SessionRecord, ...]
    altered: tuple[Altered, ...] = ()

    def __iter__(self) -> Iterator[SessionRecord]:
        return iter(self.records)

    def __len__(self) -> int:
        return len(self.records)


class EndedSessions(LiveSessions):
    """The part of the history that looks back on sessions, one by one and day by day."""

    def sessions(
        self,
        *,
        since: date | None = None,
        routine: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        deleted: bool = False,
    ) -> Sessions:
        """Ended sessions, newest first, whole; each checked against its checksum.

        Args:
            since: the first day wanted.
            limit, offset: a page of them.
            deleted: the deleted ones instead.
        """
        where, values = ["deleted = ?"], [int(deleted)]
        conditions: list[object] = [*values]
        if since is not None:
            where.append("day >= ?")
            conditions.append(since.isoformat())
        if routine is not None:
            where.append("routine = ?")
            conditions.append(routine)
        tail = (
            "" if limit is None and not offset else f"LIMIT {-1 if limit is None else int(limit)} OFFSET {int(offset)}"
        )
        with self._reading() as db:
            return _gathered(load_sessions(db, " AND ".join(where), conditions, tail))

    def session(self, id: str) -> SessionRecord:
        """One ended session, deleted or not.

        Raises:
            UnknownRecord
        """
        with self._reading() as db:
            found = find(db, "session", id)
        if not isinstance(found, SessionRecord):
            raise UnknownRecord("session", id)
        return found

    def log(
        self,
        routine: str,
        day: date,
        at: time | None = None,
        note: str | None = None,
        zone: str | None = None,
    ) -> SessionRecord:
        """Back-fill a done session. The day is `day`, whatever the hour; noon unless said.

        One logged for an hour still to come counts at once: it was done, only the hour is a guess.

        Args:
            zone: IANA name; the machine's own unless said.
        """
        refuse_odd(day)
        name = zone or zone_name()
        place = (zone_named(name) if name else None) or MachineZone()
        started_at = _plain(datetime.combine(day, at or _NOON, place))
        now = self._now()
        record = SessionRecord(
            id=new_id(),
            routine=routine,
            day=day,
            started_at=started_at,
            ended_at=None,
            zone=name,
            status="completed",
            done=True,
            active_s=0.0,
            note=note or None,
            pain_before=None,
            pain_after=None,
            edited_at=now,
        )
        with self._writing() as db:
            save_session(db, record, counts_from=min(now, started_at))
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
    ) -> SessionRecord:
        """Change an ended session. None leaves what is there; an empty note takes the note away.

        Raises:
            UnknownRecord: there is none by that id, or it is deleted.
            BadDay
        """
        old = self.session(id)
        if old.deleted:
            raise UnknownRecord("session", id)
        if day is not None:
            refuse_odd(day)
        new = replace(
            old,
            note=old.note if note is None else note or None,
            day=old.day if day is None else day,
            done=old.done if done is None else done,
            pain_before=old.pain_before if pain_before is None else pain_before,
            pain_after=old.pain_after if pain_after is None else pain_after,
        )
        return self._changed(new)

    def delete(self, id: str) -> SessionRecord:
        """Delete a session; it can be restored for 30 days. Deleting twice is the same as once.

        Raises:
            UnknownRecord
        """
        old = self.session(id)
        return old if old.deleted else self._changed(replace(old, deleted=True))

    def restore(self, id: str) -> SessionRecord:
        """Bring a deleted session back. One that is not deleted stays as it is.

        Raises:
            UnknownRecord, TooLate
        """
        old = self.session(id)
        if not old.deleted:
            return old
        if self._clock() - old.edited_at > RESTORED_WITHIN:
            raise TooLate(id, old.edited_at.date().isoformat())
        return self._changed(replace(old, deleted=False))

    def _changed(self, record: SessionRecord) -> SessionRecord:
        newer = replace(record, edited_at=max(self._now(), record.edited_at + TICK), intact=True)
        with self._writing() as db:
            save_session(db, newer)
        return newer

    # -- days

    def days(
        self, first: date | None = None, last: date | None = None, *, now: datetime | None = None
    ) -> list[DayTally]:
        """Every day with a session, oldest first: done, active seconds, how many. An index alone answers it.

        Sessions after `now` (the clock's, unless said) do not count yet.
        """
        query = (
            "SELECT day, MAX(done), SUM(active_s), COUNT(*) FROM session "
            f"WHERE {COUNTED} AND day BETWEEN ? AND ? AND counts_from <= ? GROUP BY day ORDER BY day"
        )
        span = ((first or date.min).isoformat(), (last or date.max).isoformat(), epoch(now or self._clock()))
        tallies = []
        with self._reading() as db:
            for day, done, active_s, sessions in db.execute(query, span):
                try:
                    tallies.append(DayTally(date.fromisoformat(day), bool(done), float(active_s), sessions))
                except (ValueError, TypeError):
                    continue  # altered by something else; `check` tells
        return tallies

    def last_done(self) -> dict[str, datetime]:
        """Routine id -> when its newest done session began."""
        query = f"SELECT routine, started_at, MAX(begins) FROM session WHERE {COUNTED} AND done = 1 GROUP BY routine"
        with self._reading() as db:
            rows = db.execute(query).fetchall()
        return {routine: when for routine, text, _ in rows if (when := _instant(text)) is not None}

    def last_days(self, today: date, now: datetime | None = None) -> dict[str, date]:
        """Routine id -> the last day, until `today`, on which it was done; `now` as in `days`."""
        query = (
            f"SELECT routine, MAX(day) FROM session WHERE {COUNTED} AND done = 1 AND day <= ? AND counts_from <= ? "
            "GROUP BY routine"
        )
        with self._reading() as db:
            rows = db.execute(query, (today.isoformat(), epoch(now or self._clock()))).fetchall()
        return {routine: day for routine, text in rows if (day := _date(text)) is not None}

    def is_new(self) -> bool:
        """Whether no session was ever kept, deleted ones left out."""
        with self._reading() as db:
            return db.execute(f"SELECT 1 FROM session WHERE {COUNTED} LIMIT 1").fetchone() is None

    def _now(self) -> datetime:
        return self._clock().astimezone(UTC)


def _gathered(found: Iterable[SessionRecord | Altered]) -> Sessions:
    records: list[SessionRecord] = []
    altered: list[Altered] = []
    for one in found:
        if isinstance(one, SessionRecord):
            records.append(one)
        if not is_intact(one):
            altered.append(told_of(one))
    return Sessions(tuple(records), tuple(altered))


def _instant(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except (ValueError, TypeError):
        return None  # altered by something else; `check` tells


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except (ValueError, TypeError):
        return None  # altered by something else; `check` tells


def _plain(when: datetime) -> datetime:
    """The same instant at its bare offset: what is written of an instant, and all that is read back."""
    return datetime.fromisoformat(when.isoformat())


# -- what every record is asked


def refuse_odd(day: date) -> None:
    if not can_count(day):
        raise BadDay(f"{day} can't be counted: years go from {FIRST_DAY.year} to {LAST_DAY.year}")


def is_intact(record: Record | Altered) -> bool:
    return not isinstance(record, Altered) and (not isinstance(record, SessionRecord) or record.intact)


def told_of(record: Record | Altered) -> Altered:
    if isinstance(record, Altered):
        return record
    return Altered(type_of(record), record.id, "its checksum does not match")
