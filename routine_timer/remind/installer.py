"""The side effects of the reminder: finds the scheduler, reads its current text, carries out a plan, shows it.

All decisions are made in the pure modules of this package. No command goes through a shell.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from routine_timer.errors import RoutineTimerError
from routine_timer.remind.cron import Cron
from routine_timer.remind.install_plan import InstallPlan, Job, Scheduler, SystemCommand
from routine_timer.remind.launchd import Launchd
from routine_timer.remind.reminder_text import Reminder
from routine_timer.remind.reminder_text import command as reminder_command
from routine_timer.remind.systemd import Systemd
from routine_timer.safe_files import write_text

_TIMEOUT = 20.0
"""Seconds that one command may take."""
_FOLDERS = ("ROUTINE_TIMER_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
_NO_CRONTAB = ("no crontab", "no such file", "not allowed")
"""What `crontab -l` prints if there is no crontab to lose."""


class NoScheduler(RoutineTimerError):
    """This machine has no scheduler that is supported."""

    help = "schedule this command once a day: routine-timer remind now"


class PlanFailed(RoutineTimerError):
    """A step of a plan failed. Files that it had written are restored."""


def job(environ: Mapping[str, str]) -> Job:
    """The command for the scheduler: this Python, and the variables that name the user's folders."""
    variables = {name: environ[name] for name in _FOLDERS if environ.get(name)}
    if home := variables.get("ROUTINE_TIMER_HOME"):
        variables["ROUTINE_TIMER_HOME"] = str(Path(home).expanduser().absolute())
    return Job((sys.executable, "-P", "-m", "routine_timer", "remind", "now"), variables)


def scheduler(environ: Mapping[str, str]) -> Scheduler:
    """The scheduler to install with.

    Raises:
        NoScheduler
    """
    best = next(iter(schedulers(environ)), None)
    if best is None:
        raise NoScheduler("this machine has no systemd, launchd or cron")
    return best


def schedulers(environ: Mapping[str, str]) -> list[Scheduler]:
    """Every scheduler on this machine, best first. A reminder may be installed with any of them."""
    home = Path(environ.get("HOME") or Path.home())
    available: list[Scheduler] = []
    if sys.platform == "darwin":
        return [Launchd(home / "Library" / "LaunchAgents", os.getuid())]
    if shutil.which("systemctl") and Path("/run/systemd/system").is_dir():
        available.append(Systemd(Path(environ.get("XDG_CONFIG_HOME") or home / ".config") / "systemd" / "user"))
    if shutil.which("crontab"):
        available.append(Cron())
    return available


def current(one: Scheduler) -> str:
    """The current text of a scheduler's file or crontab, empty if there is none.

    Raises:
        PlanFailed: it can't be read, so changing it might lose something.
    """
    if one.where is None:
        return _crontab()
    try:
        return one.where.read_text(encoding="utf-8", errors="surrogateescape")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise PlanFailed(str(error)) from error


def _crontab() -> str:
    try:
        listed = subprocess.run(
            ["crontab", "-l"], env={**os.environ, "LC_ALL": "C"}, capture_output=True, check=False, timeout=_TIMEOUT
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise PlanFailed(_why(error)) from error
    message = listed.stderr.decode(errors="replace").strip()
    if listed.returncode == 0:
        return listed.stdout.decode(errors="surrogateescape")
    if any(words in message.lower() for words in _NO_CRONTAB):
        return ""
    raise PlanFailed(f"crontab -l: {message or f'exit code {listed.returncode}'}")


def carry_out(plan: InstallPlan) -> None:
    """Carry out a plan.

    Raises:
        PlanFailed: a step failed. Files that were written are restored.
    """
    originals: dict[Path, str | None] = {}
    try:
        for one in plan.before:
            _run(one)
        for file in plan.remove:
            file.unlink(missing_ok=True)
        for file, text in plan.write.items():
            before = file.read_text(encoding="utf-8") if file.is_file() else None
            write_text(file, text)
            originals[file] = before
        for one in plan.after:
            _run(one)
    except (OSError, PlanFailed, subprocess.SubprocessError) as error:
        for file, original in originals.items():
            if original is None:
                file.unlink(missing_ok=True)
            else:
                write_text(file, original)
        if isinstance(error, PlanFailed):
            raise
        raise PlanFailed(_why(error)) from error


def _why(error: Exception) -> str:
    """What went wrong, in words: Python's own for a program that hangs quote a list."""
    if isinstance(error, subprocess.TimeoutExpired):
        return f"{' '.join(error.cmd)}: it didn't end within {error.timeout:g} seconds"
    return str(error)


def show(reminder: Reminder, environ: Mapping[str, str]) -> bool:
    """Show the reminder on the screen. Returns whether that worked."""
    words = reminder_command(reminder, sys.platform, shutil.which)
    if words is None:
        return False
    try:
        done = subprocess.run(
            words, env=_with_bus(environ), stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=_TIMEOUT
        )
    except (OSError, subprocess.SubprocessError):
        return False  # the caller prints the reminder instead
    return done.returncode == 0


def _with_bus(environ: Mapping[str, str]) -> dict[str, str]:
    """Notifications need the user's D-Bus, which cron doesn't set. Most systems have it at the same path."""
    variables = dict(environ)
    if sys.platform != "win32" and "DBUS_SESSION_BUS_ADDRESS" not in variables:
        bus = Path(f"/run/user/{os.getuid()}/bus")
        if bus.exists():
            variables["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={bus}"
    return variables


def _run(one: SystemCommand) -> None:
    try:
        done = subprocess.run(
            one.words,
            input=(one.stdin or "").encode(errors="surrogateescape"),
            capture_output=True,
            check=False,
            timeout=_TIMEOUT,
        )
    except FileNotFoundError as error:
        if one.may_fail:
            return
        raise PlanFailed(f"{one.words[0]} is not installed") from error
    if done.returncode and not one.may_fail:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        raise PlanFailed(f"{' '.join(one.words)}: {lines[-1] if lines else f'exit code {done.returncode}'}")
