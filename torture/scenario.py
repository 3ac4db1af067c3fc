"""What every scenario of torture is given, and what it returns."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TypedDict, TypeVar

CHECKOUT = Path(__file__).parent.parent
WORKERS = os.cpu_count() or 2
ZONE = "Europe/Berlin"
"""The time zone of every scenario."""
PATIENCE = 60.0
"""Seconds after which a program that should have ended hangs."""

_T = TypeVar("_T")
_U = TypeVar("_U")


@dataclass(frozen=True)
class RunOptions:
    """One run. `random(name)` gives each scenario its own random numbers, so leaving one out doesn't change another."""

    folder: Path
    seed: int
    long: bool = False
    say: Callable[[str], None] = lambda _text: None

    def random(self, *names: object) -> Random:
        return Random(f"{self.seed}/{'/'.join(map(str, names))}")

    def choose(self, long: int, short: int) -> int:
        return long if self.long else short


@dataclass
class Outcome:
    """What was done, by kind, and what must not have happened. A problem says enough to do it again."""

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, other: Outcome) -> None:
        self.counts += other.counts
        self.problems += other.problems
        self.notes += other.notes


class Told(TypedDict):
    """What a batch in a separate process says, as JSON."""

    counts: dict[str, int]
    problems: list[str]


def program(*words: str) -> list[str]:
    return [sys.executable, "-m", "routine_timer", *words]


def environment(home: Path, **more: str) -> dict[str, str]:
    """A separate home, with nothing of the person's."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "ROUTINE_TIMER_HOME": str(home),
        "PYTHONPATH": str(CHECKOUT),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "TZ": ZONE,
        "EDITOR": "true",
        **more,
    }


def run(
    words: Sequence[str],
    environment: Mapping[str, str],
    *,
    patience: float = PATIENCE,
    folder: Path | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end.

    Raises:
        TimeoutExpired: it hangs.
    """
    return subprocess.run(
        words,
        env=dict(environment),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="surrogateescape",
        timeout=patience,
        check=False,
    )


def side_by_side(work: Callable[[_T], _U], items: Iterable[_T], workers: int = WORKERS) -> list[_U]:
    """`work` on each item, as many at once as there are cores; the results in the order of the items."""
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(work, items))


ROUTINE = """format = 1
name = "Ordeal"
get_ready = "1s"
between = "1s"

[[step]]
name = "One"
hold = "3s"

[[step]]
name = "Two"
hold = "3s"
sides = "both"
switch = "1s"

[[step]]
name = "Three"
reps = 2
pace = "2s"

[[step]]
name = "Four"
hold = "20s+"
"""
"""A routine with every kind of segment; a minute long, a second at `--speed 60`."""
SEGMENTS = 10
"""How many segments it has."""


def write_routine(home: Path, text: str = ROUTINE) -> Path:
    folder = home / "routines"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "ordeal.toml"
    file.write_text(text, encoding="utf-8")
    return file
