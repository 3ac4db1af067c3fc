"""Plans carried out on a real folder with harmless commands, and what the scheduler is told to run."""

from __future__ import annotations

import subprocess
import sys
from datetime import time
from pathlib import Path

import pytest

from routine_timer.remind import machine
from routine_timer.remind.cron import Cron
from routine_timer.remind.plan import Command, Plan

FAILS = Command((sys.executable, "-c", "raise SystemExit('the bus is gone')"))


def test_files_are_written_and_commands_run_in_order(tmp_path: Path) -> None:
    unit, mark = tmp_path / "user" / "a.timer", tmp_path / "mark"
    copies = Command((sys.executable, "-c", f"import shutil; shutil.copy({str(unit)!r}, {str(mark)!r})"))
    machine.carry_out(Plan("systemd", write={unit: "[Timer]\n"}, after=(copies,)))
    assert mark.read_text() == "[Timer]\n"


def test_when_a_command_fails_the_files_are_as_before_and_its_words_are_told(tmp_path: Path) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    old.write_text("before")
    with pytest.raises(machine.PlanFailed, match="the bus is gone"):
        machine.carry_out(Plan("systemd", write={new: "x", old: "after"}, after=(FAILS,)))
    assert not new.exists()
    assert old.read_text() == "before"


def test_what_only_clears_away_may_fail(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    absent = Command(("no-such-program-anywhere",), may_fail=True)
    machine.carry_out(
        Plan(
            "launchd",
            before=(Command(FAILS.words, may_fail=True), absent),
            remove=(tmp_path / "gone",),
            write={kept: "x"},
        )
    )
    assert kept.read_text() == "x"


def test_a_program_that_is_not_there_is_named() -> None:
    with pytest.raises(machine.PlanFailed, match="no-such-program-anywhere is not installed"):
        machine.carry_out(Plan("cron", after=(Command(("no-such-program-anywhere",)),)))


def test_the_job_runs_this_python_with_the_persons_folders() -> None:
    job = machine.job({"ROUTINE_TIMER_HOME": "somewhere", "XDG_DATA_HOME": "/data", "OTHER": "x"})
    assert job.command[0] == sys.executable
    assert job.environ == {"ROUTINE_TIMER_HOME": str(Path("somewhere").absolute()), "XDG_DATA_HOME": "/data"}
    told = subprocess.run([*job.command[:-2], "--version"], capture_output=True, text=True, check=True)
    assert told.stdout.startswith("routine-timer ")


def fake_crontab(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    program = folder / "crontab"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")


def test_a_crontab_is_read_and_written_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "table"
    table.write_text("0 3 * * * backup\n")
    fake_crontab(tmp_path, monkeypatch, f'[ "$1" = -l ] && exec cat "{table}"; cat > "{table}"')
    machine.carry_out(Cron().install(time(18), machine.job({}), machine.current(Cron())))
    assert Cron().installed(machine.current(Cron())) == time(18)
    machine.carry_out(Cron().remove(machine.current(Cron())))
    assert table.read_text() == "0 3 * * * backup\n"


def test_no_crontab_yet_is_an_empty_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_crontab(tmp_path, monkeypatch, "echo 'no crontab for ada' >&2; exit 1")
    assert machine.current(Cron()) == ""


def test_a_crontab_that_can_not_be_read_is_never_taken_for_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_crontab(tmp_path, monkeypatch, "echo 'the disk is on fire' >&2; exit 1")
    with pytest.raises(machine.PlanFailed, match="the disk is on fire"):
        machine.current(Cron())
