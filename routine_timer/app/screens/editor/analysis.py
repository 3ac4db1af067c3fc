"""The half of the editor that looks through the text: in a thread, a moment after the last key, and never two at once.

Typing never waits for it. A result that is not of the text as it is now is dropped, and the text looked through again.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.timer import Timer

from routine_timer.app.close_once_screen import CloseOnceScreen
from routine_timer.editing.completion import Vocabulary, vocabulary
from routine_timer.editing.outline import Outline, outline
from routine_timer.paths import is_plan

if TYPE_CHECKING:
    from routine_timer.app.app_base import BaseApp

PATIENCE_S = 0.15
"""How long nobody types before the text is looked through."""


class AnalysisScreen(CloseOnceScreen[None]):
    """Says what its `text` comes to, by `show_outline`, after each `look` and some time after each `look_soon`."""

    app: BaseApp

    @dataclass
    class OutlineReady(Message):
        """A text was looked through."""

        found: Outline
        revision: int

    @dataclass
    class VocabularyLoaded(Message):
        """The words that can be completed are there."""

        words: Vocabulary

    def __init__(self) -> None:
        super().__init__()
        self._revision = 0
        self._looking = False
        """Whether a thread is looking through a text; there is never more than one."""
        self._pending: Timer | None = None

    @property
    def text(self) -> str:
        """The text as it is now."""
        raise NotImplementedError

    @property
    def file(self) -> Path:
        """Where it belongs."""
        raise NotImplementedError

    def show_outline(self, found: Outline) -> None:
        """`found` is of the text as it is now."""
        raise NotImplementedError

    def look_soon(self) -> None:
        """The text has changed."""
        self._revision += 1
        if self._pending is not None:
            self._pending.stop()
        self._pending = self.set_timer(PATIENCE_S, self.look)

    def look(self) -> None:
        """Look through the text as it is now; if a thread still looks at an older one, afterwards."""
        if self._pending is not None:
            self._pending.stop()
            self._pending = None
        if not self._looking:
            self._looking = True
            self._look_through(self.text, self._revision)

    @work(thread=True, group="outline")
    def _look_through(self, text: str, revision: int) -> None:
        library = self.app.services.library
        if is_plan(self.file):
            from routine_timer.care.plan_file_outline import plan_outline

            found = plan_outline(text, self.file, library.files)
        else:
            found = outline(text, self.file, library.catalogue)
        self.post_message(self.OutlineReady(found, revision))

    @on(OutlineReady)
    def _take(self, message: OutlineReady) -> None:
        self._looking = False
        if message.revision == self._revision:
            self.show_outline(message.found)
        elif self._pending is None:
            self.look()

    @work(thread=True, group="words")
    def learn_words(self) -> None:
        """Ends with `VocabularyLoaded`."""
        library = self.app.services.library
        if is_plan(self.file):
            from routine_timer.care.plan_file_outline import words_of_plans

            self.post_message(self.VocabularyLoaded(words_of_plans(library.files)))
        else:
            self.post_message(self.VocabularyLoaded(vocabulary(library.catalogue)))
