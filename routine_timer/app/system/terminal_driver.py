"""Textual's driver of a terminal, for an app that a shell suspends, puts in the background and resumes.

The terminal is taken and given back as a whole, and only while it is the program's to take: in the background a process
that changes a terminal is stopped by it (SIGTTOU), even while it tries to put things in order on its way out.

Works around Textual (seen with 8.2):

- It can suspend itself (Textualize/textual#3727, closed), but leaves the terminal raw when ctrl+z stops the program
  (#6298, open).
- A terminal that stops reading fills the queue of what is to be drawn, and the event loop then waits for it. #6692
  (open) describes the same for an app that stays suspended.
- Its reader ends the app when bytes are not UTF-8 (#6456, open).
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from queue import Empty, Queue
from typing import TYPE_CHECKING

from routine_timer.app.system.window_title import WindowTitle
from routine_timer.playback.signals import SafeTerminalStream, terminal_is_gone

if TYPE_CHECKING:
    from textual.driver import Driver

_SLOW_S = 0.2
"""Seconds for which drawing waits for a terminal that takes nothing in, before what is drawn is dropped."""
_LOOK_S = 0.1
"""Seconds between two looks whether it has caught up."""
_PATIENCE_S, _RETRY_S = 0.5, 0.02
"""Seconds for which giving the terminal back waits for it, and then between one try to make room and the next."""
_A_MOMENT = 0.5
"""Seconds before the program stops itself again: who ends a job that stands still lets it go on, and tells it to end
just before or after that. Told when it stands still again, it would never hear of it."""


def in_background() -> bool:
    """Whether the terminal belongs to another job of the shell now."""
    if sys.platform == "win32" or sys.__stdin__ is None:
        return False
    try:
        return os.tcgetpgrp(sys.__stdin__.fileno()) != os.getpgrp()
    except (OSError, ValueError):  # no terminal, or none any more
        return False


def well_behaved(driver: type[Driver], window_title: WindowTitle, leaves: Callable[[], bool]) -> type[Driver]:
    """The driver for such a program.

    It lets `window_title` write through it, and restores the terminal before it gives it away.
    When the process continues after it was stopped from outside (SIGSTOP), it sets the terminal up again: Textual alone
    then begins to read and draw a second time, and forgets how the terminal was before.

    Args:
        leaves: whether the program has been told to end; then it takes no terminal that it does not have.
    """

    class WellBehavedDriver(driver):  # type: ignore[misc, valid-type]
        _has_terminal = False
        _waits = False
        """Whether it is in the background, to be stopped again until it is called back or told to end."""
        _changes = 0
        """How many calls deep it takes the terminal, or gives it back."""
        _lends = False
        """Whether it gives the terminal back only for a while."""
        _is_over = False
        """Whether it has given the terminal back for good."""
        _to_stop = False
        """Whether it was told to stop meanwhile."""
        _to_go_on = False
        _drops = False
        """Whether the terminal takes in less than is drawn: nothing more is drawn until it has caught up."""

        def start_application_mode(self) -> None:
            with self._as_a_whole():
                self._wait()
                if not leaves():
                    self._has_terminal = True
                    if isinstance(stream := getattr(self, "_file", None), SafeTerminalStream):
                        stream.take_time()
                    super().start_application_mode()
                    window_title.open(self.write)

        def stop_application_mode(self) -> None:
            with self._as_a_whole(), self._in_time():
                self._is_over = not self._lends
                if not self._has_terminal:
                    return
                window_title.clear()
                if in_background():
                    self.attrs_before = None  # the shell has set the terminal up for itself since
                super().stop_application_mode()
                self._has_terminal = False

        def close(self) -> None:
            with self._in_time():
                super().close()

        def suspend_application_mode(self) -> None:
            if self._is_over:
                return
            with self._as_a_whole():
                self._lends = True
                super().suspend_application_mode()
                self._lends = False

        def disable_input(self) -> None:
            if not self._has_terminal:
                return
            if in_background():
                signal.signal(signal.SIGTTOU, signal.SIG_IGN)
            super().disable_input()

        def resume_application_mode(self) -> None:
            if self._waits or self._is_over:
                return  # called back while it waits, which sees to it
            with self._as_a_whole():
                self._wait()
                if self._has_terminal and not leaves():
                    self.suspend_application_mode()
                super().resume_application_mode()

        @contextlib.contextmanager
        def _as_a_whole(self) -> Iterator[None]:
            """What a signal asks for waits until the terminal is wholly taken, or wholly given back.

            Python does what is to be done about a signal in the midst of anything else, this too.
            """
            self._changes += 1
            try:
                yield
            finally:
                self._changes -= 1
                if not self._changes:
                    self._catch_up()

        def _catch_up(self) -> None:
            """Do what signals asked for meanwhile."""
            stop, go_on = self._to_stop, self._to_go_on
            self._to_stop = self._to_go_on = False
            if stop:
                super()._sigtstp_application()
            elif go_on:
                super()._sigcont_application()

        def _sigtstp_application(self, *about: object) -> None:
            if self._changes:
                self._to_stop = True
            else:
                super()._sigtstp_application(*about)

        def _sigcont_application(self, *about: object) -> None:
            if not self._changes:
                super()._sigcont_application(*about)
                # Also if nothing stopped the process, others may have written over the screen.
                self._call_soon(partial(self._app.refresh, layout=True))
            elif not self._waits:
                self._to_go_on = True

        def _call_soon(self, callback: Callable[[], object]) -> None:
            with contextlib.suppress(RuntimeError):  # the app has ended, and its history is still being saved
                self._loop.call_soon_threadsafe(callback)

        def _wait(self) -> None:
            """Stand still as long as the terminal is another's."""
            self._waits = True
            while in_background() and not leaves():
                time.sleep(_A_MOMENT)
                if in_background() and not leaves():
                    os.kill(os.getpid(), signal.SIGSTOP)
            self._waits = False

        def write(self, data: str) -> None:
            """Draw, without waiting for a terminal that takes nothing in: Textual's queue would stop the session."""
            if self._has_terminal and (self._changes or not self._is_behind()):
                super().write(data)

        @property
        def _queued(self) -> Queue[str | None] | None:
            """What waits to be written."""
            writer = getattr(self, "_writer_thread", None)
            return None if writer is None else writer._queue

        def _is_behind(self) -> bool:
            if self._drops or (queued := self._queued) is None:
                return self._drops
            until = time.monotonic() + _SLOW_S
            while queued.full():
                if time.monotonic() >= until:
                    self._drops = True
                    _empty(queued)
                    self._call_soon(self._look_again)
                    return True
                time.sleep(_SLOW_S / 20)
            return False

        def _look_again(self) -> None:
            """Draw the whole screen once the terminal has caught up."""
            if not self._drops or (queued := self._queued) is None:
                return
            if queued.empty() and not getattr(self._file, "is_writing", False):
                self._drops = False
                self._app.refresh(layout=True)
            else:
                self._loop.call_later(_LOOK_S, self._look_again)

        @contextlib.contextmanager
        def _in_time(self) -> Iterator[None]:
            """Within it, what a terminal doesn't take in soon makes way for what gives it back."""
            stream = getattr(self, "_file", None)
            if not isinstance(stream, SafeTerminalStream):
                yield
                return
            if self._drops and (queued := self._queued) is not None:
                self._drops = False
                _empty(queued)
            given = threading.Event()

            def hurry() -> None:
                given.wait(_PATIENCE_S)
                while not given.wait(_RETRY_S):
                    stream.make_room()

            threading.Thread(target=hurry, name="routine-timer terminal", daemon=True).start()
            try:
                yield
            finally:
                given.set()

        def run_input_thread(self) -> None:
            """Read on after bytes that aren't UTF-8 or aren't a key (a paste from elsewhere, a broken line).

            Textual's reader would end the app. It would also report a crash when the terminal is closed, which the
            program notices in another way.
            """
            while True:
                try:
                    return super().run_input_thread()  # type: ignore[no-any-return]
                except (ValueError, OverflowError):  # UnicodeDecodeError is one
                    continue
                except OSError:
                    if terminal_is_gone(sys.__stdin__):
                        return None
                    raise

    return WellBehavedDriver


def _empty(queued: Queue[str | None]) -> None:
    """Drop what nobody has seen yet and is out of date."""
    with contextlib.suppress(Empty):
        while True:
            queued.get_nowait()
