"""The head of the history screen: the goal, the run, the score, and the sentence that explains them."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from routine_timer.app.models.home_progress import freezes_text
from routine_timer.app.screens.history.history_snapshot import MARKS, HistorySnapshot
from routine_timer.app.screens.history.sentences import of_best, of_score, of_streak, percent
from routine_timer.app.widgets.line_list import right
from routine_timer.text.sanitize import plain

_TITLE = Content.styled("History", "bold $accent")


class StreakHeader(Static):
    """The title alone until there is something to say."""

    def __init__(self) -> None:
        super().__init__(_TITLE, id="head")

    def show(self, past: HistorySnapshot) -> None:
        width = self.content_size.width
        numbers = _numbers(past, max(width - _TITLE.cell_length - 2, 0))
        name = Content.assemble(_TITLE, (f"   goal: {past.streak_summary.goal}", "$quiet"))
        name = name.truncate(max(width - numbers.cell_length - 2, 8), ellipsis=True)
        why = _wrapped(_whole_sentences(past.streak_summary.why, width, 1 if self._is_low else 2), width, self._lines)
        self.update(Content("\n").join([Content.assemble(name, right(numbers, width - name.cell_length)), *why]))
        self.tooltip = f"{past.streak_summary.why}\n{of_best(past)}\n{of_score(past)}"

    def show_unread(self, reason: str) -> None:
        """No number is known, since the history can't be opened."""
        sentence = f"Can't open the history: {reason}."
        lines = _wrapped(sentence, self.content_size.width, self._lines)
        self.update(Content("\n").join([_TITLE, *(line.stylize("$error") for line in lines)]))
        self.tooltip = plain(sentence)

    @property
    def _lines(self) -> int:
        """Those that a sentence may take."""
        return 1 if self.screen.has_class("-lowest") else 2

    @property
    def _is_low(self) -> bool:
        """Whether more than one sentence may not take a second line."""
        return self.screen.has_class("-low") or self.screen.has_class("-lowest")


def _whole_sentences(text: str, width: int, most: int) -> str:
    """As many sentences as fit in `most` lines, but at least the first."""
    sentences = plain(text).split(". ")
    while width and len(sentences) > 1 and len(Content(". ".join(sentences)).wrap(width)) > most:
        sentences[-2:] = [f"{sentences[-2]}."]
    return ". ".join(sentences)


def _wrapped(sentence: str, width: int, most: int) -> list[Content]:
    """A sentence in `most` lines."""
    lines = Content(plain(sentence)).wrap(width) if width else []
    if len(lines) <= most:
        return lines
    rest = Content(" ").join(line.rstrip() for line in lines[most - 1 :])
    return [*lines[: most - 1], rest.truncate(width, ellipsis=True)]


def _numbers(past: HistorySnapshot, room: int) -> Content:
    """The run, the score and the freezes held; those only where they fit."""
    numbers = Content.assemble(
        (of_streak(past), "bold $accent" if past.streak_summary.current.length else "$quiet"),
        (f"   {percent(past.streak_summary.score)} consistent", "bold"),
    )
    held = freezes_text(past.streak_summary)
    with_freezes = Content.assemble(numbers, (f"   {MARKS['frozen']} {held}", "$state-hold")) if held else numbers
    goal = len(f"   goal: {past.streak_summary.goal}")
    if with_freezes.cell_length + goal <= room:
        return with_freezes
    return numbers.truncate(room, ellipsis=True)
