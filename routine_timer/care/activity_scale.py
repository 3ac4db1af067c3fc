"""The Patient-Specific Functional Scale: three activities of one's own, each scored from 0 to 10. Pure.

0 is "unable to do it", 10 "as well as before the problem". The bands of change are those of JOSPT (2014).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

from routine_timer.errors import RoutineTimerError
from routine_timer.history.records import ActivityRecord
from routine_timer.text.sanitize import plain

MOST = 3
"""Activities at a time."""
Change: TypeAlias = Literal["no", "small", "medium", "large"]
_BANDS: tuple[tuple[float, Change], ...] = ((2.7, "large"), (2.3, "medium"), (1.3, "small"))
ASK = "0 means you can't do it, 10 means you can do it as well as before the problem."


class BadActivity(RoutineTimerError):
    """Not an activity with its score, or one too many."""

    def __init__(self, what: str, help: str = "") -> None:
        super().__init__(what)
        self.help = help or 'write it as ACTIVITY=SCORE, such as "climbing stairs=6"; the score is from 0 to 10'


def parse_activity(text: str) -> tuple[str, int]:
    """Read `ACTIVITY=SCORE`.

    Raises:
        BadActivity
    """
    name, equals, score = text.rpartition("=")
    activity, number = activity_name(name), score_of(score)
    if not equals or not activity or number is None:
        raise BadActivity(f"{plain(text[:60])!r} is not an activity with a score")
    return activity, number


def activity_name(text: str) -> str:
    """The name on one line, at most 60 characters long."""
    return " ".join(text.split())[:60]


def score_of(text: str) -> int | None:
    """A score as it was typed; None if it isn't one."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 2 and int(text) <= 10 else None


def chosen(records: Iterable[ActivityRecord]) -> list[str]:
    """The activities that were scored, in the order in which they first were."""
    return list(dict.fromkeys(record.activity for record in records))


def check_room(activities: Iterable[str], records: Sequence[ActivityRecord]) -> None:
    """Raises BadActivity: it would be one activity too many, before any of them is saved."""
    known = chosen(records)
    new = set(activities).difference(known)
    if new and not known and len(new) > MOST:
        raise BadActivity(f"{len(new)} activities are too many: choose up to {MOST}", "score those that matter most")
    if new and len(known) + len(new) > MOST:
        names = ", ".join(map(repr, known))
        raise BadActivity(f"you have chosen {MOST} activities already: {names}", "score one of these")


def band(change: float) -> Change:
    """How much a change means, up or down."""
    return next((name for least, name in _BANDS if abs(change) >= least), "no")
