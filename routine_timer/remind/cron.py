"""The reminder in the user's crontab: a comment that marks it, and the entry below. All other lines stay as they are.

cron passes the entry to /bin/sh, so the words are quoted for that shell, and `%`, which cron reads as a newline, is
escaped. This is the only command of the program that a shell runs, and nothing in it comes from a routine. Pure.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from datetime import time
from pathlib import Path

from routine_timer.errors import RoutineTimerError
from routine_timer.remind.install_plan import DESCRIPTION, NAME, InstallPlan, Job, SystemCommand

_MARK = f"# {NAME}: {DESCRIPTION} (this line and the next)"


class CronCantRun(RoutineTimerError):
    """The command contains a line break, which a crontab can't contain."""

    help = "move the program or ROUTINE_TIMER_HOME to a folder without a line break in its name"


@dataclass(frozen=True, slots=True)
class Cron:
    """`current` is the output of `crontab -l`, empty if there is no crontab."""

    name: str = "cron"
    where: Path | None = None

    def install(self, at: time, job: Job, current: str) -> InstallPlan:
        """Raises:
        CronCantRun
        """
        environ = ["env", *(f"{name}={value}" for name, value in job.environ.items())] if job.environ else []
        line = shlex.join([*environ, *job.command]).replace("%", r"\%")
        if re.search(r"[\n\r\0]", line):
            raise CronCantRun("a path contains a line break")
        others = _without_reminder(current)
        separator = "" if not others or others.endswith("\n") else "\n"
        return self._plan(f"{others}{separator}{_MARK}\n{at.minute} {at.hour} * * * {line}\n")

    def remove(self, current: str) -> InstallPlan:
        return self._plan(_without_reminder(current))

    def installed(self, current: str) -> time | None:
        entry = re.search(rf"^{re.escape(_MARK)}\n(\d+) (\d+) \* \* \* ", current, re.MULTILINE)
        if not entry or int(entry[1]) > 59 or int(entry[2]) > 23:
            return None
        return time(int(entry[2]), int(entry[1]))

    def _plan(self, crontab: str) -> InstallPlan:
        return InstallPlan(self.name, after=(SystemCommand(("crontab", "-"), stdin=crontab),))


def _without_reminder(current: str) -> str:
    """The crontab without the reminder's two lines. Everything else is unchanged, byte for byte."""
    return re.sub(rf"^{re.escape(_MARK)}\n[^\n]*(\n|\Z)", "", current, flags=re.MULTILINE)
