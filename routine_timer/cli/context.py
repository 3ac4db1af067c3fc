"""What verbs share: the person's folders, settings, routines and history, each made when it is first asked for."""

from __future__ import annotations

import json
import sys
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

from routine_timer import paths

if TYPE_CHECKING:
    from routine_timer.history.history import History
    from routine_timer.routine.library import Library
    from routine_timer.settings import Settings


class Context:
    """The surroundings of one run of a verb."""

    def __init__(self, folders: paths.Folders | None = None, out: TextIO | None = None) -> None:
        self.folders = folders or paths.folders()
        self.out = out or sys.stdout
        self._history: History | None = None
        self._keeps_in_step = False
        self._told: set[str] = set()

    @cached_property
    def settings(self) -> Settings:
        """The settings; what is wrong in their file is said once on stderr."""
        from routine_timer import settings

        found, problems = settings.load(self.folders.settings_file)
        for problem in problems:
            self.talk(str(problem))
        return found

    @cached_property
    def library(self) -> Library:
        from routine_timer.routine.library import Library

        return Library.of(self.folders)

    @property
    def history(self) -> History:
        """The open history, with what the person's other computers wrote; `close` lets them know what was changed.

        A file that can't be used is an error here; the app goes on without it.

        Raises:
            HistoryError
        """
        history = self.own_history
        if not self._keeps_in_step:
            self._keeps_in_step = True
            self.keep_in_step()
        return history

    def keep_in_step(self) -> None:
        """Read the files of the person's other computers and write this one's, if there is a folder for them.

        Quick where nothing has changed. What goes wrong with the folder is said once on stderr, and fails nothing.

        Raises:
            HistoryError: there is a folder, and the history, not open yet, can't be used.
        """
        folder = self.settings.sync_folder
        if folder is None:
            return
        from routine_timer.history.sync import sync

        synced = sync(self._history or self.own_history, folder)
        for told in (*synced.notices, *(f"not in step with your other computers: {one}" for one in synced.troubles)):
            if told not in self._told:
                self._told.add(told)
                self.talk(told)

    @property
    def own_history(self) -> History:
        """The open history of this computer, without looking at the others.

        Raises:
            HistoryError
        """
        if self._history is None:
            from routine_timer.history.history import History
            from routine_timer.history.streak_settings import rules_of

            self._history = History(self.folders.history_file, self.folders.state)
            self._history.set_rules(rules_of(self.settings))
        return self._history

    @property
    def safe_history(self) -> History:
        """The history, opened whatever it takes; what is wrong with it is said once on stderr."""
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

    def print(self, text: str = "") -> None:
        """Lines for the user to read, without anything that a terminal would obey."""
        from routine_timer.text.sanitize import plain

        self.out.write(plain(text, lines=True) + "\n")

    def print_data(self, text: str) -> None:
        """Text for a program to read: control characters are escaped, in case it ends up in a terminal."""
        from routine_timer.text.sanitize import escaped

        self.out.write(escaped(text))

    def print_json(self, value: object) -> None:
        self.print_data(json.dumps(value, ensure_ascii=False, indent=2) + "\n")

    def talk(self, text: str) -> None:
        """A line to the person, which no program reads."""
        from routine_timer.text.sanitize import plain

        sys.stderr.write(plain(text, lines=True) + "\n")

    @property
    def can_ask(self) -> bool:
        return sys.stdin is not None and sys.stdin.isatty()

    def close(self) -> None:
        """Close what was opened; the person's other computers are told of what was changed through `history`."""
        if self._history is not None:
            if self._keeps_in_step:
                self._keeps_in_step = False
                self.keep_in_step()
            self._history.close()
            self._history = None
