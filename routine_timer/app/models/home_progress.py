"""The progress that the home screen shows: a snapshot of the history, and the words and marks made from it.

`load_progress` asks the history, which may take a moment: it is called in a thread. The rest is pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from routine_timer.text.plurals import pluralize

if TYPE_CHECKING:
    from routine_timer.app.models.plan_day import PlanDay
    from routine_timer.history.history import History
    from routine_timer.history.records import UnfinishedSession
    from routine_timer.history.streaks.streak_summary import Run, StreakSummary

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


class PainToday(msgspec.Struct, frozen=True):
    """Whether to ask how much it hurts this morning, and whether pain rises.

    `do_less` says why the three easy minutes are offered today; it is empty where they are not. `asks_flags`: pain
    rises, so the red flags are to be asked again.
    """

    asks: bool = False
    rises: bool = False
    do_less: str = ""
    asks_flags: bool = False


class HomeProgress(msgspec.Struct, frozen=True):
    """What the history says now. `today` is the day that counts, which before the day's start is still yesterday."""

    today: date
    streak_summary: StreakSummary
    last_done: Mapping[str, date] = msgspec.field(default_factory=dict)
    unfinished: tuple[UnfinishedSession, ...] = ()
    troubles: tuple[str, ...] = ()
    backup_of: date | None = None
    """The day of a backup that can be brought back, when the history was lost."""
    lengths: Mapping[str, float] = msgspec.field(default_factory=dict)
    """Routine id -> how long it will take, in seconds, where a dose of it has grown since the file was written."""
    renamed: tuple[str, str] | None = None
    """The id of a routine whose file is missing, and that of the routine which looks like it."""

    plan: PlanDay | None = None
    pain: PainToday = PainToday()
    red_flag: str = ""
    """What a red flag of the last check-in asks for first; empty without one."""
    has_check_in: bool = False
    is_unread: bool = False
    """Whether the history file can't be read, so that nobody knows what was done when."""

    @property
    def known_day(self) -> date | None:
        """Today, where it is known what was done when."""
        return None if self.is_unread else self.today

    @property
    def has_history(self) -> bool:
        """Whether any session was ever done."""
        return bool(self.last_done) or self.streak_summary.best.length > 0


def load_progress(history: History, now: datetime, troubles: tuple[str, ...] = ()) -> HomeProgress:
    """Read the person's progress at `now` (aware) from the history.

    Raises:
        HistoryError: it can't be read.
    """
    from routine_timer.care.flag_warning import WARNINGS, flags_ask_for  # after the first paint

    streak_summary = history.streak_summary(now, series=True)
    return HomeProgress(
        today=streak_summary.day,
        streak_summary=streak_summary,
        last_done=history.ended.last_days(streak_summary.day, now),
        unfinished=tuple(history.active.unfinished_sessions()),
        troubles=troubles,
        red_flag=WARNINGS[flags_ask_for(history)],
        has_check_in=bool(history.care_records.check_ins()),
        is_unread=history.database.no_file is not None,
    )


def load_days_ahead(history: History, now: datetime, days: int, seen: HomeProgress) -> tuple[HomeProgress, ...]:
    """`seen`, and what the progress will be on each of the next `days` if nothing is done until then.

    Only `seen` if the file holds sessions after `now` (the clock was set back): they count from their own hour on.

    Raises:
        HistoryError: it can't be read.
    """
    if any(began > now for began in history.ended.last_done().values()):
        return (seen,)
    coming = (history.streak_summary(now + timedelta(n), series=True) for n in range(1, days + 1))
    return (
        seen,
        *(
            replace(seen, today=streak_summary.day, streak_summary=streak_summary, plan=None, pain=PainToday())
            for streak_summary in coming
        ),
    )


class DayMark(msgspec.Struct, frozen=True):
    """One day of the week shown: its first letter, its state ("" before the first session), whether it is today."""

    letter: str
    state: str
    today: bool

    @property
    def mark(self) -> str:
        return MARKS[self.state]


def week_marks(progress: HomeProgress, first_weekday: int) -> tuple[DayMark, ...]:
    """The seven days of the week that today is in; `first_weekday` as `date.weekday` counts."""
    today = progress.today
    states = {state.day: state.state for state in progress.streak_summary.days[-7:]}
    states |= dict.fromkeys(progress.streak_summary.frozen[-7:], "frozen")
    states.setdefault(today, progress.streak_summary.today)
    first = today - timedelta((today.weekday() - first_weekday) % 7)
    days = [first + timedelta(n) for n in range(7)]
    return tuple(
        DayMark(f"{day:%a}"[0], "to come" if day > today else states.get(day, ""), day == today) for day in days
    )


def no_streak_text(streak_summary: StreakSummary) -> str:
    """In the place of the run that there is not."""
    return "no current streak" if streak_summary.best.length else "no streak yet"


def today_text(streak_summary: StreakSummary, plan: PlanDay | None = None) -> str:
    """What today asks for, in a few words. `plan` may ask for more than the goal does."""
    match streak_summary.today:
        case "rest" if plan is not None and plan.routine is not None:
            return "Optional for your goal, but in your plan."
        case "done":
            return "Done for today. Well done."
        case "skipped":
            return "You skipped today."
        case "rest":
            return "Rest day. An extra session still counts."
        case _:
            return open_texts(streak_summary)[0]


def open_texts(streak_summary: StreakSummary) -> tuple[str, str]:
    """What a session today would do, if today isn't done yet, and the same in fewer words."""
    if streak_summary.week.target is not None:
        if streak_summary.week.is_out_of_reach:
            return (
                "Goal missed this week. Today still counts.",
                "Today still counts",
            )  # 80 columns leave it 42 cells
        if missing := streak_summary.week.missing:
            more = f"{pluralize(missing, 'more day')} this week"
            return f"Not done yet: {more}.", more
        return "Not done yet today.", "Not done yet"
    if streak_summary.current.length:
        length = streak_length(streak_summary.current, more=1)
        return f"A session today makes it {length}.", f"Today: {length}"
    return "A session today starts a new streak.", "Today: a new streak"


def freezes_text(streak_summary: StreakSummary) -> str:
    """`2 freezes`; nothing where none is held."""
    return pluralize(streak_summary.freezes, "freeze") if streak_summary.freezes else ""


def streak_length(streak: Run, *, more: int = 0) -> str:
    """`12 days`, `1 week`; with `more`, as it would be with so many more."""
    return pluralize(streak.length + more, streak.unit.removesuffix("s"))
