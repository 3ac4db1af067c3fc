"""Keeps the screen awake while a session runs, and no longer.

The system is asked in a thread of its own, which also takes the request back: it may answer slowly or not at all.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wakepy import Mode

SLEEPS = "Nothing here can keep the screen on: it may go dark while you stretch."


class KeepAwake:
    """Ask with `start`, take it back with `stop`. `tell` hears, in another thread, when it can't be had."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._thread: ThreadPoolExecutor | None = None
        self._mode: Mode | None = None

    def start(self) -> None:
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="routine-timer awake")
            self._thread.submit(self._ask)

    def stop(self) -> None:
        if self._thread is not None:
            self._thread.submit(self._take_back)
            self._thread.shutdown(wait=False)
            self._thread = None

    def _ask(self) -> None:
        from wakepy import keep  # 25 ms that the first picture need not wait for

        self._mode = keep.presenting(on_fail="pass")
        self._mode.__enter__()
        if not self._mode.active:
            self._tell(SLEEPS)

    def _take_back(self) -> None:
        if self._mode is not None:
            self._mode.__exit__(None, None, None)
            self._mode = None
