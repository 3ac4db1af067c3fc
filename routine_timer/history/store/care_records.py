"""The records of care, all that is not a session: check-ins, plans, measures, activities, pain, doses and swaps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal, TypeVar

from msgspec.structs import replace

from routine_timer.history.records import (
    ActivityRecord,
    AlteredRecord,
    CheckInRecord,
    DoseRecord,
    GoalRecord,
    MeasureRecord,
    PainRecord,
    PlanRecord,
    Record,
    SkipRecord,
    StageRecord,
    SwapRecord,
    new_id,
)
from routine_timer.history.store.database import Database
from routine_timer.history.store.ended_sessions import check_day, check_record, just_after
from routine_timer.history.store.json_codec import type_of
from routine_timer.history.store.tables import find, load_entries, load_small, save

R = TypeVar(
    "R",
    SkipRecord,
    GoalRecord,
    DoseRecord,
    CheckInRecord,
    PlanRecord,
    StageRecord,
    MeasureRecord,
    PainRecord,
    ActivityRecord,
    SwapRecord,
)


class CareRecords:
    """Reads and adds these records."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def plan_records(self) -> list[PlanRecord]:
        """Plans that were started, and where one was stopped, oldest first."""
        return self._entries("plan", PlanRecord)

    def stage_records(self) -> list[StageRecord]:
        """The stages that the person moved to, oldest first."""
        return self._entries("stage", StageRecord)

    def start_plan(
        self, plan: str | None, day: date, after: str | None = None, obstacle: str | None = None
    ) -> PlanRecord:
        """Follow a plan from a day on, instead of any other; or, with None, none."""
        check_day(day)
        now = self._later_than([*self.plan_records(), *self.stage_records()])
        return self._put(PlanRecord(new_id(), day, plan, after, obstacle, now))

    def move_to_stage(self, plan: str, stage: str, n: int, day: date) -> StageRecord:
        """Move to the stage with the number `n`, from 1."""
        now = self._later_than([*self.plan_records(), *self.stage_records()])
        return self._put(StageRecord(new_id(), day, plan, stage, n, now))

    def measures(self) -> list[MeasureRecord]:
        """Measured values, oldest first."""
        return self._entries("measure", MeasureRecord)

    def add_measure(self, day: date, name: str, value: str) -> MeasureRecord:
        return self._put(MeasureRecord(new_id(), day, name, value, self._later_than(self.measures())))

    def activities(self) -> list[ActivityRecord]:
        """How well the person's own activities went, oldest first."""
        return self._entries("activity-scale", ActivityRecord)

    def add_activity(self, day: date, activity: str, score: int) -> ActivityRecord:
        now = self._later_than(self.activities())
        return self._put(ActivityRecord(new_id(), day, activity, score, now))

    def pains(self) -> list[PainRecord]:
        """Pain away from sessions, oldest first."""
        return self._entries("pain", PainRecord)

    def add_pain(self, day: date, pain: int, when: Literal["morning", "other"] = "other") -> PainRecord:
        return self._put(PainRecord(new_id(), day, pain, when, self._database.now()))

    def swaps(self) -> list[SwapRecord]:
        """Swapped exercises, oldest first; the last one for a routine's step is in force."""
        return sorted(self._entries("swap", SwapRecord), key=lambda one: (one.edited_at, one.id))

    def add_swap(self, day: date, routine: str, step: int, label: str, exercise: str | None) -> SwapRecord:
        """Save another exercise for a step, or None to go back to the file's."""
        return self._put(SwapRecord(new_id(), day, routine, step, label, exercise, self._later_than(self.swaps())))

    def take_back(self, record: DoseRecord | SwapRecord) -> None:
        """Undo a dose or a swap: what was in force before is again."""
        gone = replace(record, edited_at=max(self._database.now(), just_after(record.edited_at)), deleted=True)
        with self._database.writing() as db:
            save(db, gone)

    def rate_morning(self, day: date, pain: int) -> PainRecord:
        """Save how much it hurts on a morning. A second answer on that day replaces the first."""
        return self._put(PainRecord(f"morning-{day.isoformat()}", day, pain, "morning", self._database.now()))

    def doses(self, routine: str | None = None) -> list[DoseRecord]:
        """Accepted doses, oldest first; the last one for a routine's step is in force."""
        return [dose for dose in read_small(self._database, "dose", DoseRecord) if routine in (None, dose.routine)]

    def accept_dose(self, routine: str, step: int, label: str, dose: float) -> DoseRecord:
        """Save a dose that the person accepted, longer or shorter: seconds of a hold, or reps."""
        doses = self.doses()
        now = max([self._later_than(doses), *(just_after(one.accepted_at) for one in doses)])
        return self._put(DoseRecord(new_id(), routine, step, label, float(dose), now, now))

    def check_ins(self) -> list[CheckInRecord]:
        """Self-checks, oldest first."""
        return read_small(self._database, "check-in", CheckInRecord)

    def add_check_in(
        self,
        day: date,
        signs: Iterable[str],
        foot: Literal["left", "right", "even"] | None = None,
        note: str | None = None,
    ) -> CheckInRecord:
        """Save a self-check."""
        now = self._later_than(self.check_ins())
        return self._put(CheckInRecord(new_id(), day, tuple(signs), foot, note or None, now))

    def _later_than(self, records: Iterable[Record]) -> datetime:
        """The time of a record that comes after all of these, even if a clock was wrong when they were saved."""
        return max([self._database.now(), *(just_after(one.edited_at) for one in records)])

    def _entries(self, kind: str, type_: type[R]) -> list[R]:
        with self._database.reading() as db:
            records = load_entries(db, "type = ? AND deleted = 0", (kind,))
            return [record for record in records if isinstance(record, type_)]

    def _put(self, record: R) -> R:
        return put(self._database, record)


def read_small(database: Database, kind: str, type_: type[R]) -> list[R]:
    """The skips, goals, doses or check-ins, oldest first."""
    with database.reading() as db:
        return [record for record in load_small(db, kind, "deleted = 0") if isinstance(record, type_)]


def put(database: Database, record: R) -> R:
    """Save a record, later than the version that it replaces.

    Raises:
        BadRecord
    """
    check_record(record)
    with database.writing() as db:
        newest = newer(record, find(db, type_of(record), record.id))
        save(db, newest)
    return newest


def newer(record: R, old: Record | AlteredRecord | None) -> R:
    """The record, edited later than the version it replaces, whatever the clock says."""
    if old is None or isinstance(old, AlteredRecord) or record.edited_at > old.edited_at:
        return record
    return replace(record, edited_at=just_after(old.edited_at))
