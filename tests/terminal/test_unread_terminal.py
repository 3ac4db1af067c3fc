"""A terminal that takes nothing in, as over a line that hangs: the session goes on, and can be left."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from tests.terminal.emulator import PATIENCE, Terminal
from tests.terminal.homes import Home

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal"),
]
COLUMNS, ROWS = 200, 60


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def into_lunge(terminal: Terminal) -> None:
    terminal.wait_for("GET READY")
    terminal.press("right")
    terminal.wait_for("HOLD")


def draw_unread(terminal: Terminal, turns: int = 100) -> None:
    """Have far more drawn than fits on the way to the terminal, which reads none of it."""
    for turn in range(turns):
        terminal.child.setwinsize(ROWS + turn % 2, COLUMNS - turn % 3)
        time.sleep(0.05)
    terminal.child.setwinsize(ROWS, COLUMNS)


def wait_until_noted(home: Home, after: float) -> float:
    """Wait until the history has the session further on than that, in its first hold."""
    deadline = time.monotonic() + PATIENCE
    while True:
        ((index, position),) = home.under_way()
        if index == 1 and position > after:
            return position
        assert index == 1
        assert time.monotonic() < deadline, f"still at {position} s"
        time.sleep(0.1)


def test_the_session_is_recorded_and_quit_as_if_someone_were_looking(home: Home) -> None:
    with home.open("run", "three", "--mute", columns=COLUMNS, rows=ROWS) as terminal:
        into_lunge(terminal)
        draw_unread(terminal)
        first = wait_until_noted(home, 0.0)
        wait_until_noted(home, first)
        terminal.press("\x11")
        begun = time.monotonic()
        assert terminal.wait_for_exit() == 0
        assert time.monotonic() - begun < 10
    assert len(home.under_way()) == 1


def test_read_again_it_shows_the_session_as_it_is_now(home: Home) -> None:
    with home.open("run", "three", "--mute", columns=COLUMNS, rows=ROWS) as terminal:
        into_lunge(terminal)
        draw_unread(terminal)
        terminal.press(" ")
        terminal.wait_for("PAUSED")
        terminal.press("\x11")
        assert terminal.wait_for_end() == 0
        assert terminal.is_restored()
