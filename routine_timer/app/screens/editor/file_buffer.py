"""The file of the edited text: saves, reloads and opens it in another editor, and never overwrites changes unasked."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from textual.app import SuspendNotSupported

from routine_timer.app.screens.editor.editor_panes import Answers, EditorPanes
from routine_timer.editing import routine_file
from routine_timer.editing.external_editor import NoEditor, editor_command, how_it_ended, run_editor
from routine_timer.editing.routine_file import SavedFile
from routine_timer.text.sanitize import plain

Then: TypeAlias = Callable[[], object]
"""What to do after something has succeeded."""


class FileBuffer:
    """A file and its text as it was last read or saved.

    Args:
        panes: have the text as it is now.
        on_change: called when the file was written or read.
        on_saved: reports that it was saved.
    """

    def __init__(self, known: SavedFile, panes: EditorPanes, on_change: Then, on_saved: Then) -> None:
        self._known = known
        self._panes = panes
        self._on_change = on_change
        self._on_saved = on_saved
        self._is_gone = False
        """Whether the file was found to have been deleted or renamed."""
        self.was_gone = False
        """Whether it had been, when it was saved last."""

    @property
    def file(self) -> Path:
        return self._known.file

    @property
    def unsaved(self) -> bool:
        """Whether the text is not in the file: there are changes, or the file is gone."""
        return self._is_gone or self._panes.text != self._known.text

    def save(self, then: Then | None = None, *, over: bool = False) -> None:
        """Save, then do `then`. If the file was changed on disk, ask first, unless `over`."""
        was_gone = routine_file.is_gone(self._known)
        try:
            self._known = routine_file.save(self._known, self._panes.text, over=over)
        except routine_file.ChangedMeanwhile as error:
            self._panes.ask(
                f"{error}:",
                {
                    "o": ("overwrite it", lambda: self.save(then, over=True)),
                    "r": ("read it again", self.reload),
                    "k": ("save yours as a copy", lambda: self._save_copy(then)),
                },
            )
        except OSError as error:
            self._not_saved(error)
        else:
            self._after_saving(then, was_gone=was_gone)

    def reload(self) -> None:
        """Replace the text with the file on disk. Undo brings the old text back."""
        try:
            self._known = routine_file.read(self.file)
        except routine_file.NotText as error:
            self._panes.tell(error.with_help, "$warning")
        except OSError as error:
            self._panes.tell(f"{self.file.name} can't be read: {error.strerror or error}", "$warning")
        else:
            self._panes.source.become(self._known.text)
            self._on_change()
            self._panes.tell(f"Reloaded from disk. Press {self._panes.key('undo-change')} to get back what you had.")

    def look(self) -> None:
        """Check whether another program has changed the file, and reload it if there are no unsaved changes."""
        was_gone, self._is_gone = self._is_gone, routine_file.is_gone(self._known)
        if self._is_gone != was_gone:
            self._on_change()
        if self._is_gone:
            self._panes.tell(f"{self.file.name} was deleted or renamed. Save to write it again.", "$warning")
            return
        try:
            changed = routine_file.has_changed(self._known)
        except OSError as error:
            self._panes.tell(f"{self.file.name} can't be read: {error.strerror or error}", "$warning")
            return
        if changed and not self.unsaved:
            self.reload()
        elif changed:
            self._panes.tell(f"{self.file.name} was changed on disk. Saving will ask what to do.", "$warning")

    def open_in_external_editor(self) -> None:
        """Open the file in the user's own editor. Unsaved changes are saved first, after asking."""
        if self.unsaved:
            question = "Your editor opens the saved file:"
            self._panes.ask(question, {"s": ("save and open", lambda: self.save(self._open))})
        else:
            self._open()

    def leave(self, go: Then, verb: str) -> None:
        """Close or quit (`verb`), after asking about unsaved changes."""
        if self.unsaved:
            answers: Answers = {"s": (f"save and {verb}", lambda: self.save(go)), "d": ("discard changes", go)}
            self._panes.ask("Save your changes?", answers)
        else:
            go()

    def _open(self) -> None:
        problem = self._run_editor()
        self.look()
        if problem:
            self._panes.tell(problem, "$warning")

    def _run_editor(self) -> str:
        """Run the editor until it is closed. Returns what went wrong, or an empty string."""
        try:
            command = editor_command(os.environ)
        except NoEditor as error:
            return error.with_help
        problem = ""
        try:
            with self._panes.app.suspend():
                # Textual's suspend() doesn't take the terminal back if its block raises, and the app would freeze:
                # Textualize/textual#6692, open.
                try:
                    code = run_editor(command, self.file)
                except NoEditor as error:
                    problem = error.with_help
                else:
                    problem = f"Your editor, {command[0]}, {how_it_ended(code)}." if code else ""
        except SuspendNotSupported:
            return "This terminal can't open another program."
        return problem

    def _save_copy(self, then: Then | None) -> None:
        try:
            self._known = routine_file.save_copy(self._known, self._panes.text)
        except OSError as error:
            self._not_saved(error)
        else:
            self._after_saving(then)

    def _after_saving(self, then: Then | None, *, was_gone: bool = False) -> None:
        self._is_gone, self.was_gone = False, was_gone
        self._on_change()
        if then is not None:
            if was_gone:
                text = f"{self.file.name} had been deleted or renamed in the meantime. It was written again."
                self._panes.app.notify(plain(text), severity="warning")
            then()
        else:
            self._on_saved()

    def _not_saved(self, error: OSError) -> None:
        self._panes.tell(f"Not saved: {error.strerror or error}", "$error")
