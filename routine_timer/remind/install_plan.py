"""What is to be done to a machine so that it reminds, as values that can be shown first. Touches nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from typing import Protocol

NAME = "routine-timer-reminder"
DESCRIPTION = "Remind of today's stretches, unless they are done"


@dataclass(frozen=True, slots=True)
class Job:
    """The command that the scheduler is to run, as words (no shell), and what it needs in its environment."""

    command: tuple[str, ...]
    environ: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SystemCommand:
    """A command to run, as words. `may_fail`: it only clears away what need not be there."""

    words: tuple[str, ...]
    stdin: str | None = None
    may_fail: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """In this order: commands `before`, files removed, files written, commands `after`."""

    scheduler: str
    before: tuple[SystemCommand, ...] = ()
    remove: tuple[Path, ...] = ()
    write: Mapping[Path, str] = field(default_factory=dict)
    after: tuple[SystemCommand, ...] = ()

    def described(self) -> list[str]:
        """The plan in lines for a person: each file whole, each command as one would type it."""
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
    """Something that runs a command once a day. Pure: `current` is what stands there now, read by the machine."""

    @property
    def name(self) -> str: ...

    @property
    def where(self) -> Path | None:
        """The file whose text is `current`; None where a command tells it (cron)."""

    def install(self, at: time, job: Job, current: str) -> Plan:
        """How to install the reminder, or move the one that is there to another time."""

    def remove(self, current: str) -> Plan: ...

    def installed(self, current: str) -> time | None:
        """The time of day it is installed for, read out of `current`; None where it is not."""
