"""Keeps the display on while a session runs, and no longer.

A thread makes the request to the system and withdraws it, because the system may answer slowly or not at all.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wakepy import Mode

SLEEPS = "Can't keep the screen awake. Turn off screen sleep while you stretch."
_REPORTED = "keep-awake-reported"


def once_on_this_machine(state: Path, report: Callable[[str], object]) -> Callable[[str], None]:
    """`report`, but only the first time: a file in the folder `state` remembers it for all later sessions.

    Where the file can't be written, it is reported each time.
    """

    def report_once(text: str) -> None:
        try:
            state.mkdir(parents=True, exist_ok=True)
            (state / _REPORTED).touch(exist_ok=False)
        except FileExistsError:
            return
        except OSError:
            pass
        report(text)

    return report_once


class KeepAwake:
    """From `start` to `stop` the display stays on. `report` is called, in another thread, with why it can't."""

    def __init__(self, report: Callable[[str], None]) -> None:
        self._report = report
        self._thread: ThreadPoolExecutor | None = None
        self._mode: Mode | None = None

    def start(self) -> None:
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="routine-timer awake")
            self._thread.submit(self._request)

    def stop(self) -> None:
        if self._thread is not None:
            self._thread.submit(self._withdraw)
            self._thread.shutdown(wait=False)
            self._thread = None

    def _request(self) -> None:
        from wakepy import keep  # 25 ms that the first paint need not wait for

        self._mode = keep.presenting(on_fail="pass")
        self._mode.__enter__()
        if not self._mode.active:
            self._report(SLEEPS)

    def _withdraw(self) -> None:
        if self._mode is not None:
            self._mode.__exit__(None, None, None)
            self._mode = None
