"""A user's folders between one run of the program and the next: read through its verbs, and directly."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.terminal.emulator import PATIENCE, Terminal, program, surroundings

_MOVED_CLOCK = Path(__file__).with_name("moved_clock.py")

ROUTINE = """
format = 1
name = "Three holds"
get_ready = "20s"
between = "20s"
switch = "20s"
[[step]]
name = "Lunge"
hold = "40s"
[[step]]
name = "Bridge"
hold = "50s"
[[step]]
name = "Pigeon"
hold = "60s"
"""
"""Six parts: get ready, Lunge, get ready, Bridge, get ready, Pigeon. None is over before a busy machine has seen it."""


def moved(days: int, speed: int, *words: str) -> list[str]:
    """The words that start the program so many days later."""
    return [sys.executable, str(_MOVED_CLOCK), str(days), str(speed), *words]


class Home:
    """A home folder for one test."""

    def __init__(self, folder: Path) -> None:
        self.environment = surroundings(folder, NO_COLOR="")
        self.folder = Path(self.environment["ROUTINE_TIMER_HOME"])
        (self.folder / "routines").mkdir(parents=True, exist_ok=True)
        (self.folder / "routines" / "three.toml").write_text(ROUTINE, encoding="utf-8")

    def copied_to(self, home: Home) -> Home:
        """Give another home everything that this one contains. Returns the other."""
        shutil.copytree(self.folder, home.folder, dirs_exist_ok=True)
        return home

    @property
    def history_file(self) -> Path:
        return self.folder / "history.db"

    def open(self, *words: str, columns: int = 100, rows: int = 30, begun_by: Sequence[str] = ()) -> Terminal:
        """The program in a terminal, begun by itself or by another program that is given its words."""
        return Terminal([*begun_by, *program(*words)], self.environment, columns=columns, rows=rows)

    def open_later(self, days: int, speed: int, *words: str, columns: int = 100, rows: int = 30) -> Terminal:
        """The program in a terminal so many days later, its sessions so many times faster."""
        return Terminal(moved(days, speed, *words), self.environment, columns=columns, rows=rows)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """The program without one."""
        return subprocess.run(
            program(*words),
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
            timeout=60,
        )

    def ask(self, *words: str) -> Any:
        """What a verb says in JSON."""
        done = self.run(*words, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    @property
    def sessions(self) -> list[Any]:
        found = self.ask("history")
        assert isinstance(found, list)
        return found

    def under_way(self) -> list[tuple[int, float]]:
        """Of each session that was cut off: the segment's index, and the seconds into it."""
        rows = self.rows("SELECT at_index, position_s FROM under_way ORDER BY seen_at")
        return [(int(index), float(position)) for index, position in rows]

    def wait_until_at(self, index: int) -> None:
        """Wait until the file says that the session is in that segment: what is seen is written a moment later."""
        deadline = time.monotonic() + PATIENCE
        while [at for at, _ in self.under_way()] != [index]:
            assert time.monotonic() < deadline, f"segment {index} was never noted: {self.under_way()}"
            time.sleep(0.05)

    def wait_until_noted(self, note: str) -> None:
        """Likewise until the file has this note of the one session."""
        deadline = time.monotonic() + PATIENCE
        while self.rows("SELECT note FROM session") != [(note,)]:
            assert time.monotonic() < deadline, "the note was never written"
            time.sleep(0.05)

    def wait_until_put_by_at(self, index: int) -> None:
        """Likewise while there is no such file: until what waits in the state folder says so."""
        deadline = time.monotonic() + PATIENCE
        while self._put_by() != index:
            assert time.monotonic() < deadline, f"segment {index} was never noted"
            time.sleep(0.05)

    def _put_by(self) -> int | None:
        """The segment under way of the one session that waits in the state folder."""
        (file,) = self.folder.glob("state/unsaved/*.jsonl")
        moved = [note for note in map(json.loads, file.read_text("utf-8").splitlines()) if note["note"] == "moved"]
        return int(moved[-1]["index"]) if moved else None

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with contextlib.closing(sqlite3.connect(self.history_file)) as db, db:
            return db.execute(query).fetchall()

    def age(self, hours: float) -> None:
        """Make it look as if whatever was cut off was last seen so many hours ago."""
        seen = (datetime.now(UTC) - timedelta(hours=hours)).isoformat()
        with contextlib.closing(sqlite3.connect(self.history_file)) as db, db:
            db.execute("UPDATE under_way SET seen_at = ?", (seen,))


def into_bridge(terminal: Terminal) -> None:
    """Skip to the second hold: the first is skipped, so that what was left before can be told from what was not."""
    terminal.wait_for("GET READY")
    terminal.press("right")
    terminal.wait_for("HOLD")
    terminal.press("right")
    terminal.wait_for("GET READY")
    terminal.press("right")
    terminal.wait_for("2 of 3")
    terminal.wait_for("HOLD")
