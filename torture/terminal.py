"""A program in a pseudo-terminal: typed at, resized, killed; and whether it left the terminal as it found it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from torture.view import View

_MODES = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_COLOURS = re.compile(rb"\x1b\[[0-9;:<=>?$]*[A-Za-z]")
_ERROR = re.compile(r"[A-Za-z_.]+(Error|Exception|Interrupt|Exit|Ids|Matches)\b")
_LINES = 8
"""Of a traceback's places, and of what it says."""
RESTORED: Mapping[int, bool] = {25: True, 1049: False, 1000: False, 1002: False, 1003: False, 1006: False, 2004: False}
"""Private modes of a terminal as a shell wants them: cursor shown, no second screen, no mouse, no bracketed paste."""


class Terminal:
    """`words` in a terminal of `columns` × `rows`, in `folder`; killed at the end of the block if it still runs.

    `seen`: what a person sees is worked out too, which takes time; see `text`. `kept`: how many bytes of what is
    written are kept.
    """

    def __init__(
        self,
        words: Sequence[str],
        environment: Mapping[str, str],
        *,
        columns: int = 80,
        rows: int = 24,
        folder: Path | None = None,
        seen: bool = False,
        kept: int = 400_000,
    ) -> None:
        begins, told_to_begin = os.pipe()
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            try:
                os.read(begins, 1)
                if folder is not None:
                    os.chdir(folder)
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
                os.execvpe(words[0], list(words), dict(environment))
            finally:
                os._exit(127)
        # The program starts once the previous state of the terminal is known.
        self._attributes = termios.tcgetattr(self._master)
        os.write(told_to_begin, b".")
        os.close(begins)
        os.close(told_to_begin)
        self._kept = kept
        self.output = bytearray()
        """The last of what was written, as much as is needed to find words and tracebacks in it."""
        self.written = 0
        self.modes: dict[int, bool] = {}
        """Private modes that were set or taken back, and how they are now."""
        self._view = View(columns, rows) if seen else None
        self.exit_code: int | None = None
        """128 + n when a signal n ended it; None while it runs."""

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self.exit_code is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)
            self._reap(block=True)
        os.close(self._master)

    def read_for(self, seconds: float) -> bool:
        """Take in what is written within `seconds`; False when the program has ended."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if not self._read(left):
                return False
        return True

    def read_until_quiet(self, seconds: float, patience: float = 5.0) -> None:
        """Take in what is written until nothing came for so many seconds."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            before = self.written
            if not self.read_for(seconds) or self.written == before:
                return

    def read_until(self, pattern: bytes, patience: float = 30.0) -> bool:
        """Whether `pattern` was written, from the beginning of what is kept."""
        until = time.monotonic() + patience
        while not re.search(pattern, self.output):
            if time.monotonic() > until or not self._read(0.2):
                return bool(re.search(pattern, self.output))
        return True

    @property
    def text(self) -> str:
        """What the screen shows now, one line a row."""
        return "" if self._view is None else self._view.text

    def see(self, pattern: str, patience: float = 30.0) -> str | None:
        """Wait until the screen shows `pattern`; its text then, or None if that never comes."""
        if not self.saw(re.compile(pattern), patience):
            return None
        self.read_until_quiet(0.05, 1.0)
        return self.text

    def saw(self, pattern: re.Pattern[str], patience: float = 30.0) -> bool:
        """Whether the screen shows `pattern` in time."""
        until = time.monotonic() + patience
        while not pattern.search(self.text):
            if time.monotonic() > until or not self._read(0.2):
                return bool(pattern.search(self.text))
        return True

    def wait(self, patience: float = 30.0) -> bool:
        """Whether the program ended in time."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if not self._read(0.2):
                break
        while self.exit_code is None and time.monotonic() < until:
            self._reap(block=False)
            time.sleep(0.01)
        return self.exit_code is not None

    def type(self, data: bytes, patience: float = 20.0) -> bool:
        """Type, reading meanwhile, so that neither side waits for the other forever; False if it takes no more."""
        until = time.monotonic() + patience
        while data:
            _, ready, _ = select.select([], [self._master], [], 0.2)
            if ready:
                try:
                    data = data[os.write(self._master, data[:512]) :]
                except OSError:  # it has ended
                    return False
            if (not self._read(0.0) and self.exit_code is not None) or time.monotonic() > until:
                return False
        return True

    def resize(self, columns: int, rows: int) -> None:
        with contextlib.suppress(OSError):
            fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def go_on(self) -> bool:
        """Wake the program if it has stopped itself (ctrl+z), as a shell's `fg` does; whether it had."""
        with contextlib.suppress(ChildProcessError):
            pid, status = os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED) if self.exit_code is None else (0, 0)
            if pid and os.WIFSTOPPED(status):
                os.kill(self.pid, signal.SIGCONT)
                return True
            if pid:
                self.exit_code = _code(status)
        return False

    def runs(self) -> bool:
        self._reap(block=False)
        return self.exit_code is None

    @property
    def traceback(self) -> str:
        """What went wrong last, as far as a traceback was written: where, and what was said; "" if there is none."""
        text = _COLOURS.sub(b"", bytes(self.output)).decode(errors="replace")
        found = text.rfind("Traceback (most")
        if found < 0:
            return ""
        lines = [line.strip(" │╭╮╰╯─\r") for line in text[found:].splitlines()]
        # Textual's own are framed, and tell of every variable; what stands in the frame's corner is the error.
        framed = [line for line in lines if line.startswith("❱") or re.match(r'/\S+:\d+ in|File "', line)]
        last = next((n for n, line in enumerate(lines) if _ERROR.match(line)), 0)
        # After it comes what else was written: keys that are echoed, when the terminal is a shell's again.
        said = [line[:300] for line in lines[last:] if line][:_LINES]
        return "\n".join([*framed[-_LINES:], *said])

    @property
    def takes_keys(self) -> bool:
        """Whether each key goes to the program as it is typed, not a line at a time as in a shell or an editor."""
        with contextlib.suppress(termios.error):
            return not termios.tcgetattr(self._master)[3] & termios.ICANON
        return False

    def not_restored(self) -> list[str]:
        """What of the terminal is not as it was before the program."""
        wrong = [
            f"mode {mode} is {'on' if self.modes[mode] else 'off'}"
            for mode, wanted in RESTORED.items()
            if mode in self.modes and self.modes[mode] != wanted
        ]
        with contextlib.suppress(termios.error):
            now = termios.tcgetattr(self._master)[:4]
            if now != self._attributes[:4]:
                wrong.append(f"its line settings were {self._attributes[:4]} and are {now}")
        return wrong

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return True
        try:
            data = os.read(self._master, 65536)
        except OSError:
            data = b""
        if not data:
            self._reap(block=False)
            return False
        self.written += len(data)
        if self._view is not None:
            self._view.feed(data)
        tail = bytes(self.output[-30:])
        for mode, how in _MODES.findall(tail + data):
            self.modes.update((int(one), how == b"h") for one in mode.split(b";") if one)
        self.output += data
        del self.output[: -self._kept]
        return True

    def _reap(self, *, block: bool) -> None:
        if self.exit_code is not None:
            return
        with contextlib.suppress(ChildProcessError):
            pid, status = os.waitpid(self.pid, 0 if block else os.WNOHANG)
            if pid:
                self.exit_code = _code(status)


def _code(status: int) -> int:
    return 128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
