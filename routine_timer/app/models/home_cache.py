"""What the home screen shows in this run, until it is kept for the first picture of the next start."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from routine_timer.app.models.home_progress import HomeProgress
from routine_timer.app.models.routine_entries import RoutineEntry
from routine_timer.paths import Folders

if TYPE_CHECKING:
    from routine_timer.app.screens.home.home_cache_file import CachedEntries, CachedHome, CachedProgress


class HomeCache:
    """Remembers routines and progress, each with a mark of what it was made from.

    Args:
        folders: where the files are.
        history_mark: makes the mark of the history as it is now.
    """

    def __init__(self, folders: Folders, history_mark: Callable[[], str]) -> None:
        self._folders = folders
        self._history_mark = history_mark
        self._entries: CachedEntries | None = None
        self._progress: CachedProgress | None = None
        """Where the person stood when it was asked last, with days to come."""

    def load(self, day: date) -> CachedHome:
        """What was kept when the program was left, as far as what it was made from is still the same."""
        from routine_timer.app.screens.home.home_cache_file import load

        return load(self._file, self.files_mark(), self._history_mark(), day)

    def files_mark(self) -> str:
        from routine_timer.app.screens.home.home_cache_file import files_stamp

        return files_stamp(self._folders)

    def remember_entries(self, mark: str, entries: tuple[RoutineEntry, ...]) -> None:
        self._entries = mark, entries

    def remember_progress(self, mark: str, progress: HomeProgress) -> None:
        """Remember `progress`. Days to come stay as they are while history and day are the same."""
        before = self._progress[1] if self._progress is not None and self._progress[0] == mark else ()
        ahead = before[1:] if before and before[0].today == progress.today else ()
        self._progress = mark, (progress, *ahead)

    def add_days_ahead(self, load_days: Callable[[HomeProgress], tuple[HomeProgress, ...]]) -> None:
        """Add the days to come, unless they are there. `load_days` returns today and them."""
        if self._progress is not None:
            mark, (progress, *ahead) = self._progress
            if not ahead:
                self._progress = mark, load_days(progress)

    def save(self) -> None:
        """Keep it, each half unless anything has changed since it was asked for."""
        from routine_timer.app.screens.home.home_cache_file import save

        entries = self._entries if self._entries is not None and self._entries[0] == self.files_mark() else None
        progress = self._progress if self.is_current else None
        if entries or progress:
            with contextlib.suppress(OSError):  # it only makes the next start quicker
                save(self._file, entries, progress)

    @property
    def is_current(self) -> bool:
        """Whether the history is as it was when the progress was asked for."""
        return self._progress is not None and self._progress[0] == self._history_mark()

    def save_after_closing(self) -> None:
        """Keep progress that was current when the history was closed: closing leaves another size and time."""
        if self._progress is not None:
            self._progress = self._history_mark(), self._progress[1]
            self.save()

    @property
    def _file(self) -> Path:
        return self._folders.cache / "home.json"
