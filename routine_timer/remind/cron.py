"""The reminder as two lines of the person's crontab: a mark, and the entry below it. Pure; the rest stays as it is.

cron hands its line to /bin/sh, so the words are quoted for that shell, and `%`, which cron itself reads as a new line,
is escaped. That is the one place of the program where a shell runs anything, and nothing in it comes from a routine.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from datetime import time
from pathlib import Path

from routine_timer.errors import RoutineTimerError
from routine_timer.remind.install_plan import DESCRIPTION, NAME, Job, Plan, SystemCommand

_MARK = f"# {NAME}: {DESCRIPTION} (this line and the next)"


class UnfitForCron(RoutineTimerError):
    """A word holds a line break, which no crontab can carry."""

    help = "move the program or ROUTINE_TIMER_HOME to a folder without line breaks in its name"


@dataclass(frozen=True, slots=True)
class Cron:
    """`current` is what `crontab -l` printed, empty where there is none."""

    name: str = "cron"
    where: Path | None = None

    def install(self, at: time, job: Job, current: str) -> Plan:
        """Raises:
        UnfitForCron
        """
        environ = ["env", *(f"{name}={value}" for name, value in job.environ.items())] if job.environ else []
        line = shlex.join([*environ, *job.command]).replace("%", r"\%")
        if re.search(r"[\n\r\0]", line):
            raise UnfitForCron("a path has a line break in it")
        rest = _without(current)
        ended = rest if not rest or rest.endswith("\n") else rest + "\n"
        return self._plan(f"{ended}{_MARK}\n{at.minute} {at.hour} * * * {line}\n")

    def remove(self, current: str) -> Plan:
        return self._plan(_without(current))

    def installed(self, current: str) -> time | None:
        found = re.search(rf"^{re.escape(_MARK)}\n(\d+) (\d+) \* \* \* ", current, re.MULTILINE)
        if not found or int(found[1]) > 59 or int(found[2]) > 23:
            return None
        return time(int(found[2]), int(found[1]))

    def _plan(self, crontab: str) -> Plan:
        return Plan(self.name, after=(SystemCommand(("crontab", "-"), stdin=crontab),))


def _without(current: str) -> str:
    """The crontab without the reminder's two lines, everything else byte for byte."""
    return re.sub(rf"^{re.escape(_MARK)}\n[^\n]*(\n|\Z)", "", current, flags=re.MULTILINE)
