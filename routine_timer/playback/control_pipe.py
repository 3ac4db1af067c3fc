"""Commands from a named pipe, one per line: for foot pedals, clickers and scripts, without a network."""

from __future__ import annotations

import asyncio
import os
import stat
from collections.abc import Callable
from pathlib import Path

from routine_timer.errors import RoutineTimerError

LONGEST_LINE = 1024
"""Bytes. What is longer can't be a command, and is not collected."""


class NotAPipe(RoutineTimerError):
    """Commands can't be read from there."""

    def __init__(self, path: Path, why: str, help: str) -> None:
        super().__init__(f"can't take commands from {path}: {why}")
        self.help = help


class ControlPipe:
    """A named pipe, opened without waiting for a writer. Writers may come and go.

    Raises:
        NotAPipe
    """

    def __init__(self, path: Path) -> None:
        self._line = b""
        self._is_too_long = False
        self._loop: asyncio.AbstractEventLoop | None = None
        create = f"create one with `mkfifo {path}`"
        try:
            if not stat.S_ISFIFO(path.stat().st_mode):
                raise NotAPipe(path, "it is not a pipe", create)
            # For reading and writing: with a writer of our own there is no end of file when the last other one leaves.
            self._file = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
        except FileNotFoundError:
            raise NotAPipe(path, "it does not exist", create) from None
        except OSError as error:
            raise NotAPipe(path, error.strerror or str(error), "") from error

    def listen(self, take: Callable[[str], None]) -> None:
        """Call `take` with each line, in the running event loop."""
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._file, self._read, take)

    def close(self) -> None:
        if self._file < 0:
            return
        if self._loop is not None:
            self._loop.remove_reader(self._file)
        os.close(self._file)
        self._file = -1

    def _read(self, take: Callable[[str], None]) -> None:
        try:
            *ended, self._line = (self._line + os.read(self._file, LONGEST_LINE)).split(b"\n")
        except BlockingIOError:
            return
        for line in ended:
            text = line.decode("utf-8", "replace").strip()
            if text and not self._is_too_long:
                take(text)
            self._is_too_long = False
        if len(self._line) > LONGEST_LINE:
            if not self._is_too_long:
                take(self._line[:LONGEST_LINE].decode("utf-8", "replace"))  # reported as unknown, once
            self._line, self._is_too_long = b"", True
