"""Notices that another program wrote a file that is shown: not every terminal reports that its window is looked at."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from textual.screen import Screen

_EVERY_S = 2.0
_MANY = 500
"""In a folder with more files than this, only the folder itself is checked, so that no key has to wait."""


class ChangePoll:
    """Looks at files, not into them, while a screen is on top, and calls `changed` if one was written.

    Args:
        screen: the screen that shows what is in the files.
        stamp: makes a value that changes with the files, such as `file_stamp`.
        changed: called when it has changed.
    """

    def __init__(self, screen: Screen[None], stamp: Callable[[], object], changed: Callable[[], object]) -> None:
        self._screen = screen
        self._stamp = stamp
        self._changed = changed
        self._known = stamp()
        self._wait()

    def remember(self) -> None:
        """The files are about to be read as they are now."""
        self._known = self._stamp()

    def _wait(self) -> None:
        self._screen.set_timer(_EVERY_S, self._look)  # not an interval, which catches up on time slept through

    def _look(self) -> None:
        if self._screen.is_current and self._stamp() != self._known:
            self.remember()
            self._changed()
        self._wait()


def file_stamp(file: Path) -> tuple[int, ...]:
    """Changes whenever the file is written or replaced. Empty if there is none."""
    try:
        found = file.stat()
    except OSError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns


def folder_stamp(folder: Path, suffix: str) -> tuple[object, ...]:
    """Changes whenever a file whose name ends in `suffix` is written, added, renamed or deleted."""
    try:
        with os.scandir(folder) as found:
            entries = [entry for entry in found if entry.name.endswith(suffix)]
    except OSError:
        return ()
    if len(entries) > _MANY:
        return file_stamp(folder)
    return tuple(sorted((entry.name, file_stamp(Path(entry.path))) for entry in entries))
