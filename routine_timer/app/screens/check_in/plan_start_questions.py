"""Asks the questions at the start of a plan: when you will do it, what might get in the way, and whose goal counts."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from routine_timer.app.screens.dialog import Dialog
from routine_timer.care.if_then import ASK_AFTER, ASK_OBSTACLE, EXAMPLE_AFTER, EXAMPLE_OBSTACLE
from routine_timer.care.plan_file import Plan
from routine_timer.history.streaks.goals import Goal
from routine_timer.text.sanitize import plain


@dataclass(frozen=True, slots=True)
class PlanAnswers:
    """How a person starts a plan. The texts may be empty."""

    after: str
    obstacle: str
    over_own_goal: bool


class PlanStartQuestions(Dialog[PlanAnswers | None]):
    """Asks what the start of a plan needs. Enter goes to the next question, and starts the plan after the last one.

    Args:
        plan: the plan to start.
        own: the person's own goal, if the plan has another one.
        replaces: the name of the plan followed until now, or "".
    """

    CSS = """
    PlanStartQuestions #question { width: 76; padding: 0 2; }
    PlanStartQuestions Static { margin: 1 0 0 0; }
    PlanStartQuestions Input { height: 1; border: none; padding: 0 1; }
    """

    def __init__(self, plan: Plan, own: Goal | None, replaces: str) -> None:
        super().__init__()
        self._plan = plan
        self._own = own
        self._replaces = replaces

    def compose(self) -> ComposeResult:
        stages = " → ".join(plain(stage.name) for stage in self._plan.stages)
        replaces = f"\nIt replaces the plan {plain(self._replaces)}." if self._replaces else ""
        with Vertical(id="question"):
            yield Static(Content.assemble((f"Start {plain(self._plan.name)}", "bold $accent"), f"\n{stages}{replaces}"))
            yield Static(ASK_AFTER, markup=False)
            yield Input(placeholder=f"such as {EXAMPLE_AFTER}", id="after")
            yield Static(ASK_OBSTACLE, markup=False)
            yield Input(placeholder=f"such as {EXAMPLE_OBSTACLE}", id="obstacle")
            if self._own is not None:
                goal = self._plan.stages[0].goal
                text = f"Your goal is {self._own}. Follow the plan's goal ({goal}) instead? It changes with each stage."
                yield Static(text, markup=False)
                yield Input(placeholder="y or n", id="goal")
            yield Static(Content.styled("Enter: next, then start · Esc: cancel · both can stay empty", "$quiet"))

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        inputs = list(self.query(Input))
        if event.input is not inputs[-1]:
            self.focus_next(Input)
            return
        after, obstacle, *goal = (one.value.strip() for one in inputs)
        self.dismiss(PlanAnswers(after, obstacle, goal[:1] != [] and goal[0].lower() in ("y", "yes")))
