"""Adjusts the session under way to what the person answered about pain.

From amber on, every step to come is announced with its easier way. With red pain, three easy minutes can take the
session's place, as long as nothing of it is done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from routine_timer.care.pain import ADVICE, AMBER_TO, Light, light

if TYPE_CHECKING:
    from routine_timer.playback.live_session import LiveSession
    from routine_timer.session import Event

SHORTER = "Three easy minutes instead. Stop if it still hurts."


class PainAdjustments:
    """What the answers change in one session.

    Args:
        rescue_counts: whether the shorter version counts as the whole session.
        amber_to: up to which pain the light is amber.
    """

    def __init__(self, live: LiveSession, *, rescue_counts: bool = True, amber_to: int = AMBER_TO) -> None:
        self._live = live
        self._amber_to = amber_to
        self._rescue_counts = rescue_counts
        self._pain: int | None = None
        self._is_shorter = False

    def light(self, pain: int) -> Light:
        return light(pain, self._amber_to)

    def advice(self, key: str) -> str:
        """What to do at the pain that was answered last; empty where that is nothing new.

        Args:
            key: what to press or type for the shorter, easier version.
        """
        if self._pain is None or self.light(self._pain) == "green":
            return ""
        return ADVICE[self.light(self._pain)] + (f" {key}: three easy minutes instead." if self.may_shorten else "")

    @property
    def may_shorten(self) -> bool:
        """Whether to offer the shorter, easier version."""
        hurts = self._pain is not None and self.light(self._pain) == "red"
        return hurts and not (self._is_shorter or self._live.is_over or self._live.finished_anything)

    def rate(self, pain: int, now: float) -> list[Event]:
        """Take the answer before the session. Returns what happened."""
        self._live.rate_pain(pain)
        return self.heed(pain, now)

    def heed(self, pain: int, now: float) -> list[Event]:
        """Go on as is right for this pain. Returns what happened."""
        self._pain = pain
        events = self._live.step(now)
        if self.light(pain) == "green" or self._live.is_over:
            return events
        here = self._live.snapshot(now)
        from routine_timer.timeline.easier_ways import with_easier_ways  # few sessions hurt

        return events + self._live.say(with_easier_ways(self._live.timeline, here.index, here.elapsed_s), now)

    def shorten(self, now: float) -> list[Event]:
        """Go on with the shorter, easier version, if it is offered. Returns what happened."""
        if not self.may_shorten:
            return []
        from routine_timer.care.rescue_session import easier_and_shorter

        whole = self._live.timeline
        shorter = easier_and_shorter(whole)
        self._is_shorter = True
        return self._live.start_over(shorter, now, shorter.work_s if self._rescue_counts else whole.work_s)
