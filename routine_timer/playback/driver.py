"""Drives a session in the event loop: sleeps until its next change, and no further.

Nothing polls and nothing repeats. Each wake-up is scheduled at an absolute instant (`loop.call_at`), so lateness never
adds up; after it, and after each command, the next one is scheduled. Textual's own timers are not used: after the
machine slept for long, a repeating one catches up in a busy loop (Textualize/textual#5464).

The driver also notices that the machine slept or the process was stopped, which the engine can't: it then pauses the
session where it was last seen, and the gap is not counted. Doesn't know any screen: it passes what happened to two
functions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

import msgspec

from routine_timer.playback.clock import ScaledClock
from routine_timer.playback.live_session import LiveSession
from routine_timer.session import Command, Event
from routine_timer.text.durations import short

if TYPE_CHECKING:
    from asyncio import TimerHandle

SLEPT_AFTER = 10.0
"""Real seconds that a wake-up may be late, or that the clocks may drift apart, before it counts as sleep."""


class Sleeper(Protocol):
    """What wakes a driver: an event loop, or the inbox of `run --plain` on top of one."""

    def call_at(self, when: float, callback: Callable[[], None], /) -> TimerHandle: ...


class Gap(msgspec.Struct, frozen=True):
    """A time in which nothing ran, in real seconds. `asleep`: the computer slept, as far as its clocks tell."""

    seconds: float
    asleep: bool

    def __str__(self) -> str:
        what = "The computer slept for" if self.asleep else "The session was interrupted for"
        return f"{what} {short(self.seconds)}."


class SessionDriver:
    """One session's driver.

    Args:
        live: the session.
        clock: its clock, whose real seconds must be the loop's own.
        loop: what to sleep in.
        show: called after each wake-up and each command with what happened, which may be nothing.
        on_gap: called once the session has been paused because nothing ran for a while.
    """

    def __init__(
        self,
        live: LiveSession,
        clock: ScaledClock,
        loop: Sleeper,
        show: Callable[[list[Event]], None],
        on_gap: Callable[[Gap], None],
    ) -> None:
        self._live = live
        self._clock = clock
        self._loop = loop
        self._show = show
        self._on_gap = on_gap
        self._handle: TimerHandle | None = None
        self._wakes_at: float | None = None
        """The real instant of the scheduled wake-up."""
        self._seen = clock.now()
        self._drift = clock.real.through_sleep() - clock.real.now()

    @property
    def now(self) -> float:
        """The last instant of the session that was handled, which is what a screen shows."""
        return self._seen

    def start(self) -> None:
        """Start: the session's first events come at once."""
        self._wake()

    def stop(self) -> None:
        """Cancel the scheduled wake-up."""
        if self._handle is not None:
            self._handle.cancel()
        self._handle, self._wakes_at = None, None

    def do(self, command: Command) -> None:
        """Carry out a command now."""
        now = self._look()
        self._show_and_sleep(self._live.do(command, now))

    def change(self, how: Callable[[float], list[Event]]) -> None:
        """Do something else to the session now. `how` gets the instant, and returns what happened."""
        now = self._look()
        self._show_and_sleep(how(now))

    def toggle_pause(self) -> None:
        """Pause or resume. A session that ran and turns out to have been slept through stays paused."""
        ran = self._runs
        now = self._look()
        if ran and not self._runs:
            self._schedule()
        else:
            self._show_and_sleep(self._live.toggle_pause(now))

    def pause_where_seen(self) -> None:
        """Pause at the last instant that was handled: for a process that was stopped in between."""
        if self._runs:
            self._show_and_sleep(self._live.do(Command.PAUSE, self._seen))
            self._read_clocks()

    def _wake(self) -> None:
        now = self._look()
        self._show_and_sleep(self._live.step(now))

    def _show_and_sleep(self, events: list[Event]) -> None:
        self._show(events)
        self._schedule()

    def _schedule(self) -> None:
        self.stop()
        due = None if self._live.is_over else self._live.next_change(self._seen)
        if due is not None:
            self._wakes_at = self._clock.real_at(due)
            self._handle = self._loop.call_at(self._wakes_at, self._wake)

    def _look(self) -> float:
        """The session's instant now. If nothing ran until now, the session is first paused where it was last seen."""
        gap = self._gap()
        if gap.seconds > SLEPT_AFTER and self._runs:
            self._show(self._live.do(Command.PAUSE, self._seen))
            self._on_gap(gap)
        self._read_clocks()
        return self._seen

    def _gap(self) -> Gap:
        """How late a wake-up is, or how long the machine slept while the clock stood still."""
        real = self._clock.real.now()
        late = 0.0 if self._wakes_at is None else real - self._wakes_at
        slept = self._clock.real.through_sleep() - real - self._drift
        return Gap(max(late, slept), asleep=slept >= late)

    def _read_clocks(self) -> None:
        self._seen = self._clock.now()
        self._drift = self._clock.real.through_sleep() - self._clock.real.now()

    @property
    def _runs(self) -> bool:
        return self._live.session.state in ("running", "lead-in")
