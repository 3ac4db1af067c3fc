"""The whole program in a pseudo-terminal that answers as terminals with graphics do."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest

from tests.app.picture.making import two_halves
from tests.terminal.emulator import end

pytestmark = [pytest.mark.terminal, pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")]

ROUTINE = 'format = 1\nname = "Mine"\n[[step]]\nname = "Pose"\nhold = "60s"\nimage = "pose.png"\n'
KITTY, SIXEL, HALF_BLOCK = "\U0010eeee".encode(), b"\x1bP", "▀".encode()
TRIES = 4


class Terminal:
    """A terminal of 120 by 40 cells, 10 by 20 pixels each."""

    def __init__(
        self, home: Path, term: str, *, attributes: bytes | None, knows_kitty: bool = False, routine: str = "mine"
    ) -> None:
        environ = {
            name: value
            for name, value in os.environ.items()
            if name not in ("TMUX", "STY", "NO_COLOR", "COLUMNS", "LINES")
        }
        environ |= {"ROUTINE_TIMER_HOME": str(home), "TERM": term, "COLORTERM": "truecolor"}
        self._attributes = attributes
        self._knows_kitty = knows_kitty
        self._asked: set[str] = set()
        self.said = b""
        self.child: pexpect.spawn[bytes] = pexpect.spawn(
            sys.executable, ["-m", "routine_timer", "run", routine], env=environ, dimensions=(40, 120)
        )

    def wait_for(self, what: bytes, seconds: float = 15.0) -> bool:
        """Answer what is asked until `what` has been drawn; False if it never is."""
        end = time.monotonic() + seconds
        while what not in self.said and time.monotonic() < end:
            try:
                self.said += self.child.read_nonblocking(65536, timeout=0.05)
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                break
            self._answer()
        return what in self.said

    def _answer(self) -> None:
        if self._attributes is not None and b"\x1b[c" in self.said and "attributes" not in self._asked:
            self._asked.add("attributes")
            self.child.send(self._attributes)
        if b"\x1b[16t" in self.said and "cell" not in self._asked:
            self._asked.add("cell")
            self.child.send(b"\x1b[6;20;10t")
        asked = re.search(rb"_Gi=(\d+)[^\x1b]*a=q", self.said)
        if self._knows_kitty and asked and "kitty" not in self._asked:
            self._asked.add("kitty")
            self.child.send(b"\x1b_Gi=" + asked.group(1) + b";OK\x1b\\")

    def close(self) -> None:
        if not self.child.closed:
            self.child.sendintr()
            end(self.child)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "routines").mkdir()
    (tmp_path / "routines" / "mine.toml").write_text(ROUTINE, encoding="utf-8")
    two_halves(tmp_path / "routines" / "pose.png")
    return tmp_path


@pytest.fixture
def opened(home: Path) -> Iterator[list[Terminal]]:
    terminals: list[Terminal] = []
    yield terminals
    for terminal in terminals:
        terminal.close()


def gets(what: bytes, opened: list[Terminal], open_one: Callable[[], Terminal]) -> bool:
    """Whether a terminal is drawn `what`. The library waits a tenth of a second for its answer, and this process may be
    kept from giving one in time where the cores are busy: that terminal was none that answers, and another is tried.
    """
    for _ in range(TRIES):
        opened.append(open_one())
        if opened[-1].wait_for(what):
            return True
        opened[-1].close()
    return False


def test_a_kitty_gets_the_picture_itself(home: Path, opened: list[Terminal]) -> None:
    assert gets(KITTY, opened, lambda: Terminal(home, "xterm-kitty", attributes=b"\x1b[?62;c", knows_kitty=True))


def test_a_terminal_with_sixels_gets_sixels(home: Path, opened: list[Terminal]) -> None:
    assert gets(SIXEL, opened, lambda: Terminal(home, "foot", attributes=b"\x1b[?62;4;22c"))


def test_a_kitty_gets_figures_in_pixels(home: Path, opened: list[Terminal]) -> None:
    def kitty() -> Terminal:
        return Terminal(home, "xterm-kitty", attributes=b"\x1b[?62;c", knows_kitty=True, routine="after-workout")

    assert gets(b"_Ga=T,f=24,", opened, kitty)


def test_a_terminal_with_sixels_gets_figures_in_pixels(home: Path, opened: list[Terminal]) -> None:
    assert gets(SIXEL, opened, lambda: Terminal(home, "foot", attributes=b"\x1b[?62;4;22c", routine="after-workout"))


def test_a_terminal_that_promised_and_does_not_answer_gets_half_blocks_and_no_traceback(
    home: Path, opened: list[Terminal]
) -> None:
    terminal = Terminal(home, "xterm-kitty", attributes=None)
    opened.append(terminal)
    assert terminal.wait_for(HALF_BLOCK * 20)
    assert b"Traceback" not in terminal.said


def test_any_other_terminal_is_asked_nothing(home: Path, opened: list[Terminal]) -> None:
    terminal = Terminal(home, "xterm-256color", attributes=None)
    opened.append(terminal)
    assert terminal.wait_for(HALF_BLOCK * 20)
    assert b"\x1b[c" not in terminal.said
    assert b"\x1b_G" not in terminal.said
