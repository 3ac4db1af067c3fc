"""Which extra sentences a person hears in the session they start, decided from their history.

The stop rule is said in a person's first sessions. A step that was stopped or skipped the last time its routine was
done is announced with its easier way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from routine_timer.history.records import SessionRecord
from routine_timer.routine.model import Routine, leaves
from routine_timer.timeline import Coaching

if TYPE_CHECKING:
    from routine_timer.history.history import History

FIRST_SESSIONS = 3
"""How many sessions begin with the stop rule."""


def coaching_for(routine: Routine, history: History) -> Coaching:
    """What to say besides the routine's own words in a session that starts now.

    Raises:
        HistoryError: the history can't be read.
    """
    last = history.sessions(routine=routine.id, limit=1).records
    return decide(routine, history.sessions(limit=FIRST_SESSIONS).records, last[0] if last else None)


def decide(routine: Routine, recent: Sequence[SessionRecord], last: SessionRecord | None) -> Coaching:
    """The same, from the sessions themselves. Pure.

    Args:
        recent: the newest sessions of any routine, up to `FIRST_SESSIONS` of them.
        last: the newest session of this routine; None if there is none.
    """
    difficult = (
        {segment.label for segment in last.segments if segment.is_work and not segment.finished} if last else set()
    )
    steps = enumerate(leaves(routine.steps), 1)
    return Coaching(
        safety=len(recent) < FIRST_SESSIONS,
        easier=frozenset(number for number, step in steps if step.easier and step.name in difficult),
    )
