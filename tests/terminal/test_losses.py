"""Nothing of a session is ever lost: every way in which it can be cut off, done for real to the real program."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.emulator import PATIENCE, Terminal
from tests.terminal.homes import Home, into_bridge

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal and its signals"),
]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def answer_stop(terminal: Terminal) -> None:
    terminal.press("q")
    terminal.wait_for("[Ss]top here")
    terminal.press("y")
    terminal.wait_for("Saved as partly done|Not saved yet|Not in your history yet")


def go_out(terminal: Terminal) -> None:
    """From the home screen out of the program."""
    terminal.wait_for("enter start")
    terminal.press("q")
    assert terminal.wait_for_end() == 0


def said_left(text: str) -> int | None:
    """Seconds left of the whole, as the top line says; None while it is not drawn whole."""
    found = re.search(r"(\d+):(\d\d) left", text)
    return int(found[1]) * 60 + int(found[2]) if found is not None else None


def left_of(text: str) -> int:
    """Likewise of a screen that was waited for."""
    left = said_left(text)
    assert left is not None, text
    return left


def wait_until_left(terminal: Terminal, at_most: int) -> str:
    """Wait until the top line says that no more than so many seconds are left, in whatever it draws before that."""

    def reached(text: str) -> bool:
        left = said_left(text)
        return left is not None and left <= at_most

    return terminal.wait_until(reached, f"{at_most} s left")


def in_one_line(text: str) -> str:
    """What the screen shows, without its edges: where a notice breaks depends on the length of a path in it."""
    return " ".join(re.sub("[▌▐]", " ", text).split())


def frame_is_whole(text: str) -> bool:
    """Whether each row of a screen of 100 columns starts and ends with the session's edge."""
    return all(len(row) == 100 and {row[0], row[-1]} <= set("▌▐▛▜▙▟▀▄█") for row in text.splitlines())


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


class TestEndedBySignal:
    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda n: n.name)
    def test_the_terminal_is_restored_and_the_session_can_be_resumed(self, home: Home, number: signal.Signals) -> None:
        with home.open("run", "three", "--mute") as terminal:
            into_bridge(terminal)
            assert not terminal.is_restored()
            wait_until_left(terminal, left_of(terminal.text) - 2)
            terminal.signal(number)
            assert terminal.wait_for_end() == 128 + number
            assert terminal.is_restored()
        ((index, position),) = home.under_way()
        assert index == 3
        assert 1 <= position < 30
        assert "Traceback" not in terminal.text

    def test_a_window_that_is_closed_ends_the_program_and_keeps_the_place(self, home: Home) -> None:
        with home.open("run", "three", "--mute") as terminal:
            into_bridge(terminal)
            assert "HOLD" in terminal.text
            terminal.hang_up()
            assert terminal.wait_for_exit() == 128 + signal.SIGHUP
        assert [index for index, _ in home.under_way()] == [3]

    @pytest.mark.parametrize("hears", [":", ""], ids=["waits for it", "wants it ignored"])
    def test_so_it_does_when_only_the_parent_process_gets_the_signal(self, home: Home, hears: str) -> None:
        begun_by = ("sh", "-c", f"trap '{hears}' HUP; \"$@\"; exit $?", "sh")  # as make does, and nohup
        with home.open("run", "three", "--mute", begun_by=begun_by) as terminal:
            into_bridge(terminal)
            terminal.hang_up()
            assert terminal.wait_for_exit() == 128 + signal.SIGHUP
        assert [index for index, _ in home.under_way()] == [3]

    @pytest.mark.parametrize("ending", ["a signal", "a window that is closed"])
    def test_a_terminal_that_takes_nothing_in_does_not_hold_it_back(self, home: Home, ending: str) -> None:
        with home.open("run", "three", "--mute", columns=300, rows=100) as terminal:
            terminal.wait_for("GET READY")
            for turn in range(200):  # more is drawn than fits on the way, and nobody reads it
                terminal.child.setwinsize(100 + turn % 2, 300 - turn % 3)
                time.sleep(0.01)
            time.sleep(1)
            if ending == "a signal":
                terminal.signal(signal.SIGTERM)
            else:
                terminal.hang_up()
            expected = signal.SIGTERM if ending == "a signal" else signal.SIGHUP
            assert terminal.wait_for_exit() == 128 + expected
        assert len(home.under_way()) == 1

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda n: n.name)
    def test_on_the_home_screen_too(self, home: Home, number: signal.Signals) -> None:
        with home.open() as terminal:
            terminal.wait_for("enter start")
            terminal.signal(number)
            assert terminal.wait_for_end() == 128 + number
            assert terminal.is_restored()


