"""Which extra sentences a person hears in the session they start, decided from their history.

The stop rule is said in a person's first sessions. A step that was stopped or skipped the last time its routine was
done is announced with its easier way; so is every step while the latest answers about pain are amber or red.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from routine_timer.care.pain_decisions import PainHistory
from routine_timer.history.dose_growth import has_segments_of
from routine_timer.history.records import SessionRecord
from routine_timer.routine.model import Routine, leaves
from routine_timer.timeline import Coaching, compile_routine

if TYPE_CHECKING:
    from routine_timer.history.history import History

FIRST_SESSIONS = 3
"""How many sessions begin with the stop rule."""
PAIN_LASTS = timedelta(days=7)
"""How long the easier versions are spoken after an answer about pain, unless a newer one changes that."""


def coaching_for(routine: Routine, history: History) -> Coaching:
    """What to say besides the routine's own words in a session that starts now.

    Raises:
        HistoryError: the history can't be read.
    """
    last = history.ended.sessions(routine=routine.id, limit=1).records
    recent = history.ended.sessions(limit=FIRST_SESSIONS).records
    return decide(routine, recent, last[0] if last else None, hurts=hurt_recently(history))


def decide(
    routine: Routine, recent: Sequence[SessionRecord], last: SessionRecord | None, *, hurts: bool = False
) -> Coaching:
    """The same, from the sessions themselves. Pure.

    Args:
        recent: the newest sessions of any routine, up to `FIRST_SESSIONS` of them.
        last: the newest session of this routine; None if there is none.
        hurts: whether the latest answers about pain are amber or red.
    """
    if hurts:
        every = frozenset(number for number, step in enumerate(leaves(routine.steps), 1) if step.easier)
        return Coaching(safety=len(recent) < FIRST_SESSIONS, easier=every)
    easier = frozenset(_given_up(routine, last)) if last is not None else frozenset()
    return Coaching(safety=len(recent) < FIRST_SESSIONS, easier=easier)


def hurt_recently(history: History) -> bool:
    """Whether the latest answers about pain, of the last seven days, are amber or red.

    Raises:
        HistoryError: the history can't be read.
    """
    today = history.today()
    sessions = [one for one in history.ended.sessions(since=today - PAIN_LASTS) if one.day <= today]
    pains = [one for one in history.care_records.pains() if today - PAIN_LASTS <= one.day <= today]
    return not PainHistory(today, tuple(reversed(sessions)), pains).may_grow


def _given_up(routine: Routine, last: SessionRecord) -> Iterator[int]:
    """Numbers of the steps with an easier way that were stopped or skipped in `last`.

    A session knows its segments by number and label, not by step. Of steps that share a name, only those that can be
    told apart by number are meant: not after a shortened session, or one of an older version of the routine.
    """
    given_up = [segment for segment in last.segments if segment.is_work and not segment.finished]
    steps = leaves(routine.steps)
    names = Counter(step.name for step in steps)
    step_of: dict[int, int | None] = {}
    if names.total() > len(names):
        timeline = compile_routine(routine)
        if has_segments_of(last, timeline):
            step_of = {segment.n: segment.step for segment in timeline.segments}
    for number, step in enumerate(steps, 1):
        own = (one for one in given_up if one.label == step.name)
        if step.easier and any(names[step.name] == 1 or step_of.get(one.n) == number for one in own):
            yield number
