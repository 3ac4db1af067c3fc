"""What verbs share: folders, settings, routines and history, each loaded when it is first used."""

from __future__ import annotations

import json
import sys
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

from routine_timer import paths

if TYPE_CHECKING:
    from collections.abc import Iterable

    from routine_timer.history.history import History
    from routine_timer.routine.library import Library
    from routine_timer.settings import Settings


class Context:
    """Everything that one run of a verb uses. Close it when the verb is done."""

    def __init__(self, folders: paths.Folders | None = None, out: TextIO | None = None) -> None:
        self.folders = folders or paths.folders()
        self.out = out or sys.stdout
        self._history: History | None = None
        self._is_syncing = False
        self._messages: set[str] = set()

    @cached_property
    def settings(self) -> Settings:
        """The settings. Problems in their file are printed once, on stderr."""
        from routine_timer import settings

        values, problems = settings.load(self.folders.settings_file)
        for problem in problems:
            self.print_message(str(problem))
        return values

    @cached_property
    def library(self) -> Library:
        from routine_timer.routine.library import Library

        self.warn_of_left_out()
        return Library.of(self.folders)

    def warn_of_left_out(self) -> None:
        """Say once which of the user's folders can't be listed: a routine in them is not missing."""
        for message in paths.left_out(self.folders):
            self._print_once(message)

    def _print_once(self, message: str) -> None:
        if message not in self._messages:
            self._messages.add(message)
            self.print_message(message)

    def forget_routines(self) -> None:
        """Read routines and exercises again when they are needed: files were written."""
        self.__dict__.pop("library", None)

    @property
    def history(self) -> History:
        """The open history, synced with the user's other computers if they set up a sync folder. `close` syncs again.

        Raises:
            HistoryError
        """
        history = self.own_history
        if not self._is_syncing:
            self._is_syncing = True
            self.sync()
        return history

    def sync(self) -> None:
        """Read the files of the user's other computers and write this one's, if there is a sync folder.

        Fast if nothing has changed. A problem with the folder is a warning on stderr, printed once.

        Raises:
            HistoryError: there is a sync folder, and the history had to be opened but can't be used.
        """
        folder = self.settings.sync_folder
        if folder is None:
            return
        from routine_timer.history import sync

        synced = sync.sync(self._history or self.own_history, folder)
        warnings = [f"not in sync with your other computers: {trouble}" for trouble in synced.troubles]
        for message in (*synced.notices, *warnings):
            self._print_once(message)

    @property
    def own_history(self) -> History:
        """The open history of this computer, without a sync.

        Raises:
            HistoryError
        """
        if self._history is None:
            from routine_timer.history.history import History
            from routine_timer.history.streak_settings import rules_of

            self._history = History(self.folders.history_file, self.folders.state)
            self._history.set_rules(rules_of(self.settings))
            if news := self._history.news():
                self.print_message(news)
        return self._history

    @property
    def safe_history(self) -> History:
        """The history, or an empty one if it can't be opened. The problem is printed once, on stderr."""
        if self._history is None:
            from routine_timer.cli.error_output import print_error
            from routine_timer.history.errors import HistoryError
            from routine_timer.history.history import History

            try:
                return self.own_history
            except HistoryError:
                self._history, trouble = History.open_anyway(self.folders.history_file, self.folders.state)
                if trouble is not None:
                    print_error(trouble)
        return self._history

    def release_history(self) -> History | None:
        """Hand over the history, if it is open and has a file, to someone else who closes it."""
        if self._history is None or self._history.database.no_file is not None:
            return None
        history, self._history = self._history, None
        return history

    def print(self, text: str = "") -> None:
        """Lines for the user to read, without anything that a terminal would obey."""
        from routine_timer.text.sanitize import plain

        self.out.write(plain(text, lines=True) + "\n")

    def print_data(self, text: str) -> None:
        """Text for a program to read: control characters are escaped, in case it ends up in a terminal."""
        from routine_timer.text.sanitize import escaped

        self.out.write(escaped(text))

    def print_json_text(self, text: str) -> None:
        """JSON that was made already. It loses no letter, whatever the encoding of the stream is."""
        from routine_timer.cli.streams import is_unicode
        from routine_timer.text.sanitize import escaped_letters

        encoding = getattr(self.out, "encoding", None)
        self.print_data(text if encoding is None or is_unicode(encoding) else escaped_letters(text))

    def print_json_list(self, values: Iterable[object]) -> None:
        """What `print_json` prints of a list of them all, without holding more than one."""
        import msgspec

        began = "[\n  "
        for value in values:
            text = msgspec.json.format(json.dumps(value, ensure_ascii=False), indent=2)  # five times as fast as `json`
            self.print_json_text(began + text.replace("\n", "\n  "))
            began = ",\n  "
        self.print_data("[]\n" if began.startswith("[") else "\n]\n")

    def print_json(self, value: object) -> None:
        self.print_json_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n")

    def print_message(self, text: str) -> None:
        """Print a line for the user on stderr, so it doesn't mix with data."""
        from routine_timer.text.sanitize import plain

        sys.stderr.write(plain(text, lines=True) + "\n")

    @property
    def can_ask(self) -> bool:
        """Whether someone can answer a question."""
        return sys.stdin is not None and sys.stdin.isatty()

    def close(self) -> None:
        """Close what was opened. Changes made through `history` are synced first."""
        if self._history is not None:
            if self._is_syncing:
                self._is_syncing = False
                self.sync()
            self._history.close()
            self._history = None
