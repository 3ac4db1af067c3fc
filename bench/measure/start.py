"""How soon something stands on the screen, and how long a prompt waits for `status`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from bench.homes import write_history, write_routines
from bench.programs.bare_app import WORD
from bench.rows import Row, in_turn, times
from bench.setting import Setting, wall_time
from bench.terminal import first_paint

GROUP = "Start"
YEARS, ROUTINES = 10, 50


def rows(setting: Setting) -> Iterator[Row]:
    home = setting.folder / "start"
    write_history(home, YEARS)
    write_routines(home, ROUTINES, 8)
    yield from _paints(setting)
    yield from _verbs(setting)


def _paints(setting: Setting) -> Iterator[Row]:
    home = setting.folder / "start"
    ours = setting.environment(home)
    theirs = setting.environment(setting.folder / "peers")
    (setting.folder / "peers").mkdir(exist_ok=True)
    repeats = setting.choose(15, 5)
    runs = [
        # Whole: routines are listed, and the streak is counted.
        lambda: first_paint(setting.ours(), ours, "Routine 10", "consistent"),
        lambda: first_paint(setting.bare("bare_app"), theirs, WORD),
        lambda: first_paint(setting.ours(), ours, "Routine 10"),
        lambda: first_paint(setting.ours(), ours, "quit"),
        lambda: first_paint(setting.ours("run", "after-workout", "--mute"), ours, "GET READY"),
    ]
    timer = setting.peers.pomodorable
    if timer is not None:
        runs.append(lambda: first_paint([str(timer)], theirs, "Countdown", "Start", "Quit"))
    whole, bare, listed, frame, session, *other = in_turn(repeats, *runs)
    kind = f"{YEARS} years of history, {ROUTINES + 10} routines"
    name = "bare Textual app"
    yield Row("start-home", GROUP, f"home, whole ({kind})", "s", whole, bare, name, times(1.3), repeats)
    yield Row("start-home-list", GROUP, "home, the routines listed", "s", listed, bare, name, None, repeats)
    yield Row("start-home-frame", GROUP, "home, its first picture", "s", frame, bare, name, None, repeats)
    yield Row("start-session", GROUP, "`run NAME`, get-ready on the screen", "s", session, bare, name, None, repeats)
    if other:
        yield Row("start-timer", GROUP, "home, whole", "s", whole, other[0], "pomodorable", times(1.0), repeats)


def _verbs(setting: Setting) -> Iterator[Row]:
    environment = setting.environment(setting.folder / "start")
    repeats = setting.choose(31, 9)
    status, listed, python = in_turn(
        repeats,
        lambda: wall_time(setting.ours("status"), environment),
        lambda: wall_time(setting.ours("list"), environment),
        lambda: wall_time([sys.executable, "-c", "pass"], environment),
    )
    name = "python -c pass"
    yield Row("status", GROUP, f"`status`, {YEARS} years", "s", status, python, name, times(4), repeats)
    yield Row("list", GROUP, f"`list`, {ROUTINES + 10} routines", "s", listed, python, name, None, repeats)
