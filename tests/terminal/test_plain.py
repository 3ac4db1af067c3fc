"""`run --plain` in a real terminal and out of one: typed lines, signals, a reader that leaves, letters it lacks."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.terminal.emulator import Terminal, program
from tests.terminal.homes import Home

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal and its signals"),
]

SIDED = """
format = 1
name = "Sided"
get_ready = "1s"
switch = "1s"
between = "1s"
[[step]]
name = "Lunge → deep"
hold = "40s"
sides = "both"
[[step]]
name = "Clam"
reps = 3
pace = "self"
[[step]]
name = "Bridge"
hold = "30s"
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    (home.folder / "routines" / "sided.toml").write_text(SIDED, encoding="utf-8")
    return home


def plainly(home: Home, *more: str) -> Terminal:
    return home.open("run", "sided", "--plain", "--mute", *more, columns=200, rows=60)


class TestTyped:
    def test_every_command_answers_with_a_line(self, home: Home) -> None:
        with plainly(home) as terminal:
            terminal.wait_for("Type a key, then Enter: p pause")
            terminal.wait_for(r"Lunge → deep, left, 40 s  \(step 1 of 3\)")
            for typed, answer in (
                ("?", "Enter: done, or resume"),
                ("", "end this part early; s skips it"),
                ("+", r"(4[1-9]|50) s left here"),
                ("-", r"(3\d|40) s left here"),
                ("p", r"paused \(p: resume\)"),
                ("p", "resuming in 3 seconds"),
                ("x", "sides swapped: now right"),
                ("m", "unmuted"),
                ("m", "muted"),
                ("s", "skipped"),
                ("b", "back"),
                ("s", "switch sides to the left|Lunge → deep, left"),
            ):
                terminal.forget()
                terminal.press(typed, "enter")
                terminal.wait_for(answer)
            while "Clam" not in terminal.text:
                terminal.press("s", "enter")
                terminal.read(0.2)
            terminal.wait_for("press Enter when you are done")
            terminal.press("x", "enter")
            terminal.wait_for("this step has no sides")
            terminal.press("enter")
            terminal.wait_for("Bridge, 30 s")
            terminal.press("q", "enter")
            terminal.wait_for("stopped")
            terminal.wait_for("saved as partly done.*\n.*history edit .* --done")
            assert terminal.wait_for_end() == 0
        assert [session["status"] for session in home.sessions] == ["partial"]

    def test_the_end_of_input_stops_and_keeps_what_was_done(self, home: Home) -> None:
        with plainly(home) as terminal:
            terminal.wait_for("Lunge")
            terminal.press("\x04")
            terminal.wait_for("stopped")
            assert terminal.wait_for_end() == 0
        assert [session["status"] for session in home.sessions] == ["partial"]

    def test_nothing_is_ever_drawn_over(self, home: Home) -> None:
        with plainly(home, "--speed", "200", "--from", "3") as terminal:
            assert terminal.wait_for_end() == 0
        assert b"\x1b" not in terminal.raw
        assert not re.search(rb"\r(?!\n)", terminal.raw)


