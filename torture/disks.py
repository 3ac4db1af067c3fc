"""Disks that are really full: a file that may not grow, and a disk of two megabytes that is filled up."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from torture.leading import Led, judged, on_screen, plainly, prepared
from torture.ordeal import Ordeal, Outcome

_LIMITED = "import os, resource, sys; n = int(sys.argv[1]); resource.setrlimit(resource.RLIMIT_FSIZE, (n, n)); "
_LIMITED += "os.execvp(sys.argv[2], sys.argv[2:])"
_WAYS: dict[str, Callable[[Path, Sequence[str]], Led]] = {"plain": plainly, "app": on_screen}


def ordeal(ordeal: Ordeal) -> Outcome:
    outcome = Outcome()
    for way in _WAYS:
        outcome.add(_small_files(ordeal, way))
        outcome.add(_small_disk(ordeal, way))
    return outcome


def _small_files(ordeal: Ordeal, way: str) -> Outcome:
    """No file may grow beyond a limit: for the history, a disk that is full."""
    home = prepared(ordeal.folder / f"faults-small-files-{way}")
    size = (home / "history.db").stat().st_size
    led = _WAYS[way](home, [sys.executable, "-c", _LIMITED, str(size)])
    outcome = Outcome()
    outcome.counts["disks really full"] += 1
    outcome.problems += [f"{way}, files that can't grow: {what}" for what in judged(home, led)]
    return outcome


def _small_disk(ordeal: Ordeal, way: str) -> Outcome:
    """A disk of two MB that is filled up: needs the right to mount one."""
    home = ordeal.folder / f"faults-small-disk-{way}"
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
