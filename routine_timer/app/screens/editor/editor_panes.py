"""The editor's panes, and what the file behind the text and the changes to it need of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from textual.app import ComposeResult
from textual.containers import Container, Vertical

from routine_timer.app.keymap import key_shown
from routine_timer.app.screens.editor.analysis import AnalysisScreen
from routine_timer.app.screens.editor.completing_editor import CompletingEditor
from routine_timer.app.screens.editor.editor_header import EditorHeader
from routine_timer.app.screens.editor.editor_question_bar import EditorQuestionBar
from routine_timer.app.screens.editor.problem_list import ProblemList
from routine_timer.app.screens.editor.source_view import SourceView
from routine_timer.app.screens.editor.status_line import StatusLine
from routine_timer.app.screens.editor.step_list import StepList
from routine_timer.app.widgets.key_line import KeyLine
from routine_timer.app.widgets.static_figure import StaticFigure
from routine_timer.editing.routine_file import SavedFile
from routine_timer.routine.problem_collector import KeyPath

Answers: TypeAlias = Mapping[str, tuple[str, Callable[[], object]]]
"""Key -> its label and what it does."""


class EditorPanes(AnalysisScreen):
    """The text, its steps, its figure and its problems, and the lines below.

    Args:
        known: the file as it was read.
    """

    def __init__(self, known: SavedFile) -> None:
        super().__init__()
        self._opened = known
        self.at: KeyPath | None = None
        """The selected step, by its place in the file."""

    def compose(self) -> ComposeResult:
        yield EditorHeader(self._opened.file.stem, id="head")
        with Container(id="body"):
            yield CompletingEditor(self._opened.text, blink=not self.app.services.settings.reduced_motion, id="writing")
            with Vertical(id="side"):
                yield StaticFigure(self.app.services)
                yield StepList(id="steps")
                yield ProblemList(id="problems")
        yield StatusLine(id="said", markup=False)
        yield EditorQuestionBar(id="asking")
        yield KeyLine("editor", always=("save", "pane"))

    @property
    def source(self) -> SourceView:
        return self.query_one(CompletingEditor).source

    @property
    def steps(self) -> StepList:
        return self.query_one(StepList)

    @property
    def problems(self) -> ProblemList:
        return self.query_one(ProblemList)

    @property
    def text(self) -> str:
        return self.source.text

    @property
    def place(self) -> tuple[str, tuple[int, int]]:
        """The text and where the cursor is in it."""
        return self.source.text, self.source.cursor_location

    def key(self, command: str) -> str:
        """The key that a command has now, as it is written in a sentence."""
        return key_shown(command, self.app.own_keys)

    def ask(self, question: str, answers: Answers) -> None:
        self.query_one(EditorQuestionBar).ask(question, answers)

    def tell(self, text: str, colour: str = "") -> None:
        """Tell something in the line above the keys; nothing brings back where the cursor is."""
        self.query_one(StatusLine).tell(text, colour, self.place)
        self.show_strip()

    def clear_message(self) -> None:
        """What was told goes once the text or the cursor is another."""
        if self.query_one(StatusLine).clear_message(self.place):
            self.show_strip()

    def show_strip(self) -> None:
        """What was told, or what is at the cursor."""
        beside = not self.has_class("-narrow") or self.has_class("-side")
        strip, width = self.query_one(StatusLine), max(self.size.width - 4, 0)
        problem = self.problems.at(self.source.cursor_location[0] + 1)
        strip.present(self.steps.chosen, problem, width, beside=beside)