class TestSignals:
    def test_ctrl_c_stops_and_keeps_what_was_done(self, home: Home) -> None:
        with plainly(home) as terminal:
            terminal.wait_for("Lunge → deep, left")
            terminal.press("\x03")
            terminal.wait_for("stopped")
            terminal.wait_for("saved as partly done")
            assert terminal.wait_for_end() == 130
        (session,) = home.sessions
        assert (session["status"], session["segments"][-1]["outcome"]) == ("partial", "stopped")
        assert home.under_way() == []

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda n: n.name)
    def test_a_signal_leaves_the_session_where_it_was(self, home: Home, number: signal.Signals) -> None:
        with plainly(home) as terminal:
            terminal.wait_for("Lunge → deep, left")
            time.sleep(1.1)
            terminal.signal(number)
            terminal.wait_for("interrupted: run .* to resume")
            assert terminal.wait_for_end() == 128 + number
            assert "Traceback" not in terminal.text
        ((index, position),) = home.under_way()
        assert index == 1
        assert 1 <= position < 20

    def test_a_window_that_is_closed(self, home: Home) -> None:
        with plainly(home) as terminal:
            terminal.wait_for("Lunge → deep, left")
            terminal.hang_up()
            assert terminal.wait_for_exit() == 128 + signal.SIGHUP
        assert [index for index, _ in home.under_way()] == [1]

    def test_under_nohup_it_continues(self, home: Home, tmp_path: Path) -> None:
        out = (tmp_path / "out").open("w+")
        with out, subprocess.Popen(
            ["nohup", *program("run", "sided", "--plain", "--mute", "--from", "3", "--speed", "20")],
            env=home.environment, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.DEVNULL,
        ) as running:  # fmt: skip
            time.sleep(0.8)
            running.send_signal(signal.SIGHUP)
            assert running.wait(30) == 0
            out.seek(0)
            assert "finished" in out.read()

    def test_after_ctrl_z_it_is_paused(self, home: Home) -> None:
        shell = Terminal(["bash", "--norc", "-i"], {**home.environment, "PS1": "shell> "}, columns=120, rows=40)
        with shell as terminal:
            terminal.wait_for("shell>")
            terminal.press(f"'{sys.executable}' -m routine_timer run sided --plain --mute", "enter")
            terminal.wait_for("Lunge → deep, left")
            terminal.press("\x1a")
            terminal.wait_for("Stopped")
            terminal.press("fg", "enter")
            terminal.wait_for(r"paused \(p: resume\)")
            terminal.press("p", "enter")
            terminal.wait_for("go: [34]")

    def test_a_process_that_stood_still_for_long_is_paused(self, home: Home) -> None:
        with plainly(home) as terminal:
            terminal.wait_for("Lunge → deep, left")
            terminal.signal(signal.SIGSTOP)
            time.sleep(11.5)  # the rule counts real seconds
            terminal.signal(signal.SIGCONT)
            terminal.wait_for(r"paused \(p: resume\)")
            terminal.press("p", "enter")
            terminal.wait_for("go: [34]")


class TestReaders:
    def test_a_reader_that_leaves_early_is_not_an_accident(self, home: Home) -> None:
        command = " ".join(f"'{word}'" for word in program("run", "sided", "--plain", "--mute", "--speed", "50"))
        done = subprocess.run(
            ["bash", "-c", f"{command} | head -1; echo ${{PIPESTATUS[0]}}"],
            env=home.environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60, check=True,
        )  # fmt: skip
        first, code = done.stdout.splitlines()
        assert first.startswith("Sided: 3 steps")
        assert code == "1"
        assert done.stderr == ""

    @pytest.mark.parametrize("closed", ["0<&-", "1>&-", "2>&-"])
    def test_a_stream_that_was_closed_from_the_start(self, home: Home, closed: str) -> None:
        command = " ".join(f"'{word}'" for word in program("run", "sided", "--plain", "--mute", "--speed", "500"))
        done = subprocess.run(
            ["bash", "-c", f"{command} {closed}"], env=home.environment, capture_output=True, text=True, timeout=60,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0
        assert "Traceback" not in done.stderr

    def test_a_terminal_that_knows_ascii_alone(self, home: Home) -> None:
        ascii_only = {**home.environment, "PYTHONIOENCODING": "ascii", "LANG": "C", "LC_ALL": "C"}
        done = subprocess.run(
            program("run", "sided", "--plain", "--mute", "--speed", "500"),
            env=ascii_only, capture_output=True, stdin=subprocess.DEVNULL, timeout=60, check=True,
        )  # fmt: skip
        assert b"Lunge -> deep, left, 40 s" in done.stdout
        assert done.stdout.isascii()

    @pytest.mark.parametrize("language", ["C", "POSIX", "C.UTF-8"])
    def test_any_language(self, home: Home, language: str) -> None:
        environment = {**home.environment, "LANG": language, "LC_ALL": language, "PYTHONCOERCECLOCALE": "0"}
        done = subprocess.run(
            program("run", "sided", "--plain", "--mute", "--speed", "500"),
            env=environment, capture_output=True, stdin=subprocess.DEVNULL, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 0, os.fsdecode(done.stderr)
