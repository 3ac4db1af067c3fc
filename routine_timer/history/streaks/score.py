"""The consistency score, from 0 to 1: how steadily the goal is met. One missed day costs little. Pure.

Exponential smoothing, with the formula and constants of Loop Habit Tracker (`Score.compute` in its source): a day moves
the score by a share that depends on how many days the goal asks for.
"""

from __future__ import annotations

from routine_timer.history.streaks.days_and_goals import Calendar, weekday
from routine_timer.history.streaks.goals import Goal

_SLOWNESS = 13


def memory(goal: Goal) -> float:
    """The share of yesterday's score that a day keeps: 0.5 ** (sqrt(f) / 13), `f` the goal's days per day."""
    return float(0.5 ** (goal.per_day**0.5 / _SLOWNESS))


def scores(cal: Calendar, states: list[str]) -> list[float]:
    """The score at the end of each day from `cal.first` on, starting from 0 before the first done day.

    A day's value is min(1, done days in the goal's window / days it needs there). Skipped days and days that never
    were leave the score as it is and are not part of any window, which reaches back over open days. Today leaves it as
    it is while it is pending. Skipping a rest day of a goal of weekdays changes nothing: it stays a rest day.
    """
    done_until = [0]  # counted over open days
    score = 0.0
    result: list[float] = []
    for span in cal.spans:
        goal = span.goal
        kept, window, need = memory(goal), goal.window, goal.need
        for i in range(max(span.first - cal.first, 0), span.end - cal.first):
            state, day = states[i], i + cal.first
            skipped = state == "skipped" and not (goal.kind == "weekdays" and weekday(day) not in goal.weekdays)
            if state != "pending" and not skipped and day not in cal.lost:
                done_until.append(done_until[-1] + cal.done[i])
                done = done_until[-1] - done_until[max(len(done_until) - 1 - window, 0)]
                score = score * kept + min(1.0, done / need) * (1 - kept)
            result.append(score)
    return result
