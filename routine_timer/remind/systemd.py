"""The reminder as a systemd user timer. Pure; quoting follows systemd.exec(5) and systemd.syntax(7)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from pathlib import Path

from routine_timer.remind.install_plan import DESCRIPTION, NAME, InstallPlan, Job, SystemCommand

_TIMER, _SERVICE = f"{NAME}.timer", f"{NAME}.service"
_RELOAD = SystemCommand(("systemctl", "--user", "daemon-reload"))


@dataclass(frozen=True, slots=True)
class Systemd:
    """`folder` holds the user's units, for example ~/.config/systemd/user."""

    folder: Path
    name: str = "systemd"

    @property
    def where(self) -> Path:
        return self.folder / _TIMER

    def install(self, at: time, job: Job, current: str) -> InstallPlan:  # noqa: ARG002 - the whole file is written
        environ = "".join(f"Environment={quoted(f'{name}={value}')}\n" for name, value in job.environ.items())
        program, *words = job.command
        # systemd expands variables in the arguments, but not in the program's path
        command = " ".join([quoted(program), *(quoted(word).replace("$", "$$") for word in words)])
        service = f"[Unit]\nDescription={DESCRIPTION}\n\n[Service]\nType=oneshot\n{environ}ExecStart={command}\n"
        timer = (
            f"[Unit]\nDescription={DESCRIPTION}\n\n"
            f"[Timer]\nOnCalendar=*-*-* {at:%H:%M}:00\nAccuracySec=1min\nPersistent=true\n\n"
            "[Install]\nWantedBy=timers.target\n"
        )
        # restart, so that a running timer uses the new time
        after = (
            _RELOAD,
            SystemCommand(("systemctl", "--user", "enable", _TIMER)),
            SystemCommand(("systemctl", "--user", "restart", _TIMER)),
        )
        return InstallPlan(self.name, write={self.folder / _SERVICE: service, self.where: timer}, after=after)

    def remove(self, current: str) -> InstallPlan:  # noqa: ARG002
        stop = SystemCommand(("systemctl", "--user", "disable", "--now", _TIMER), may_fail=True)
        return InstallPlan(self.name, (stop,), (self.where, self.folder / _SERVICE), after=(_RELOAD,))

    def installed(self, current: str) -> time | None:
        entry = re.search(r"^OnCalendar=\*-\*-\* (\d\d):(\d\d):00$", current, re.MULTILINE)
        return time(int(entry[1]), int(entry[2])) if entry else None


def quoted(word: str) -> str:
    """A word quoted for systemd. `%` is doubled, because it starts a specifier."""
    escapes = {"\\": "\\\\", '"': '\\"', "%": "%%", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return '"' + "".join(escapes.get(character, character) for character in word) + '"'
