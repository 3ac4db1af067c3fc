"""The file behind the text: saved, read again, opened in another editor, and never written over unasked.

Knows the screen only as a desk: it has the text, tells something in a line, and asks.
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
"""What is done after something else has gone well."""
Answers: TypeAlias = Mapping[str, tuple[str, Then]]
"""Key -> what it says, and what it does."""


class BufferOwner(Protocol):
    """Where the text lies."""

    @property
    def text(self) -> str: ...
    def become(self, text: str) -> None:
        """Turn the text into another one, as one change that can be undone."""

    def tell(self, text: str, colour: str = "") -> None: ...
    def ask(self, question: str, answers: Answers) -> None: ...
    def file_changed(self) -> None:
        """The file was written or read."""

    def saved(self) -> None:
        """It was saved, and nothing else was to be done: say so."""

    def stepping_aside(self) -> AbstractContextManager[None]:
        """Leave the terminal to another program.

        Raises:
            SuspendNotSupported: it can't be left from here.
        """


class FileBuffer:
    """The file of one text."""

    def __init__(self, known: SavedFile, desk: BufferOwner) -> None:
        self._known = known
        self._desk = desk

    @property
    def file(self) -> Path:
        return self._known.file

    @property
    def unsaved(self) -> bool:
        """Whether there is something that would be lost."""
        return self._desk.text != self._known.text

    def save(self, then: Then | None = None, *, over: bool = False) -> None:
        """Save, and then do what was meant to be done; if somebody else has changed the file, ask first."""
        try:
            self._known = routine_file.save(self._known, self._desk.text, over=over)
        except routine_file.ChangedMeanwhile as error:
            self._desk.ask(
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
            self._go_on(then)

    def reload(self) -> None:
        """Take what is on disk; what was here can be undone to."""
        try:
            self._known = routine_file.read(self.file)
        except routine_file.NotText as error:
            self._desk.tell(error.with_help, "$warning")
        except OSError as error:
            self._desk.tell(f"{self.file.name} can't be read: {error.strerror or error}", "$warning")
        else:
            self._desk.become(self._known.text)
            self._desk.file_changed()
            self._desk.tell("Reloaded from disk. Undo brings back what you had.")

    def look(self) -> None:
        """Look whether another program has written the file. Where nothing can be lost, it is taken at once."""
        try:
            changed = routine_file.has_changed(self._known)
        except OSError as error:
            self._desk.tell(f"{self.file.name} can't be read: {error.strerror or error}", "$warning")
            return
        if changed and not self.unsaved:
            self.reload()
        elif changed:
            self._desk.tell(f"{self.file.name} was changed on disk. Saving will ask what to do.", "$warning")

    def open_outside(self) -> None:
        """Open the file in the person's own editor; what is not saved is saved first, after asking."""
        if self.unsaved:
            question = "Your editor opens the saved file:"
            self._desk.ask(question, {"s": ("save and open", lambda: self.save(self._open))})
        else:
            self._open()

    def leave(self, go: Then) -> None:
        """Go, after asking where something would be lost."""
        if self.unsaved:
            answers: Answers = {"s": ("save and quit", lambda: self.save(go)), "d": ("discard changes", go)}
            self._desk.ask(f"{self.file.name} is not saved:", answers)
        else:
            go()

    def _open(self) -> None:
        problem = self._run_editor()
        self.look()
        if problem:
            self._desk.tell(problem, "$warning")

    def _run_editor(self) -> str:
        """Run the editor until it is closed. Returns what went wrong, or an empty string."""
        try:
            command = editor_command(os.environ)
        except NoEditor as error:
            return error.with_help
        problem = ""
        try:
            with self._desk.stepping_aside():
                # Textual's suspend() doesn't take the terminal back if its block raises: the app would be frozen.
                try:
                    code = run_editor(command, self.file)
                except NoEditor as error:
                    problem = error.with_help
                else:
                    problem = f"Your editor, {command[0]}, ended with exit code {code}." if code else ""
        except SuspendNotSupported:
            return "This terminal can't open another program."
        return problem

    def _save_copy(self, then: Then | None) -> None:
        try:
            self._known = routine_file.save_copy(self._known, self._desk.text)
        except OSError as error:
            self._not_saved(error)
        else:
            self._go_on(then)

    def _go_on(self, then: Then | None) -> None:
        self._desk.file_changed()
        if then is not None:
            then()
        else:
            self._desk.saved()

    def _not_saved(self, error: OSError) -> None:
        self._desk.tell(f"Not saved: {error.strerror or error}", "$error")
