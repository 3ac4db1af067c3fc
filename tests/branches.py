"""`python -m tests.branches FILE`: of what `coverage json` wrote, the share of branches that the tests took.

Branches alone: a report of coverage's own counts statements with them, and those are reached far more easily.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

APP = "routine_timer/app/"


@dataclass(frozen=True)
class Wall:
    """Some files, and the share of their branches that must have been taken, in per cent."""

    name: str
    least: float
    holds: Callable[[str], bool]


WALLS = (
    Wall("the app", 90, lambda file: file.startswith(APP)),
    Wall("all but the app", 95, lambda file: not file.startswith(APP)),
)


def share(files: Mapping[str, Any], wall: Wall) -> float:
    """Percentage of the branches behind `wall` that were taken; 100 if there are none."""
    found = [of["summary"] for file, of in files.items() if wall.holds(Path(file).as_posix())]
    there = sum(one["num_branches"] for one in found)
    return 100 * sum(one["covered_branches"] for one in found) / there if there else 100.0


def main(file: Path) -> int:
    files = json.loads(file.read_text("utf-8"))["files"]
    shares = {wall: share(files, wall) for wall in WALLS}
    for wall, taken in shares.items():
        sys.stdout.write(f"{wall.name}: {taken:.1f} % of the branches (at least {wall.least:g})\n")
    return int(any(taken < wall.least for wall, taken in shares.items()))


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
