"""Notices that another program wrote to the history: not every terminal reports that its window is looked at again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.screen import Screen

_EVERY_S = 2.0


class HistoryPoll:
    """Looks at the history's file, not into it, while a screen is on top, and calls `changed` if it was written."""

    def __init__(self, screen: Screen[None], file: Path, changed: Callable[[], object]) -> None:
        self._screen = screen
        self._file = file
        self._changed = changed
        self._known = self._stamp()
        self._wait()

    def remember(self) -> None:
        """The history is about to be read as it is now."""
        self._known = self._stamp()

    def _wait(self) -> None:
        self._screen.set_timer(_EVERY_S, self._look)  # not an interval, which catches up on time slept through

    def _look(self) -> None:
        if self._screen.is_current and self._stamp() != self._known:
            self.remember()
            self._changed()
        self._wait()

    def _stamp(self) -> tuple[int, ...]:
        try:
            found = self._file.stat()
        except OSError:
            return ()
        return found.st_ino, found.st_size, found.st_mtime_ns
