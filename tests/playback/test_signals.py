"""Signals that end the program, and terminals that are closed or full: nothing is lost, and nobody waits forever."""

from __future__ import annotations

import asyncio
import io
import os
import select
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from routine_timer.playback import signals
from routine_timer.playback.signals import (
    SafeTerminalStream,
    detach_from_terminal,
    ending_signals,
    signals_in_loop,
    terminal_is_gone,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are neither such signals nor such terminals")

LONG = 60.0
"""Seconds that no machine takes for what is waited for."""


class Terminal:
    """A terminal: what is written into `stream`, and the window that may or may not take it in."""

    def __init__(self) -> None:
        self.window, self.line = os.openpty()
        self.stream = io.TextIOWrapper(io.FileIO(self.line, "r+", closefd=False), write_through=True)

    def close_window(self) -> None:
        os.close(self.window)
        self.window = -1

    def taken_in(self, until: bytes) -> bytes:
        """What the window takes in, up to those bytes."""
        found = b""
        while not found.endswith(until):
            assert select.select([self.window], [], [], LONG)[0], found
            found += os.read(self.window, 65536)
        return found

    def close(self) -> None:
        if self.window >= 0:
            self.close_window()
        os.close(self.line)


def fill(number: int) -> None:
    """Write until there is no room left."""
    os.set_blocking(number, False)
    try:
        while True:
            os.write(number, b"." * 1024)
    except BlockingIOError:
        os.set_blocking(number, True)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    made = Terminal()
    yield made
    made.close()


@pytest.fixture
def handlers_come_back() -> Iterator[None]:
    before = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for one, handler in before.items():
        signal.signal(one, handler)


# -- signals


async def test_a_signal_is_noted_at_once_and_reported_in_the_loop(handlers_come_back: None) -> None:
    happened: list[object] = []
    told = asyncio.Event()

    def tell(number: int) -> None:
        happened.append(number)
        told.set()

    before = signal.getsignal(signal.SIGTERM)
    with signals_in_loop(tell, at_once=lambda _: happened.append("noted")):
        signal.raise_signal(signal.SIGTERM)
        assert happened == ["noted"], "what is being done is not interrupted"
        await asyncio.wait_for(told.wait(), LONG)
    assert happened == ["noted", signal.SIGTERM]
    assert signal.getsignal(signal.SIGTERM) is before


async def test_what_holds_the_program_up_after_a_signal_is_put_out_of_the_way_again_and_again(
    handlers_come_back: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signals, "_PATIENCE", 0.0)
    monkeypatch.setattr(signals, "_RETRY", 0.0)
    tries = threading.Semaphore(0)
    with signals_in_loop(lambda _: None, blocked=lambda: tries.release()):
        signal.raise_signal(signal.SIGTERM)
        for _ in range(3):
            assert await asyncio.to_thread(tries.acquire, timeout=LONG)


async def test_without_a_signal_nothing_is_put_out_of_the_way(
    handlers_come_back: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signals, "_PATIENCE", 0.0)
    tries: list[str] = []
    before = set(threading.enumerate())
    with signals_in_loop(lambda _: None, blocked=lambda: tries.append("tried")):
        [watch] = [one for one in threading.enumerate() if one.name == "routine-timer signals" and one not in before]
    await asyncio.to_thread(watch.join, LONG)
    assert not watch.is_alive()
    assert tries == []


def test_a_signal_that_the_parent_process_ignores_stays_ignored(handlers_come_back: None) -> None:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    assert signal.SIGHUP in ending_signals()
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    assert signal.SIGHUP not in ending_signals()
    assert signal.SIGTERM in ending_signals()


# -- a terminal that is closed


def test_a_terminal_is_gone_when_its_window_was_closed_and_not_before(terminal: Terminal) -> None:
    assert not terminal_is_gone(terminal.stream)
    terminal.close_window()
    assert terminal_is_gone(terminal.stream)


def test_what_never_was_a_terminal_is_not_gone(tmp_path: Path) -> None:
    with (tmp_path / "a file").open("w") as stream:
        assert not terminal_is_gone(stream)
    assert not terminal_is_gone(stream), "nor is what the program itself has closed"
    assert not terminal_is_gone(None)
    assert not terminal_is_gone(io.StringIO())


def test_only_what_leads_to_a_closed_terminal_is_pointed_to_nowhere(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = os.dup(0)
    others = [os.fstat(number) for number in (1, 2)]
    try:
        os.dup2(terminal.line, 0)
        monkeypatch.setattr(sys, "__stdin__", terminal.stream)
        terminal.close_window()
        with pytest.raises(OSError, match="Input/output error"):
            os.write(0, b"x")
        detach_from_terminal()
        assert os.write(0, b"x") == 1
        assert [os.fstat(number).st_ino for number in (1, 2)] == [one.st_ino for one in others]
    finally:
        os.dup2(saved, 0)
        os.close(saved)


# -- what is drawn on it meanwhile


def test_what_a_closed_terminal_cannot_take_is_dropped(terminal: Terminal) -> None:
    outlet = SafeTerminalStream(terminal.stream)
    assert outlet.write("seen") == 4
    assert terminal.taken_in(b"seen") == b"seen"
    terminal.close_window()
    assert outlet.write("never seen") == 10
    outlet.flush()


def test_what_a_terminal_has_not_taken_in_makes_way_for_what_comes_now(terminal: Terminal) -> None:
    fill(terminal.line)
    outlet = SafeTerminalStream(terminal.stream)
    outlet.make_room()
    assert outlet.write("seen") == 4
    assert terminal.taken_in(b"seen")


def test_where_nothing_is_taken_in_and_nothing_makes_way_nobody_is_held_up() -> None:
    end, line = os.pipe()
    with io.FileIO(end) as window, io.TextIOWrapper(io.FileIO(line, "w"), write_through=True) as stream:
        fill(line)
        outlet = SafeTerminalStream(stream)
        outlet.make_room()
        assert outlet.write("dropped") == 7
        assert b"dropped" not in window.read(1 << 20)
        assert outlet.write("seen") == 4
        assert window.read(1 << 20) == b"seen", "what there is room for still gets through"


def test_no_room_is_made_where_there_is_some(terminal: Terminal) -> None:
    outlet = SafeTerminalStream(terminal.stream)
    outlet.write("kept")
    outlet.make_room()
    assert terminal.taken_in(b"kept") == b"kept"


def test_a_stream_that_is_closed_has_no_room(terminal: Terminal) -> None:
    outlet = SafeTerminalStream(terminal.stream)
    terminal.stream.close()
    outlet.make_room()
    assert outlet.write("dropped") == 7


def test_else_it_is_the_stream_itself(terminal: Terminal) -> None:
    assert SafeTerminalStream(terminal.stream).encoding == terminal.stream.encoding
