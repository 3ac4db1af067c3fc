"""Drives a session in the event loop: sleeps until its next change, and no further.

Nothing polls and nothing repeats. Each wake-up is asked for at an absolute instant (`loop.call_at`), so lateness never
adds up; after it, and after each command, the next one is asked for anew. Textual's own timers are not used: after a
long sleep of the machine a repeating one catches up in a busy loop (Textualize/textual#5464).

The driver also notices that the machine or the process stood still, which the engine can't: it then pauses the session
where it was last seen, and the gap is not counted. Knows no screen: it hands what happened to two functions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from routine_timer.playback.clock import ScaledClock
from routine_timer.playback.lead import Lead
from routine_timer.session import Command, Event

STOOD_STILL = 10.0
"""Real seconds that a wake-up may be late, or that the clocks may drift apart, before it counts as sleep."""


class Alarm(Protocol):
    """A wake-up that was asked for."""

    def cancel(self) -> None: ...


class Sleeper(Protocol):
    """What wakes a driver: the event loop, or in tests one whose time is moved by hand."""

    def call_at(self, when: float, callback: Callable[[], None], /) -> Alarm: ...


class SessionDriver:
    """One session's driver.

    Args:
        lead: the session.
        clock: its clock, whose real seconds must be the loop's own.
        loop: what to sleep in.
        show: is given what happened after each wake-up and each command, be it nothing.
        stood_still: is told for how many real seconds nothing ran; the session has been paused by then.
    """

    def __init__(
        self,
        lead: Lead,
        clock: ScaledClock,
        loop: Sleeper,
        show: Callable[[list[Event]], None],
        stood_still: Callable[[float], None],
    ) -> None:
        self._lead = lead
        self._clock = clock
        self._loop = loop
        self._show = show
        self._stood_still = stood_still
        self._handle: Alarm | None = None
        self._asked: float | None = None
        """The real instant of the wake-up that was asked for."""
        self._seen = clock.now()
        self._drift = clock.real.through_sleep() - clock.real.now()

    @property
    def now(self) -> float:
        """The session's instant that was last acted upon: what a screen shows is of then."""
        return self._seen

    def start(self) -> None:
        """Begin: the session's first events come at once."""
        self._wake()

    def stop(self) -> None:
        """Ask for no more wake-ups."""
        if self._handle is not None:
            self._handle.cancel()
        self._handle, self._asked = None, None

    def do(self, command: Command) -> None:
        """Carry out a command now."""
        now = self._look()
        self._after(self._lead.do(command, now))

    def pause_or_go_on(self) -> None:
        now = self._look()
        self._after(self._lead.pause_or_go_on(now))

    def pause_where_seen(self) -> None:
        """Pause at the last instant that was acted upon: for a process that was stopped meanwhile."""
        if self._runs:
            self._after(self._lead.do(Command.PAUSE, self._seen))
            self._take_bearings()

    def _wake(self) -> None:
        now = self._look()
        self._after(self._lead.step(now))

    def _after(self, events: list[Event]) -> None:
        self._show(events)
        self._arm()

    def _arm(self) -> None:
        self.stop()
        due = None if self._lead.is_over else self._lead.next_change(self._seen)
        if due is not None:
            self._asked = self._clock.real_at(due)
            self._handle = self._loop.call_at(self._asked, self._wake)

    def _look(self) -> float:
        """The session's instant now. If all stood still until now, the session has been paused where it was seen."""
        still_for = self._still_for()
        if still_for > STOOD_STILL and self._runs:
            self._show(self._lead.do(Command.PAUSE, self._seen))
            self._stood_still(still_for)
        self._take_bearings()
        return self._seen

    def _still_for(self) -> float:
        """Real seconds by which a wake-up is overdue, or for which the machine slept without the clock's noticing."""
        real = self._clock.real.now()
        late = 0.0 if self._asked is None else real - self._asked
        return max(late, self._clock.real.through_sleep() - real - self._drift)

    def _take_bearings(self) -> None:
        self._seen = self._clock.now()
        self._drift = self._clock.real.through_sleep() - self._clock.real.now()

    @property
    def _runs(self) -> bool:
        return self._lead.session.state in ("running", "lead-in")
