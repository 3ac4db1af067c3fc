"""The program on a later day, with faster sessions: `python moved_clock.py DAYS SPEED [WORD…]`.

Only its clocks differ, so whatever is seen and saved is what a person gets who comes back after so many days.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta, tzinfo

from routine_timer.app import services
from routine_timer.cli import main
from routine_timer.history.store import database
from routine_timer.playback.clock import Clock, ScaledClock

_at_speed = ScaledClock.__init__


def move(days: float, times: float) -> None:
    """Let every clock of the program be so many days ahead, and its sessions so many times faster."""

    class Moved(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + timedelta(days)

    def faster(self: ScaledClock, clock: Clock, speed: float = 1.0) -> None:
        _at_speed(self, clock, speed * times)

    vars(services)["datetime"] = vars(database)["datetime"] = Moved
    ScaledClock.__init__ = faster  # type: ignore[method-assign]


if __name__ == "__main__":
    move(float(sys.argv[1]), float(sys.argv[2]))
    sys.exit(main(sys.argv[3:]))