@pytest.fixture(scope="session")
def killed_once(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home in which a session was killed in its second hold. Tests use a copy of it."""
    home = Home(tmp_path_factory.mktemp("killed"))
    with home.open("run", "three", "--mute") as terminal:
        into_bridge(terminal)
        home.wait_until_at(3)
        terminal.signal(signal.SIGKILL)
        assert terminal.wait_for_exit() == 128 + signal.SIGKILL
    return home


@pytest.fixture
def killed(home: Home, killed_once: Home) -> Home:
    return killed_once.copied_to(home)


class TestKilled:
    def test_resumed_it_is_paused_where_it_was_and_continues_to_its_end(self, killed: Home) -> None:
        ((index, position),) = killed.under_way()
        assert index == 3
        with killed.open() as terminal:
            terminal.wait_for("Three holds was interrupted .*Bridge")
            terminal.press("r")
            shown = terminal.wait_for("2 of 3 .*PAUSED")
            left = left_of(shown)
            assert left == pytest.approx(50 - position + 20 + 60, abs=1.5)
            time.sleep(1.5)
            terminal.read()
            assert left_of(terminal.text) == left, "it is paused"
            terminal.press(" ")
            terminal.wait_until(lambda text: "PAUSED" not in text, "going on")
            terminal.press("right")
            terminal.wait_for("(?s)GET READY.*Pigeon")
            terminal.press("right")
            terminal.wait_for("HOLD")
            terminal.press("right")
            terminal.wait_for("SKIPPED")
            terminal.press("enter")
            go_out(terminal)
        (session,) = killed.sessions
        assert (session["routine"], session["status"]) == ("three", "completed")
        assert [segment["n"] for segment in session["segments"]] == [1, 2, 3, 4, 5, 6]
        assert killed.under_way() == []

    def test_kept_it_is_a_partial_session(self, killed: Home) -> None:
        with killed.open() as terminal:
            terminal.wait_for("was interrupted")
            terminal.press("k")
            terminal.wait_until(lambda text: "was interrupted" not in text, "the offer is gone")
            go_out(terminal)
        (session,) = killed.sessions
        assert (session["status"], session["done"], session["deleted"]) == ("partial", False, False)
        assert [segment["outcome"] for segment in session["segments"]] == ["skipped", "skipped", "skipped"]

    @pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM], ids=lambda n: n.name)
    def test_a_note_that_was_written_before_outlives_it(self, home: Home, number: signal.Signals) -> None:
        with home.open("run", "three", "--mute") as terminal:
            terminal.wait_for("GET READY")
            terminal.press("n")
            terminal.wait_for("a note about this session")
            terminal.press("knee clicked", "enter")
            home.wait_until_noted("knee clicked")
            terminal.signal(number)
            assert terminal.wait_for_exit() == 128 + number
        with home.open() as terminal:
            terminal.wait_for("was interrupted")
            if number == signal.SIGKILL:
                terminal.press("k")
                terminal.wait_until(lambda text: "was interrupted" not in text, "the offer is gone")
            else:
                terminal.press("r")
                terminal.wait_for("PAUSED")
                terminal.press("n")
                terminal.wait_for("knee clicked")
                terminal.press(" twice", "enter")
                home.wait_until_noted("knee clicked twice")
                answer_stop(terminal)
                terminal.press("enter")
            go_out(terminal)
        (session,) = home.sessions
        expected = "knee clicked" if number == signal.SIGKILL else "knee clicked twice"
        assert (session["status"], session["note"]) == ("partial", expected)

    def test_discarded_it_is_gone_but_can_be_restored(self, killed: Home) -> None:
        with killed.open() as terminal:
            terminal.wait_for("was interrupted")
            terminal.press("x")
            terminal.wait_until(lambda text: "was interrupted" not in text, "the offer is gone")
            go_out(terminal)
        assert killed.sessions == []
        ((identity,),) = killed.rows("SELECT id FROM session WHERE deleted = 1")
        assert killed.run("history", "restore", identity).returncode == 0
        assert [session["status"] for session in killed.sessions] == ["partial"]

    def test_left_alone_it_is_offered_again(self, killed: Home) -> None:
        for _ in range(2):
            with killed.open() as terminal:
                terminal.wait_for("was interrupted")
                go_out(terminal)
        assert len(killed.under_way()) == 1

    @pytest.mark.parametrize("key", ["k", "x", "r"])
    def test_what_was_settled_in_another_window_is_reported(self, killed: Home, key: str) -> None:
        with killed.open() as first, killed.open() as second:
            first.wait_for("was interrupted")
            second.wait_for("was interrupted")
            first.press("k")
            first.wait_until(lambda text: "was interrupted" not in text, "the offer is gone")
            second.press(key)  # within the 2 s in which it finds out by itself
            second.wait_for("This session is over: it was saved or deleted in another window")
            go_out(second)
            go_out(first)
        assert [session["status"] for session in killed.sessions] == ["partial"]

    def test_another_routine_starts_at_once_and_the_offer_waits(self, killed: Home) -> None:
        with killed.open("run", "psoas", "--mute") as terminal:
            terminal.wait_for("GET READY")
            terminal.wait_for("Three holds was interrupted")
            answer_stop(terminal)
            terminal.press("enter")
            terminal.wait_for("Three holds was interrupted .*Bridge")
        assert [index for index, _ in killed.under_way()] == [3]

    def test_plain_lines_start_at_once_and_tell_of_it(self, killed: Home) -> None:
        done = killed.run("run", "psoas", "--plain", "--mute", "--speed", "2000", "--record")
        assert done.returncode == 0
        assert "Three holds was interrupted" in done.stderr
        assert "was interrupted" not in done.stdout
        assert len(killed.under_way()) == 1

    @pytest.mark.parametrize("words", [("status",), ("streak",), ("list",), ("history",), ("goal",)], ids=" ".join)
    def test_after_twelve_hours_any_command_keeps_it_as_partial(self, killed: Home, words: tuple[str, ...]) -> None:
        killed.age(hours=11)
        assert killed.run(*words).returncode == 0
        assert len(killed.under_way()) == 1
        killed.age(hours=12.1)
        assert killed.run(*words).returncode == 0
        assert killed.under_way() == []
        assert killed.rows("SELECT status, deleted FROM session") == [("partial", 0)]

    def test_after_twelve_hours_the_app_offers_nothing(self, killed: Home) -> None:
        killed.age(hours=13)
        with killed.open() as terminal:
            terminal.wait_for("enter start")
            terminal.wait_for("never")
            assert "was interrupted" not in terminal.text
        assert [session["status"] for session in killed.sessions] == ["partial"]


class TestStopped:
    def test_a_process_that_stood_still_for_long_is_paused_where_it_was(self, home: Home) -> None:
        with home.open("run", "three", "--mute") as terminal:
            into_bridge(terminal)
            terminal.signal(signal.SIGSTOP)
            terminal.catch_up()
            before = left_of(terminal.text)
            time.sleep(11.5)  # the rule counts real seconds
            terminal.forget()
            terminal.signal(signal.SIGCONT)
            shown = terminal.wait_for("PAUSED")
            assert left_of(shown) == pytest.approx(before, abs=2)
            terminal.wait_for("The session was interrupted for 1[1-9] s")
            answer_stop(terminal)
            terminal.press("enter")
            go_out(terminal)
            assert terminal.is_restored(), "keys typed afterwards are shown again"

    def test_after_a_short_stop_it_simply_continues(self, home: Home) -> None:
        with home.open("run", "three", "--mute") as terminal:
            into_bridge(terminal)
            terminal.signal(signal.SIGSTOP)
            terminal.catch_up()
            before = left_of(terminal.text)
            time.sleep(3)
            terminal.forget()
            terminal.signal(signal.SIGCONT)
            terminal.wait_for("HOLD")
            wait_until_left(terminal, before - 3)

    def test_a_bare_sigcont_draws_the_whole_screen_again(self, home: Home) -> None:
        """As after a `kill -STOP` from elsewhere, in which the shell has written over it."""
        with home.open("run", "three", "--mute") as terminal:
            into_bridge(terminal)
            terminal.press(" ")
            terminal.wait_for("PAUSED")
            terminal.catch_up()
            terminal.forget()
            terminal.signal(signal.SIGCONT)
            terminal.wait_until(frame_is_whole, "the whole screen")
            assert "2 of 3" in terminal.text
            assert "next  Pigeon" in terminal.text

    def test_ctrl_z_gives_the_shell_back_and_fg_finds_the_session_paused(self, home: Home) -> None:
        shell = Terminal(["bash", "--norc", "-i"], {**home.environment, "PS1": "shell> "}, columns=100, rows=30)
        with shell as terminal:
            terminal.wait_for("shell>")
            terminal.press(f"'{sys.executable}' -m routine_timer run three --mute", "enter")
            into_bridge(terminal)
            before, asked = left_of(terminal.text), time.monotonic()
            terminal.forget()
            terminal.press("\x1a")
            terminal.wait_for("Stopped")
            took = time.monotonic() - asked
            time.sleep(2)
            terminal.forget()
            terminal.press("fg", "enter")
            shown = terminal.wait_for("2 of 3 .*PAUSED")
            assert before - took - 1 <= left_of(shown) <= before, "the time while it was stopped does not count"
            terminal.press(" ")
            terminal.wait_for("HOLD")

    @pytest.mark.parametrize("way", ["ctrl+z", "ctrl+z and bg", "stopped from outside", "let go on and then told"])
    def test_ended_in_the_background_it_ends_and_keeps_the_place(self, home: Home, way: str) -> None:
        shell = Terminal(["bash", "--norc", "-i"], {**home.environment, "PS1": "shell> "}, columns=100, rows=30)
        with shell as terminal:
            terminal.wait_for("shell>")
            terminal.press(f"'{sys.executable}' -m routine_timer run three --mute & echo begun $!", "enter")
            (pid,) = re.findall(r"begun (\d+)", terminal.wait_for(r"begun \d+"))
            terminal.press("fg", "enter")
            into_bridge(terminal)
            home.wait_until_at(3)
            terminal.forget()
            if way in ("stopped from outside", "let go on and then told"):
                os.kill(int(pid), signal.SIGSTOP)
            else:
                terminal.press("\x1a")
            terminal.wait_for("Stopped")
            if way == "ctrl+z and bg":
                before = len(terminal.raw)
                terminal.press("bg", "enter")
                # among all that was written: on the screen it may be drawn over at once
                terminal.wait_until(lambda _: re.search(rb"& *\r?\n", terminal.raw[before:]), "gone on by the shell")
            if way == "let go on and then told":
                os.kill(int(pid), signal.SIGCONT)
                time.sleep(0.02)  # what the shell may take from the one to the other
                os.kill(int(pid), signal.SIGTERM)
            else:
                terminal.press("kill %1", "enter")
            deadline = time.monotonic() + PATIENCE
            while is_running(int(pid)):
                assert time.monotonic() < deadline, "it did not end"
                terminal.read()
            terminal.forget()
            terminal.press("echo $((6*7))", "enter")
            terminal.wait_for("Exit 143")
            terminal.wait_for("42")
            assert terminal.raw.rfind(b"\x1b[?1049l") > terminal.raw.rfind(b"\x1b[?1049h")
        assert [index for index, _ in home.under_way()] == [3]

    def test_ctrl_z_and_fg_draw_the_whole_home_screen_again(self, home: Home) -> None:
        shell = Terminal(["bash", "--norc", "-i"], {**home.environment, "PS1": "shell> "}, columns=100, rows=30)
        with shell as terminal:
            terminal.wait_for("shell>")
            terminal.press(f"'{sys.executable}' -m routine_timer", "enter")
            terminal.wait_for(r"Three holds(?s:.*)Weak core +\d+:\d\d(?s:.*)enter start")  # all lengths are there
            terminal.catch_up()
            before = terminal.text
            terminal.forget()
            terminal.press("\x1a")
            terminal.wait_for("Stopped")
            terminal.forget()
            terminal.press("fg", "enter")
            terminal.wait_until(lambda text: text == before, f"all as it was:\n{before}")


class TestResized:
    def test_a_storm_of_sizes_crashes_nothing_and_the_countdown_continues(self, home: Home) -> None:
        sizes = [(1, 1), (20, 5), (40, 12), (300, 100), (80, 24), (2, 60), (200, 3)]
        with home.open("run", "three", "--mute") as terminal:
            into_bridge(terminal)
            before = left_of(terminal.text)
            for turn in range(100):
                terminal.resize(*sizes[turn % len(sizes)])
                terminal.read(0.01)
            terminal.resize(100, 30)
            wait_until_left(terminal, before - 2)
            terminal.wait_for("HOLD")
            terminal.wait_until(frame_is_whole, "a frame of 100 × 30")
            assert terminal.child.isalive()
            assert "Traceback" not in terminal.text

    @pytest.mark.parametrize("columns", [1, 5, 20, 300])
    def test_it_starts_in_an_odd_terminal(self, home: Home, columns: int) -> None:
        with home.open("run", "three", "--mute", columns=columns, rows=max(columns // 4, 1)) as terminal:
            terminal.wait_until(lambda _: b"\x1b[?1049h" in terminal.raw, "the app's own screen")
            terminal.catch_up()
            terminal.resize(100, 30)
            terminal.wait_for("1 of 3")


class TestTwoAtOnce:
    def test_the_second_looks_around_and_follows_nothing(self, home: Home) -> None:
        with home.open("run", "three", "--mute") as first:
            into_bridge(first)
            with home.open() as second:
                second.wait_for("“Three holds” is running in another window")
                second.press("enter")
                second.wait_for("session is running in another window")
                second.press("h")
                second.wait_for("History   goal")
                second.press("escape")
                go_out(second)
            refused = home.run("run", "psoas", "--plain", "--mute")
            assert refused.returncode == 1
            assert "is running in another window or terminal" in refused.stderr
            answer_stop(first)
        assert len(home.sessions) == 1

    def test_run_by_name_shows_the_routines_and_says_why(self, home: Home) -> None:
        with home.open("run", "three", "--mute") as first:
            into_bridge(first)
            with home.open("run", "psoas", "--mute") as second:
                second.wait_for("session is running in another window")
                go_out(second)


class TestNowhereToWrite:
    @pytest.fixture
    def no_file(self, home: Home) -> Iterator[Home]:
        """There is a folder where the history should be: it can't be opened, not even by root."""
        home.history_file.mkdir(parents=True)
        yield home
        shutil.rmtree(home.history_file, ignore_errors=True)

    def test_a_session_runs_anyway_and_is_merged_when_the_history_is_back(self, no_file: Home) -> None:
        with no_file.open("run", "three", "--mute") as terminal:
            shown = terminal.wait_for(r"history\.db")
            assert shown.count("history.db") == 1, "told once"
            into_bridge(terminal)
            answer_stop(terminal)
            terminal.press("enter")
            go_out(terminal)
        no_file.history_file.rmdir()
        (session,) = no_file.sessions
        assert (session["routine"], session["status"]) == ("three", "partial")
        assert [segment["label"] for segment in session["segments"]] == ["Lunge", "Lunge", "Bridge", "Bridge"]

    def test_killed_meanwhile_it_can_be_resumed_when_the_history_is_back(self, no_file: Home) -> None:
        with no_file.open("run", "three", "--mute") as terminal:
            into_bridge(terminal)
            no_file.wait_until_put_by_at(3)
            terminal.signal(signal.SIGKILL)
            terminal.wait_for_exit()
        no_file.history_file.rmdir()
        with no_file.open() as terminal:
            terminal.wait_for("Three holds was interrupted .*Bridge")
            terminal.press("r")
            terminal.wait_for("2 of 3 .*PAUSED")

    def test_a_disk_that_is_full_for_a_while_loses_nothing(self, home: Home) -> None:
        with home.open("run", "three", "--mute") as terminal:
            terminal.wait_for("GET READY")
            terminal.press("right")
            terminal.wait_for("HOLD")
            full(terminal)
            terminal.press("right")
            terminal.wait_until(
                lambda text: re.search("can't be written .* continues in memory", in_one_line(text)), "what is wrong"
            )
            terminal.press("right")
            terminal.wait_for("HOLD")
            assert terminal.child.isalive()
            roomy(terminal)
            answer_stop(terminal)
            terminal.press("enter")
            go_out(terminal)
        (session,) = home.sessions
        assert [(s["n"], s["outcome"]) for s in session["segments"]] == [
            (1, "skipped"),
            (2, "skipped"),
            (3, "skipped"),
            (4, "stopped"),
        ]

    def test_a_state_folder_that_is_none_stops_nothing(self, home: Home) -> None:
        (home.folder / "state").write_text("in the way")
        with home.open("run", "three", "--mute") as terminal:
            into_bridge(terminal)
            answer_stop(terminal)
            terminal.press("enter")
            go_out(terminal)
        assert [session["status"] for session in home.sessions] == ["partial"]


def full(terminal: Terminal) -> None:
    """No file of the program can grow any more."""
    _, hard = resource.prlimit(terminal.child.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(terminal.child.pid, resource.RLIMIT_FSIZE, (0, hard))


def roomy(terminal: Terminal) -> None:
    _, hard = resource.prlimit(terminal.child.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(terminal.child.pid, resource.RLIMIT_FSIZE, (hard, hard))


@pytest.fixture(scope="session")
def backed_up_once(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A history of three sessions with a backup. Tests use a copy of it."""
    home = Home(tmp_path_factory.mktemp("backed-up"))
    for day in ("2026-11-03", "2026-11-04", "2026-11-05"):
        assert home.run("log", "three", "--on", day).returncode == 0
    with home.open() as terminal:
        terminal.wait_for("Three holds")
        deadline = time.monotonic() + PATIENCE
        while not list(home.folder.glob("state/backups/*.db")):
            assert terminal.read()
            assert time.monotonic() < deadline
        go_out(terminal)
    return home


class TestDamaged:
    @pytest.fixture(params=["header", "pages"])
    def damaged(self, home: Home, backed_up_once: Home, request: pytest.FixtureRequest) -> Home:
        """A history of three sessions with a backup, which something else has written into."""
        backed_up_once.copied_to(home)
        harmed = bytearray(home.history_file.read_bytes())
        if request.param == "header":
            harmed[:4096] = b"\x55" * 4096
        else:
            harmed[3 * 4096 : 5 * 4096] = b"\x55" * 8192
        home.history_file.write_bytes(harmed)
        return home

    def test_it_is_set_aside_and_a_key_brings_the_backup_back(self, damaged: Home) -> None:
        harmed = damaged.history_file.read_bytes()
        with damaged.open() as terminal:
            terminal.wait_for(r"is\s+damaged")  # how much of the path is there depends on its length
            terminal.wait_for("(?s)You can restore a backup.*b restore")
            terminal.press("b")
            terminal.wait_for("Restored 3 records")
            terminal.wait_until(lambda text: "can restore a backup" not in text, "the offer is gone")
            go_out(terminal)
        (aside,) = damaged.folder.glob("history-damaged-*.db")
        assert aside.read_bytes() == harmed, "it is untouched"
        assert len(damaged.sessions) == 3

    def test_an_offer_that_was_passed_over_is_there_the_next_time(self, damaged: Home) -> None:
        for _ in range(2):
            with damaged.open() as terminal:
                terminal.wait_for("You can restore a backup")
                go_out(terminal)

    def test_a_session_can_start_at_once_and_says_so(self, damaged: Home) -> None:
        with damaged.open("run", "three", "--mute") as terminal:
            terminal.wait_for(r"is[\s▌▐]+damaged")  # a long path puts the session's edge between the two words
            into_bridge(terminal)
            answer_stop(terminal)
            terminal.press("enter")
            terminal.wait_for("You can restore a backup")
            terminal.press("b")
            terminal.wait_for("Restored 3 records")
            go_out(terminal)
        assert len(damaged.sessions) == 4

    def test_a_verb_says_what_to_do_and_touches_nothing(self, home: Home) -> None:
        home.history_file.write_text("this was a history once")
        done = home.run("streak")
        assert done.returncode == 1
        assert "is damaged" in done.stderr
        assert "offers the newest good backup" in done.stderr
        assert home.history_file.read_text() == "this was a history once"


def test_a_verb_that_cannot_open_a_file_says_so(home: Home) -> None:
    done = home.run("history", "import", str(home.folder / "nowhere.jsonl"))
    assert done.returncode == 1
    assert "nowhere.jsonl" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace, to make the disk slow")
def test_leaving_while_a_slow_disk_saves_says_so_and_loses_nothing(home: Home) -> None:
    home.run("history")  # what a first start writes is there
    slow = ("strace", "-f", "-qq", "-o", os.devnull, "-e", "trace=fsync,fdatasync")
    delayed = (*slow, "-e", "inject=fsync,fdatasync:delay_enter=700000")
    with home.open("run", "three", "--mute", begun_by=delayed) as terminal:
        terminal.wait_for("GET READY")
        terminal.press("q")
        terminal.wait_for("[Ss]top here")
        terminal.press("y")
        terminal.wait_for("Saving …")
        terminal.press("enter")
        terminal.wait_for("enter start")
        terminal.press("q")
        terminal.wait_for("Saving the session …")
        assert terminal.is_restored()
        assert terminal.wait_for_end() == 0
    (session,) = home.sessions
    assert (session["routine"], session["status"]) == ("three", "partial")
