"""What can be done with the selected routine on the home screen: copy, rename, delete, reset and restore it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from routine_timer.app.close_once_screen import CloseOnceScreen
from routine_timer.app.keymap import key_shown
from routine_timer.editing import copy_and_rename, deleted_routines
from routine_timer.editing.copy_and_rename import NameTaken, title_of
from routine_timer.errors import RoutineTimerError
from routine_timer.text.plurals import pluralize
from routine_timer.text.sanitize import plain

if TYPE_CHECKING:
    from routine_timer.app.app_base import BaseApp
    from routine_timer.app.models.routine_entries import RoutineEntry

OF_A_ROUTINE = ("copy", "rename", "delete_routine", "reset")


class RoutineActions(CloseOnceScreen[None]):
    """The commands. The screen knows which routine is selected, and shows the list again after each change."""

    app: BaseApp

    def __init__(self) -> None:
        super().__init__()
        self._deleted: list[str] = []
        """The ids of the routines that were deleted here and can be restored, the last one last."""

    @property
    def _chosen(self) -> RoutineEntry | None:
        raise NotImplementedError

    def show_routine(self, file: Path | None) -> None:
        """Read the routines again, and select the one in `file`."""
        raise NotImplementedError

    def is_gone(self, entry: RoutineEntry) -> bool:
        """Whether the routine's file was deleted or renamed since it was listed. Then say so, and list them again."""
        if self.app.services.has_file(entry):
            return False
        self.notify(plain(f"{entry.name} was deleted or renamed in the meantime."), severity="warning")
        self.show_routine(None)
        return True

    def can_change(self, action: str) -> bool:
        """Whether an action of `OF_A_ROUTINE` is possible with the selected routine."""
        entry = self._chosen
        if entry is None or action == "copy":
            return entry is not None
        replaces = copy_and_rename.replaces_bundled(entry.file, self.app.services.folders)
        return entry.own and (replaces if action == "reset" else action == "rename" or not replaces)

    def _allows(self, action: str, entry: RoutineEntry) -> bool:
        """Whether it is possible; otherwise say why nothing happens."""
        if self.is_gone(entry):
            return False
        if self.can_change(action):
            return True
        copy, reset = (key_shown(command, self.app.own_keys) for command in ("copy", "reset"))
        match action:
            case "reset" if entry.own:
                why = f"{entry.name} is your own routine. It has no bundled version."
            case "reset":
                why = f"{entry.name} is already the bundled version."
            case "delete_routine" if entry.own:
                why = f"{entry.name} replaces a bundled routine. {reset}: reset it to the bundled version"
            case "delete_routine":
                why = "You can't delete a bundled routine."
            case _:
                why = f"You can't rename a bundled routine. {copy}: duplicate it under a new name"
        self.notify(plain(why))
        return False

    def action_copy(self) -> None:
        if (entry := self._chosen) is not None and not self.is_gone(entry):
            self._ask_name(
                "Duplicate routine", "The name of the copy", f"{entry.name} copy", lambda name: self._copy(entry, name)
            )

    def action_rename(self) -> None:
        if (entry := self._chosen) is not None and self._allows("rename", entry):
            about = "Its sessions in your history are renamed too"
            self._ask_name("Rename routine", about, entry.name, lambda name: self._rename(entry, name))

    def action_delete_routine(self) -> None:
        if (entry := self._chosen) is not None and self._allows("delete_routine", entry):
            self._delete(entry, f"{entry.name} deleted.")

    def action_reset(self) -> None:
        if (entry := self._chosen) is not None and self._allows("reset", entry):
            self._delete(entry, f"{entry.name} is the bundled version again.")

    def action_restore_routine(self) -> None:
        """Restore what this window deleted last, whatever another one has deleted since; else the last one of all."""
        folders, name = self.app.services.folders, self._deleted.pop() if self._deleted else None
        self._change(lambda: deleted_routines.restore(name, folders), lambda file: f"{title_of(file.stem)} restored.")

    def _copy(self, entry: RoutineEntry, name: str) -> None:
        services = self.app.services
        self._change(
            lambda: copy_and_rename.copy(
                services.library.find(str(entry.file)), name, services.folders, services.library.catalogue.exercises
            ),
            lambda _: f"{entry.name} duplicated as {name}.",
        )

    def _rename(self, entry: RoutineEntry, name: str) -> None:
        services = self.app.services
        moved = 0

        def change() -> Path:
            nonlocal moved
            services.routines.forget_if_changed()  # what is renamed is what the file says now
            exercises = services.library.catalogue.exercises
            reading = services.library.find(entry.id)
            file, moved = copy_and_rename.rename(
                reading, name, services.folders, services.history.rename_routine, exercises
            )
            return file

        def message(_: Path) -> str:
            sessions = f", with {pluralize(moved, 'session')}" if moved else ""
            return f"{entry.name} renamed to {name}{sessions}.{self._left_without(entry)}"

        self._change(change, message)

    def _delete(self, entry: RoutineEntry, done: str) -> None:
        def change() -> Path:
            deleted_routines.delete(entry.file, self.app.services.folders)
            self._deleted.append(entry.id)
            return entry.file

        undo = key_shown("restore-routine", self.app.own_keys)
        self._change(change, lambda _: f"{done} {undo}: undo{self._left_without(entry)}")

    def _left_without(self, entry: RoutineEntry) -> str:
        """The plans that name a routine that no longer exists."""
        says = self.app.services.plans.left_without(entry.id)
        return f"\n{says}" if says else ""

    def _ask_name(self, title: str, about: str, value: str, apply: Callable[[str], None]) -> None:
        from routine_timer.app.screens.prompts import TextPrompt

        def check(text: str) -> None:
            if not any(character.isalnum() for character in text):
                raise ValueError("a name with a letter or a digit")
            try:
                copy_and_rename.free_id(text, self.app.services.folders)
            except NameTaken:
                raise ValueError("a new name: you already have a routine with this one") from None

        def answer(text: str | None) -> None:
            if text is not None:
                apply(text.strip())

        self.app.push_screen(TextPrompt(title, about, value, check), answer)

    def _change(self, change: Callable[[], Path], done: Callable[[Path], str]) -> None:
        """Carry out a change of routine files, report it, and show the routine that it is about."""
        try:
            file = change()
        except RoutineTimerError as error:
            self.notify(plain(error.with_help), severity="warning")
        except OSError as error:
            self.notify(plain(f"{error.filename or ''}: {error.strerror or error}"), severity="error")
        else:
            self.notify(plain(done(file)))
            self.show_routine(file)
