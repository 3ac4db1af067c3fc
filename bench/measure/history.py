"""What a long history costs: its numbers, its growth, and the screen that shows it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from datetime import time as time_of_day
from pathlib import Path

from bench.homes import today, write_history
from bench.rows import Row, at_most, median, times
from bench.setting import Setting
from bench.terminal import Running, running
from routine_timer.history.history import History

GROUP = "A long history"
YEARS = (1, 10, 100)
MOST_MS, MOST_GROWTH, SCREEN_MS = 50, 12, 150


def rows(setting: Setting) -> Iterator[Row]:
    taken: dict[int, float] = {}
    repeats = setting.choose(9, 5)
    for years in YEARS:
        home = setting.folder / f"history-{years}"
        write_history(home, years)
        taken[years] = _asked(home, repeats) * 1000
        target = at_most(MOST_MS) if years == 10 else None
        what = f"streak, score and heat map of {years} year{'s' * (years > 1)}"
        yield Row(f"history-{years}", GROUP, what, "ms", taken[years], None, "", target, repeats)
    what = "the same of 100 years, against 10"
    yield Row("history-growth", GROUP, what, "ms", taken[100], taken[10], "10 years", times(MOST_GROWTH), repeats)
    yield _screen(setting)


def _asked(home: Path, repeats: int) -> float:
    """Seconds for everything that the calendar, the streak and the score are drawn from, of an open history."""
    now = datetime.combine(today(), time_of_day(20), UTC)
    found = []
    with History(home / "history.db", home / "state") as history:
        for _ in range(repeats + 1):
            begun = time.perf_counter()
            streak_summary = history.streak_summary(now, series=True)
            days = history.ended.days()
            found.append(time.perf_counter() - begun)
            assert streak_summary.days
            assert days
    return median(found[1:])


def _screen(setting: Setting) -> Row:
    """From the key until the calendar is shown with its streak, and the newest sessions below it."""
    repeats = setting.choose(9, 3)
    environment = setting.environment(setting.folder / "history-10")
    with running(setting.ours(), environment) as program:
        program.wait_for("consistent")
        program.let_run(3.0)
        taken = median([_opened(program) for _ in range(repeats + 1)][1:])
    what = "the history screen, from its key"
    return Row("history-screen", GROUP, what, "ms", taken * 1000, None, "", at_most(SCREEN_MS), repeats)


def _opened(program: Running) -> float:
    program.text = b""
    program.type("h")
    taken = program.wait_for("(best", "missed", _as_listed(today()))
    program.let_run(1.5)
    program.type("\x1b")
    program.let_run(1.0)
    return taken


def _as_listed(day: date) -> str:
    return f"{day:%a} {day.day:>2} {day:%b}"
