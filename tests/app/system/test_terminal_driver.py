"""A terminal is taken and given back as a whole, whenever a shell stops the program and calls it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from unittest.mock import Mock

import pytest
from textual._xterm_parser import XTermParser
from textual.driver import Driver

from routine_timer.app.system.terminal_driver import well_behaved
from routine_timer.app.system.window_title import WindowTitle


class Linux:
    """What Textual's driver does of it, and nothing else; `during` may come in the midst of taking and of giving."""

    def __init__(self) -> None:
        self.did: list[str] = []
        self.typed: list[bytes] = []
        self.during: Callable[[str], None] = lambda _what: None
        self._loop, self._app = Mock(), Mock()

    def start_application_mode(self) -> None:
        self._do("takes", "has it")

    def stop_application_mode(self) -> None:
        self._do("gives", "gave it")

    def suspend_application_mode(self) -> None:
        self.stop_application_mode()
        self.close()

    def resume_application_mode(self) -> None:
        self.start_application_mode()

    def close(self) -> None:
        self.did.append("closes")

    def write(self, data: str) -> None:
        """Nothing is drawn."""

    def run_input_thread(self) -> None:
        """Take in what was typed, up to the end or to what can't be made sense of."""
        while self.typed:
            for _ in XTermParser().feed(self.typed.pop(0).decode()):
                self.did.append("takes a key in")

    def _sigtstp_application(self, *_: object) -> None:
        self.suspend_application_mode()
        self.did.append("stands still")

    def _sigcont_application(self, *_: object) -> None:
        self.resume_application_mode()

    def _do(self, first: str, last: str) -> None:
        self.did.append(first)
        during, self.during = self.during, lambda _what: None
        during(first)
        self.did.append(last)


@pytest.fixture
def driver() -> Any:
    made = well_behaved(cast("type[Driver]", Linux), WindowTitle(), lambda: False)
    return cast("Callable[[], Any]", made)()


def test_stopped_while_it_takes_the_terminal_it_first_has_it_and_then_gives_it_back(driver: Any) -> None:
    driver.during = lambda _what: driver._sigtstp_application()
    driver.start_application_mode()
    assert driver.did == ["takes", "has it", "gives", "gave it", "closes", "stands still"]
    driver._sigcont_application()
    assert driver.did[-2:] == ["takes", "has it"]
    driver._loop.call_soon_threadsafe.assert_called_once()  # to draw the screen again


def test_called_back_after_the_app_has_ended_while_its_history_is_still_saved_it_draws_nothing(driver: Any) -> None:
    driver.start_application_mode()
    driver.stop_application_mode()
    driver._loop.call_soon_threadsafe.side_effect = RuntimeError("Event loop is closed")
    driver._sigcont_application()
    assert driver.did[-1] == "gave it"


def test_stopped_again_while_it_comes_back_it_gives_all_back_again(driver: Any) -> None:
    driver.start_application_mode()
    driver._sigtstp_application()
    driver.did.clear()
    driver.during = lambda _what: driver._sigtstp_application()
    driver._sigcont_application()
    assert driver.did == ["takes", "has it", "gives", "gave it", "closes", "stands still"]


def test_called_back_while_it_takes_the_terminal_it_takes_it_again_afterwards(driver: Any) -> None:
    driver.during = lambda _what: driver._sigcont_application()
    driver.start_application_mode()
    assert driver.did == ["takes", "has it", "gives", "gave it", "closes", "takes", "has it"]


@pytest.mark.parametrize("when", ["while it leaves", "afterwards"])
def test_stopped_on_its_way_out_it_never_takes_the_terminal_again(driver: Any, when: str) -> None:
    driver.start_application_mode()
    driver.did.clear()
    if when == "while it leaves":
        driver.during = lambda _what: driver._sigtstp_application()
    driver.stop_application_mode()
    if when == "afterwards":
        driver._sigtstp_application()
    driver._sigcont_application()
    assert driver.did == ["gives", "gave it", "stands still"]


def test_an_editor_gets_the_terminal_and_gives_it_back(driver: Any) -> None:
    driver.start_application_mode()
    driver.did.clear()
    driver.suspend_application_mode()
    driver.resume_application_mode()
    assert driver.did == ["gives", "gave it", "closes", "takes", "has it"]


@pytest.mark.parametrize("garbage", [b"\xff", b"\x1b[:7u", b"\x1b[;:u", b"\x1b[1114112u", b"\x1b[9999999999u"])
def test_bytes_that_are_no_key_do_not_end_the_reading_of_keys(driver: Any, garbage: bytes) -> None:
    driver.typed = [b"a", garbage, b"b"]
    driver.run_input_thread()
    assert driver.did == ["takes a key in"] * 2
