"""Caches the sentence on this week's doses for a prompt that asks again: working it out takes four times as long.

Good for as long as the day, the history and the person's routines and exercises are the same. Without it, or if it
can't be written, it is worked out again. Imports nothing that is slow to load.
"""

from __future__ import annotations

import os

from routine_timer.quick_folders import cache_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_NAME = "week-dose.json"


def week_sentence(history: str, day: str, environ: Mapping[str, str], work_out: Callable[[], str | None]) -> str | None:
    """The sentence that was kept, or what `work_out` returns, which is then kept.

    Args:
        history: the history file.
        day: today, as the streak counts it.
    """
    from json import dumps, loads

    folder = cache_folder(environ)
    if folder is None:
        return work_out()
    file = os.path.join(folder, _NAME)  # noqa: PTH118
    made_from = dumps(_made_from(history, day))
    try:
        with open(file, encoding="utf-8") as kept:  # noqa: PTH123
            found = loads(kept.read())
        if found["from"] == made_from:
            return str(found["says"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # nothing was kept, or not by this program
    sentence = work_out()
    if sentence is not None and dumps(_made_from(history, day)) == made_from:
        _keep(file, dumps({"from": made_from, "says": sentence}))
    return sentence


def _keep(file: str, text: str) -> None:
    from contextlib import suppress
    from pathlib import Path

    from routine_timer.safe_files import write_bytes

    with suppress(OSError):  # a full disk or a read-only home
        write_bytes(Path(file), text.encode())


def _made_from(history: str, day: str) -> list[object]:
    """Values that change with anything that the sentence depends on."""
    data = os.path.dirname(history)  # noqa: PTH120
    own = [_stamps(os.path.join(data, name)) for name in ("routines", "exercises")]  # noqa: PTH118
    return [day, _stamp(__file__), _stamp(history), _stamp(f"{history}-wal"), *own]


def _stamps(folder: str) -> list[tuple[str, list[int]]]:
    try:
        return sorted((name, _stamp(os.path.join(folder, name))) for name in os.listdir(folder))  # noqa: PTH118, PTH208
    except OSError:
        return []


def _stamp(file: str) -> list[int]:
    try:
        stat = os.stat(file)  # noqa: PTH116
    except OSError:
        return []
    return [stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns] if stat.st_size else []
