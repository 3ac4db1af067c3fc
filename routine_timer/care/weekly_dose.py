"""What each muscle got in seven days, held against the evidence: minutes stretched, sets and days strengthened. Pure.

A stretch wants 60 s in all, on at least two days a week (ACSM, 2021 update); what it gains levels off at about 10
minutes a week (Ingram 2024). Strength work for the back wants one or two sessions a week (Fernández-Rodríguez 2022):
two, here. See `docs/plans.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec

from routine_timer.care.step_muscles import MusclesOf, muscles_by
from routine_timer.history.records import SessionRecord

if TYPE_CHECKING:
    from routine_timer.history.history import History
    from routine_timer.routine.library import Library

DAYS = 7
LOOKED_BACK = timedelta(days=28)
"""How far back a session says which muscles the person works on."""
LEAST_STRETCH_S = 120.0
PLATEAU_S = 600.0
LEAST_STRENGTH_DAYS = 2
USUAL = (("hip flexors", "hamstrings"), ("glutes", "abdominals"))
"""What to stretch and to strengthen where the history knows nothing: the pairs that S4 names."""


class MuscleDose(msgspec.Struct, frozen=True):
    """One muscle's week. Work on one side counts half, so that both sides together are one.

    `wants_stretch`, `wants_strength`: whether sessions of the last four weeks stretched or strengthened it, in routines
    that are meant for it. What an exercise also works, without the routine being meant for it, is counted, but not
    asked for.
    """

    muscle: str
    stretched_s: float = 0.0
    sets: float = 0.0
    days: int = 0
    wants_stretch: bool = False
    wants_strength: bool = False

    @property
    def lacks_stretch(self) -> bool:
        return self.wants_stretch and self.stretched_s < LEAST_STRETCH_S

    @property
    def lacks_strength(self) -> bool:
        return self.wants_strength and self.days < LEAST_STRENGTH_DAYS

    @property
    def is_missing(self) -> bool:
        return self.lacks_stretch or self.lacks_strength


def weekly_doses(sessions: Iterable[SessionRecord], muscles_of: MusclesOf, today: date) -> tuple[MuscleDose, ...]:
    """What each muscle got in the seven days up to today, by its name: those that got any, and those that are wanted.

    Args:
        sessions: of the last four weeks, in any order.
    """
    stretched: dict[str, float] = {}
    sets: dict[str, float] = {}
    days: dict[str, set[date]] = {}
    wants: tuple[set[str], set[str]] = (set(), set())
    for session in sessions:
        is_recent = timedelta(0) <= today - session.day < timedelta(DAYS)
        for segment in session.segments:
            if not segment.is_work or segment.outcome == "skipped":
                continue
            muscles = muscles_of(session.routine, segment.label)
            wants[0].update(muscles.meant(muscles.stretches))
            wants[1].update(muscles.meant(muscles.strengthens))
            if not is_recent:
                continue
            share = 0.5 if segment.side in ("left", "right") else 1.0
            for muscle in muscles.stretches:
                stretched[muscle] = stretched.get(muscle, 0.0) + segment.actual_s * share
            for muscle in muscles.strengthens:
                sets[muscle] = sets.get(muscle, 0.0) + share
                days.setdefault(muscle, set()).add(session.day)
    return tuple(
        MuscleDose(
            muscle,
            stretched.get(muscle, 0.0),
            sets.get(muscle, 0.0),
            len(days.get(muscle, ())),
            muscle in wants[0],
            muscle in wants[1],
        )
        for muscle in sorted(wants[0] | wants[1] | stretched.keys() | sets.keys())
    )


def missing_muscles(doses: Sequence[MuscleDose]) -> tuple[str, ...]:
    """The muscles that got too little, those that lack most first; the usual ones where nothing is known."""
    if not doses:
        return tuple(dict.fromkeys((*USUAL[0], *USUAL[1])))
    short = [one for one in doses if one.is_missing]
    return tuple(one.muscle for one in sorted(short, key=lambda one: (one.stretched_s, one.days, one.muscle)))


def week_in_words(doses: Sequence[MuscleDose]) -> str:
    """The week in one sentence."""
    if not doses:
        return "No sessions in the last four weeks."
    stretch = [one.muscle for one in doses if one.lacks_stretch]
    strength = [one.muscle for one in doses if one.lacks_strength]
    parts = [f"stretch your {_listed(stretch)}"] if stretch else []
    parts += [f"strengthen your {_listed(strength)}"] if strength else []
    enough = "Every muscle you work on has had enough this week."
    return f"Still to do this week: {'; '.join(parts)}." if parts else enough


def _listed(muscles: Sequence[str]) -> str:
    *most, last = [*muscles[:3], *([f"{len(muscles) - 3} more"] if len(muscles) > 3 else [])]
    return f"{', '.join(most)} and {last}" if most else last


def load_week(history: History, library: Library) -> tuple[MuscleDose, ...]:
    """The week up to today.

    Raises:
        HistoryError: the history can't be read.
    """
    today = history.today()
    sessions = [one for one in history.ended.sessions(since=today - LOOKED_BACK) if one.day <= today]
    ids = {one.routine for one in sessions} & set(library.files)
    routines = {id_: routine for id_ in ids if (routine := library.reading(id_).routine) is not None}
    return weekly_doses(sessions, muscles_by(routines, library.catalogue), today)
