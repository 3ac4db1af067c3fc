"""What every measurement is given: where to work, how thoroughly, and with which programs."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.peers import Peers

PROGRAMS = Path(__file__).parent / "programs"
CHECKOUT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Setting:
    """One run of the bench. `quick`: fewer and shorter, for a look."""

    folder: Path
    quick: bool
    peers: Peers = field(default_factory=Peers)

    def choose(self, thorough: int, quick: int) -> int:
        return quick if self.quick else thorough

    def ours(self, *words: str) -> list[str]:
        """Our program, as it is installed beside this Python."""
        return [str(Path(sys.executable).with_name("routine-timer")), *words]

    def bare(self, name: str, *words: str) -> list[str]:
        """One of `programs`, in this Python."""
        return [sys.executable, "-m", f"bench.programs.{name}", *words]

    def environment(self, home: Path, **more: str) -> dict[str, str]:
        """A separate home, with nothing of the person's."""
        return {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(home),
            "ROUTINE_TIMER_HOME": str(home),
            "PYTHONPATH": str(CHECKOUT),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "TZ": "Europe/Berlin",
            **more,
        }


def wall_time(words: Sequence[str], environment: Mapping[str, str]) -> float:
    """Seconds that a program takes from start to end, its output read and thrown away.

    Raises:
        CalledProcessError: it failed.
    """
    begun = time.perf_counter()
    subprocess.run(words, env=dict(environment), check=True, stdin=subprocess.DEVNULL, capture_output=True)
    return time.perf_counter() - begun
