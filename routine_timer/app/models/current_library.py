"""The routines and the catalogue as the files have them now, read when they are first asked for."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from routine_timer.app.system.change_poll import folder_stamp

if TYPE_CHECKING:
    from collections.abc import Callable

    from routine_timer.paths import Folders
    from routine_timer.routine.library import Library


class CurrentLibrary:
    """Holds the library until a file has changed. May be used from several threads.

    Args:
        folders: the person's folders.
        on_forget: called when the library is forgotten.
    """

    def __init__(self, folders: Folders, on_forget: Callable[[], object]) -> None:
        self._folders = folders
        self._on_forget = on_forget
        self._lock = threading.RLock()
        self._library: Library | None = None
        self._read_stamp: object = None

    @property
    def library(self) -> Library:
        with self._lock:
            if self._library is None:
                from routine_timer.routine.library import Library

                self._read_stamp = self.stamp()
                self._library = Library.of(self._folders)
            return self._library

    def stamp(self) -> object:
        """A value that changes with the person's own routines and exercises."""
        return [folder_stamp(folder, ".toml") for folder in (self._folders.routines, self._folders.exercises)]

    def forget(self) -> None:
        """Read everything again when it is next asked for."""
        with self._lock:
            self._library = None
            self._on_forget()

    def forget_if_changed(self) -> bool:
        """`forget`, and return True, if a file was written, added or deleted since the library was made."""
        with self._lock:
            if self._library is None or self.stamp() == self._read_stamp:
                return False
            self.forget()
            return True
