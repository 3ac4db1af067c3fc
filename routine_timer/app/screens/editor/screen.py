"""A routine file, and beside it what it comes to: its steps and times, its figure, its problems, live while one types.

Typing never waits: `analysis` has the threads. Everything that changes the text, by keys or by a command, is one
change of the text area, so that one history undoes all of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import OptionList, TextArea

from routine_timer.app.close_once_screen import is_closing
from routine_timer.app.commands import Place
from routine_timer.app.keymap import bindings
from routine_timer.app.screens.editor.analysis import AnalysisScreen
from routine_timer.app.screens.editor.completing_editor import CompletingEditor
from routine_timer.app.screens.editor.edit_queue import EditQueue
from routine_timer.app.screens.editor.editor_header import EditorHeader
from routine_timer.app.screens.editor.editor_panes import EditorPanes
from routine_timer.app.screens.editor.editor_question_bar import SAVE, EditorQuestionBar
from routine_timer.app.screens.editor.file_buffer import FileBuffer
from routine_timer.app.screens.editor.problem_list import ProblemList, saved_message
from routine_timer.app.screens.editor.source_view import ON_STEPS, SourceView
from routine_timer.app.screens.editor.step_list import StepList
from routine_timer.app.widgets.key_line import KeyLine
from routine_timer.app.widgets.static_figure import StaticFigure
from routine_timer.editing.dose_increments import EditRefused
from routine_timer.editing.outline import Outline
from routine_timer.editing.routine_file import SavedFile
from routine_timer.editing.step_commands import Command, added, done
from routine_timer.editing.step_edits import Edited
from routine_timer.routine.problem_collector import KeyPath

if TYPE_CHECKING:
    from pathlib import Path

    from routine_timer.routine.diagnostics import Diagnostic

_WIDE = 104


class EditorScreen(EditorPanes):
    """One routine file.

    Args:
        known: the file as it was read.
        said: the first message.
    """

    PLACE: ClassVar[Place] = "editor"
    BINDINGS: ClassVar[list[BindingType]] = bindings("editor")
    CSS_PATH = "screen.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high"), (34, "-roomy"), (50, "-tall")]

    def __init__(self, known: SavedFile, said: str = "") -> None:
        super().__init__(known)
        self._file = FileBuffer(known, self, self._file_changed, self._saved)
        self._first_said = said
        self._outline: Outline | None = None
        self._changing = EditQueue(self)
        self._tell_saved = False
        self._is_opening = True
        """Until it is known what the text contains."""

    def on_mount(self) -> None:
        self.set_focus(self.source)
        self._show_head()
        self.tell(self._first_said)
        self.look()
        self.learn_words()

    # -- looking through the text

    @on(TextArea.Changed)
    def _changed(self) -> None:
        self.clear_message()
        self._show_head()
        self.look_soon()

    @on(AnalysisScreen.VocabularyLoaded)
    def _know_words(self, message: AnalysisScreen.VocabularyLoaded) -> None:
        self.query_one(CompletingEditor).know(message.words)

    def show_outline(self, found: Outline) -> None:
        self._follow_steps()
        self._outline = found
        self.source.mark(found.problems)
        self.problems.show(found.problems)
        if found.rows is None:
            self.steps.mark_stale()
        else:
            self.steps.show(found.rows, self.at if self.focused is self.steps else self._path_at_cursor())
        if self._is_opening:
            self._is_opening = False
            self._open_on_steps()
        self._show_chosen()
        self._show_head()
        if self._tell_saved:
            self._tell_saved = False
            self._saved()
        self.refresh_bindings()

    def _open_on_steps(self) -> None:
        """Go to the steps, unless there are none, the text was used last, or the user is typing already."""
        is_untouched = self.focused is self.source and self.place == (self._opened.text, (0, 0))
        if is_untouched and self.steps.option_count and not self.app.services.editor_pane.opens_text:
            self._turn_to(self.steps)

    @property
    def _current(self) -> Outline | None:
        """The result of reading the text, if it is that of the current text."""
        return self._outline if self._outline is not None and self._outline.text == self.source.text else None

    @property
    def works_for_a_key(self) -> bool:
        """Whether the list of steps is about to change: the next key is meant for what will be there."""
        return self.focused is self.steps and (self._changing.is_under_way or self._current is None)

    # -- showing

    def _show_head(self) -> None:
        self.query_one(EditorHeader).present(self._outline, self._file.file, unsaved=self._file.unsaved)

    def on_resize(self) -> None:
        self.show_strip()

    def _path_at_cursor(self) -> KeyPath | None:
        found = self._outline
        index = found.row_at(self.source.cursor_location[0] + 1) if found is not None else None
        return found.rows[index].path if found is not None and found.rows and index is not None else self.at

    def _show_chosen(self) -> None:
        """The figure and the strip of the step that is chosen."""
        row = self.steps.chosen
        if row is not None:
            self.at = row.path
        self.show_strip()
        segment = self._outline.first_work(row) if self._outline is not None and row is not None else None
        self.query_one(StaticFigure).present(segment)

    @on(TextArea.SelectionChanged)
    def _follow_cursor(self) -> None:
        found = self._outline
        self.clear_message()
        if self.focused is self.source and found is not None and found.rows is not None:
            self.steps.choose(found.row_at(self.source.cursor_location[0] + 1))
            self._show_chosen()

    @on(StepList.Moved)
    def _follow_steps(self) -> None:
        if (row := self.steps.newly_chosen()) is not None:
            self.source.go(row.line)
            self.clear_message()
            self._show_chosen()

    def on_descendant_focus(self) -> None:
        if self.focused is not self.query_one(EditorQuestionBar):  # a question leaves the pane as it is
            self.set_class(self.focused in (self.steps, self.problems), "-side")
        self.query_one(KeyLine).relabel({"pane": "steps" if self.focused is self.source else "text"})
        self.refresh_bindings()

    def action_pane(self) -> None:
        beside = self.steps if self.steps.option_count else self.problems
        self._turn_to(beside if self.focused is self.source and beside.option_count else self.source)

    def _turn_to(self, pane: SourceView | StepList | ProblemList) -> None:
        self.set_class(pane is not self.source, "-side")
        self.app.stylesheet.update(self)  # the pane comes in sight now, if there is room for one only: a key may follow
        self.set_focus(pane)

    # -- commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        if not self.is_mounted or is_closing(self):
            return True
        if action.replace("_", "-") in ON_STEPS:
            if action == "go_to" and self.focused is self.problems:
                return True
            can_do = True if self.steps.chosen is not None or action == "add" else None
            return can_do if self.focused is self.steps else False
        prompt = self.query_one(EditorQuestionBar)
        if prompt.asks and action != "close":  # Esc closes the question
            return True if action == "save" and prompt.can_answer(SAVE) else None
        if action == "complete":
            return self.focused is self.source
        if action == "next_problem":
            return True if self.problems.option_count else None
        if action == "save":
            return True if self._file.unsaved or self._changing.is_under_way else None
        return True

    def action_undo_change(self) -> None:
        self.source.typed = False
        self._changing.afterwards(self.source.undo)

    def action_redo_change(self) -> None:
        self.source.typed = False
        self._changing.afterwards(self.source.redo)

    def action_complete(self) -> None:
        self.query_one(CompletingEditor).offer()

    def action_next_problem(self) -> None:
        self._go_to(self.problems.after(*(place + 1 for place in self.source.cursor_location)))

    def action_go_to(self) -> None:
        if self.focused is self.problems:
            self._go_to(self.problems.chosen)
        elif (row := self.steps.chosen) is not None:
            self.source.go(row.line)
            self._turn_to(self.source)
            self.tell(f"This is the step in the text. {self.key('pane')}: back to the steps")

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_go_to()

    def _go_to(self, problem: Diagnostic | None) -> None:
        if problem is not None:
            self.source.go(problem.line, problem.column)
            self._turn_to(self.source)

    # -- commands for a step: no typing needed

    def action_move_up(self) -> None:
        self._do("up")

    def action_move_down(self) -> None:
        self._do("down")

    def action_duplicate(self) -> None:
        self._do("duplicate")

    def action_take_out(self) -> None:
        self._do("delete", f"Deleted. {self.key('undo-change')}: undo")

    def action_dose_more(self) -> None:
        self._do("more")

    def action_dose_less(self) -> None:
        self._do("less")

    def action_sides(self) -> None:
        self._do("sides")

    def action_add(self) -> None:
        from routine_timer.app.screens.editor.exercise_picker import ExercisePicker

        def picked(exercise: str | None) -> None:
            if exercise is not None:
                catalogue = self.app.services.library.catalogue
                self._changing.ask(lambda text, path: added(text, path, exercise, catalogue))

        self.app.push_screen(ExercisePicker(self.app.services.library.catalogue), picked)

    def _do(self, command: Command, said: str = "") -> None:
        catalogue = self.app.services.library.catalogue

        def change(text: str, path: KeyPath | None) -> Edited:
            if path is None:
                raise EditRefused("there is no step to change")
            return done(command, text, path, catalogue)

        self._follow_steps()
        if self.at is not None:
            self._changing.ask(change, said)

    # -- the file

    def action_save(self) -> None:
        prompt = self.query_one(EditorQuestionBar)
        if prompt.asks:
            prompt.answer(SAVE)
            return
        self._changing.afterwards(self._file.save)

    def action_outside(self) -> None:
        self._file.open_in_external_editor()

    def action_close(self) -> None:
        if self.steps.option_count:
            self.app.services.editor_pane.remember(text=not self.has_class("-side"))
        self._changing.afterwards(lambda: self._file.leave(self.dismiss, "close"))

    def leave(self, go: Callable[[], object]) -> None:
        """Go, after asking where something would be lost."""
        self._file.leave(go, "quit")

    def on_app_focus(self) -> None:
        """The terminal has been looked at again: another program may have written the file."""
        self._file.look()

    @property
    def file(self) -> Path:
        return self._file.file

    def _file_changed(self) -> None:
        """It was written or read."""
        self.app.services.reload()
        self._show_head()
        self.refresh_bindings()

    def _saved(self) -> None:
        if self._current is None:
            self._tell_saved = True  # once it is known what is wrong with it
            self.look()
            return
        self.tell(*saved_message(self._current, self._file.file, was_gone=self._file.was_gone))
