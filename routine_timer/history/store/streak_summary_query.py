"""Reads the streak summary from the file, with a few queries that an index answers alone. Days are ordinals.

A shell prompt waits for this, so it imports little more than sqlite3 and datetime, and looks at time zones only where
the person has travelled.
"""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, timedelta
from itertools import pairwise

from routine_timer.history.errors import BadGoal
from routine_timer.history.streak_settings import Rules
from routine_timer.history.streaks.day_of_instant import EPOCH, day_of
from routine_timer.history.streaks.days_and_goals import calendar
from routine_timer.history.streaks.goals import Goal, parse_goal, reach
from routine_timer.history.streaks.streak_summary import StreakSummary
from routine_timer.history.streaks.summarize_streaks import judge
from routine_timer.history.streaks.travel import AFTER_LEFT_OUT, JUMP_S, MOST_LOST

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

COUNTED = "deleted = 0 AND status <> 'under way'"
_DONE_BY_NOW = f"{COUNTED} AND done = 1 AND counts_from <= ? AND day <= ?"
MOST_DAYS_JUDGED = 150 * 366
"""Days before that are in the history, and in no streak: one entry of the year 2 must not slow every prompt down."""


def read_goals(db: sqlite3.Connection, until: date) -> list[tuple[int, Goal]]:
    """The goals in force up to a day, oldest first. Of two from the same day, the later one applies."""
    query = "SELECT from_day, goal FROM goal WHERE deleted = 0 AND from_day <= ? ORDER BY from_day, edited_at, id"
    goals = []
    for day, text in db.execute(query, (until.isoformat(),)):
        try:
            goals.append((date.fromisoformat(day).toordinal(), parse_goal(text)))
        except (ValueError, TypeError, AttributeError, BadGoal):
            continue  # altered by something else; the check of the file reports it
    return goals


def read_streak_summary(
    db: sqlite3.Connection,
    now: datetime,
    rules: Rules,
    *,
    goal: Goal | None = None,
    since: date | None = None,
    series: bool = False,
) -> StreakSummary:
    """The streak summary of the file as of `now`, an aware instant, at its own offset. Whatever is later is left out.

    Args:
        goal: judge by this one instead of the file's: every day, or the days from `since` on.
        series: include every day.
    """
    assert now.tzinfo is not None
    today = day_of(now, now.tzinfo, rules.day_starts_at)
    goals = read_goals(db, today) if goal is None or since is not None else [(0, goal)]
    if goal is not None and since is not None:
        goals = [*(one for one in goals if one[0] < since.toordinal()), (since.toordinal(), goal)]
    by_now = ((now - EPOCH).total_seconds(), today.isoformat())
    done = _ordinals(db.execute(f"SELECT DISTINCT day FROM session WHERE {_DONE_BY_NOW} ORDER BY day", by_now))
    done = [day for day in done if day > today.toordinal() - MOST_DAYS_JUDGED]
    cal = calendar(
        today.toordinal(),
        done,
        skipped=_skipped(db, today),
        lost=_lost(db, by_now, done, now, today, rules, goals),
        goals=goals,
        week_starts=rules.week_starts,
        freezes=rules.freezes,
    )
    return judge(now, cal, series=series)


def _ordinals(rows: Iterable[tuple[str]]) -> list[int]:
    texts = [row[0] for row in rows]
    try:
        return [day.toordinal() for day in map(date.fromisoformat, texts)]
    except (ValueError, TypeError):
        return [day.toordinal() for text in texts if (day := _day(text)) is not None]


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(text)  # type: ignore[arg-type]
    except (ValueError, TypeError):
        return None  # altered by something else; the check of the file reports it


def _skipped(db: sqlite3.Connection, today: date) -> list[int]:
    """Skipped days, with those of the coming week: the target of a week depends on them."""
    until = (today + timedelta(days=7)).isoformat()
    return _ordinals(db.execute("SELECT day FROM skip WHERE deleted = 0 AND day <= ?", (until,)))


def _lost(
    db: sqlite3.Connection,
    by_now: tuple[float, str],
    done: list[int],
    now: datetime,
    today: date,
    rules: Rules,
    goals: list[tuple[int, Goal]],
) -> set[int]:
    """Days that a traveller never had. There are none where all sessions are in one place."""
    query = (
        f"SELECT MIN(place), MAX(place), MIN(offset_s), MAX(offset_s) FROM session WHERE {_DONE_BY_NOW} AND place <> ''"
    )
    least, most, west, east = db.execute(query, by_now).fetchone()
    if not done or west is None:
        return set()
    here = (now.utcoffset() or timedelta()).total_seconds()
    away = today.toordinal() - done[-1] > 1 and not west <= here <= east
    if not away and least == most and east - west < JUMP_S and AFTER_LEFT_OUT.isdisjoint(done):
        return set()
    crossed = max(east, here) - min(west, here) >= JUMP_S
    gaps = [
        (before, after, far)
        for before, after in pairwise([*done, today.toordinal()])
        if after - before > 1 and ((far := reach(goals, after)) >= after - before - MOST_LOST or crossed)
    ]
    if not gaps:
        return set()
    from routine_timer.history.store.date_line import lost_days

    return lost_days(db, _DONE_BY_NOW, by_now, gaps, now, rules.day_starts_at)
