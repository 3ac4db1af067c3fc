"""What the home screen showed last, kept so that the next start shows it in its first picture.

Reading all routines and ten years of history takes longer than a first picture may. So what was shown is kept in two
halves, each with a mark of all it was made from, and a half is shown again only while every bit of that is the same:
the routines are made from their files, where the person stands from the history, the rules, the zone and the day. Most
starts are the first of their day, so the days to come are kept too, as they will be if nothing is done until then. The
truth is read behind it all the same, and takes its place. Whatever is odd about the kept file means only that there
is none.
"""

from __future__ import annotations

import json
import os
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from routine_timer import __version__
from routine_timer.app.models.home_progress import HomeProgress
from routine_timer.app.models.plan_day import PlanDay
from routine_timer.app.models.routine_entries import RoutineEntry, RoutineSummary
from routine_timer.history.streaks.streak_summary import DayState, Run, StreakSummary, Week
from routine_timer.paths import Folders, bundled_exercises, bundled_routines
from routine_timer.safe_files import read_regular, write_text
from routine_timer.settings import Settings

_DAYS = 8
"""Days of the series that are kept: the week shown, and one."""


CachedEntries: TypeAlias = tuple[str, tuple[RoutineEntry, ...]]
"""The routines, and the mark of their files."""
CachedProgress: TypeAlias = tuple[str, tuple[HomeProgress, ...]]
"""The person's progress today and on the next days, and the mark of the history."""


class CachedHome(msgspec.Struct, frozen=True):
    """What was kept and still holds; None for a half that does not."""

    entries: tuple[RoutineEntry, ...] | None = None
    progress: HomeProgress | None = None


def files_stamp(folders: Folders) -> str:
    """All routine and exercise files there are, as one line that changes with any of them."""
    places = (bundled_routines(), bundled_exercises(), folders.routines, folders.exercises)
    return json.dumps([__version__, [stamp for place in places for stamp in _stamps(place)]])


def history_stamp(folders: Folders, settings: Settings, offset: timedelta | None) -> str:
    """All that a standing is made from but for the day, as one line; `offset` is where the person's clock stands."""
    rules = (settings.day_starts_at.isoformat(), settings.week_starts, settings.done_at, settings.freezes)
    database = folders.history_file
    stamps = [_stamp_of(database), _stamp_of(database.with_name(database.name + "-wal"))]
    plans = [stamp for place in (bundled_routines(), folders.data) for stamp in _stamps(place / "plans")]
    return json.dumps([__version__, rules, str(offset), stamps, plans])


def save(file: Path, listed: CachedEntries | None, looked: CachedProgress | None) -> None:
    """Keep what was shown, each half under its mark; None leaves that half as it was kept before.

    Questions for the person are never cached: they are looked for again.

    Raises:
        OSError: it can't be written.
    """
    shown = _read(file)
    if listed is not None:
        mark, entries = listed
        shown |= {"files": mark, "entries": [_entry_to_json(entry) for entry in entries]}
    if looked is not None:
        mark, days = looked
        calm = [one for one in days if not (one.unfinished or one.troubles or one.backup_of)]
        shown |= {"history": mark, "days": {one.today.isoformat(): _progress_to_json(one) for one in calm}}
    write_text(file, json.dumps(shown), private=True)


def load(file: Path, files: str, history: str, today: date) -> CachedHome:
    """What was kept under these marks for `today`."""
    shown = _read(file)
    try:
        entries = tuple(_entry_from_json(entry) for entry in shown["entries"]) if shown.get("files") == files else None
        day = shown["days"].get(today.isoformat()) if shown.get("history") == history else None
        return CachedHome(entries, None if day is None else _progress_from_json(day))
    except (ValueError, KeyError, TypeError, AttributeError):
        return CachedHome()


def _read(file: Path) -> dict[str, Any]:
    try:
        shown = json.loads(read_regular(file))
    except (OSError, ValueError):
        return {}
    return shown if isinstance(shown, dict) else {}


def _stamps(folder: Path) -> list[object]:
    try:
        with os.scandir(folder) as found:
            files = [(entry.name, entry.stat()) for entry in found if entry.name.endswith(".toml")]
    except OSError:
        return [str(folder)]
    return [str(folder), *sorted([name, *_stamp(stat)] for name, stat in files)]


def _stamp_of(file: Path) -> object:
    try:
        stat = file.stat()
    except OSError:
        return None
    return _stamp(stat) if stat.st_size else None  # SQLite leaves an empty file beside its own when it is killed


def _stamp(stat: os.stat_result) -> list[int]:
    """Changes with a file's bytes, and with another file that is moved into its place, even one as old and as long."""
    return [stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns]


def _entry_to_json(entry: RoutineEntry) -> list[object]:
    seen = entry.summary()
    return [entry.id, str(entry.file), entry.own, entry.problem, entry.line, *(seen.as_list() if seen else ())]


def _entry_from_json(raw: list[Any]) -> RoutineEntry:
    identity, file, own, problem, line, *seen = raw
    return RoutineEntry(
        identity, Path(file), own, None, problem, line, RoutineSummary.from_list(seen) if seen else None
    )


def _progress_to_json(progress: HomeProgress) -> dict[str, object]:
    streak_summary = progress.streak_summary
    return {
        "today": progress.today.isoformat(),
        "done": {routine: day.isoformat() for routine, day in progress.last_done.items()},
        "now": streak_summary.now.isoformat(),
        "goal": streak_summary.goal,
        "state": streak_summary.today,
        "current": [streak_summary.current.length, streak_summary.current.unit],
        "best": [streak_summary.best.length, streak_summary.best.unit],
        "score": streak_summary.score,
        "week": [streak_summary.week.done, streak_summary.week.target, streak_summary.week.left],
        "why": streak_summary.why,
        "freezes": streak_summary.freezes,
        "frozen": [day.isoformat() for day in streak_summary.frozen[-_DAYS:]],
        "plan": [plan.routine, plan.why, plan.week] if (plan := progress.plan) else None,
        "lengths": dict(progress.lengths),
        "days": [[state.day.isoformat(), state.state, state.score] for state in streak_summary.days[-_DAYS:]],
    }


def _progress_from_json(raw: dict[str, Any]) -> HomeProgress:
    streak_summary = StreakSummary(
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
        raw["freezes"],
        tuple(map(date.fromisoformat, raw["frozen"])),
    )
    done = {routine: date.fromisoformat(day) for routine, day in raw["done"].items()}
    plan = PlanDay(*raw["plan"]) if raw["plan"] else None
    return HomeProgress(streak_summary.day, streak_summary, done, lengths=raw["lengths"], plan=plan)
