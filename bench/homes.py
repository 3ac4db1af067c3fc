"""Homes to measure with: histories of many years, and many routine files. All of it is made up, by rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from routine_timer.history.history import History
from routine_timer.history.records import SegmentRecord, SessionRecord

SEGMENTS = 20
DAYS_A_YEAR = 365


def today() -> date:
    return datetime.now(UTC).date()


def sessions(years: int, last: date) -> Iterator[SessionRecord]:
    """A session a day of 20 segments, with a gap now and then, the last of them on `last`."""
    days = years * DAYS_A_YEAR
    for ago in range(days - 1, -1, -1):
        if ago and ago % 40 == 0:
            continue
        day = last - timedelta(ago)
        began = datetime.combine(day, time(5), UTC)
        yield SessionRecord(
            id=f"{day.isoformat()}-{ago:06}",
            routine=("after-workout", "weak-core", "desk-hips")[ago % 3],
            day=day,
            started_at=began,
            ended_at=began + timedelta(minutes=12),
            zone="Europe/Berlin",
            status="completed",
            done=True,
            active_s=600.0 + ago % 7 * 20,
            note=None,
            pain_before=None,
            pain_after=None,
            edited_at=began,
            segments=_SEGMENTS,
        )


_SEGMENTS = tuple(
    SegmentRecord(
        n=n,
        kind="hold" if n % 2 else "switch",
        label="Supine pigeon",
        side=("left", "right")[n // 2 % 2],
        set=None,
        round=None,
        phase=None,
        planned_s=30.0,
        actual_s=30.0,
        reps=None,
        outcome="done",
    )
    for n in range(1, SEGMENTS + 1)
)


def write_history(home: Path, years: int, last: date | None = None) -> None:
    """A history of so many years in `home`, today included unless `last` says otherwise."""
    with History(home / "history.db", home / "state") as history:
        history.merge(sessions(years, last or today()))


def routine_text(number: int, steps: int, *, advised: bool = True) -> str:
    """A routine with every kind of step that is usual, correct; `advised`: with advice for every other step."""
    hold, wakes = ("30s", "glutes") if advised else ("1m", "abductors")
    parts = [f'format = 1\nname = "Routine {number}"\nabout = "Made to measure with, number {number}."\n']
    for step in range(steps):
        if step % 3 == 0:
            parts.append(f'[[step]]\nexercise = "supine-pigeon"\nhold = "{hold}"\nsides = "both"\n')
        elif step % 3 == 1:
            parts.append(
                f'[[step]]\nname = "Clam {step}"\nreps = 6\ntempo = "2-1-2-0"\nsides = "both"\n'
                f'cues = ["Hips still", {{ at = "halfway", say = "Abdominals on" }}]\nstrengthens = ["{wakes}"]\n'
            )
        else:
            parts.append(f'[[step]]\nname = "Plank {step}"\nhold = "20-30s"\nsets = 2\nrest = "20s"\n')
    return "\n".join(parts)


def write_routines(home: Path, files: int, steps: int, *, advised: bool = True) -> list[Path]:
    """So many routine files of so many steps, in the home's `routines`."""
    folder = home / "routines"
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for number in range(1, files + 1):
        file = folder / f"routine-{number:04}.toml"
        file.write_text(routine_text(number, steps, advised=advised), encoding="utf-8")
        written.append(file)
    return written
