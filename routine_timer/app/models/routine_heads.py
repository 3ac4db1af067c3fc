"""The names of routine files, from the lines above their first table.

Reading and laying out all files takes many times as long, so the first list has the names alone. Light: no routine is
read for that.
"""

from __future__ import annotations

import tomllib
from itertools import takewhile
from pathlib import Path

from routine_timer import paths
from routine_timer.app.models.routine_entries import RoutineEntry, RoutineSummary, sorted_entries
from routine_timer.routine.routine_files import LARGEST_FILE, routine_files
from routine_timer.safe_files import read_regular
from routine_timer.text.sanitize import plain


def named_entries(folders: paths.Folders) -> tuple[RoutineEntry, ...]:
    """Every routine file whose first lines say its name; how long it is comes when it is read."""
    entries = []
    for id_, (file, source) in routine_files(folders.routines, paths.bundled_routines()).items():
        head = _head(file)
        name, about = head.get("name"), head.get("about", "")
        if isinstance(name, str) and isinstance(about, str):
            summary = RoutineSummary(plain(name), plain(about), None, (), ())
            entries.append(RoutineEntry(id_, file, source == "own", seen=summary))
    return sorted_entries(entries)


def _head(file: Path) -> dict[str, object]:
    try:
        lines = read_regular(file, LARGEST_FILE).decode().splitlines(keepends=True)
        return tomllib.loads("".join(takewhile(lambda line: not line.lstrip().startswith("["), lines)))
    except (OSError, ValueError):
        return {}  # it is listed when it has been read, with what is wrong with it
