"""Setting the goal: which one, and from which day if that makes a difference to the streak."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from routine_timer.app.screens.prompts import GOAL_HELP, ChoicePrompt, TextPrompt, read_goal
from routine_timer.errors import RoutineTimerError
from routine_timer.text.plurals import pluralize
from routine_timer.text.wording import long_day

if TYPE_CHECKING:
    from datetime import date

    from routine_timer.app.base import BaseApp
    from routine_timer.history.history import History
    from routine_timer.history.streaks.goals import Goal
    from routine_timer.history.streaks.verdict import Run


def ask_goal(app: BaseApp, now: str, apply: Callable[[Callable[[History], str]], object]) -> None:
    """Ask for a goal.

    Args:
        now: the goal in force.
        apply: takes a change of the history, which returns what to report.
    """

    def answer(text: str | None) -> None:
        if text is not None:
            _ask_since(app, read_goal(text), apply)

    app.push_screen(TextPrompt("Goal", GOAL_HELP, now, read_goal), answer)


def _ask_since(app: BaseApp, goal: Goal, apply: Callable[[Callable[[History], str]], object]) -> None:
    """Apply the goal from today, or ask whether it applies from the day the streak started."""
    today = app.services.today()
    choices = _choices(app.services.history, goal, today)
    if choices is None:
        apply(lambda history: f"Goal from today on: {history.set_goal(goal, today).goal}.")
        return
    started, texts = choices

    def answer(index: int | None) -> None:
        if index == 0:
            apply(lambda history: f"Goal from today on: {history.set_goal(goal, today).goal}.")
        elif index == 1:
            apply(lambda history: _apply_since(history, goal, started))

    app.push_screen(ChoicePrompt(f"When should {goal} start?", texts), answer)


def _apply_since(history: History, goal: Goal, first: date) -> str:
    history.set_goal_since(goal, first)
    return f"Goal from {long_day(first)} on: {goal}."


def _choices(history: History, goal: Goal, today: date) -> tuple[date, tuple[str, str]] | None:
    """The day the streak started, and what each choice means; None if there is nothing to choose."""
    try:
        started = history.verdict().current.first
        if started is None or started == today or history.goal_on(today) == goal:
            return None
        from_today, from_start = history.streak_with(goal, today), history.streak_with(goal, started)
    except RoutineTimerError:
        return None  # setting the goal reports it
    if _length(from_today) == _length(from_start):
        return None
    return started, (
        f"Today: your streak will be {_length(from_today)}",
        f"{long_day(started)}, when your streak started: it will be {_length(from_start)}",
    )


def _length(run: Run) -> str:
    return pluralize(run.length, run.unit.removesuffix("s"))
