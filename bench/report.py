"""The table, the JSON, and the page in the docs. Pure, but for what is asked about the machine.

The page names the kind of machine, never its name, nor a folder on it.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from bench.misses import reason
from bench.rows import Row

_HEAD = ("", "ours", "compared with", "", "ratio", "target", "")


def machine() -> str:
    """What kind of machine this is."""
    model = _processor_model() or platform.machine()
    cores = os.cpu_count()
    memory = f", {_memory_gb():.0f} GB" if sys.platform == "linux" else ""
    return (
        f"{platform.system()} {platform.machine()}, {cores} cores ({model}){memory}, "
        f"Python {platform.python_version()}, Textual {version('textual')}"
    )


def _processor_model() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


def _memory_gb() -> float:
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30


def number(value: float) -> str:
    """Three significant digits, without an exponent."""
    if value == 0:
        return "0"
    digits = max(0, 2 - _magnitude(value))
    return f"{value:.{min(digits, 4)}f}"


def _magnitude(value: float) -> int:
    return int(f"{abs(value):e}".partition("e")[2])


def cells(row: Row) -> tuple[str, ...]:
    peer = "" if row.peer is None else f"{number(row.peer)} {row.unit}".rstrip()
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}" if row.ratio >= 0.01 else "< 0.01"
    mark = {True: "met", False: "MISSED", None: ""}[row.met]
    return row.what, f"{number(row.ours)} {row.unit}".rstrip(), row.peer_name, peer, ratio, row.target_text, mark


def table(rows: Sequence[Row]) -> str:
    """All rows as text, in columns."""
    lines = [_HEAD, *map(cells, rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(_HEAD))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if 0 < i < 6 and i != 2 else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def as_json(rows: Sequence[Row], on: date, *, quick: bool) -> str:
    whole = {"date": on.isoformat(), "machine": machine(), "quick": quick, "rows": [row.as_json() for row in rows]}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def page(rows: Sequence[Row], on: date, *, quick: bool) -> str:
    """`docs/performance.md`."""
    missed = [row for row in rows if row.met is False]
    judged = [row for row in rows if row.met is not None]
    made = (
        "Made by `make bench`. Each figure is a median (or the quantile it names) of runs that alternated with what "
        "they are compared with, on the same machine. Screens are drawn in a pseudo-terminal of 120×40, the output of "
        "verbs is read, and what isn't a program (streaks, files, figures) runs in one process. The long holds are one "
        "muted run each, one after another. A home screen is whole when the routines, their last days and the score "
        "are shown; except for the first start ever, it starts from what the last start cached. Times are for this "
        "machine; ratios should hold elsewhere."
    )
    parts = [
        "# Performance",
        made,
        f"{on.isoformat()}, {machine()}." + (" A quick run: fewer and shorter measurements." if quick else ""),
        f"{len(judged) - len(missed)} of {len(judged)} targets were met.",
    ]
    for group in dict.fromkeys(row.group for row in rows):
        parts += [f"## {group}", _markdown([row for row in rows if row.group == group])]
    if missed:
        parts += ["## What misses its target, and why", "\n".join(f"- {reason(row)}" for row in missed)]
    return "\n\n".join(parts) + "\n"


def _markdown(rows: Sequence[Row]) -> str:
    lines = ["| | ours | compared with | | ratio | target | |", "| --- | ---: | --- | ---: | ---: | ---: | --- |"]
    return "\n".join([*lines, *(f"| {' | '.join(cells(row))} |" for row in rows)])
