"""A session that can be saved nowhere is printed, and the command printed with it takes it back: for each cause."""

from __future__ import annotations

import contextlib
import json
import re
import resource
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.emulator import Terminal, program
from tests.terminal.homes import Home, into_bridge

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(sys.platform == "win32", reason="its disk is filled by a limit of POSIX"),
]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@contextlib.contextmanager
def nothing_writable(home: Home) -> Iterator[None]:
    """There are things in the way, so that not even root can write."""
    home.history_file.mkdir()
    state = home.folder / "state"
    state.write_text("in the way")
    yield
    home.history_file.rmdir()
    state.unlink()


def no_file_may_grow() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))


def replace_history(home: Home) -> None:
    """Something else takes the place of the history, and of the state folder."""
    home.history_file.unlink()
    home.history_file.write_text("this is no history")
    shutil.rmtree(home.folder / "state")
    (home.folder / "state").write_text("in the way")


def restore_history(home: Home) -> None:
    home.history_file.unlink()
    (home.folder / "state").unlink()


def started(home: Home, *, full: bool = False) -> subprocess.Popen[str]:
    return subprocess.Popen(
        program("run", "three", "--plain", "--mute", "--speed", "60", "--record"),
        env=home.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=no_file_may_grow if full else None,
    )


def take_back(home: Home, told: str, line: str) -> None:
    """Do what was said, with the line that was printed: then the history has that session, and it alone."""
    command = re.search(r"paste it into: routine-timer (.*)", told)
    assert command is not None, told
    done = subprocess.run(
        program(*shlex.split(command[1])),
        env=home.environment,
        input=line + "\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert home.sessions == [json.loads(line)]


def assert_lost(home: Home, done: subprocess.Popen[str], printed: str, told: str) -> str:
    """It was said that the session is not saved, and nothing else about that; returns its line."""
    *_, line = printed.splitlines()
    assert done.returncode == 1
    assert "streak" not in printed
    assert "Traceback" not in told
    assert "safe in the state folder" not in told
    last = told[told.index("This session is not saved: ") :]
    assert "is saved" not in last
    assert "continues" not in last
    session = json.loads(line)
    assert (session["routine"], session["status"], session["done"]) == ("three", "completed", True)
    assert len([one for one in session["segments"] if one["kind"] == "hold"]) == 3
    return line


class TestPlainLines:
    def test_where_nothing_can_be_written(self, home: Home) -> None:
        with nothing_writable(home):
            done = started(home)
            printed, told = done.communicate(timeout=60)
            line = assert_lost(home, done, printed, told)
        take_back(home, told, line)

    def test_on_a_full_disk(self, home: Home) -> None:
        done = started(home, full=True)
        printed, told = done.communicate(timeout=60)
        take_back(home, told, assert_lost(home, done, printed, told))

    def test_after_the_history_was_replaced(self, home: Home) -> None:
        done = started(home)
        assert done.stdout is not None
        before = ""
        while "Lunge, 40 s" not in before:
            before += (line := done.stdout.readline())
            assert line, before
        replace_history(home)
        rest, told = done.communicate(timeout=60)
        line = assert_lost(home, done, before + rest, told)
        assert "was replaced while it was in use" in told
        restore_history(home)
        take_back(home, told, line)


def test_the_app_prints_it_once_the_terminal_is_the_shell_s_again(home: Home) -> None:
    with nothing_writable(home):
        with home.open("run", "three", "--mute", columns=200) as terminal:
            into_bridge(terminal)
            terminal.press("q")
            terminal.wait_for("[Ss]top here")
            terminal.press("y")
            terminal.wait_for("Not saved yet")
            terminal.press("enter")
            terminal.wait_for("enter start")
            terminal.press("q")
            code = terminal.wait_for_end()
            assert code == 1
            assert terminal.is_restored()
            line, told = printed_at_the_end(terminal)
        assert json.loads(line)["status"] == "partial"
    take_back(home, told, line)


def printed_at_the_end(terminal: Terminal) -> tuple[str, str]:
    """The session's line, and what was said with it."""
    after = terminal.raw.rpartition(b"\x1b[?1049l")[2].decode()
    (line,) = re.findall(r'^(\{"type": "session".*\})\r$', after, re.MULTILINE)
    return line, after.replace("\r", "")
