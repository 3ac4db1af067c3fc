"""Sleeping until something happens, in a program of plain lines: an alarm, a line typed, a signal.

Stands in for the app's event loop, so that the same driver leads both. A signal is noted at once and acted upon here,
between two things that happen, never in the midst of one.
"""

from __future__ import annotations

import select
import signal
import socket
import sys
from collections import deque
from collections.abc import Callable
from types import FrameType, TracebackType

from routine_timer.playback.clock import Clock
from routine_timer.playback.signals import ending, terminal_is_gone


class Ended(EOFError):
    """Whoever typed has said that no more will come."""


class _Alarm:
    """A wake-up that was asked for."""

    def __init__(self, when: float, callback: Callable[[], None]) -> None:
        self.when = when
        self.callback: Callable[[], None] | None = callback

    def cancel(self) -> None:
        self.callback = None


class Waiter:
    """Use it as a context manager: meanwhile the signals that end the program, and the one that follows a stop, come
    here.

    Args:
        clock: the real seconds that alarms are asked for in.
        listens: whether lines are typed on standard input.
    """

    def __init__(self, clock: Clock, *, listens: bool) -> None:
        self._clock = clock
        self._listens = listens
        self._alarm: _Alarm | None = None
        self._came: deque[signal.Signals] = deque()
        self._handlers: list[tuple[signal.Signals, object]] = []
        self._woken, self._wakes = socket.socketpair()

    def __enter__(self) -> Waiter:
        for end in (self._woken, self._wakes):
            end.setblocking(False)
        self._wakeup_before = signal.set_wakeup_fd(self._wakes.fileno(), warn_on_full_buffer=False)
        watched = [*ending(), *([signal.SIGCONT] if hasattr(signal, "SIGCONT") else [])]
        self._handlers = [(number, signal.signal(number, self._note)) for number in watched]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._handlers:
            signal.signal(number, handler)  # type: ignore[arg-type]  # as it was given
        signal.set_wakeup_fd(self._wakeup_before)
        self._woken.close()
        self._wakes.close()

    def call_at(self, when: float, callback: Callable[[], None], /) -> _Alarm:
        """Ask for the next wake-up; one is enough for a driver."""
        self._alarm = _Alarm(when, callback)
        return self._alarm

    def wait(self) -> str | signal.Signals | None:
        """Sleep until the next thing: a line that was typed, a signal; None when the alarm was given.

        Raises:
            Ended: nobody types any more (ctrl+d).
        """
        if self._came:
            return self._came.popleft()
        alarm = self._alarm if self._alarm is not None and self._alarm.callback is not None else None
        listened = [self._woken, *([sys.stdin] if self._listens else [])]
        ready, _, _ = select.select(
            listened, [], [], None if alarm is None else max(alarm.when - self._clock.now(), 0.0)
        )
        if self._woken in ready:
            self._woken.recv(4096)
        if self._came:
            return self._came.popleft()
        if sys.stdin in ready:
            return self._line()
        if not ready and alarm is not None and alarm.callback is not None:
            alarm.callback()
        return None

    def _line(self) -> str | signal.Signals:
        line = sys.stdin.readline()
        if line:
            return line.strip()
        self._listens = False
        if terminal_is_gone(sys.stdin):
            return signal.SIGHUP
        raise Ended

    def _note(self, number: int, _frame: FrameType | None) -> None:
        came = signal.Signals(number)
        if came is signal.SIGINT and came in self._came:
            raise KeyboardInterrupt  # asked twice, and not heard: whatever it is that hangs
        self._came.append(came)
