"""Two small questions: a value to type, and a key to press. Escape leaves things as they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from routine_timer.app.safe_screen import CapturesKeys, SafeModal
from routine_timer.history.errors import GOAL_FORMS, BadGoal
from routine_timer.history.streaks.goals import Goal, parse_goal

GOAL_HELP = f"{GOAL_FORMS}. It applies from today on."
_CSS = """
{name} {
    align: center middle;
    background: $background 60%;
}
{name} #question {
    width: 70;
    max-width: 94%;
    height: auto;
    background: $surface;
    border: round $primary;
    padding: 1 2;
}
{name} Static { height: auto; }
{name} Input { margin: 1 0 0 0; }
"""


def read_goal(text: str) -> Goal:
    """A goal as it was typed.

    Raises:
        ValueError: says what a goal looks like.
    """
    try:
        return parse_goal(text)
    except BadGoal as error:
        raise ValueError(f"{GOAL_FORMS} ({error.why})") from error


class TextPrompt(SafeModal[str | None]):
    """Asks for a value, and takes only one that makes sense.

    Args:
        title: what is asked.
        about: what it is for.
        value: what it is now.
        check: raises ValueError, saying what would do, for text that makes no sense.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "cancel")]
    CSS = _CSS.replace("{name}", "TextPrompt")

    def __init__(self, title: str, about: str, value: str, check: Callable[[str], object]) -> None:
        super().__init__()
        self._title = title
        self._about = about
        self._value = value
        self._check = check

    def compose(self) -> ComposeResult:
        with Vertical(id="question"):
            yield Static(Content.assemble((self._title, "bold $accent"), "\n", self._about))
            yield Input(self._value, select_on_focus=True)
            yield Static(Content.styled("Enter: save · Esc: cancel", "$quiet"), id="said")

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        try:
            self._check(event.value)
        except ValueError as error:
            self.query_one("#said", Static).update(Content.styled(f"It must be {error}.", "$error"))
        else:
            self.dismiss(event.value)

    def action_leave(self) -> None:
        self.dismiss(None)


class KeyPrompt(SafeModal[str | None], CapturesKeys):
    """Asks for a key by waiting for one.

    Args:
        title: whose key it will be.
        about: what else it means that this key is set.
        refuse: says in a few words why a key can't be had, or None when it can.
    """

    CSS = _CSS.replace("{name}", "KeyPrompt")

    def __init__(self, title: str, about: str, refuse: Callable[[str], str | None]) -> None:
        super().__init__()
        self._title = title
        self._about = about
        self._refuse = refuse

    def compose(self) -> ComposeResult:
        with Vertical(id="question"):
            about = f"\n{self._about}" if self._about else ""
            yield Static(Content.assemble((self._title, "bold $accent"), about, "\nPress the new key."))
            yield Static(Content.styled("Esc: cancel", "$quiet"), id="said")

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss(None)
        elif (why := self._refuse(event.key)) is not None:
            self.query_one("#said", Static).update(Content.styled(why, "$error"))
        else:
            self.dismiss(event.key)
