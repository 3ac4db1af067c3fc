"""Disks that are really full (a file that may not grow, a disk of two megabytes that is filled up), and slow ones."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from torture.leading import Led, judged, on_screen, plainly, prepared
from torture.scenario import Outcome, RunOptions

_LIMITED = "import os, resource, sys; n = int(sys.argv[1]); resource.setrlimit(resource.RLIMIT_FSIZE, (n, n)); "
_LIMITED += "os.execvp(sys.argv[2], sys.argv[2:])"
_DELAYS = (50, 100, 300)
"""Milliseconds that a sync takes."""
_WAYS: dict[str, Callable[[Path, Sequence[str]], Led]] = {"plain": plainly, "app": on_screen}


def scenario(options: RunOptions) -> Outcome:
    outcome = Outcome()
    for way in _WAYS:
        outcome.add(_small_files(options, way))
        outcome.add(_small_disk(options, way))
        for milliseconds in _DELAYS if options.long else _DELAYS[1:2]:
            outcome.add(slow_disk(options, way, milliseconds))
    return outcome


def slow_disk(options: RunOptions, way: str, milliseconds: int) -> Outcome:
    """Every sync takes so long: the session must be saved in the end, and nothing false be said on the way."""
    outcome = Outcome()
    if shutil.which("strace") is None:
        outcome.notes.append("strace is missing: slow disks are left out")
        return outcome
    home = prepared(options.folder / f"faults-slow-disk-{way}-{milliseconds}")
    delay = f"inject=fsync,fdatasync:delay_enter={milliseconds * 1000}"
    trace = ["-f", "-qq", "-o", str(home / "trace"), "-e", "trace=fsync,fdatasync", "-e", delay]
    led = _WAYS[way](home, ["strace", *trace])
    outcome.counts["slow disks"] += 1
    problems = judged(home, led)
    problems += [f"it says {word!r}" for word in ("damaged", "interrupted", "can't") if word in led.told]
    outcome.problems += [f"{way}, syncs of {milliseconds} ms: {what}" for what in problems]
    return outcome


def _small_files(options: RunOptions, way: str) -> Outcome:
    """No file may grow beyond a limit: for the history, a disk that is full."""
    home = prepared(options.folder / f"faults-small-files-{way}")
    size = (home / "history.db").stat().st_size
    led = _WAYS[way](home, [sys.executable, "-c", _LIMITED, str(size)])
    outcome = Outcome()
    outcome.counts["disks really full"] += 1
    outcome.problems += [f"{way}, files that can't grow: {what}" for what in judged(home, led)]
    return outcome


def _small_disk(options: RunOptions, way: str) -> Outcome:
    """A disk of two MB that is filled up: needs the right to mount one."""
    home = options.folder / f"faults-small-disk-{way}"
    home.mkdir()
    outcome = Outcome()
    if not _mounted(home):
        outcome.notes.append("a full disk of its own needs the right to mount one: left out")
        return outcome
    try:
        prepared(home)
        _fill(home / "filler")
        led = _WAYS[way](home, ())
        outcome.counts["disks really full"] += 1
        if not led.told:
            outcome.problems.append(f"{way}, a full disk: nobody was told")
        (home / "filler").unlink()
        outcome.problems += [f"{way}, a full disk, then room again: {what}" for what in judged(home, led)]
    finally:
        subprocess.run(["umount", "-l", str(home)], capture_output=True, check=False)
    return outcome


def _mounted(folder: Path) -> bool:
    words = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    return os.geteuid() == 0 and not subprocess.run(words, capture_output=True, check=False).returncode


def _fill(file: Path) -> None:
    with file.open("wb", buffering=0) as filler:
        for block in (65536, 4096, 512):
            try:
                while True:
                    filler.write(b"x" * block)
            except OSError:
                continue
