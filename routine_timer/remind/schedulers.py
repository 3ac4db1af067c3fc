"""The machine's side of the reminder: which scheduler it has, what stands there, carrying a plan out, the notice.

Everything is decided in the pure modules beside it. No command goes through a shell.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from routine_timer.atomic import write_text
from routine_timer.errors import RoutineTimerError
from routine_timer.remind.cron import Cron
from routine_timer.remind.install_plan import Job, Plan, Scheduler, SystemCommand
from routine_timer.remind.launchd import Launchd
from routine_timer.remind.reminder_text import Reminder
from routine_timer.remind.reminder_text import command as notice_command
from routine_timer.remind.systemd import Systemd

_PATIENCE = 20.0
"""Seconds that one command may take."""
_FOLDERS = ("ROUTINE_TIMER_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
_NO_CRONTAB = ("no crontab", "no such file", "not allowed")
"""What `crontab -l` says where there is nothing to lose."""


class NoScheduler(RoutineTimerError):
    """Nothing on this machine runs a command once a day."""


class PlanFailed(RoutineTimerError):
    """A step of a plan failed; files that it had written are as they were before."""


def job(environ: Mapping[str, str]) -> Job:
    """The command for the scheduler: this very Python, and the person's folders, which the scheduler does not know."""
    kept = {name: environ[name] for name in _FOLDERS if environ.get(name)}
    if home := kept.get("ROUTINE_TIMER_HOME"):
        kept["ROUTINE_TIMER_HOME"] = str(Path(home).expanduser().absolute())
    return Job((sys.executable, "-P", "-m", "routine_timer", "remind", "now"), kept)


def scheduler(environ: Mapping[str, str]) -> Scheduler:
    """The one to install with.

    Raises:
        NoScheduler
    """
    found = next(iter(schedulers(environ)), None)
    if found is None:
        error = NoScheduler("neither systemd, launchd nor cron is here")
        error.help = "have your system run this once a day: routine-timer remind now"
        raise error
    return found


def schedulers(environ: Mapping[str, str]) -> list[Scheduler]:
    """Every scheduler of this machine, the best first: a reminder may have been installed with any of them."""
    home = Path(environ.get("HOME") or Path.home())
    found: list[Scheduler] = []
    if sys.platform == "darwin":
        return [Launchd(home / "Library" / "LaunchAgents", os.getuid())]
    if shutil.which("systemctl") and Path("/run/systemd/system").is_dir():
        found.append(Systemd(Path(environ.get("XDG_CONFIG_HOME") or home / ".config") / "systemd" / "user"))
    if shutil.which("crontab"):
        found.append(Cron())
    return found


def current(one: Scheduler) -> str:
    """What stands there now; empty where nothing does.

    Raises:
        PlanFailed: it can't be read, so that writing might lose it.
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
            ["crontab", "-l"], env={**os.environ, "LC_ALL": "C"}, capture_output=True, check=False, timeout=_PATIENCE
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise PlanFailed(str(error)) from error
    said = listed.stderr.decode(errors="replace").strip()
    if listed.returncode == 0:
        return listed.stdout.decode(errors="surrogateescape")
    if any(words in said.lower() for words in _NO_CRONTAB):
        return ""
    raise PlanFailed(f"crontab -l: {said or f'exit code {listed.returncode}'}")


def carry_out(plan: Plan) -> None:
    """Do what the plan says.

    Raises:
        PlanFailed: files written until then are put back.
    """
    kept: dict[Path, str | None] = {}
    try:
        for one in plan.before:
            _run(one)
        for file in plan.remove:
            file.unlink(missing_ok=True)
        for file, text in plan.write.items():
            before = file.read_text(encoding="utf-8") if file.is_file() else None
            write_text(file, text)
            kept[file] = before
        for one in plan.after:
            _run(one)
    except (OSError, PlanFailed, subprocess.SubprocessError) as error:
        for file, stood in kept.items():
            if stood is None:
                file.unlink(missing_ok=True)
            else:
                write_text(file, stood)
        if isinstance(error, PlanFailed):
            raise
        raise PlanFailed(str(error)) from error


def show(notice: Reminder, environ: Mapping[str, str]) -> bool:
    """Show the notice on the screen; whether that could be done."""
    words = notice_command(notice, sys.platform, shutil.which)
    if words is None:
        return False
    try:
        done = subprocess.run(
            words, env=_with_bus(environ), stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=_PATIENCE
        )
    except (OSError, subprocess.SubprocessError):
        return False  # the caller says the notice in words instead
    return done.returncode == 0


def _with_bus(environ: Mapping[str, str]) -> dict[str, str]:
    """cron knows nothing of the session's bus, over which a notice travels; it has a fixed place on most systems."""
    known = dict(environ)
    if sys.platform != "win32" and "DBUS_SESSION_BUS_ADDRESS" not in known:
        bus = Path(f"/run/user/{os.getuid()}/bus")
        if bus.exists():
            known["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={bus}"
    return known


def _run(one: SystemCommand) -> None:
    try:
        done = subprocess.run(
            one.words,
            input=(one.stdin or "").encode(errors="surrogateescape"),
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
        )
    except FileNotFoundError as error:
        if one.may_fail:
            return
        raise PlanFailed(f"{one.words[0]} is not installed") from error
    if done.returncode and not one.may_fail:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise PlanFailed(f"{' '.join(one.words)}: {said[-1] if said else f'exit code {done.returncode}'}")
