"""What a new goal would do to the streak, and the day from which it can apply. The app and `goal` ask by it."""

from __future__ import annotations

from routine_timer.history.light_dataclass import Frozen
from routine_timer.history.streaks.goals import Goal
from routine_timer.history.streaks.streak_summary import Run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from routine_timer.history.history import History

_PART_OF_A_WEEK = 6
"""Days at the start of a streak that a goal which counts weeks may not count, though it keeps the streak."""


class GoalEffect(Frozen):
    """The streak `before` a new goal, with the goal from today on, and with the goal since the streak started.

    `since_start` is None if it is not worth asking: it makes no difference, leaves no streak, or only makes it shorter
    (unless both goals count the same unit, so that the earlier days can be held to a harder goal).
    """

    goal: Goal
    before: Run
    from_today: Run
    since_start: Run | None = None

    @property
    def ends_streak(self) -> bool:
        """Whether the streak doesn't continue, so that the person is asked before anything is saved."""
        if self.before.first is None:
            return False
        after = self.from_today.first
        return after is None or (after - self.before.first).days > _PART_OF_A_WEEK

    @property
    def warning(self) -> str:
        """What the person loses, and what they have then."""
        ended = f"Your {self.before.as_text} will end."
        if self.from_today.length:
            return f"{ended} Your new streak will be {run_length(self.from_today)}."
        return f"{ended} You will have no streak until you meet the new goal."


def goal_effect(history: History, goal: Goal, today: date) -> GoalEffect:
    """What `goal` would do to the streak. Nothing is stored."""
    before = history.streak_summary().current
    if before.first is None or history.goal_on(today) == goal:
        return GoalEffect(goal, before, before)
    from_today = history.streak_with(goal, today)
    since_start = history.streak_with(goal, before.first)
    more = since_start.length - from_today.length
    is_offered = more > 0 or (more < 0 < since_start.length and before.unit == goal.unit)
    return GoalEffect(goal, before, from_today, since_start if is_offered else None)


def run_length(run: Run) -> str:
    """`12 days`, `1 week`, `no streak`."""
    if not run.length:
        return "no streak"
    return f"{run.length} {run.unit if run.length > 1 else run.unit.removesuffix('s')}"
