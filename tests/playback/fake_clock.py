"""A clock that only moves when it is told to, and an event loop that runs on it."""

from __future__ import annotations

from asyncio import TimerHandle
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from routine_timer.playback.clock import Clock


@dataclass
class FakeClock(Clock):
    """Real seconds, moved by hand. Asleep, only the clock that counts sleep continues."""

    seconds: float = 0.0
    slept: float = 0.0

    def now(self) -> float:
        return self.seconds

    def through_sleep(self) -> float:
        return self.seconds + self.slept


@dataclass
class FakeHandle:
    when: float
    callback: Callable[[], object]
    cancelled: bool = False

    def cancel(self) -> None:
        self.cancelled = True


@dataclass
class FakeLoop:
    """As much of an event loop as a driver needs: it runs what is due when the clock is moved."""

    clock: FakeClock
    handles: list[FakeHandle] = field(default_factory=list)
    asked: list[float] = field(default_factory=list)

    def call_at(self, when: float, callback: Callable[[], object], /) -> TimerHandle:
        handle = FakeHandle(when, callback)
        self.handles.append(handle)
        self.asked.append(when)
        return cast(TimerHandle, handle)

    def run_until(self, real: float) -> None:
        """Let time pass until `real`, waking whoever asked at the very instant."""
        while due := [h for h in self.handles if not h.cancelled and h.when <= real]:
            first = min(due, key=lambda handle: handle.when)
            self.clock.seconds = max(self.clock.seconds, first.when)
            self._run(first)
        self.clock.seconds = max(self.clock.seconds, real)

    def jump_to(self, real: float) -> None:
        """Stand still until `real`, then wake whoever should have been woken long before."""
        self.clock.seconds = real
        for handle in [h for h in self.handles if not h.cancelled and h.when <= real]:
            self._run(handle)

    def _run(self, handle: FakeHandle) -> None:
        self.handles.remove(handle)
        handle.callback()
