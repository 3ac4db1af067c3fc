"""The clocks that drive a session: the only place that asks what time it is.

There are two kinds of seconds. *Real* ones are those of `time.monotonic`, which the event loop sleeps on too. The
*session's* are what the engine counts; at another speed they run faster. Knows nothing of sessions or Textual.
"""

from __future__ import annotations

import sys
import time


class Clock:
    """The machine's steady clock in real seconds: it never jumps, but may stop while the machine sleeps."""

    def __init__(self) -> None:
        self._through_sleep = _clock_through_sleep()

    def now(self) -> float:
        """Real seconds, on the event loop's clock."""
        return time.monotonic()

    def through_sleep(self) -> float:
        """Real seconds that also count while the machine sleeps; `now` where the system has no such clock."""
        return self.now() if self._through_sleep is None else time.clock_gettime(self._through_sleep)


class ScaledClock:
    """The session's seconds: 0 when this was made, and `speed` of them per real second."""

    def __init__(self, clock: Clock, speed: float = 1.0) -> None:
        if speed <= 0:
            raise ValueError(f"a clock can't run at speed {speed}")
        self.real = clock
        self.speed = speed
        self._started = clock.now()

    def now(self) -> float:
        return (self.real.now() - self._started) * self.speed

    def restart(self) -> None:
        """Start again at 0."""
        self._started = self.real.now()

    def real_at(self, instant: float) -> float:
        """The real instant at which `now` will be `instant`."""
        return self._started + instant / self.speed


def _clock_through_sleep() -> int | None:
    """The system's clock that counts sleep: boottime on Linux; on macOS what C calls monotonic."""
    name = {"linux": "CLOCK_BOOTTIME", "darwin": "CLOCK_MONOTONIC"}.get(sys.platform, "")
    return getattr(time, name, None)
