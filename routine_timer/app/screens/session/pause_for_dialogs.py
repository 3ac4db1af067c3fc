"""Pauses a session while something else has the person's attention: help, the palette, a note, the question to stop.

Nobody stretches by a clock that they can't see, or with both hands on the keyboard. Only what was paused for that is
resumed: a session that the person paused stays paused.
"""

from __future__ import annotations

from collections.abc import Callable

from routine_timer.playback.driver import SessionDriver
from routine_timer.playback.live_session import LiveSession
from routine_timer.session import Command


class PauseForDialogs:
    """Args:
    live: the session.
    driver: what runs it, once it has started.
    """

    def __init__(self, live: LiveSession, driver: Callable[[], SessionDriver]) -> None:
        self._live = live
        self._driver = driver
        self._is_on = False

    def begin(self) -> None:
        if self._live.session.state != "paused" and not self._live.is_over:
            self._driver().do(Command.PAUSE)
            self._is_on = not self._live.is_over

    def end(self) -> None:
        was_on, self._is_on = self._is_on, False
        if was_on:
            self._driver().do(Command.RESUME)

    def stay(self) -> bool:
        """Make the pause the person's own. False if there is none to stay in."""
        was_on, self._is_on = self._is_on, False
        return was_on and self._live.session.state == "paused"
