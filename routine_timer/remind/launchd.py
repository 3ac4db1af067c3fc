"""The reminder as a launch agent on macOS. Pure; plistlib escapes the values."""

from __future__ import annotations

import plistlib
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from xml.parsers.expat import ExpatError

from routine_timer.remind.install_plan import InstallPlan, Job, SystemCommand

_LABEL = "org.routine-timer.reminder"


@dataclass(frozen=True, slots=True)
class Launchd:
    """`folder` is ~/Library/LaunchAgents, `user` the uid of the user who sees the reminder."""

    folder: Path
    user: int
    name: str = "launchd"

    @property
    def where(self) -> Path:
        return self.folder / f"{_LABEL}.plist"

    def install(self, at: time, job: Job, current: str) -> InstallPlan:
        agent = {
            "Label": _LABEL,
            "ProgramArguments": list(job.command),
            "EnvironmentVariables": dict(job.environ),
            "StartCalendarInterval": {"Hour": at.hour, "Minute": at.minute},
        }
        load = SystemCommand(("launchctl", "bootstrap", f"gui/{self.user}", str(self.where)))
        before = (self._unload(),) if current else ()
        return InstallPlan(self.name, before, write={self.where: plistlib.dumps(agent).decode()}, after=(load,))

    def remove(self, current: str) -> InstallPlan:  # noqa: ARG002
        return InstallPlan(self.name, (self._unload(),), (self.where,))

    def installed(self, current: str) -> time | None:
        try:
            at = plistlib.loads(current.encode())["StartCalendarInterval"]
            return time(at["Hour"], at["Minute"])
        except (plistlib.InvalidFileException, ExpatError, KeyError, TypeError, ValueError):
            return None

    def _unload(self) -> SystemCommand:
        return SystemCommand(("launchctl", "bootout", f"gui/{self.user}/{_LABEL}"), may_fail=True)
