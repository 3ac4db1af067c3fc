"""The last four weeks in detail: what was stretched and strengthened, left against right, what grew.

`load_recent_stats` asks history and library, in a thread; what it counts with is pure. The muscles of a segment are
those of the step of its routine that bears its label; where the routine has gone or changed, those of the catalogue's
exercise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, TypeAlias

from routine_timer.app.screens.history.text_bars import FacingBar
from routine_timer.balance import PAIRS
from routine_timer.care.outcomes import PlanOutcome, outcome_of
from routine_timer.care.step_muscles import MusclesOf, muscles_by
from routine_timer.care.weekly_dose import MuscleDose, weekly_doses
from routine_timer.history.records import DoseRecord, SegmentRecord, SessionRecord
from routine_timer.routine.catalogue import Catalogue
from routine_timer.routine.model import Reps, Routine, leaves

if TYPE_CHECKING:
    from routine_timer.care.plan_following import Following
    from routine_timer.history.history import History

DAYS = 28
"""Four weeks, today with them."""

Unit: TypeAlias = Literal["s", "reps", ""]
"""Of a dose; empty if its routine no longer exists."""


@dataclass(frozen=True, slots=True)
class DoseGrowth:
    """How a dose went, oldest first: doses that were accepted, or holds that may end early as they were done."""

    label: str
    routine: str
    unit: Unit
    values: tuple[float, ...]
    since: date
    accepted: bool


@dataclass(frozen=True, slots=True)
class RecentStats:
    """Four weeks."""

    first: date
    last: date
    sessions: int
    pairs: tuple[FacingBar, ...]
    """Stretched at the left, strengthened at the right."""
    sides: tuple[FacingBar, ...]
    growths: tuple[DoseGrowth, ...]
    week: tuple[MuscleDose, ...] = ()
    """What each muscle got in the last seven days."""
    plan: PlanOutcome | None = None
    """The whole plan that is followed, from its first day on."""

    @property
    def left_s(self) -> float:
        return sum(row.left_s for row in self.sides)

    @property
    def right_s(self) -> float:
        return sum(row.right_s for row in self.sides)


def recent_stats(
    today: date,
    sessions: Sequence[SessionRecord],
    doses: Iterable[DoseRecord],
    muscles_of: MusclesOf,
    units: Mapping[tuple[str, str], Unit],
) -> RecentStats:
    """What was done in the last four weeks, counted.

    Args:
        sessions: newest first; those outside the four weeks are left out.
        doses: all that were accepted, oldest first.
        units: of the doses, by routine and label.
    """
    first = today - timedelta(DAYS - 1)
    within = [session for session in sessions if first <= session.day <= today]
    return RecentStats(
        first,
        today,
        len(within),
        pair_times(within, muscles_of),
        side_times(within),
        (*accepted(doses, units), *early_ends(within)),
        weekly_doses(within, muscles_of, today),
    )


def _work(sessions: Iterable[SessionRecord]) -> Iterator[tuple[str, SegmentRecord]]:
    for session in sessions:
        for segment in session.segments:
            if segment.is_work and segment.outcome != "skipped":
                yield session.routine, segment


def pair_times(sessions: Iterable[SessionRecord], muscles_of: MusclesOf) -> tuple[FacingBar, ...]:
    """For each pair of the facts, the seconds in which its tight half was stretched and its weak half strengthened.

    A segment counts once for a half, however many of its muscles it reaches.
    """
    work = [(muscles_of(routine, segment.label), segment.actual_s) for routine, segment in _work(sessions)]
    return tuple(
        FacingBar(
            pair.name,
            sum(seconds for muscles, seconds in work if muscles.stretches.intersection(pair.tight)),
            sum(seconds for muscles, seconds in work if muscles.strengthens.intersection(pair.weak)),
        )
        for pair in PAIRS
    )


def side_times(sessions: Iterable[SessionRecord]) -> tuple[FacingBar, ...]:
    """For each exercise with sides, the seconds on the left and on the right, the longest first."""
    spent: dict[str, list[float]] = {}
    for _, segment in _work(sessions):
        if segment.side is not None:
            left_right = spent.setdefault(segment.label, [0.0, 0.0])
            left_right[0] += segment.actual_s * {"left": 1.0, "right": 0.0}.get(segment.side, 0.5)
            left_right[1] += segment.actual_s * {"left": 0.0, "right": 1.0}.get(segment.side, 0.5)
    rows = [FacingBar(label, left, right) for label, (left, right) in spent.items()]
    return tuple(sorted(rows, key=lambda row: (-row.left_s - row.right_s, row.name)))


def accepted(doses: Iterable[DoseRecord], units: Mapping[tuple[str, str], Unit]) -> list[DoseGrowth]:
    """The doses of each step, in the order in which they were accepted. `units` are by routine and label."""
    steps: dict[tuple[str, int, str], list[DoseRecord]] = {}
    for dose in doses:
        steps.setdefault((dose.routine, dose.step, dose.label), []).append(dose)
    return [
        DoseGrowth(
            label,
            routine,
            units.get((routine, label), ""),
            tuple(own.dose for own in found),
            found[0].accepted_at.date(),
            accepted=True,
        )
        for (routine, _, label), found in steps.items()
    ]


def early_ends(sessions: Sequence[SessionRecord]) -> list[DoseGrowth]:
    """Holds that were let go early at least once: how long they were, session by session."""
    times: dict[tuple[str, str], dict[str, list[float]]] = {}
    since: dict[tuple[str, str], date] = {}
    early: set[tuple[str, str]] = set()
    for session in reversed(sessions):
        for routine, segment in _work([session]):
            if segment.kind == "hold" and segment.finished:
                key = (routine, segment.label)
                times.setdefault(key, {}).setdefault(session.id, []).append(segment.actual_s)
                since.setdefault(key, session.day)
                if segment.outcome == "early":
                    early.add(key)
    return [
        DoseGrowth(
            label, routine, "s", tuple(sum(own) / len(own) for own in found.values()), since[routine, label], False
        )
        for (routine, label), found in times.items()
        if (routine, label) in early
    ]


def units_by(routines: Mapping[str, Routine]) -> dict[tuple[str, str], Unit]:
    """What the doses of each step are, by routine and label."""
    return {
        (routine.id, step.name): "reps" if isinstance(step.dose, Reps) else "s"
        for routine in routines.values()
        for step in leaves(routine.steps)
    }


def load_recent_stats(
    history: History,
    today: date,
    routines: Mapping[str, Routine],
    catalogue: Catalogue,
    now: Following | None = None,
) -> RecentStats:
    """Ask the history for the last four weeks, whole, and for the plan that is followed.

    Raises:
        HistoryError: it can't be read.
    """
    sessions = tuple(history.ended.sessions(since=today - timedelta(DAYS - 1)))
    stats = recent_stats(
        today, sessions, history.care_records.doses(), muscles_by(routines, catalogue), units_by(routines)
    )
    if now is None or now.progress is None:
        return stats
    return replace(stats, plan=outcome_of(now.progress, now.facts, history.care_records.activities()))
