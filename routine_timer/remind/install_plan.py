"""What has to change on a machine to install or remove the reminder, as values. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from typing import Protocol

NAME = "routine-timer-reminder"
DESCRIPTION = "Remind me to stretch, unless today is done"


@dataclass(frozen=True, slots=True)
class Job:
    """The command that the scheduler runs, as words (without a shell), and the environment variables it needs."""

    command: tuple[str, ...]
    environ: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SystemCommand:
    """A command to run, as words. `may_fail` is for commands that remove something that may not exist."""

    words: tuple[str, ...]
    stdin: str | None = None
    may_fail: bool = False


@dataclass(frozen=True, slots=True)
class InstallPlan:
    """Changes, in this order: run `before`, remove files, write files, run `after`."""

    scheduler: str
    before: tuple[SystemCommand, ...] = ()
    remove: tuple[Path, ...] = ()
    write: Mapping[Path, str] = field(default_factory=dict)
    after: tuple[SystemCommand, ...] = ()

    def lines(self) -> list[str]:
        """The plan for a person to read: each file in full, each command as one would type it."""
        import shlex

        lines = [f"  run     {shlex.join(command.words)}" for command in self.before]
        lines += [f"  remove  {file}" for file in self.remove]
        for file, text in self.write.items():
            lines += [f"  write   {file}", *(f"          | {line}" for line in text.splitlines())]
        for command in self.after:
            lines.append(f"  run     {shlex.join(command.words)}")
            if command.stdin is not None:
                lines += [f"          | {line}" for line in command.stdin.splitlines()]
        return lines


class Scheduler(Protocol):
    """Something that runs a command once a day. `current` is the current text of its file or crontab."""

    @property
    def name(self) -> str: ...

    @property
    def where(self) -> Path | None:
        """The file whose text is `current`; None for cron, where a command prints it."""

    def install(self, at: time, job: Job, current: str) -> InstallPlan:
        """The plan that installs the reminder, or moves it to another time."""

    def remove(self, current: str) -> InstallPlan: ...

    def installed(self, current: str) -> time | None:
        """The time of day in `current`, or None if no reminder is installed."""
