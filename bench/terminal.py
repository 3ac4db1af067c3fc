"""Programs in a real pseudo-terminal: how soon they show something, and what they cost while they run.

The parent reads what they write and throws it away, but for finding in it the words that say that a picture is whole.
It answers no question that a program asks of its terminal, as many terminals do not.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

COLUMNS, ROWS = 120, 40
PATIENCE = 30.0
"""Seconds after which words that were waited for will not come."""
_LONGEST = 400
"""Bytes of an escape sequence; what is longer is none."""
_ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_].*?\x1b\\|[@-Z\\-_])")


class NeverSeen(Exception):
    """The words were not shown in time, or the program ended first; `text` is what it had written."""

    def __init__(self, words: Sequence[str], text: str) -> None:
        super().__init__(f"never seen: {', '.join(words)}; it wrote: {text[-500:]!r}")
        self.text = text


@dataclass(frozen=True, slots=True)
class Cost:
    """What a program and its children used within a span: processor seconds, and resident bytes at its end."""

    cpu_s: float
    resident: int


class Running:
    """A program in its own terminal."""

    def __init__(self, words: Sequence[str], environment: Mapping[str, str]) -> None:
        self.text = b""
        """What it has written, escape sequences left out."""
        self._cut_off = b""
        """The beginning of an escape sequence whose end has not come yet."""
        self.began = time.perf_counter()
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            try:
                # The size must be there before the program asks for it.
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
                os.execvpe(words[0], list(words), dict(environment))
            finally:
                os._exit(127)
        self.is_over = False

    def read(self, until: float) -> bool:
        """Take in what is written next, until `until` on `time.perf_counter`; False when the program has ended."""
        ready, _, _ = select.select([self._master], [], [], max(until - time.perf_counter(), 0))
        if not ready:
            return True
        try:
            data = os.read(self._master, 65536)
        except OSError:  # the terminal's other end is closed
            data = b""
        self.is_over = not data
        self.text += self._without_escapes(data)
        return bool(data)

    def _without_escapes(self, data: bytes) -> bytes:
        data = self._cut_off + data
        last = data.rfind(b"\x1b")
        whole = last < 0 or len(data) - last > _LONGEST or _ESCAPES.match(data, last)
        self._cut_off, data = (b"", data) if whole else (data[last:], data[:last])
        return _ESCAPES.sub(b"", data)

    def wait_for(self, *words: str, patience: float = PATIENCE) -> float:
        """Seconds from now until all of `words` have been written.

        Raises:
            NeverSeen
        """
        begun = time.perf_counter()
        wanted = [word.encode() for word in words]
        while True:
            now = time.perf_counter()
            if all(word in self.text for word in wanted):
                return now - begun
            if now > begun + patience or not self.read(begun + patience):
                raise NeverSeen(words, self.text.decode(errors="replace"))

    def shown(self, *words: str) -> float:
        """Seconds from the program's start until all of `words` have been written.

        Raises:
            NeverSeen
        """
        self.wait_for(*words)
        return time.perf_counter() - self.began

    def let_run(self, seconds: float) -> None:
        """Read, and throw away, for so long."""
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            if not self.read(until):
                raise NeverSeen(["the end of the span"], self.text.decode(errors="replace"))
            self.text = b""

    def cost(self, seconds: float) -> Cost:
        """What the next `seconds` cost, of all processes of the terminal."""
        before = self._cpu_s()
        self.let_run(seconds)
        return Cost(self._cpu_s() - before, sum(map(_resident, self._processes())))

    def type(self, text: str) -> None:
        os.write(self._master, text.encode())

    def end(self) -> None:
        """End the program and everything that it started in this terminal."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        os.close(self._master)

    def _processes(self) -> list[int]:
        return [pid for pid in _all_processes() if _session(pid) == self.pid]

    def _cpu_s(self) -> float:
        return sum(map(_processor_seconds, self._processes()))


@contextlib.contextmanager
def running(words: Sequence[str], environment: Mapping[str, str]) -> Iterator[Running]:
    """`words` run in a terminal, and are ended with the block."""
    program = Running(words, environment)
    try:
        yield program
    finally:
        program.end()


def first_paint(program: Sequence[str], environment: Mapping[str, str], *words: str) -> float:
    """Seconds from the start of `program` until all of `words` are on its screen.

    Raises:
        NeverSeen
    """
    with running(program, environment) as run:
        return run.shown(*words)


def can_measure_others() -> bool:
    """Whether this system tells what other processes cost: Linux does."""
    return sys.platform == "linux"


def _all_processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _session(pid: int) -> int:
    try:
        return os.getsid(pid)
    except ProcessLookupError:
        return 0


def _processor_seconds(pid: int) -> float:
    """To the nanosecond, by the process's own clock: what `clock_getcpuclockid` makes of a process id on Linux."""
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except OSError:  # it has ended meanwhile
        return 0.0


def _resident(pid: int) -> int:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
