"""What the home screen showed last, kept so that the next start shows it in its first picture.

Reading all routines and ten years of history takes longer than a first picture may. So what was shown is kept with a
fingerprint of all it was made from (files by size and time, the rules, the day), and shown again only while every bit
of that is the same; the truth is read behind it all the same, and takes its place. Whatever is odd about the kept file
means only that there is none.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from routine_timer import __version__
from routine_timer.app.shelf import Entry, Seen
from routine_timer.app.standing import Standing
from routine_timer.atomic import write_text
from routine_timer.history.verdict import DayState, Run, Verdict, Week
from routine_timer.paths import Folders, bundled_exercises, bundled_routines
from routine_timer.settings import Settings

_DAYS = 8
"""Days of the series that are kept: the week shown, and one."""


def files_mark(folders: Folders) -> str:
    """All routine and exercise files there are, with size and time, as one line that changes with any of them."""
    places = (bundled_routines(), bundled_exercises(), folders.routines, folders.exercises)
    return json.dumps([stamp for place in places for stamp in _stamps(place)])


def fingerprint(folders: Folders, settings: Settings, today: date) -> str:
    """Everything that the home screen is made from, as one line that changes with any of it."""
    rules = (settings.day_starts_at.isoformat(), settings.week_starts, settings.done_at, settings.freezes)
    database = folders.history_file
    stamps = [_stamp(database), _stamp(database.with_name(database.name + "-wal"))]
    return json.dumps([__version__, today.isoformat(), rules, files_mark(folders), stamps])


def keep(file: Path, mark: str, entries: Iterable[Entry], standing: Standing) -> None:
    """Keep what was shown. What asks something of the person is never kept: it is looked for anew.

    Raises:
        OSError: it can't be written.
    """
    if standing.under_way or standing.troubles:
        file.unlink(missing_ok=True)
        return
    shown = {"mark": mark, "entries": [_entry_out(entry) for entry in entries], "standing": _standing_out(standing)}
    write_text(file, json.dumps(shown))


def kept(file: Path, mark: str) -> tuple[tuple[Entry, ...], Standing] | None:
    """What was kept under the same fingerprint, or None."""
    try:
        shown = json.loads(file.read_text(encoding="utf-8"))
        if shown["mark"] != mark:
            return None
        return tuple(_entry_in(entry) for entry in shown["entries"]), _standing_in(shown["standing"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _stamps(folder: Path) -> list[object]:
    try:
        with os.scandir(folder) as found:
            files = [(entry.name, entry.stat()) for entry in found if entry.name.endswith(".toml")]
    except OSError:
        return [str(folder)]
    return [str(folder), *sorted([name, stat.st_mtime_ns, stat.st_size] for name, stat in files)]


def _stamp(file: Path) -> object:
    try:
        stat = file.stat()
    except OSError:
        return None
    return [stat.st_mtime_ns, stat.st_size]


def _entry_out(entry: Entry) -> list[object]:
    seen = entry.as_seen()
    return [entry.id, str(entry.file), entry.own, entry.problem, entry.line, *(seen.as_list() if seen else ())]


def _entry_in(raw: list[Any]) -> Entry:
    identity, file, own, problem, line, *seen = raw
    return Entry(identity, Path(file), own, None, problem, line, Seen.from_list(seen) if seen else None)


def _standing_out(standing: Standing) -> dict[str, object]:
    verdict = standing.verdict
    return {
        "today": standing.today.isoformat(),
        "done": {routine: day.isoformat() for routine, day in standing.last_done.items()},
        "now": verdict.now.isoformat(),
        "goal": verdict.goal,
        "state": verdict.today,
        "current": [verdict.current.length, verdict.current.unit],
        "best": [verdict.best.length, verdict.best.unit],
        "score": verdict.score,
        "week": [verdict.week.done, verdict.week.target],
        "why": verdict.why,
        "days": [[state.day.isoformat(), state.state, state.score] for state in verdict.days[-_DAYS:]],
    }


def _standing_in(raw: dict[str, Any]) -> Standing:
    verdict = Verdict(
        datetime.fromisoformat(raw["now"]),
        date.fromisoformat(raw["today"]),
        raw["goal"],
        raw["state"],
        Run(*raw["current"]),
        Run(*raw["best"]),
        (),
        raw["score"],
        Week(*raw["week"]),
        raw["why"],
        tuple(DayState(date.fromisoformat(day), state, score) for day, state, score in raw["days"]),
    )
    done = {routine: date.fromisoformat(day) for routine, day in raw["done"].items()}
    return Standing(verdict.day, verdict, done)
