"""Where a person stands, as the home screen shows it: a snapshot of the history, and the words and marks made of it.

`look` asks the history, which may take a moment: it is called in a thread. The rest is pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from routine_timer.text.plurals import pluralize

if TYPE_CHECKING:
    from routine_timer.history.records import UnderWay
    from routine_timer.history.streaks.verdict import Run, Verdict

MARKS = {
    "done": "■",
    "missed": "□",
    "pending": "◌",
    "rest": "·",
    "skipped": "╌",
    "frozen": "✱",
    "": " ",
    "to come": "·",
}
"""One mark for each state of a day, on every screen; they differ in shape, not in colour alone."""


@dataclass(frozen=True)
class Standing:
    """What the history says now. `today` is the day that counts, which before the day's start is still yesterday."""

    today: date
    verdict: Verdict
    last_done: Mapping[str, date] = field(default_factory=dict)
    under_way: tuple[UnderWay, ...] = ()
    troubles: tuple[str, ...] = ()
    backup_of: date | None = None
    """The day of a backup that can be brought back, when the history was lost."""
    lengths: Mapping[str, float] = field(default_factory=dict)
    """Routine id -> how long it will be led, in seconds, where a dose of it has grown since the file was written."""

    def with_troubles(self, troubles: Iterable[str]) -> Standing:
        return replace(self, troubles=(*self.troubles, *troubles))

    @property
    def has_begun(self) -> bool:
        """Whether any session was ever done."""
        return bool(self.last_done) or self.verdict.best.length > 0


class Asked(Protocol):
    """The part of the history that is asked (see `History`)."""

    def verdict(self, now: datetime | None = None, *, series: bool = False) -> Verdict: ...
    def last_done(self) -> Mapping[str, datetime]: ...
    def last_days(self, today: date, now: datetime | None = None) -> Mapping[str, date]: ...
    def under_way(self) -> list[UnderWay]: ...


def look(history: Asked, now: datetime, troubles: tuple[str, ...] = ()) -> Standing:
    """Ask the history where the person stands at `now` (aware).

    Raises:
        HistoryError: it can't be read.
    """
    verdict = history.verdict(now, series=True)
    return Standing(
        today=verdict.day,
        verdict=verdict,
        last_done=history.last_days(verdict.day, now),
        under_way=tuple(history.under_way()),
        troubles=troubles,
    )


def look_ahead(history: Asked, now: datetime, days: int, seen: Standing) -> tuple[Standing, ...]:
    """`seen`, and where the person will stand on each of the next `days` if nothing is done until then.

    Only `seen` if the file holds sessions after `now` (the clock was set back): they count from their own hour on.

    Raises:
        HistoryError: it can't be read.
    """
    if any(began > now for began in history.last_done().values()):
        return (seen,)
    coming = (history.verdict(now + timedelta(n), series=True) for n in range(1, days + 1))
    return (seen, *(replace(seen, today=verdict.day, verdict=verdict) for verdict in coming))


@dataclass(frozen=True)
class DayMark:
    """One day of the week shown: its first letter, its state ("" before the first session), whether it is today."""

    letter: str
    state: str
    today: bool

    @property
    def mark(self) -> str:
        return MARKS[self.state]


def week(standing: Standing, first_weekday: int) -> tuple[DayMark, ...]:
    """The seven days of the week that today is in; `first_weekday` as `date.weekday` counts."""
    today = standing.today
    states = {state.day: state.state for state in standing.verdict.days[-7:]}
    states |= dict.fromkeys(standing.verdict.frozen[-7:], "frozen")
    states.setdefault(today, standing.verdict.today)
    first = today - timedelta((today.weekday() - first_weekday) % 7)
    days = [first + timedelta(n) for n in range(7)]
    return tuple(
        DayMark(f"{day:%a}"[0], "to come" if day > today else states.get(day, ""), day == today) for day in days
    )


def no_streak(verdict: Verdict) -> str:
    """In the place of the run that there is not."""
    return "no streak now" if verdict.best.length else "no streak yet"


def asks(verdict: Verdict) -> str:
    """What today asks for, in a few words."""
    match verdict.today:
        case "done":
            return "Done for today. Well done."
        case "skipped":
            return "Today is skipped: nothing is asked."
        case "rest":
            return "Nothing is asked today; a session is welcome all the same."
        case _:
            return _open(verdict)


def _open(verdict: Verdict) -> str:
    if verdict.week.target is not None:
        if verdict.week.is_out_of_reach:
            return "Week out of reach; today helps the score."  # no longer: 80 columns leave it 42 cells
        missing = verdict.week.missing
        return f"Today is open: {pluralize(missing, 'day')} more this week." if missing else "Today is open."
    if verdict.current.length:
        return f"Today is open: a session makes it {run(verdict.current, more=1)}."
    return "Today is open: a session begins a new streak."


def freezes(verdict: Verdict) -> str:
    """`2 freezes`; nothing where none is held."""
    return pluralize(verdict.freezes, "freeze") if verdict.freezes else ""


def run(streak: Run, *, more: int = 0) -> str:
    """`12 days`, `1 week`; with `more`, as it would be with so many more."""
    return pluralize(streak.length + more, streak.unit.removesuffix("s"))
