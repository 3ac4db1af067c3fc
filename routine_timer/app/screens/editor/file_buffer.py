"""The file of the edited text: saves, reloads and opens it in another editor, and never overwrites changes unasked.

Knows the screen only as its owner, which has the text, shows a line and asks questions.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol, TypeAlias

from textual.app import SuspendNotSupported

from routine_timer.editing import routine_file
from routine_timer.editing.external_editor import NoEditor, editor_command, run_editor
from routine_timer.editing.routine_file import SavedFile

Then: TypeAlias = Callable[[], object]
"""What to do after something has succeeded."""
Answers: TypeAlias = Mapping[str, tuple[str, Then]]
"""Key -> its label and what it does."""


class BufferOwner(Protocol):
    """The screen that has the text."""

    @property
    def text(self) -> str: ...
    def key(self, command: str) -> str:
        """The key that a command has now, as it is written in a sentence."""

    def become(self, text: str) -> None:
        """Replace the text, as one change that can be undone."""

    def tell(self, text: str, colour: str = "") -> None: ...
    def ask(self, question: str, answers: Answers) -> None: ...
    def file_changed(self) -> None:
        """The file was written or read."""

    def saved(self) -> None:
        """Report that it was saved."""

    def stepping_aside(self) -> AbstractContextManager[None]:
        """Hand the terminal over to another program.

        Raises:
            SuspendNotSupported: this terminal can't be handed over.
        """


class FileBuffer:
    """A file and its text as it was last read or saved."""

    def __init__(self, known: SavedFile, owner: BufferOwner) -> None:
        self._known = known
        self._owner = owner

    @property
    def file(self) -> Path:
        return self._known.file

    @property
    def unsaved(self) -> bool:
        """Whether there are unsaved changes."""
        return self._owner.text != self._known.text

    def save(self, then: Then | None = None, *, over: bool = False) -> None:
        """Save, then do `then`. If the file was changed on disk, ask first, unless `over`."""
        try:
            self._known = routine_file.save(self._known, self._owner.text, over=over)
        except routine_file.ChangedMeanwhile as error:
            self._owner.ask(
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
            self._after_saving(then)

    def reload(self) -> None:
        """Replace the text with the file on disk. Undo brings the old text back."""
        try:
            self._known = routine_file.read(self.file)
        except routine_file.NotText as error:
            self._owner.tell(error.with_help, "$warning")
        except OSError as error:
            self._owner.tell(f"{self.file.name} can't be read: {error.strerror or error}", "$warning")
        else:
            self._owner.become(self._known.text)
            self._owner.file_changed()
            self._owner.tell(f"Reloaded from disk. Press {self._owner.key('undo-change')} to get back what you had.")

    def look(self) -> None:
        """Check whether another program has changed the file, and reload it if there are no unsaved changes."""
        try:
            changed = routine_file.has_changed(self._known)
        except OSError as error:
            self._owner.tell(f"{self.file.name} can't be read: {error.strerror or error}", "$warning")
            return
        if changed and not self.unsaved:
            self.reload()
        elif changed:
            self._owner.tell(f"{self.file.name} was changed on disk. Saving will ask what to do.", "$warning")

    def open_outside(self) -> None:
        """Open the file in the user's own editor. Unsaved changes are saved first, after asking."""
        if self.unsaved:
            question = "Your editor opens the saved file:"
            self._owner.ask(question, {"s": ("save and open", lambda: self.save(self._open))})
        else:
            self._open()

    def leave(self, go: Then, verb: str) -> None:
        """Close or quit (`verb`), after asking about unsaved changes."""
        if self.unsaved:
            answers: Answers = {"s": (f"save and {verb}", lambda: self.save(go)), "d": ("discard changes", go)}
            self._owner.ask("Save your changes?", answers)
        else:
            go()

    def _open(self) -> None:
        problem = self._run_editor()
        self.look()
        if problem:
            self._owner.tell(problem, "$warning")

    def _run_editor(self) -> str:
        """Run the editor until it is closed. Returns what went wrong, or an empty string."""
        try:
            command = editor_command(os.environ)
        except NoEditor as error:
            return error.with_help
        problem = ""
        try:
            with self._owner.stepping_aside():
                # Textual's suspend() doesn't take the terminal back if its block raises: the app would be frozen.
                try:
                    code = run_editor(command, self.file)
                except NoEditor as error:
                    problem = error.with_help
                else:
                    problem = f"Your editor, {command[0]}, exited with code {code}." if code else ""
        except SuspendNotSupported:
            return "This terminal can't open another program."
        return problem

    def _save_copy(self, then: Then | None) -> None:
        try:
            self._known = routine_file.save_copy(self._known, self._owner.text)
        except OSError as error:
            self._not_saved(error)
        else:
            self._after_saving(then)

    def _after_saving(self, then: Then | None) -> None:
        self._owner.file_changed()
        if then is not None:
            then()
        else:
            self._owner.saved()

    def _not_saved(self, error: OSError) -> None:
        self._owner.tell(f"Not saved: {error.strerror or error}", "$error")
