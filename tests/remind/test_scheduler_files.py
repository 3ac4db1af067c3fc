"""What each scheduler would write and run, and that it finds again what it wrote."""

from __future__ import annotations

import os
import plistlib
import shlex
import shutil
import subprocess
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routine_timer.remind.cron import Cron, CronCantRun
from routine_timer.remind.install_plan import Job, Scheduler
from routine_timer.remind.launchd import Launchd
from routine_timer.remind.systemd import Systemd, quoted

JOB = Job(("/usr/bin/python3", "-m", "routine_timer", "remind", "now"))
UNITS = Path("/home/ada/.config/systemd/user")
AGENTS = Path("/Users/ada/Library/LaunchAgents")
SYSTEMD, LAUNCHD, CRON = Systemd(UNITS), Launchd(AGENTS, 501), Cron()
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def after(scheduler: Scheduler, at: time, job: Job = JOB, current: str = "") -> str:
    """What `current` would be once the plan was carried out."""
    plan = scheduler.install(at, job, current)
    if scheduler.where is not None:
        return plan.write[scheduler.where]
    return plan.after[-1].stdin or ""


@pytest.mark.parametrize("scheduler", [SYSTEMD, LAUNCHD, CRON], ids=lambda one: str(one.name))
@given(at=times)
def test_what_was_installed_is_found_again_with_its_time(scheduler: Scheduler, at: time) -> None:
    assert scheduler.installed(after(scheduler, at)) == at
    assert scheduler.installed("") is None


def test_systemd_gets_a_service_that_runs_the_program_once_and_a_timer_for_it() -> None:
    plan = SYSTEMD.install(time(7, 5), JOB, "")
    assert plan.write[UNITS / "routine-timer-reminder.service"].splitlines()[3:] == [
        "[Service]",
        "Type=oneshot",
        'ExecStart="/usr/bin/python3" "-m" "routine_timer" "remind" "now"',
    ]
    assert "OnCalendar=*-*-* 07:05:00\n" in plan.write[UNITS / "routine-timer-reminder.timer"]
    assert "Persistent=true\n" in plan.write[UNITS / "routine-timer-reminder.timer"], "given on waking"
    assert [" ".join(command.words) for command in plan.after] == [
        "systemctl --user daemon-reload",
        "systemctl --user enable routine-timer-reminder.timer",
        "systemctl --user restart routine-timer-reminder.timer",
    ]


def test_systemd_reads_no_specifier_variable_or_second_setting_out_of_a_path() -> None:
    job = Job(("/home/a b/%h/$HOME/py", "%h", "$HOME"), {"ROUTINE_TIMER_HOME": 'x"\nExecStart=/bin/evil'})
    service = SYSTEMD.install(time(18), job, "").write[UNITS / "routine-timer-reminder.service"]
    assert 'ExecStart="/home/a b/%%h/$HOME/py" "%%h" "$$HOME"\n' in service
    assert 'Environment="ROUTINE_TIMER_HOME=x\\"\\nExecStart=/bin/evil"\n' in service
    assert quoted("\\") == '"\\\\"'


def test_removing_from_systemd_stops_the_timer_and_leaves_no_file() -> None:
    plan = SYSTEMD.remove("")
    assert plan.before[0].words == ("systemctl", "--user", "disable", "--now", "routine-timer-reminder.timer")
    assert set(plan.remove) == {UNITS / "routine-timer-reminder.service", UNITS / "routine-timer-reminder.timer"}
    assert not plan.write


def test_launchd_gets_an_agent_whose_words_survive_whatever_is_in_them() -> None:
    job = Job(("/Users/ada/<py> & co", "now"), {"ROUTINE_TIMER_HOME": "/Users/ada/]]>"})
    plan = LAUNCHD.install(time(6, 30), job, "")
    agent = plistlib.loads(plan.write[AGENTS / "org.routine-timer.reminder.plist"].encode())
    assert agent["ProgramArguments"] == list(job.command)
    assert agent["EnvironmentVariables"] == job.environ
    assert agent["StartCalendarInterval"] == {"Hour": 6, "Minute": 30}
    assert plan.after[0].words[:3] == ("launchctl", "bootstrap", "gui/501")
    assert not plan.before


def test_launchd_unloads_the_agent_that_is_there_before_it_loads_the_new_one() -> None:
    plan = LAUNCHD.install(time(6, 30), JOB, after(LAUNCHD, time(18)))
    assert plan.before[0].words[:2] == ("launchctl", "bootout")
    assert plan.before[0].may_fail


@pytest.mark.parametrize("damaged", ["nonsense", "<plist><dict/></plist>", "<plist><array/></plist>"])
def test_an_agent_that_someone_damaged_counts_as_not_installed(damaged: str) -> None:
    assert LAUNCHD.installed(damaged) is None


def test_cron_keeps_every_other_line_and_replaces_its_own() -> None:
    others = "MAILTO=ada\n0 3 * * * backup  # 100\\%\n"
    first = after(CRON, time(18), current=others)
    assert first.startswith(others)
    moved = after(CRON, time(7, 5), current=first)
    assert moved.startswith(others)
    assert moved.count("routine_timer") == 1
    assert moved.splitlines()[-1].startswith("5 7 * * * ")
    assert CRON.remove(moved).after[0].stdin == others


@given(others=st.text(st.sampled_from("a#* 0\n%"), max_size=40), at=times)
def test_installing_and_removing_with_cron_leaves_the_crontab_as_it_was(others: str, at: time) -> None:
    removed = CRON.remove(after(CRON, at, current=others)).after[0].stdin
    assert removed == (others if not others or others.endswith("\n") else others + "\n")


def test_the_shell_that_cron_calls_reads_the_words_as_they_are() -> None:
    job = Job(("/opt/it's 100%/py", "$(reboot)", ";", "now"), {"ROUTINE_TIMER_HOME": "/a b"})
    entry = after(CRON, time(18), job).splitlines()[-1]
    command = entry.split(" ", 5)[5].replace(r"\%", "%")
    assert shlex.split(command) == ["env", "ROUTINE_TIMER_HOME=/a b", *job.command]
    assert "%" not in entry.replace(r"\%", "")


def test_a_path_with_a_line_break_is_refused_by_cron_instead_of_becoming_an_entry() -> None:
    with pytest.raises(CronCantRun):
        CRON.install(time(18), Job(("/tmp/a\n* * * * * evil",)), "")


def test_a_plan_says_what_it_will_write_and_run_before_it_does() -> None:
    said = "\n".join(SYSTEMD.install(time(18), JOB, "").lines())
    assert f"write   {UNITS / 'routine-timer-reminder.timer'}" in said
    assert "| OnCalendar=*-*-* 18:00:00" in said
    assert "run     systemctl --user daemon-reload" in said
    assert "| 0 18 * * *" in "\n".join(CRON.install(time(18), JOB, "").lines())


def test_systemd_itself_finds_nothing_wrong_with_what_it_would_get(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    program = tmp_path / "100% $HOME" / "py"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    job = Job((str(program), "%h", "$X", 'a "b" \\c'), {"ROUTINE_TIMER_HOME": '/a b/100% "q" \\z'})
    plan = Systemd(tmp_path).install(time(7, 5), job, "")
    for file, text in plan.write.items():
        file.write_text(text)
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--user", *map(str, plan.write)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
    )
    assert (verified.returncode, verified.stderr) == (0, "")
