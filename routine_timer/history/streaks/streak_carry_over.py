"""Carries a streak over when the goal changes between days and weeks. Pure.

Days and weeks don't add up, so such a change would start again from 0. But a streak that meets the new goal throughout
is no less of a streak, so it is counted as if the new goal had applied since its first day.
"""

from __future__ import annotations

from routine_timer.history.streaks.days_and_goals import Calendar, GoalSpan
from routine_timer.history.streaks.goals import DAILY, Goal
from routine_timer.history.streaks.runs import Break, find_streaks


def carry_streaks(cal: Calendar) -> Calendar:
    """The calendar with each goal moved back to the first day of the streak that it keeps."""
    tried: set[int] = set()
    while len({span.goal.unit for span in cal.spans}) > 1:
        streaks = find_streaks(cal)
        change = next((change for change in streaks.changes if change.day not in tried), None)
        if change is None:
            break
        tried.add(change.day)
        cal = _carry(cal, change, frozenset(streaks.frozen))
    return cal


def _carry(cal: Calendar, change: Break, frozen: frozenset[int]) -> Calendar:
    """The calendar with the goal of `change` moved back to the start of its run, if all of the run meets it."""
    assert change.run.first is not None
    goal = cal.goal_on(change.day)
    first = change.run.first.toordinal()
    first = cal.start_in_week(first) or first
    start = first
    if goal.unit == "days":  # a run of weeks can start on a day that was not done
        start = next((day for day in range(max(first, cal.first), change.day) if cal.done[day - cal.first]), change.day)
    if start == change.day:
        return cal
    saved = frozen.intersection(range(start, change.day))
    if not _is_met(cal, goal, start, change.day, cal.skipped | saved):
        return cal
    spans = [GoalSpan(span.first, min(span.end, first), span.goal) for span in cal.spans if span.first < first]
    spans += [GoalSpan(first, change.day, goal), *(span for span in cal.spans if span.first >= change.day)]
    return Calendar(
        cal.first,
        cal.today,
        cal.done,
        cal.skipped | saved,
        cal.lost,
        tuple(spans),
        cal.week_starts,
        cal.freezes,
        saved=cal.saved | saved,
        free=cal.free | frozenset(range(first, start)),
        starts=cal.starts | {first},
    )


def _is_met(cal: Calendar, goal: Goal, first: int, end: int, skipped: frozenset[int]) -> bool:
    """Whether everything from `first` to the change on day `end` meets the goal, with at least one week to judge."""
    done = cal.done[first - cal.first : end + 1 - cal.first]
    spans = (GoalSpan(first, first, DAILY), GoalSpan(first, end + 1, goal))  # its first week need not be a whole one
    starts = frozenset((first,))
    streaks = find_streaks(Calendar(first, end, done, skipped, cal.lost, spans, cal.week_starts, starts=starts))
    if goal.unit == "days":
        return "missed" not in streaks.states
    outcomes = {week.outcome for week in streaks.weeks.values() if week.first < end}
    return not outcomes.isdisjoint(("reached", "pending")) and "short" not in outcomes
