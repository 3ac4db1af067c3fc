"""`run --plain`: the same session in lines.

Time stops until the event loop would sleep, and then jumps to the end of the sleep: so every line comes at its instant,
however slow the machine is, and nothing is waited for.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import json
import os
import re
import selectors
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from routine_timer.cli import plain
from routine_timer.history.errors import DiskFull
from routine_timer.history.store.database import Database
from routine_timer.history.store.journal_fallback import JournalFallback
from routine_timer.playback import start
from routine_timer.playback.clock import Clock, ScaledClock
from routine_timer.playback.history_recorder import HistoryRecorder
from routine_timer.playback.outside_controls import CONTROLS
from tests.cli.conftest import Run

Write = Callable[[str, str], Path]
SHORT = """
format = 1
name = "Short"
get_ready = "2s"
switch = "2s"
[[step]]
name = "Lunge"
hold = "12s"
sides = "both"
cues = ["Grow tall"]
[[step]]
name = "Clam"
reps = 3
pace = "self"
"""


if sys.platform == "win32":
    pytest.skip("there the event loop is another one", allow_module_level=True)


class JumpingClock:
    """A clock that jumps over every sleep of the event loop, and does not move otherwise."""

    def __init__(self) -> None:
        self.real = 0.0

    def now(self) -> float:
        return self.real

    def through_sleep(self) -> float:
        return self.real


class _JumpingSelector(selectors.SelectSelector):
    def __init__(self, clock: JumpingClock) -> None:
        super().__init__()
        self._clock = clock

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is not None and timeout > 0:
            self._clock.real += timeout
            timeout = 0
        return super().select(timeout)


class _JumpingLoop(asyncio.SelectorEventLoop):
    def __init__(self, clock: JumpingClock) -> None:
        self._jumping = clock
        super().__init__(_JumpingSelector(clock))

    def time(self) -> float:
        return self._jumping.real


@pytest.fixture(autouse=True)
def sleeps_are_jumped_over(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = JumpingClock()
    monkeypatch.setattr(plain, "Clock", lambda: clock)
    monkeypatch.setattr(plain, "_select_loop", lambda: _JumpingLoop(clock))


@pytest.fixture(autouse=True)
def nobody_can_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)


def test_a_whole_session_runs_in_plain_lines(run: Run, routine: Write) -> None:
    """A first session: its get-ready has time for the stop rule too."""
    routine("short", SHORT)
    led = run("run", "short", "--plain", "--speed", "200")
    assert led.code == 0
    said = [line.strip() for line in led.out.splitlines()]
    order = [
        "Short: 2 steps, 1 min 1 s",
        "0:00  get ready 15 s: Lunge",
        "0:15  Lunge, left, 12 s  (step 1 of 2)",
        "Grow tall",
        "next: Lunge, right, 12 s",
        "0:27  switch sides to the right 5 s",
        "0:32  Lunge, right, 12 s  (step 1 of 2)",
        "0:44  get ready 8 s: Clam",
        "0:52  Clam, 3 reps, your pace  (step 2 of 2)",
        "1:01  finished",
    ]
    places = [said.index(line) for line in order]
    assert places == sorted(places)


def test_another_speed_is_not_recorded_unless_asked_for(run: Run, routine: Write) -> None:
    routine("short", SHORT)
    run("run", "short", "--plain", "--speed", "500")
    assert run("history", "--json").json == []
    run("run", "short", "--plain", "--speed", "500", "--record")
    (session,) = run("history", "--json").json
    assert (session["routine"], session["status"], session["done"]) == ("short", "completed", True)
    assert session["active_s"] == pytest.approx(61)
    work = [(s["label"], s["side"], s["outcome"]) for s in session["segments"] if s["kind"] in ("hold", "reps")]
    assert work == [("Lunge", "left", "done"), ("Lunge", "right", "done"), ("Clam", None, "done")]
    assert run("streak", "--json").json["current"]["length"] == 1


def test_at_another_speed_the_last_line_says_that_it_is_not_saved(run: Run) -> None:
    said = "Sessions at a different speed aren't saved."
    assert run("run", "after-workout", "--plain", "--speed", "5000").out.splitlines()[-1].strip() == said
    assert said not in run("run", "after-workout", "--plain", "--speed", "5000", "--record").out


def test_minutes_shorten_and_say_what_was_left_out(run: Run) -> None:
    led = run("run", "after-workout", "--plain", "--speed", "5000", "--minutes", "4")
    assert "for 4 minutes: Clam: left out" in led.err
    assert "for 4 minutes: Glutes and core: 1 round instead of 2" in led.err
    assert "Clam" not in led.out


def test_from_starts_at_a_later_step_with_its_get_ready(run: Run) -> None:
    led = run("run", "after-workout", "--plain", "--speed", "5000", "--from", "clam")
    lines = led.out.splitlines()
    assert lines[2] == "Starts with a short safety note (6 s)."
    assert re.search(r"get ready \d+ s: Clam$", lines[3])
    assert "Hip flexor lunge" not in led.out


@pytest.mark.parametrize(
    ("name", "first"),
    [("Glutes and core", "Bridge"), ("glutes", "Bridge"), ("dead bug", "Dead bug"), ("4", "Dead bug")],
)
def test_from_takes_a_circuit_by_its_name_too(run: Run, name: str, first: str) -> None:
    led = run("run", "after-workout", "--plain", "--speed", "5000", "--from", name)
    assert re.search(rf"get ready \d+ s: {first}$", led.out.splitlines()[3])


def test_from_a_later_step_the_minutes_are_for_what_is_left(run: Run) -> None:
    led = run("run", "after-workout", "--plain", "--speed", "5000", "--from", "clam", "--minutes", "5")
    assert led.code == 0
    assert "Clam, left" in led.out
    assert "left out" not in led.err


def test_a_number_of_a_step_with_thousands_of_digits_is_no_step(run: Run) -> None:
    led = run("run", "after-workout", "--plain", "--from", "9" * 5000)
    assert led.code == 1
    assert f"there is no step called '{'9' * 60}'" in led.err


def test_from_a_step_that_is_not_there_lists_the_steps(run: Run) -> None:
    led = run("run", "after-workout", "--plain", "--from", "headstand")
    assert led.code == 1
    assert "1 Hip flexor lunge" in led.err


def test_a_broken_file_is_not_run(run: Run, routine: Write) -> None:
    routine("mine", 'format = 1\nname = "Mine"\n')
    led = run("run", "mine", "--plain")
    assert led.code == 1
    assert "mine.toml:1:1" in led.err


def test_hostile_texts_are_shown_and_not_obeyed(run: Run, routine: Write) -> None:
    name = json.dumps("Evil \x1b[2J\x07 [red]x[/red] \u202e")
    routine("evil", f'format = 1\nname = {name}\nget_ready = 0\n[[step]]\nname = {name}\nhold = "1s"\n')
    led = run("run", "evil", "--plain", "--speed", "100")
    assert led.code == 0
    assert "\x1b" not in led.out
    assert "\u202e" not in led.out
    assert "[red]x[/red]" in led.out


def test_a_line_reports_what_is_saved_even_when_the_disk_needs_most_of_a_second(
    run: Run, routine: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(HistoryRecorder, "wait", lambda _recorder, seconds: waited.append(seconds))
    routine("short", SHORT)
    run("run", "short", "--plain", "--speed", "500", "--record")
    assert min(waited) >= 1.0


def test_one_minute_is_reported_as_one(run: Run) -> None:
    led = run("run", "after-workout", "--plain", "--speed", "5000", "--minutes", "1")
    assert "1 minute" in led.err
    assert "1 minutes" not in led.err


def test_minutes_that_are_too_few_are_reported_and_the_shortest_version_runs(run: Run) -> None:
    led = run("run", "after-workout", "--plain", "--speed", "5000", "--minutes", "0.1")
    assert led.code == 0
    assert "0.1 minutes is too short; the shortest version takes 2:" in led.err
    assert led.out.splitlines()[-2].endswith("finished")


def test_a_session_that_can_be_saved_nowhere_is_printed_to_be_imported_and_the_exit_status_says_so(
    run: Run, home: Path, routine: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    routine("short", SHORT)
    with monkeypatch.context() as disk:
        disk.setattr(Database, "writing", _full)
        disk.setattr(JournalFallback, "save", _no_room)
        led = run("run", "short", "--plain", "--speed", "500", "--record")
    assert led.code == 1
    assert "This session is not saved: " in led.err
    assert "Keep the next line. To add it to your history, paste it into: routine-timer history import -\n" in led.err
    assert "streak" not in led.out
    line = led.out.splitlines()[-1]
    assert json.loads(line)["status"] == "completed"
    file = home / "kept.jsonl"
    file.write_text(line + "\n")
    assert run("history", "import", str(file)).code == 0
    (session,) = run("history", "--json").json
    assert session == json.loads(line)


def test_a_session_that_waits_in_the_state_folder_is_reported_as_that(
    run: Run, routine: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    routine("short", SHORT)
    with monkeypatch.context() as disk:
        disk.setattr(Database, "writing", _full)
        led = run("run", "short", "--plain", "--speed", "500", "--record")
    assert led.code == 0
    assert "safe in the state folder" in led.err.splitlines()[-1]
    assert "streak" not in led.out
    assert [one["status"] for one in run("history", "--json").json] == ["completed"]


def test_on_a_full_disk_the_start_does_not_say_that_nothing_was_changed(
    run: Run, routine: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    routine("short", SHORT)
    opens = Database._open

    def no_room(database: Database) -> sqlite3.Connection:
        if database.no_file is None:
            raise DiskFull(database.file, "no space left on device")
        return opens(database)

    monkeypatch.setattr(Database, "_open", no_room)
    led = run("run", "short", "--plain", "--speed", "500", "--record")
    assert "  help: your history isn't used until this works again: free some space\n" in led.err
    assert "try again" not in led.err


def test_a_history_that_cannot_be_opened_is_named_with_what_to_check(run: Run, home: Path, routine: Write) -> None:
    routine("short", SHORT)
    assert run("log", "short").code == 0
    for beside in home.glob("history.db-*"):
        beside.unlink()
    (home / "history.db-wal").mkdir()  # SQLite needs a file there
    led = run("run", "short", "--plain", "--speed", "500", "--record")
    assert (
        "history.db can't be opened (unable to open database file)\n  help: your history isn't used until this works "
        "again: check that you may read and write it and its folder\n"
    ) in led.err
    failed = run("log", "short")
    assert (failed.code, failed.out) == (1, "")
    assert failed.err.endswith(
        "  help: nothing was changed: check that you may read and write it and its folder, and try again\n"
    )


@contextlib.contextmanager
def _full(database: Database, *, in_memory_too: bool = False) -> Iterator[sqlite3.Connection]:
    if database.file.name:
        raise DiskFull(database.file, "no space left on device")
    with contextlib.closing(sqlite3.connect(":memory:")) as db:
        yield db


def _no_room(_fallback: JournalFallback, _journal: object) -> None:
    raise OSError(errno.ENOSPC, "no space left on device")


def test_a_pause_that_nobody_can_end_ends_by_itself_with_its_lead_in(
    run: Run, routine: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    routine("short", SHORT)
    write = plain._PlainSession._write

    def stopped_at_lunge(session: plain._PlainSession, line: str) -> None:
        write(session, line)
        if "Lunge, left" in line:
            signal.raise_signal(signal.SIGCONT)
            signal.raise_signal(signal.SIGCONT)

    monkeypatch.setattr(plain._PlainSession, "_write", stopped_at_lunge)
    led = run("run", "short", "--plain")
    lines = [line.split("  ")[-1].strip() for line in led.out.splitlines()]
    assert lines.index("resuming in 3 seconds") == next(n for n, line in enumerate(lines) if "paused" in line) + 1
    assert "finished" in lines


def test_a_session_reports_a_tone_that_cannot_be_used(run: Run, home: Path) -> None:
    folder = home / "routines" / "after-workout.sounds"
    folder.mkdir(parents=True)
    (folder / "go.wav").write_bytes(b"no sound")
    ran = run("run", "after-workout", "--plain", "--speed", "100000")
    assert "The usual tone is played instead of go.wav" in ran.err


def test_commands_come_from_a_pipe_and_unknown_ones_are_reported(run: Run, routine: Write, home: Path) -> None:
    routine("short", SHORT)
    pipe = home / "pedal"
    os.mkfifo(pipe)
    foot = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
    os.write(foot, b"skip\ndance\nmute\nstop\n")
    led = run("run", "short", "--plain", "--speed", "2", "--control", str(pipe))
    os.close(foot)
    assert led.code == 0
    lines = [line.strip() for line in led.out.splitlines()]
    order = ["skipped", f"Unknown command 'dance'. Use one of: {', '.join(CONTROLS)}.", "muted"]
    places = [lines.index(line) for line in order]
    assert places == sorted(places)
    assert lines[-2].endswith("stopped")


def test_a_control_that_is_not_a_pipe_is_refused_before_the_session_starts(run: Run, home: Path) -> None:
    ran = run("run", "after-workout", "--plain", "--control", str(home / "nothing"))
    assert ran.code == 1
    assert ran.out == ""
    assert "mkfifo" in ran.err


@pytest.mark.parametrize("counts", [True, False])
def test_three_minutes_for_a_bad_day_count_unless_the_setting_says_no(
    run: Run, tmp_path: Path, counts: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def in_no_time(clock: Clock, _speed: float = 1.0) -> ScaledClock:
        return ScaledClock(clock, 1000.0)

    (tmp_path / "config.toml").write_text(f"rescue_counts = {str(counts).lower()}\n", encoding="utf-8")
    monkeypatch.setattr(start, "ScaledClock", in_no_time)
    led = run("rescue", "--plain", "--mute")
    assert "Three minutes: " in led.out
    (record,) = run("history", "--json").json
    assert record["routine"] == "after-workout"
    assert record["done"] is counts


def test_a_session_counts_though_the_clock_was_set_back_by_a_day_in_it(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead = iter([timedelta(days=1)])

    class Corrected(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + next(ahead, timedelta())

    monkeypatch.setattr(plain, "datetime", Corrected)
    done = run("run", "after-workout", "--plain", "--mute", "--speed", "100000", "--record")
    assert "streak: 1 day" in done.out
