"""Small questions: a value to type, one of a few answers, a key to press. Esc changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from routine_timer.app.close_once_screen import CapturesKeys
from routine_timer.app.screens.dialog import Dialog
from routine_timer.app.widgets.line_list import LineList, ListRow, mark
from routine_timer.history.errors import GOAL_FORMS, BadGoal
from routine_timer.history.streaks.goals import Goal, parse_goal

GOAL_HELP = f"{GOAL_FORMS}."


def read_goal(text: str) -> Goal:
    """A goal as it was typed.

    Raises:
        ValueError: what a goal looks like, and the one that was probably meant.
    """
    try:
        return parse_goal(text)
    except BadGoal as error:
        raise ValueError(f"{GOAL_FORMS}. Perhaps you meant {error.meant}" if error.meant else GOAL_FORMS) from error


class TextPrompt(Dialog[str | None]):
    """Asks for a value, and takes only one that makes sense.

    Args:
        title: what is asked.
        about: what it is for.
        value: what it is now.
        check: raises ValueError, saying what would do, for text that makes no sense.
        hint: what to type, shown while there is nothing.
    """

    CSS = """
    TextPrompt #question { width: 70; max-width: 94%; }
    TextPrompt Input { margin: 1 0 0 0; }
    """

    def __init__(self, title: str, about: str, value: str, check: Callable[[str], object], hint: str = "") -> None:
        super().__init__()
        self._title = title
        self._hint = hint
        self._about = about
        self._value = value
        self._check = check

    def compose(self) -> ComposeResult:
        with Vertical(id="question"):
            yield Static(Content.assemble((self._title, "bold $accent"), "\n", self._about))
            yield Input(self._value, self._hint, select_on_focus=True)
            yield Static(Content.styled("Enter: save · Esc: cancel", "$quiet"), id="said")

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        try:
            self._check(event.value)
        except ValueError as error:
            self.query_one("#said", Static).update(Content.styled(f"It must be {error}.", "$error"))
        else:
            self.dismiss(event.value)


@dataclass(frozen=True)
class AnswerRow(ListRow):
    """One answer, on as many lines as it takes."""

    text: str

    def height(self, width: int) -> int:
        return len(self._lines(width))

    def draw(self, width: int, *, highlighted: bool) -> Content:
        first, *others = self._lines(width)
        return Content("\n").join([Content.assemble(mark(highlighted), first), *(f"  {line}" for line in others)])

    def _lines(self, width: int) -> list[Content]:
        return Content(self.text).wrap(max(width - 2, 1))


class ChoicePrompt(Dialog[int | None]):
    """Asks the person to choose one of a few answers, and returns its index.

    Args:
        title: the question.
        answers: the first one is suggested. A letter selects the only answer that starts with it.
        about: how to find the answer.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "choose", show=False),
    ]
    CSS = """
    ChoicePrompt #question { width: 70; max-width: 94%; }
    ChoicePrompt LineList { height: auto; background: $surface; }
    """

    def __init__(self, title: str, answers: Sequence[str], about: str = "") -> None:
        super().__init__()
        self._title = title
        self._answers = answers
        self._about = about

    def compose(self) -> ComposeResult:
        with Vertical(id="question"):
            about = f"\n{self._about}\n" if self._about else ""
            yield Static(Content.assemble((self._title, "bold $accent"), about))
            yield LineList()
            yield Static(Content.styled("Enter: choose · Esc: cancel", "$quiet"))

    def on_mount(self) -> None:
        self.query_one(LineList).show_rows(map(AnswerRow, self._answers), 0)
        self.query_one(LineList).focus()

    def on_key(self, event: events.Key) -> None:
        letter = (event.character or "").lower()
        found = [index for index, answer in enumerate(self._answers) if letter and answer.lower().startswith(letter)]
        if len(found) == 1:
            event.stop()
            self.query_one(LineList).highlighted = found[0]

    @on(OptionList.OptionSelected)
    def action_pick(self) -> None:
        self.dismiss(self.query_one(LineList).highlighted)


class KeyPrompt(Dialog[str | None], CapturesKeys):
    """Asks for a key by waiting for one.

    Args:
        title: whose key it will be.
        about: what else it means that this key is set.
        refuse: says in a few words why a key can't be had, or None when it can.
    """

    CSS = "KeyPrompt #question { width: 70; max-width: 94%; }"

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
