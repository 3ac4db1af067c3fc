"""Two computers, one folder: what was done on each is found on both."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from tests.terminal.emulator import PATIENCE
from tests.terminal.homes import Home, into_bridge

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal"),
]


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "shared folder"
    folder.mkdir()
    return folder


@pytest.fixture
def homes(tmp_path: Path, shared: Path) -> tuple[Home, Home]:
    made = (Home(tmp_path / "laptop"), Home(tmp_path / "desktop"))
    for home in made:
        (home.folder / "config.toml").write_text(f'sync_folder = "{shared}"\n', encoding="utf-8")
    return made


def open_and_leave(home: Home, seen: str) -> None:
    with home.open() as terminal:
        terminal.wait_for("enter start")
        terminal.wait_for(seen)
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def lines(home: Home) -> list[str]:
    return sorted(home.run("history", "export").stdout.splitlines())


def wait_for_files(shared: Path, number: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while len(list(shared.glob("*.jsonl"))) < number:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_app_keeps_two_computers_in_step(homes: tuple[Home, Home], shared: Path) -> None:
    laptop, desktop = homes
    with laptop.open("run", "three", "--mute") as terminal:
        into_bridge(terminal)
        terminal.press("q")
        terminal.wait_for("[Ss]top here")
        terminal.press("y")
        terminal.wait_for("[Pp]artly done")
        wait_for_files(shared, 1)  # the summary is shown: the session has been shared by now
        terminal.press("enter")
        terminal.wait_for("enter start")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    desktop.run("log", "psoas", "--on", "2026-11-01")
    desktop.run("skip", "2026-11-02", "--why", "travel")
    open_and_leave(desktop, "Three holds")
    wait_for_files(shared, 2)
    assert desktop.run("history", "sync").returncode == 0
    assert laptop.run("history", "sync").returncode == 0
    assert lines(laptop) == lines(desktop)
    assert len(laptop.sessions) == 2


def test_what_came_from_elsewhere_is_seen_without_another_start(homes: tuple[Home, Home]) -> None:
    laptop, desktop = homes
    laptop.run("log", "three", "--on", "2026-11-01")
    assert laptop.run("history", "sync").returncode == 0
    with desktop.open() as terminal:
        terminal.wait_for("Three holds .*1 Nov")


def test_a_deletion_travels_and_plain_lines_share_too(homes: tuple[Home, Home]) -> None:
    laptop, desktop = homes
    laptop.run("run", "three", "--plain", "--mute", "--speed", "1000", "--record")
    assert desktop.run("history", "sync").stderr.startswith("1 new")
    (session,) = desktop.sessions
    desktop.run("history", "delete", session["id"])
    for home in (desktop, laptop):
        assert home.run("history", "sync").returncode == 0
    assert laptop.sessions == []
    assert lines(laptop) == lines(desktop)


def test_a_folder_out_of_reach_is_a_line_and_no_more(homes: tuple[Home, Home], shared: Path) -> None:
    laptop, _ = homes
    shared.rmdir()
    shared.write_text("a file is in the way", encoding="utf-8")
    with laptop.open() as terminal:
        terminal.wait_for("Can't sync with your other computers")
        terminal.press("enter")
        terminal.wait_for("GET READY")
    done = laptop.run("history", "sync")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_without_a_folder_the_verb_says_how_to_set_one(tmp_path: Path) -> None:
    done = Home(tmp_path).run("history", "sync")
    assert done.returncode == 1
    assert "sync_folder" in done.stderr
