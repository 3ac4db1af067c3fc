"""The history: the only way to what was done, and what it adds up to.

`History` owns four parts, each from a file of `store/` with its name: `database`, `active` sessions, `ended` sessions
and other `entries`. Here is what needs more than one of them, and what streaks are judged by.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from msgspec.structs import replace

from routine_timer.history.errors import (
    BadDay,
    DamagedHistory,
    HistoryError,
    NewerHistory,
    unusable_backup,
)
from routine_timer.history.merge_result import MergeResult, new_ids_text
from routine_timer.history.records import AlteredRecord, DoseRecord, GoalRecord, Record, SegmentRecord, SkipRecord
from routine_timer.history.store import journal_tables
from routine_timer.history.store.active_sessions import ActiveSessions
from routine_timer.history.store.backups import copy_to_read
from routine_timer.history.store.care_records import CareRecords, newer, put, read_small
from routine_timer.history.store.database import Clock, Database, aside, system_clock
from routine_timer.history.store.ended_sessions import (
    EndedSessions,
    Sessions,
    check_day,
    check_record,
    just_after,
)
from routine_timer.history.store.json_codec import type_of
from routine_timer.history.store.migration_from_0_1 import CORRECTED, NEW_IDS, corrected_text
from routine_timer.history.store.sqlite_errors import unread
from routine_timer.history.store.streak_summary_query import read_goals, read_streak_summary
from routine_timer.history.store.tables import (
    CHECKSUM_WRONG,
    as_altered,
    everything,
    everything_in_batches,
    find,
    is_intact,
    load_small,
    save,
    wins,
)
from routine_timer.history.streak_settings import Rules
from routine_timer.history.streaks.day_of_instant import day_of
from routine_timer.history.streaks.done_rule import is_done
from routine_timer.history.streaks.goals import DAILY, Goal, parse_goal
from routine_timer.history.streaks.streak_summary import Run, StreakSummary
from routine_timer.history.time_zones import MachineZone, zone_named

__all__ = ["Clock", "History", "Rules", "Sessions", "system_clock"]

MOST_SKIPPED = 3660
"""Days that can be skipped at once: ten years."""
_Small = TypeVar("_Small", GoalRecord, SkipRecord)
PLAN_GOAL = "plan-goal-"
"""How the id of a goal starts that a plan has set."""
PATIENCE_S = 300.0
"""How long a backup from elsewhere may take to read: it may have been made to take forever."""


class History:
    """The open history. Use it as a context manager, or `close()` it. Safe to use from several threads.

    Its parts are `active` (sessions under way), `ended` (sessions that are over) and `entries` (what else a person
    enters); what is here needs more than one of them, or is what streaks are judged by: goals, skipped days and rules.

    What a running session writes to `active` never raises for a file that can't be written: it goes to the state
    folder, and `active.trouble` says why. Everything else raises a `HistoryError`. Opening takes up what waits in the
    state folder, and keeps as partial what was killed more than 12 hours ago.
    """

    def __init__(
        self,
        file: Path,
        state: Path,
        clock: Clock = system_clock,
        *,
        no_file: HistoryError | None = None,
        patience_s: float | None = None,
    ) -> None:
        """Open or create the file; see `Database` for the arguments and errors."""
        self.database = Database(file, state, clock, no_file=no_file, patience_s=patience_s)
        try:
            self.active = ActiveSessions(self.database)
        except BaseException:
            self.database.close()
            raise
        self.ended = EndedSessions(self.database)
        self.care_records = CareRecords(self.database)

    @classmethod
    def open_anyway(cls, file: Path, state: Path, clock: Clock = system_clock) -> tuple[History, HistoryError | None]:
        """Open a history in any case. Returns the error to show instead of raising it.

        A damaged file is renamed, untouched (`error.aside`), and an empty one takes its place. Where the file is newer
        or can't be made, the history is in memory: no file is touched, and sessions go to the state folder.
        """
        problem: HistoryError | None = None
        try:
            return cls(file, state, clock), None
        except DamagedHistory as error:
            from routine_timer.history.store.backups import Backups

            problem = aside(error, clock(), Backups(state))
            if problem.aside is not None:
                try:
                    return cls(file, state, clock), problem
                except HistoryError as again:
                    problem = again
        except HistoryError as error:
            problem = error
        return cls(file, state, clock, no_file=problem), problem.when_opening()

    def __enter__(self) -> History:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self.active.close()
        self.database.close()

    def recover(self, error: DamagedHistory) -> DamagedHistory:
        """Set a damaged file aside and continue with an empty one; see `Database.recover`."""
        recovered = self.database.recover(error)
        self.active.write_again()
        return recovered

    @property
    def rules(self) -> Rules:
        """The settings by which days and streaks are judged."""
        return self.active.rules

    def set_rules(self, rules: Rules) -> None:
        """Put them into the file, if they changed."""
        self.active.set_rules(rules)

    def news(self) -> str:
        """What the user should know of how the file was brought up to date; empty if there is nothing, or no more."""
        new_ids, corrected = self.database.take_fact(NEW_IDS), self.database.take_fact(CORRECTED)
        told = [] if new_ids is None else [new_ids_text(int(new_ids))]
        told += [] if corrected is None else [corrected_text(int(corrected))]
        return f"{'; '.join(told)}." if told else ""

    @contextmanager
    def all_or_none(self) -> Iterator[None]:
        """What is written within it is there afterwards, or nothing of it: also after a kill or an error."""
        with self.database.writing():
            yield

    # -- goals and skips

    def goals(self) -> list[GoalRecord]:
        """The goals, oldest first. Before the first one the goal is `daily`."""
        return read_small(self.database, "goal", GoalRecord)

    def goal_on(self, day: date) -> Goal:
        """The goal in force on a day."""
        with self.database.reading() as db:
            goals = read_goals(db, day)
        return goals[-1][1] if goals else DAILY

    def set_goal(self, goal: Goal, from_day: date) -> GoalRecord:
        """Set the goal from a day on; earlier days are still judged by the goal they had."""
        check_day(from_day)
        return self._put_goal(f"goal-{from_day.isoformat()}", goal, from_day)

    def own_goal_on(self, day: date) -> Goal | None:
        """The goal in force on a day if the person set it; None if a plan did, or nobody."""
        last = self._last_goal(day)
        return parse_goal(last.goal) if last is not None and not last.id.startswith(PLAN_GOAL) else None

    def set_plan_goal(self, goal: Goal, from_day: date, *, over_own: bool = False) -> None:
        """Set the goal of a plan's stage from a day on. One that the person set stays, unless `over_own`."""
        check_day(from_day)
        if over_own or self.own_goal_on(from_day) is None:
            put(
                self.database,
                GoalRecord(f"{PLAN_GOAL}{from_day.isoformat()}", from_day, goal.text, self.database.now()),
            )

    def end_plan_goal(self, day: date) -> None:
        """From a day on, go back from a plan's goal to the one before all plans: the person's own, or else daily."""
        self.delete_plan_goals_after(day)
        last = self._last_goal(day)
        if last is not None and last.id.startswith(PLAN_GOAL):
            own = self._last_goal(day, own=True)
            self.set_plan_goal(parse_goal(own.goal) if own is not None else DAILY, day)

    def delete_plan_goals_after(self, day: date) -> None:
        """Delete the goals of plans that were to start after a day."""
        goals = [one for one in self.goals() if one.from_day > day and one.id.startswith(PLAN_GOAL)]
        self._delete(goals)

    def _delete(self, records: Sequence[_Small]) -> None:
        now = self.database.now()
        with self.database.writing() as db:
            for old in records:
                save(db, newer(replace(old, deleted=True, edited_at=now), old))

    def _put_goal(self, id: str, goal: Goal, from_day: date) -> GoalRecord:
        return put(self.database, GoalRecord(id, from_day, goal.text, self.database.now()))

    def _last_goal(self, day: date, *, own: bool = False) -> GoalRecord | None:
        """The goal record in force on a day; with `own`, the last one that the person set."""
        records = [one for one in self.goals() if one.from_day <= day]
        return next((one for one in reversed(records) if not own or not one.id.startswith(PLAN_GOAL)), None)

    def set_goal_since(self, goal: Goal, first: date) -> None:
        """Set the goal for every day from `first` to today and later, whatever goals were set in between."""
        days = {first, *(record.from_day for record in self.goals() if record.from_day >= first)}
        with self.all_or_none():
            for day in sorted(days):
                self.set_goal(goal, day)

    def streak_with(self, goal: Goal, first: date) -> Run:
        """The current streak as it would be with this goal from `first` on. Nothing is stored."""
        with self.database.reading() as db:
            at = self.database.clock().astimezone(MachineZone())
            return read_streak_summary(db, at, self.rules, goal=goal, since=first).current

    def skips(self) -> list[SkipRecord]:
        """Skipped days, oldest first."""
        return read_small(self.database, "skip", SkipRecord)

    def is_done(self, first: date, last: date) -> bool:
        """Whether every day from `first` to `last` is done, so that skipping them would change nothing."""
        done = sum(day.done for day in self.ended.days(first, last))
        return done == (last - first).days + 1

    def skip(self, first: date, last: date, why: str | None = None, *, only_open: bool = False) -> list[SkipRecord]:
        """Skip every day from `first` to `last`, both included. Without `why`, a day keeps the reason it has.

        Args:
            only_open: leave out days that are done.

        Raises:
            BadDay: too far off, or more than ten years at once.
        """
        check_day(first)
        check_day(last)
        if (last - first).days >= MOST_SKIPPED:
            raise BadDay(f"{(last - first).days + 1} days are more than can be skipped at once ({MOST_SKIPPED})")
        now = self.database.now()
        days = [first + timedelta(days=i) for i in range((last - first).days + 1)]
        reasons = {} if why else {skip.day: skip.why for skip in self.skips()}
        skips = [SkipRecord(f"skip-{day.isoformat()}", day, why or reasons.get(day), now) for day in days]
        check_record(skips[0])
        if only_open:
            done = {tally.day for tally in self.ended.days(first, last) if tally.done}
            skips = [skip for skip in skips if skip.day not in done]
        with self.database.writing() as db:
            for record in skips:
                save(db, newer(record, find(db, "skip", record.id)))
        return skips

    def unskip(self, first: date, last: date) -> int:
        """Remove skips. Returns how many there were."""
        skips = [skip for skip in self.skips() if first <= skip.day <= last]
        self._delete(skips)
        return len(skips)

    # -- streaks and score

    def today(self, now: datetime | None = None) -> date:
        """The local day of `now`, at its own offset. By default the clock's time in the machine's zone."""
        at = now or self.database.clock().astimezone(MachineZone())
        assert at.tzinfo is not None
        return day_of(at, at.tzinfo, self.rules.day_starts_at)

    def streak_summary(
        self, now: datetime | None = None, *, goal: Goal | None = None, series: bool = False
    ) -> StreakSummary:
        """Streaks, score and today, as of `now`. Sessions, days and goals after it are left out.

        Args:
            now: aware, read at its own offset. By default the clock's time in the machine's zone.
            goal: judge every day by this one instead; nothing is stored.
            series: include every day from the first done one to today.
        """
        at = now or self.database.clock().astimezone(MachineZone())
        with self.database.reading() as db:
            return read_streak_summary(db, at, self.rules, goal=goal, series=series)

    def rename_routine(self, old: str, new: str) -> int:
        """Give the sessions, doses and swaps of routine `old` to `new`, all or none. Returns how many sessions."""
        now = self.database.now()
        sessions = [*self.ended.sessions(routine=old), *self.ended.sessions(routine=old, deleted=True)]
        swaps = [swap for swap in self.care_records.swaps() if swap.routine == old]
        with self.database.writing() as db:
            for session in sessions:
                save(db, replace(session, routine=new, edited_at=max(now, just_after(session.edited_at))))
            for dose in load_small(db, "dose", "deleted = 0"):
                if isinstance(dose, DoseRecord) and dose.routine == old:
                    save(db, replace(dose, routine=new, edited_at=max(now, just_after(dose.edited_at))))
            for swap in swaps:  # one after another: the last one stays in force
                now = max(just_after(now), just_after(swap.edited_at))
                save(db, replace(swap, routine=new, edited_at=now))
        return len([session for session in sessions if not session.deleted])

    # -- merging and checking

    def merge(self, records: Iterable[Record], preview: list[Record] | None = None) -> MergeResult:
        """Merge records by id, all or none. The newest edit of each wins, in whatever order they come.

        With `preview`, the records that would be new or changed are appended to it, and nothing is written.

        A session that a process is leading here is not changed. One that was interrupted is, by a record of its end.
        """
        added = changed = same = 0
        with self.database.writing(kept=preview is None) as db:
            running = self.active.led(db)
            for new in records:
                old = find(db, type_of(new), new.id)
                if new.id in running or (old is not None and not isinstance(old, AlteredRecord) and not wins(new, old)):
                    same += 1
                    continue
                save(db, new)
                if preview is not None:
                    preview.append(new)
                added, changed = added + (old is None), changed + (old is not None)
        return MergeResult(added, changed, same)

    def everything(self) -> Iterator[Record | AlteredRecord]:
        """Every record, deleted ones too, for export: sessions newest first, then the others."""
        with self.database.reading() as db:
            yield from everything(db)

    def restore_backup(self, backup: Path, preview: list[Record] | None = None) -> MergeResult:
        """Merge a backup, which is not changed. Later records stay, and the newer version of each record wins.

        Args:
            preview: as for `merge`.

        Raises:
            DamagedHistory, NewerHistory, CannotWrite: about the backup or the history.
        """
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "history.db"
            try:
                copy_to_read(backup, copy)
            except OSError as error:  # it was taken away meanwhile, or there is no room for the copy
                raise unread(backup, error, copy) from error
            try:
                with History(copy, Path(folder), self.database.clock, patience_s=PATIENCE_S) as old:
                    records = [record for record in old.everything() if not isinstance(record, AlteredRecord)]
            except NewerHistory as error:
                raise NewerHistory(backup, error.found, error.known) from error
            except DamagedHistory as error:
                raise unusable_backup(backup, error.what) from error
            return self.merge(records, preview)

    def check(self) -> list[AlteredRecord]:
        """Check the whole file (slow: not before the first paint). Returns the records that something else changed.

        Raises:
            DamagedHistory: SQLite's own check finds it broken; see `recover`.
        """
        self.database.look_over()
        with self.database.long_read() as db:
            altered = [as_altered(record) for record in everything_in_batches(db) if not is_intact(record)]
            readable = {session.id for session in journal_tables.load_all(db)}
            altered += [
                AlteredRecord("session under way", str(id_), "it can't be read")
                for (id_,) in db.execute("SELECT session FROM under_way")
                if id_ not in readable
            ]
            altered += [
                AlteredRecord("session under way", id_, CHECKSUM_WRONG)
                for id_ in sorted(readable)
                if not journal_tables.is_sealed(db, id_)
            ]
        return altered

    def done_by(self, segments: tuple[SegmentRecord, ...], completed: bool) -> bool:
        """Whether an imported session is done, by its segments and the `done_at` setting."""
        return is_done(segments, None, self.rules.done_at, completed=completed)

    def day_by(self, started_at: datetime, zone: str | None) -> date:
        """The local day of an imported session, by its zone (or else its offset) and the `day_starts_at` setting."""
        place: tzinfo = (zone_named(zone) if zone else None) or started_at.tzinfo or UTC
        return day_of(started_at, place, self.rules.day_starts_at)
