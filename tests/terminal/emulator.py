"""The whole program in a real pseudo-terminal, and a terminal emulator to see what a person would see."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pexpect
import pyte

PATIENCE = 30.0
"""Seconds after which something that was waited for will not come; long, for machines that are busy."""

KEYS = {
    "right": "\x1b[C",
    "left": "\x1b[D",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "end": "\x1b[F",
    "enter": "\r",
    "escape": "\x1b",
}


def program(*words: str) -> list[str]:
    return [sys.executable, "-m", "routine_timer", *words]


def surroundings(home: Path, **more: str) -> dict[str, str]:
    """An environment with a separate home and nothing that plays sound."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if key in ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "VIRTUAL_ENV") or key.startswith("COVERAGE_")
    }
    return {
        **kept,
        "HOME": str(home),
        "ROUTINE_TIMER_HOME": str(home / "routine-timer"),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "TZ": "Europe/Berlin",
        "LANG": "C.UTF-8",
        **more,
    }


def end(child: Any) -> None:
    """Close a program's terminal, and wait until it has ended, which may take a while if the cores are busy."""
    try:
        child.close(force=True)
    except pexpect.ExceptionPexpect:  # a tenth of a second after it was killed it was still there
        child.wait()
        child.close()


class Terminal:
    """A program running in a terminal of `columns` × `rows`."""

    def __init__(
        self, words: Sequence[str], environment: Mapping[str, str], *, columns: int = 80, rows: int = 24
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        self.child: Any = pexpect.spawn(
            words[0], list(words[1:]), env=dict(environment), dimensions=(rows, columns), timeout=PATIENCE
        )

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        end(self.child)

    @property
    def text(self) -> str:
        """What the screen shows now, one line a row."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def is_restored(self) -> bool:
        """Whether the terminal is a person's own again: their screen, a cursor, letters shown as they are typed."""
        on_own_screen = self.raw.rfind(b"\x1b[?1049l") >= self.raw.rfind(b"\x1b[?1049h")
        return on_own_screen and not self._screen.cursor.hidden and bool(self.child.getecho())

    def forget(self) -> None:
        """Take what was drawn off the emulator's screen: what is seen from now on was drawn anew."""
        self._screen.reset()

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal, for real."""
        os.kill(self.child.pid, number)

    def hang_up(self) -> None:
        """Close the terminal, as a window is closed or a line is cut."""
        self.child.ptyproc.fileobj.close()

    def press(self, *keys: str) -> None:
        """Type keys by name (`right`, `enter`) or as they are."""
        for key in keys:
            self.child.send(KEYS.get(key, key))

    def resize(self, columns: int, rows: int) -> None:
        self._screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def read(self, seconds: float = 0.05) -> bool:
        """Take in what the program has written within `seconds`; False when it has ended."""
        try:
            data = self.child.read_nonblocking(65536, seconds)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += data
        # pyte does not know the private colour queries and the kitty keyboard of modern programs
        self._stream.feed(re.sub(rb"\x1b\[[<>=?][0-9;]*[a-zA-Z]|\x1b\[[0-9;]*\$[a-z]", _known, data))
        return True

    def catch_up(self) -> None:
        """Take in all that has been written so far, by a program that writes nothing more for now."""
        seen = -1
        while len(self.raw) != seen:
            seen = len(self.raw)
            self.read(0.2)

    def wait_until(self, true: Callable[[str], object], what: str, patience: float = PATIENCE) -> str:
        """Read until `true(text)` holds; returns the text."""
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if true(self.text):
                return self.text
            if not self.read():
                break
        if true(self.text):
            return self.text
        raise AssertionError(f"never seen: {what}\n{self.text}")

    def wait_for(self, pattern: str, patience: float = PATIENCE) -> str:
        return self.wait_until(lambda text: re.search(pattern, text), pattern, patience)

    def wait_for_end(self, patience: float = PATIENCE) -> int:
        """Read to the end of the program; its exit code, 128 + n when a signal n ended it."""
        deadline = time.monotonic() + patience
        while self.read(0.2):
            if time.monotonic() > deadline:
                raise AssertionError(f"the program did not end\n{self.text}")
        return self.wait_for_exit(deadline - time.monotonic())

    def wait_for_exit(self, patience: float = PATIENCE) -> int:
        """Wait for the process alone, when nothing can be read of it any more; its exit code likewise."""
        deadline = time.monotonic() + patience
        while self.child.isalive():
            if time.monotonic() > deadline:
                raise AssertionError("the program did not end")
            time.sleep(0.02)
        return int(self.child.exitstatus if self.child.exitstatus is not None else 128 + self.child.signalstatus)


def _known(found: re.Match[bytes]) -> bytes:
    """Keep the private modes that pyte knows (cursor, wrapping, screen), drop the rest."""
    sequence = found.group()
    return sequence if re.fullmatch(rb"\x1b\[\?(25|7|1049)[hl]", sequence) else b""
