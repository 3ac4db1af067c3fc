"""`python -m bench.soak`: two hours of a real session in a terminal, and how much memory it has every ten minutes.

python -m bench.soak [--minutes N] [--page FILE]

The session is muted, so that it needs no voice; its figures move, its picture changes, and it is recorded.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from bench.programs.hours import routine_text
from bench.setting import Setting
from bench.terminal import running

MOST_MB = 10.0
"""By how much a session may grow after its first minute."""
_EVERY = 10
_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Reading:
    """After so many minutes: resident memory, and the share of a core used since the reading before."""

    minute: int
    megabytes: float
    cpu: float


def main() -> int:
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="soak-", ignore_cleanup_errors=True) as folder:
        readings = []
        for reading in readings_of(Setting(Path(folder), quick=False), arguments.minutes):
            readings.append(reading)
            sys.stdout.write(f"{reading.minute} min: {reading.megabytes:.1f} MB, {reading.cpu:.1%} of a core\n")
            sys.stdout.flush()
    if arguments.page is not None:
        arguments.page.write_text(page(readings, datetime.now(UTC).date()), encoding="utf-8")
    return 0 if grown(readings) <= MOST_MB else 1


def readings_of(setting: Setting, minutes: int) -> Iterator[Reading]:
    """After the first minute of a session, every ten minutes, and at the end.

    Raises:
        NeverSeen: the program ended before.
    """
    file = setting.folder / "hours.toml"
    file.write_text(routine_text(minutes), encoding="utf-8")
    with running(setting.ours("run", str(file), "--mute"), setting.environment(setting.folder)) as program:
        program.wait_for("left")
        before = 0
        for minute in (1, *range(_EVERY, minutes, _EVERY), minutes):
            cost = program.cost((minute - before) * _MINUTE)
            yield Reading(minute, cost.resident / 1e6, cost.cpu_s / ((minute - before) * _MINUTE))
            before = minute


def grown(readings: list[Reading]) -> float:
    """Megabytes by which the program was ever larger than after its first minute."""
    return max(one.megabytes for one in readings) - readings[0].megabytes


def page(readings: list[Reading], today: date) -> str:
    """The page of the docs."""
    rows = "\n".join(f"| {one.minute} | {one.megabytes:.1f} | {one.cpu:.1%} |" for one in readings)
    return f"""# A long session

A muted session of {readings[-1].minute} minutes with moving figures, in real time, in a terminal of 120×40, recorded as
any other. Made by `make soak` on {today:%-d %B %Y}; `make bench` measures the same with a clock moved by hand.

After its first minute the program grew by {grown(readings):.1f} MB at most; up to {MOST_MB:g} MB are allowed.

| minute | memory in MB | of a core, since the line before |
| ---: | ---: | ---: |
{rows}
"""


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="soak", description="Two hours of a session, and its memory.")
    parser.add_argument("--minutes", type=int, default=120, metavar="N", help="how long")
    parser.add_argument("--page", type=Path, metavar="FILE", help="write the page of the docs")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
