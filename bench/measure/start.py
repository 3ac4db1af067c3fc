"""How soon something is on the screen, and how long a prompt waits for `status`."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping

from bench.homes import write_history, write_routines
from bench.programs.bare_app import WORD
from bench.rows import Row, in_turn, times
from bench.setting import Setting, wall_time
from bench.terminal import NeverSeen, first_paint, running

GROUP = "Start"
YEARS, ROUTINES = 10, 50
_WHOLE = ("Routine 10", "never", "consistent")
"""What a complete home screen shows: routines with the day they were last done, and the score."""
_SETTLED_S, _LEAVING_S = 3.0, 5.0


def rows(setting: Setting) -> Iterator[Row]:
    home = setting.folder / "start"
    write_history(home, YEARS)
    write_routines(home, ROUTINES, 8)
    # Separate homes: the next home screen would ask about a session that is cut off, as here.
    for other in ("start-cold", "start-session"):
        shutil.copytree(home, setting.folder / other)
    yield from _paints(setting)
    yield from _verbs(setting)


def _paints(setting: Setting) -> Iterator[Row]:
    environments = {
        name: setting.environment(setting.folder / name) for name in ("start", "start-cold", "start-session")
    }
    theirs = setting.environment(setting.folder / "peers")
    (setting.folder / "peers").mkdir(exist_ok=True)
    repeats = setting.choose(15, 5)
    _open_and_leave(setting, environments["start"])

    def cold(*words: str) -> float:
        """The first start ever: nothing is kept of the one before."""
        shutil.rmtree(setting.folder / "start-cold" / "cache", ignore_errors=True)
        return first_paint(setting.ours(), environments["start-cold"], *words)

    def session() -> float:
        """`run NAME` after a session that ended: what the run before left behind, killed, is taken away."""
        shutil.rmtree(setting.folder / "start-session" / "state", ignore_errors=True)
        words = setting.ours("run", "after-workout", "--mute")
        return first_paint(words, environments["start-session"], "GET READY")

    runs = [
        lambda: first_paint(setting.ours(), environments["start"], *_WHOLE),
        lambda: first_paint(setting.bare("bare_app"), theirs, WORD),
        lambda: cold("quit"),
        lambda: cold("Routine 10"),
        lambda: cold(*_WHOLE),
        session,
    ]
    timer = setting.peers.pomodorable
    if timer is not None:
        runs.append(lambda: first_paint([str(timer)], theirs, "Countdown", "Start", "Quit"))
    whole, bare, frame, listed, first, get_ready, *other = in_turn(repeats, *runs)
    kind = f"{YEARS} years of history, {ROUTINES + 10} routines"
    name, ever = "bare Textual app", "home, the first start ever"
    yield Row("start-home", GROUP, f"home, whole ({kind})", "s", whole, bare, name, times(1.3), repeats)
    if other:
        yield Row("start-timer", GROUP, "home, whole", "s", whole, other[0], "pomodorable", times(1.0), repeats)
    yield Row("start-first-frame", GROUP, f"{ever}: its first picture", "s", frame, bare, name, None, repeats)
    yield Row("start-first-list", GROUP, f"{ever}: the routines listed", "s", listed, bare, name, times(1.6), repeats)
    yield Row("start-first", GROUP, f"{ever}: whole", "s", first, bare, name, None, repeats)
    what = "`run NAME`, get-ready on the screen"
    yield Row("start-session", GROUP, what, "s", get_ready, bare, name, times(1.6), repeats)


def _open_and_leave(setting: Setting, environment: Mapping[str, str]) -> None:
    """As the person did the last time: what the home screen showed is kept then."""
    with running(setting.ours(), environment) as program:
        program.shown(*_WHOLE)
        program.let_run(_SETTLED_S)
        program.type("q")
        try:
            program.let_run(_LEAVING_S)
        except NeverSeen:
            return  # it has ended
    raise RuntimeError("the app was told to end, and did not")


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
