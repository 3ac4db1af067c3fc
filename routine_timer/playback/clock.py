"""What time it is, for whoever drives a session: the one place of the app that asks.

Two kinds of seconds. *Real* ones are those of `time.monotonic`, on which the event loop sleeps too. The *session's* are
what the engine counts; at another speed they run faster. Knows nothing of sessions or Textual.
"""

from __future__ import annotations

import sys
import time
from typing import Protocol


class Clock(Protocol):
    """A steady clock, in real seconds: it never jumps, and stands while the machine sleeps if the system's does."""

    def now(self) -> float:
        """Real seconds, on the event loop's own clock."""

    def through_sleep(self) -> float:
        """Real seconds that go on while the machine sleeps; the same as `now` where the system has no such clock."""


class SystemClock:
    """The machine's own."""

    def __init__(self) -> None:
        self._through_sleep = _clock_through_sleep()

    def now(self) -> float:
        return time.monotonic()

    def through_sleep(self) -> float:
        return self.now() if self._through_sleep is None else time.clock_gettime(self._through_sleep)


class ScaledClock:
    """The session's seconds: 0 when this was made, and `speed` of them to a real one."""

    def __init__(self, clock: Clock, speed: float = 1.0) -> None:
        if speed <= 0:
            raise ValueError(f"a clock can't run at speed {speed}")
        self.real = clock
        self.speed = speed
        self._began = clock.now()

    def now(self) -> float:
        return (self.real.now() - self._began) * self.speed

    def restart(self) -> None:
        """Make this instant 0."""
        self._began = self.real.now()

    def real_at(self, instant: float) -> float:
        """The real instant at which `now` will be `instant`."""
        return self._began + instant / self.speed


def _clock_through_sleep() -> int | None:
    """The system's clock that counts sleep: Linux has it as boottime, and on macOS it is what C calls monotonic."""
    name = {"linux": "CLOCK_BOOTTIME", "darwin": "CLOCK_MONOTONIC"}.get(sys.platform, "")
    return getattr(time, name, None)
