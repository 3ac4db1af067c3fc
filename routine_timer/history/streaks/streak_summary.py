"""The streak summary: streaks, score and today as one frozen value, the fields of `streak --json`.

Pure data, quick to import, for `status`. Days are local dates; the score is from 0 to 1.
"""

from __future__ import annotations

from routine_timer.history.light_dataclass import Frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date, datetime

STATES = ("done", "skipped", "rest", "pending", "missed")
"""What a day can be. `rest`: a rest day. `pending`: today, not done yet."""


class Run(Frozen):
    """A streak. `first` and `last` are its first and last day; with length 0 there are none.

    In weeks, they are the first day of the first week and the last day of the last one, but never after today, and
    never after the day before a change to a goal that counts days.
    """

    length: int
    unit: str
    first: date | None = None
    last: date | None = None

    @property
    def as_text(self) -> str:
        """`12-day streak`, `1-week streak`."""
        return f"{self.length}-{self.unit.removesuffix('s')} streak"

    def as_json(self) -> dict[str, object]:
        return {"length": self.length, "unit": self.unit, "from": _text(self.first), "to": _text(self.last)}


class Week(Frozen):
    """The week that today is in: days done, and the days that the goal asks for (None if it does not count weeks).

    `left` is how many days of it can still be done, with today if it is open; None if that was not counted.
    """

    done: int
    target: int | None
    left: int | None = None

    @property
    def missing(self) -> int:
        """Days that the goal still asks for."""
        return max((self.target or 0) - self.done, 0)

    @property
    def is_out_of_reach(self) -> bool:
        """Whether the goal asks for more days than are left."""
        return self.left is not None and self.missing > self.left

    def as_json(self) -> dict[str, object]:
        return {"done": self.done, "target": self.target}


class DayState(Frozen):
    """One day of the series: its state (one of `STATES`) and the score at its end.

    A hundred years are 36,525 of these, so each is no more than its three slots.
    """

    __slots__ = ("day", "score", "state")
    day: date
    state: str
    score: float

    def __init__(self, day: date, state: str, score: float) -> None:
        put = object.__setattr__  # the class itself is frozen
        put(self, "day", day)
        put(self, "state", state)
        put(self, "score", score)

    def as_json(self) -> dict[str, object]:
        return {"day": _text(self.day), "state": self.state, "score": self.score}


class StreakSummary(Frozen):
    """All of it. `days` is every day from the first done one to today, or empty unless `series` was asked for."""

    now: datetime
    day: date
    goal: str
    today: str
    current: Run
    best: Run
    streaks: tuple[Run, ...]
    score: float
    week: Week
    why: str
    days: tuple[DayState, ...] = ()
    freezes: int | None = None
    """How many freezes are held; None where none can be spent."""
    frozen: tuple[date, ...] = ()
    """The days of `days` that a freeze saved; their state is `skipped`."""

    def as_json(self) -> dict[str, object]:
        """The object that `streak --json` prints."""
        return {
            "now": self.now.isoformat(),
            "day": _text(self.day),
            "goal": self.goal,
            "today": self.today,
            "current": self.current.as_json(),
            "best": self.best.as_json(),
            "streaks": [run.as_json() for run in self.streaks],
            "score": self.score,
            "week": self.week.as_json(),
            "why": self.why,
            "days": [day.as_json() for day in self.days],
        }


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
