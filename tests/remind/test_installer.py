"""Plans carried out on a real folder with harmless commands, and what the scheduler will run."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import time
from pathlib import Path

import pytest

from routine_timer.remind import installer
from routine_timer.remind.cron import Cron
from routine_timer.remind.install_plan import InstallPlan, SystemCommand
from routine_timer.remind.reminder_text import Reminder
from routine_timer.remind.systemd import Systemd

NOTICE = Reminder("Routine timer", "Open today")
FAILS = SystemCommand((sys.executable, "-c", "raise SystemExit('the bus is gone')"))


def test_files_are_written_and_commands_run_in_order(tmp_path: Path) -> None:
    unit, mark = tmp_path / "user" / "a.timer", tmp_path / "mark"
    copies = SystemCommand((sys.executable, "-c", f"import shutil; shutil.copy({str(unit)!r}, {str(mark)!r})"))
    installer.carry_out(InstallPlan("systemd", write={unit: "[Timer]\n"}, after=(copies,)))
    assert mark.read_text() == "[Timer]\n"


def test_when_a_command_fails_the_files_are_as_before_and_its_words_are_reported(tmp_path: Path) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    old.write_text("before")
    with pytest.raises(installer.PlanFailed, match="the bus is gone"):
        installer.carry_out(InstallPlan("systemd", write={new: "x", old: "after"}, after=(FAILS,)))
    assert not new.exists()
    assert old.read_text() == "before"


def test_what_only_clears_away_may_fail(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    absent = SystemCommand(("no-such-program-anywhere",), may_fail=True)
    installer.carry_out(
        InstallPlan(
            "launchd",
            before=(SystemCommand(FAILS.words, may_fail=True), absent),
            remove=(tmp_path / "gone",),
            write={kept: "x"},
        )
    )
    assert kept.read_text() == "x"


def test_a_program_that_is_not_there_is_named() -> None:
    with pytest.raises(installer.PlanFailed, match="no-such-program-anywhere is not installed"):
        installer.carry_out(InstallPlan("cron", after=(SystemCommand(("no-such-program-anywhere",)),)))


def test_the_job_runs_this_python_with_the_persons_folders() -> None:
    job = installer.job({"ROUTINE_TIMER_HOME": "somewhere", "XDG_DATA_HOME": "/data", "OTHER": "x"})
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
    installer.carry_out(Cron().install(time(18), installer.job({}), installer.current(Cron())))
    assert Cron().installed(installer.current(Cron())) == time(18)
    installer.carry_out(Cron().remove(installer.current(Cron())))
    assert table.read_text() == "0 3 * * * backup\n"


def test_no_crontab_yet_is_an_empty_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_crontab(tmp_path, monkeypatch, "echo 'no crontab for ada' >&2; exit 1")
    assert installer.current(Cron()) == ""


def test_a_crontab_that_cannot_be_read_is_never_taken_for_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_crontab(tmp_path, monkeypatch, "echo 'the disk is on fire' >&2; exit 1")
    with pytest.raises(installer.PlanFailed, match="the disk is on fire"):
        installer.current(Cron())


def programs(folder: Path, monkeypatch: pytest.MonkeyPatch, *names: str, script: str = "exit 0") -> None:
    """Make these programs the only ones there are."""
    folder.mkdir()
    for name in names:
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


@pytest.mark.skipif(sys.platform == "win32", reason="none of them is there")
@pytest.mark.parametrize(
    ("platform", "runs_systemd", "there", "found"),
    [
        ("linux", True, ("systemctl", "crontab"), ["systemd", "cron"]),
        ("linux", False, ("systemctl", "crontab"), ["cron"]),
        ("linux", True, ("crontab",), ["cron"]),
        ("linux", True, ("systemctl",), ["systemd"]),
        ("linux", True, (), []),
        ("darwin", False, ("crontab",), ["launchd"]),
    ],
)
def test_the_schedulers_of_a_machine_the_best_first(
    platform: str,
    runs_systemd: bool,
    there: tuple[str, ...],
    found: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    programs(tmp_path / "bin", monkeypatch, *there)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "is_dir", lambda _self: runs_systemd)
    environ = {"HOME": str(tmp_path)}
    listed = installer.schedulers(environ)
    assert [one.name for one in listed] == found
    assert all(str(one.where).startswith(str(tmp_path)) for one in listed if one.where is not None)
    if listed:
        assert installer.scheduler(environ).name == found[0]
    else:
        with pytest.raises(installer.NoScheduler) as caught:
            installer.scheduler(environ)
        assert "routine-timer remind now" in caught.value.help


def test_units_stand_where_the_person_has_their_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs(tmp_path / "bin", monkeypatch, "systemctl")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(Path, "is_dir", lambda _self: True)
    (one,) = installer.schedulers({"HOME": "/home/ada", "XDG_CONFIG_HOME": str(tmp_path / "settings")})
    assert str(one.where).startswith(str(tmp_path / "settings" / "systemd" / "user"))


def test_a_unit_that_cannot_be_read_is_never_taken_for_none(tmp_path: Path) -> None:
    scheduler = Systemd(tmp_path)
    assert installer.current(scheduler) == ""
    assert scheduler.where is not None
    scheduler.where.mkdir()
    with pytest.raises(installer.PlanFailed, match="directory"):
        installer.current(scheduler)


def test_a_file_that_cannot_be_written_puts_the_others_back(tmp_path: Path) -> None:
    first, blocked = tmp_path / "a", tmp_path / "file" / "b"
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(installer.PlanFailed, match="file"):
        installer.carry_out(InstallPlan("systemd", write={first: "x", blocked: "y"}))
    assert not first.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no shell")
@pytest.mark.parametrize(("script", "shown"), [("exit 0", True), ("exit 1", False)])
def test_a_notice_is_shown_if_the_program_for_it_says_so(
    script: str, shown: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs(tmp_path / "bin", monkeypatch, "notify-send", script=script)
    monkeypatch.setattr(sys, "platform", "linux")
    assert installer.show(NOTICE, {"PATH": str(tmp_path / "bin")}) is shown


def test_where_nothing_shows_notices_the_caller_says_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs(tmp_path / "bin", monkeypatch)
    monkeypatch.setattr(sys, "platform", "linux")
    assert installer.show(NOTICE, {}) is False


@pytest.mark.skipif(sys.platform == "win32", reason="no shell")
@pytest.mark.parametrize("there", [True, False])
def test_the_notice_of_a_cron_job_finds_the_bus_of_the_person(
    there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = tmp_path / "said"
    script = f'echo "bus=$DBUS_SESSION_BUS_ADDRESS" > "{said}"'
    programs(tmp_path / "bin", monkeypatch, "notify-send", script=script)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(Path, "exists", lambda _self: there)
    assert installer.show(NOTICE, {})
    found = said.read_text().strip()
    assert found == (f"bus=unix:path=/run/user/{os.getuid()}/bus" if there else "bus=")
    assert installer.show(NOTICE, {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/own"})
    assert said.read_text().strip() == "bus=unix:path=/own"


def test_a_program_that_hangs_is_named_as_it_is_typed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def hang(words: list[str], **_: object) -> None:
        raise subprocess.TimeoutExpired(words, 20)

    monkeypatch.setattr(subprocess, "run", hang)
    with pytest.raises(installer.PlanFailed, match=r"^crontab -l: it didn't end within 20 seconds$"):
        installer.current(Cron())
    unit = tmp_path / "a.timer"
    with pytest.raises(installer.PlanFailed, match=r"^systemctl --user start: it didn't end within 20 seconds$"):
        installer.carry_out(
            InstallPlan("systemd", write={unit: "x"}, after=(SystemCommand(("systemctl", "--user", "start")),))
        )
    assert not unit.exists()
