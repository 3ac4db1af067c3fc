"""A short flash of the whole screen at each change, for those who see it better than they hear the tones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from routine_timer.session import Event, SegmentStarted

if TYPE_CHECKING:
    from textual.screen import Screen

    from routine_timer.app.active_session import ActiveSession
    from routine_timer.playback.driver import Sleeper

LASTS_S = 0.25
"""Real seconds. Changes are seconds apart, so it never flashes three times a second, which could harm."""
_CLASS = "-flash"


class Flash:
    """Lights up a screen, if the person wants it."""

    def __init__(self, screen: Screen[None], session: ActiveSession, sleeper: Sleeper) -> None:
        self._screen = screen
        self._session = session
        self._sleeper = sleeper
        self._until = 0.0

    def see(self, events: Iterable[Event]) -> None:
        """Flash if a segment started."""
        if not self._session.flashes or not any(isinstance(event, SegmentStarted) for event in events):
            return
        now = self._session.clock.real.now()
        if now < self._until + LASTS_S:  # at high speed, or while segments are skipped
            return
        self._until = now + LASTS_S
        self._screen.add_class(_CLASS)
        self._sleeper.call_at(self._until, self._end)

    def _end(self) -> None:
        if self._screen.is_attached:
            self._screen.remove_class(_CLASS)
