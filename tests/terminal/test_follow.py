"""The main job, in a real terminal: pick a routine, follow it to its end, find it in the history and the streak."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.emulator import Terminal, program, surroundings

pytestmark = pytest.mark.terminal

KINDS = """
format = 1
name = "Kinds"
get_ready = "60s"
between = "60s"
switch = "60s"
[[step]]
name = "Lunge"
hold = "60s"
sides = "both"
[[step]]
name = "Bridge"
reps = 20
"""
"""One part of every kind, each of them longer than any machine is busy."""


def leave(terminal: Terminal) -> None:
    """From the summary home, and out."""
    terminal.press("enter")
    terminal.wait_for("enter start")
    terminal.press("q")
    assert terminal.wait_for_end() == 0


def ask(home: Path, *words: str) -> Any:
    done = subprocess.run(program(*words), env=surroundings(home), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40)], ids=["80x24", "120x40"])
def test_the_default_routine_is_followed_to_its_end_and_found_in_history_and_streak(
    tmp_path: Path, columns: int, rows: int
) -> None:
    words = program("run", "after-workout", "--speed", "60", "--record", "--mute")
    with Terminal(words, surroundings(tmp_path), columns=columns, rows=rows) as terminal:
        terminal.wait_for("space pause")
        terminal.press(" ")
        terminal.wait_for("PAUSED")
        terminal.press("right", " ")  # whatever was under way; at this speed nothing is shown long enough to wait for
        terminal.wait_for("FINISHED|DONE|DAY", patience=60)
        terminal.wait_for("(?s)-day streak, started.*today", patience=60)
        leave(terminal)
    (session,) = ask(tmp_path, "history", "--json")
    assert (session["routine"], session["status"], session["done"]) == ("after-workout", "completed", True)
    planned = ask(tmp_path, "show", "after-workout", "--json")["segments"]
    assert [s["n"] for s in session["segments"]] == [s["n"] for s in planned]
    skipped = [s for s in session["segments"] if s["outcome"] == "skipped"]
    assert len(skipped) == 1
    assert all(s["outcome"] == "done" for s in session["segments"] if s not in skipped)
    for told, plan in zip(session["segments"], planned, strict=True):
        if told["outcome"] == "done":
            # the first get-ready of a first session is longer: it also says when to stop
            seconds = told["planned_s"] if told["n"] == 1 else plan["seconds"]
            assert told["actual_s"] == pytest.approx(seconds, abs=0.01)
    streak = ask(tmp_path, "streak", "--json")
    assert (streak["current"]["length"], streak["today"]) == (1, "done")


def test_each_kind_of_part_is_named_as_it_comes(tmp_path: Path) -> None:
    file = tmp_path / "routine-timer" / "routines" / "kinds.toml"
    file.parent.mkdir(parents=True)
    file.write_text(KINDS)
    with Terminal(program("run", "kinds", "--mute"), surroundings(tmp_path)) as terminal:
        for word in ("GET READY", "HOLD . LEFT", "SWITCH", "HOLD . RIGHT", "GET READY", "REPS"):
            terminal.wait_for(word)
            terminal.press("right")
        terminal.wait_for("SKIPPED")


def test_going_back_in_the_first_seconds_repeats_the_segment_before(tmp_path: Path) -> None:
    with Terminal(program("run", "after-workout", "--mute"), surroundings(tmp_path)) as terminal:
        terminal.wait_for("GET READY")
        terminal.press("right")
        terminal.wait_for("HOLD . LEFT")
        terminal.press("left")
        terminal.wait_for("GET READY")
        terminal.press("q")
        terminal.wait_for("[Ss]top here")
        terminal.press("y")
        terminal.wait_for("[Pp]artly done")
        leave(terminal)
    (session,) = ask(tmp_path, "history", "--json")
    assert (session["status"], session["done"]) == ("partial", False)


def test_from_the_home_screen_enter_follows_the_chosen_routine(tmp_path: Path) -> None:
    with Terminal(program(), surroundings(tmp_path)) as terminal:
        terminal.wait_for("After the workout")
        terminal.press("/", *"one hip", "enter", "enter")
        terminal.wait_for("GET READY")
        terminal.wait_for("Dead bug|Supine pigeon|Clam")


def test_a_program_without_a_screen_uses_plain_lines(tmp_path: Path) -> None:
    done = subprocess.run(
        program("run", "psoas", "--speed", "1000", "--record"),
        env=surroundings(tmp_path),
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    assert "Bridge, 15 s" in done.stdout
    assert "\x1b" not in done.stdout
    assert len(ask(tmp_path, "history", "--json")) == 1


def test_the_core_runs_without_a_terminal_library() -> None:
    code = (
        "import sys, routine_timer.playback.live_session, routine_timer.routine.library, "
        "routine_timer.history.history, routine_timer.shorten, routine_timer.balance, "
        "routine_timer.audio.player_setup, routine_timer.cli.plain; "
        "print([name for name in sys.modules if name.split('.')[0] in ('textual', 'rich')])"
    )
    done = subprocess.run([*program()[:1], "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
