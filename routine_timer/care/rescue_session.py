"""The session for a bad day: three minutes, with the two most valuable exercises of the plan.

Few exercises are done better than many (Henry 1999), and most people do less than they were given (Beinart 2013): a
short session keeps the habit (see `docs/plans.md`). The most valuable are those that the routine gives the most time,
one of each half.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from routine_timer.care.plan_following import following
from routine_timer.care.rescue_name import EXERCISES, SECONDS, rescue_name
from routine_timer.errors import RoutineTimerError
from routine_timer.routine.model import Hold, Phase, Reps, Routine, Step, leaves
from routine_timer.shorten import shorten
from routine_timer.timeline import Coaching, Timeline, alone, compile_routine

if TYPE_CHECKING:
    from routine_timer.care.plan_file import Plans
    from routine_timer.history.history import History
    from routine_timer.routine.library import Library

EASIER_WAYS = Coaching(easier=frozenset({1, 2}))
"""What is said to a person in pain: the easier way of both exercises."""
LEAST_HOLD_S = 10.0
LEAST_REPS = 3
DEFAULT = "after-workout"
"""The routine of a person who has followed none: the end of a workout is the natural place for it (S4)."""
_LOOKED_BACK = timedelta(days=90)


class NoRescue(RoutineTimerError):
    """There is no routine to take a rescue session from."""

    help = "follow a routine once, or start a plan: `routine-timer plan list`"


def rescue(routine: Routine, coaching: Coaching | None = None) -> Timeline:
    """Three minutes of a routine: the stretch and the strengthening exercise that it gives the most time.

    Args:
        coaching: what is said besides the routine's own words; its steps are those of the two exercises.
    """
    steps = leaves(routine.steps)
    halves = [[one for one in steps if one.stretches], [one for one in steps if one.strengthens and not one.stretches]]
    chosen = [max(half, key=_work_s) for half in halves if half]
    if len(chosen) < 2:
        chosen = sorted(steps, key=_work_s, reverse=True)[:EXERCISES]
    two = replace(
        routine, name=rescue_name(routine.name), steps=tuple(one for one in steps if one in chosen)[:EXERCISES]
    )
    short = shorten(two, SECONDS, coaching=coaching)
    timeline = compile_routine(short.routine, coaching=short.coaching)
    for tenths in reversed(range(10)):
        if timeline.duration_s <= SECONDS:
            break
        # Exercises that are long at their shortest.
        less = replace(two, steps=tuple(_scaled(one, tenths / 10) for one in leaves(two.steps)))
        timeline = compile_routine(less, coaching=coaching)
    return timeline


def easier_and_shorter(timeline: Timeline) -> Timeline:
    """Three minutes of a session, each step announced with its easier way: for a person in pain."""
    routine = Routine(timeline.routine, timeline.name, timeline.steps)
    return rescue(routine, EASIER_WAYS)


def _scaled(step: Step, share: float) -> Step:
    """The step once, with a share of its dose."""
    match step.dose:
        case Hold(seconds=seconds):
            dose: Hold | Reps | tuple[Phase, ...] = Hold(max(seconds * share, LEAST_HOLD_S))
        case Reps(count=count) as reps:
            dose = replace(reps, count=max(round(count * share), LEAST_REPS), max_count=None, by_set=())
        case phases:
            dose = tuple(replace(one, hold=Hold(max(one.hold.seconds * share, LEAST_HOLD_S))) for one in phases)
    return replace(step, dose=dose, sets=1)


def _work_s(step: Step) -> float:
    return alone(step).work_s


def rescue_routine(
    plan_routines: Iterable[str | None], followed: Iterable[str], routines: Collection[str]
) -> str | None:
    """The routine to take it from: today's of the plan, else the one followed most often, else the default.

    Args:
        plan_routines: of the plan, today's first; empty without a plan.
        followed: the routine of each session.
        routines: the ids of the routines there are.
    """
    wanted = [*plan_routines, *(one for one, _ in Counter(followed).most_common()), DEFAULT]
    return next((one for one in wanted if one in routines), None)


def rescue_today(
    history: History, library: Library, plans: Plans, *, longer_holds: bool, week_starts: int
) -> tuple[Timeline, float]:
    """Today's rescue session, and the planned seconds of work of the routine it is taken from.

    Args:
        week_starts: the weekday on which a week starts; Monday is 0.
        longer_holds: whether the person holds stretches longer.

    Raises:
        HistoryError: the history can't be read.
        NoRescue: there is no routine to take it from.
    """
    from routine_timer.compose.older_adult_holds import with_longer_holds
    from routine_timer.compose.substitutes import with_swaps
    from routine_timer.history.coaching_phrases import hurt_recently

    today = history.today()
    plan = following(history, plans, library.files, week_starts)
    progress = plan.progress if plan is not None else None
    of_plan = [progress.today.routine, *progress.stage.routines] if progress is not None else []
    followed = [one.routine for one in history.ended.sessions(since=today - _LOOKED_BACK)]
    id_ = rescue_routine(of_plan, followed, library.files)
    routine = library.reading(id_).routine if id_ is not None else None
    if routine is None:
        raise NoRescue("there is no routine to make a three-minute session from")
    routine = with_swaps(routine, history.care_records.swaps(), library.catalogue.exercises)
    if longer_holds:
        routine = with_longer_holds(routine)
    return rescue(routine, EASIER_WAYS if hurt_recently(history) else None), compile_routine(routine).work_s
