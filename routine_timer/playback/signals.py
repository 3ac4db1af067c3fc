"""Signals that want the program to end, and a terminal that is gone: what the app and `run --plain` do about both.

A signal never interrupts what is being done: it is noted, and whoever sleeps wakes up and puts everything in order.
Knows no screen and no session.
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
_PATIENCE, _AGAIN = 1.0, 0.02
"""Seconds after a signal until what holds the program up is put out of the way, and between one try and the next."""
_GLANCE = 1.0
"""Seconds between one look at whether the terminal is still there and the next."""


def ending() -> tuple[signal.Signals, ...]:
    """The signals that end the program here, but for those that whoever started it wants ignored (as `nohup` does)."""
    known = (getattr(signal, name, None) for name in _ENDING)
    return tuple(one for one in known if one is not None and signal.getsignal(one) is not signal.SIG_IGN)


@contextlib.contextmanager
def told_in_loop(
    tell: Callable[[int], None],
    held_up: Callable[[], None] = lambda: None,
    at_once: Callable[[], None] = lambda: None,
) -> Iterator[None]:
    """Call `tell` with the signal's number, in the running event loop, for each ending signal that comes.

    A terminal that is gone counts as SIGHUP, for only the shell's own job is sent one: begun by `make` or a script, the
    program hears nothing, and would read the end of its input for ever.

    `at_once` is called before that, in the midst of whatever is being done, and may do no more than take a note.

    The loop may be waiting for something that never comes. So when the program has not ended some time after a signal,
    `held_up` is called again and again, in a thread.
    """
    loop = asyncio.get_running_loop()
    came, left = threading.Event(), threading.Event()

    def note(number: int, _frame: FrameType | None) -> None:
        at_once()
        loop.call_soon_threadsafe(tell, number)
        came.set()

    def watch() -> None:
        while not came.wait(_GLANCE):
            if terminal_is_gone(sys.__stdin__):
                note(signal.SIGHUP, None)
        left.wait(_PATIENCE)
        while not left.wait(_AGAIN):
            held_up()

    before = [(number, signal.signal(number, note)) for number in ending()]
    threading.Thread(target=watch, name="routine-timer signals", daemon=True).start()
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)
        left.set()
        came.set()


def terminal_is_gone(stream: TextIO | None) -> bool:
    """Whether a stream that led to a terminal leads nowhere now, because the terminal was closed."""
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


def let_go_of_terminal() -> None:
    """Point the standard streams whose terminal is gone to nowhere, so that nothing fails on its way out."""
    for number, stream in enumerate((sys.__stdin__, sys.__stdout__, sys.__stderr__)):
        if terminal_is_gone(stream):
            nowhere = os.open(os.devnull, os.O_RDWR)
            os.dup2(nowhere, number)
            os.close(nowhere)


class Outlet:
    """A terminal's stream for whoever draws on it from a thread: what a terminal that is gone can't take is dropped.

    Otherwise the thread would die of it, and everything that waits for the thread would wait for ever.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._hurries = False

    def write(self, text: str) -> int:
        with contextlib.suppress(OSError):
            if not self._hurries or self._has_room():
                return self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with contextlib.suppress(OSError):
            self._stream.flush()

    def make_room(self) -> None:
        """Throw away what a terminal has not taken in, and from now on what it does not take at once."""
        if sys.platform == "win32":
            return  # there nothing but the console's own window takes it in
        import termios

        self._hurries = True
        if self._has_room():
            return
        with contextlib.suppress(OSError, ValueError, termios.error):
            termios.tcflush(self._stream.fileno(), termios.TCOFLUSH)
            for flow in (termios.TCOOFF, termios.TCOON):  # Linux wakes who waits to write only when output starts
                termios.tcflow(self._stream.fileno(), flow)

    def _has_room(self) -> bool:
        import select

        with contextlib.suppress(OSError, ValueError):
            return bool(select.select([], [self._stream], [], 0)[1])
        return False

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)
