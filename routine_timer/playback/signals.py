"""Signals that end the program, and a terminal that has closed: what the app and `run --plain` do about both.

A signal never interrupts what is being done: it is handed to the event loop, which puts everything in order. Textual
itself ends on SIGTERM and SIGHUP without that (Textualize/textual#5140, open).
Doesn't know any screen or session.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import TextIO

_ENDING = ("SIGINT", "SIGTERM", "SIGHUP")
_PATIENCE, _RETRY = 1.0, 0.02
"""Seconds after a signal until what blocks the program is cleared away, and between one try and the next."""
_CHECK_TERMINAL = 1.0
"""Seconds between checks that the terminal is still there."""


def ending_signals() -> tuple[signal.Signals, ...]:
    """The signals that end the program, except those that its parent has it ignore (as `nohup` does)."""
    known = (getattr(signal, name, None) for name in _ENDING)
    return tuple(one for one in known if one is not None and signal.getsignal(one) is not signal.SIG_IGN)


@contextlib.contextmanager
def signals_in_loop(
    on_signal: Callable[[int], None],
    *,
    blocked: Callable[[], None] = lambda: None,
    at_once: Callable[[int], None] = lambda _number: None,
    continued: bool = False,
) -> Iterator[None]:
    """Call `on_signal` with the signal's number, in the running event loop, for each signal that ends the program.

    A terminal that has closed counts as SIGHUP, because only the shell's own job is sent one: started by `make` or a
    script, the program gets no signal and would read the end of its input forever.

    Args:
        on_signal: called in the loop.
        blocked: called again and again, in a thread, while the program has not ended some time after a signal: the
            loop may be waiting for something that never comes.
        at_once: called before `on_signal`, in the middle of whatever is being done; may do no more than take a note,
            or raise KeyboardInterrupt.
        continued: also hand on SIGCONT, which follows a stop of the process (ctrl+z, then `fg`).
    """
    loop = asyncio.get_running_loop()
    came, left = threading.Event(), threading.Event()

    def receive(number: int, _frame: FrameType | None) -> None:
        at_once(number)
        loop.call_soon_threadsafe(on_signal, number)
        if number != getattr(signal, "SIGCONT", None):
            came.set()

    def watch() -> None:
        while not came.wait(_CHECK_TERMINAL):
            if terminal_is_gone(sys.__stdin__):
                receive(signal.SIGHUP, None)
        left.wait(_PATIENCE)
        while not left.wait(_RETRY):
            blocked()

    handled = [*ending_signals(), *([signal.SIGCONT] if continued and hasattr(signal, "SIGCONT") else [])]
    before = [(number, signal.signal(number, receive)) for number in handled]
    threading.Thread(target=watch, name="routine-timer signals", daemon=True).start()
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)
        left.set()
        came.set()


def terminal_is_gone(stream: TextIO | None) -> bool:
    """Whether a stream's terminal was closed."""
    if stream is None or sys.platform == "win32":
        return False
    import errno
    import termios

    try:
        termios.tcgetattr(stream.fileno())
    except termios.error as error:
        return bool(error.args) and error.args[0] == errno.EIO
    except (OSError, ValueError):
        return False
    return False


def detach_from_terminal() -> None:
    """Point the standard streams whose terminal has closed to the null device, so that nothing fails on exit."""
    for number, stream in enumerate((sys.__stdin__, sys.__stdout__, sys.__stderr__)):
        if terminal_is_gone(stream):
            nowhere = os.open(os.devnull, os.O_RDWR)
            os.dup2(nowhere, number)
            os.close(nowhere)


class SafeTerminalStream:
    """A terminal's stream to draw on from a thread. What a terminal that is gone can't take is dropped.

    Otherwise the thread would die, and everything that waits for the thread would wait forever.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._hurries = False
        self.is_writing = False
        """Whether the terminal has not yet taken all of what is being written."""

    def write(self, text: str) -> int:
        self.is_writing = True
        with contextlib.suppress(OSError):
            if self._hurries:
                self.make_room()
            if not self._hurries or self._has_room():
                self._stream.write(text)
        self.is_writing = False
        return len(text)

    def flush(self) -> None:
        with contextlib.suppress(OSError):
            self._stream.flush()

    def take_time(self) -> None:
        """Wait again for a terminal that is slow, after `make_room`."""
        self._hurries = False

    def make_room(self) -> None:
        """Drop what the terminal has not taken yet, and from now on whatever it does not take at once."""
        if sys.platform == "win32":
            return  # a console always takes it
        import termios

        self._hurries = True
        if self._has_room():
            return
        with contextlib.suppress(OSError, ValueError, termios.error):
            termios.tcflush(self._stream.fileno(), termios.TCOFLUSH)
            for flow in (termios.TCOOFF, termios.TCOON):  # Linux wakes a waiting writer only when output starts
                termios.tcflow(self._stream.fileno(), flow)

    def _has_room(self) -> bool:
        import select

        with contextlib.suppress(OSError, ValueError):
            return bool(select.select([], [self._stream], [], 0)[1])
        return False

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)
