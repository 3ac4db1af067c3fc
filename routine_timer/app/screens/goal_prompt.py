"""Setting the goal: which one, from which day if that changes the streak, and whether the streak may end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from routine_timer.app.screens.prompts import GOAL_HELP, ChoicePrompt, TextPrompt, read_goal
from routine_timer.errors import RoutineTimerError
from routine_timer.history.goal_effect import goal_effect, run_length
from routine_timer.text.muscle_and_day_words import long_day

if TYPE_CHECKING:
    from datetime import date

    from routine_timer.app.app_base import BaseApp
    from routine_timer.history.goal_effect import GoalEffect
    from routine_timer.history.history import History
    from routine_timer.history.streaks.goals import Goal


def ask_goal(app: BaseApp, now: str, apply: Callable[[Callable[[History], str]], object]) -> None:
    """Ask for a goal.

    Args:
        now: the goal in force. Where another window has changed it, it is not set back by Enter alone.
        apply: takes a change of the history, which returns what to report.
    """

    def answer(text: str | None) -> None:
        if text is None:
            return
        current = _current(app)
        if text.strip() == now and current not in ("", now):
            app.notify(f"The goal was changed to {current} in the meantime. Nothing was changed here.")
        else:
            change_goal(app, read_goal(text), apply)

    app.push_screen(TextPrompt("Goal", GOAL_HELP, now, read_goal), answer)


def _current(app: BaseApp) -> str:
    """The goal in force; empty if the history can't be read, which is reported when the goal is changed."""
    try:
        return str(app.services.history.goal_on(app.services.today()))
    except RoutineTimerError:
        return ""


def change_goal(app: BaseApp, goal: Goal, apply: Callable[[Callable[[History], str]], object]) -> None:
    """Set the goal. Asks from when, if that changes the streak, and before the streak ends."""
    history, today = app.services.history, app.services.today()
    changes = [lambda history: f"Goal from today on: {history.set_goal(goal, today).goal}."]
    try:
        effect = goal_effect(history, goal, today)
    except RoutineTimerError:
        apply(changes[0])  # which reports it
        return
    started = effect.before.first
    if effect.since_start is not None and started is not None:
        since = started
        changes.append(lambda history: _apply_since(history, goal, since))
    elif not effect.ends_streak:
        apply(changes[0])
        return

    def answer(index: int | None) -> None:
        if index is not None and index < len(changes):
            apply(changes[index])

    app.push_screen(_question(effect), answer)


def _apply_since(history: History, goal: Goal, first: date) -> str:
    history.set_goal_since(goal, first)
    return f"Goal from {long_day(first)} on: {goal}."


def _question(effect: GoalEffect) -> ChoicePrompt:
    """The first answer sets the goal from today; with two starts the second one sets it from the streak's first day."""
    goal, now = effect.goal, effect.from_today
    if effect.since_start is None or effect.before.first is None:
        answers = (f"Set the goal to {goal}", "Cancel: keep the goal and the streak")
        return ChoicePrompt(f"Set the goal to {goal}?", answers, effect.warning)
    from_today = f"your streak will be {run_length(now)}" if now.length else "your streak will end"
    answers = (
        f"Today: {from_today}",
        f"{long_day(effect.before.first)}, when your streak started: it will be {run_length(effect.since_start)}",
    )
    return ChoicePrompt(f"When should {goal} start?", answers)
