"""A session run to its end, in plain lines or in the app, and what is known about it afterwards."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from routine_timer.history.errors import HistoryError
from routine_timer.history.history import History
from torture.scenario import PATIENCE, SEGMENTS, environment, program, run, write_routine
from torture.terminal import Terminal

SPEED = "60"
SCREEN_SPEED = "30"
"""Slower, so that messages stay for a moment."""
EARLIER = "2026-01-01"
"""The day of a session that is in the history already."""
_TROUBLE = re.compile(
    r"can't|could not|cannot|damaged|locked|only be read|disk is full|not kept|running in another window or terminal"
)
"""Words of every sentence in which the app tells of trouble, and of no other that a session shows."""
_ESCAPES = re.compile(rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[0-9;:<=>?$]*[A-Za-z]")
_LAST_STEP = r"(?m)^(?!.* next  ).*at least 20 s|20 s reached"
_ALL = 10_000_000
"""Bytes: more than a session writes, so that its first messages are still there."""
_SUMMARY = r"\d:\d\d active"


def prepared(home: Path) -> Path:
    """A home with a routine, and a session of it in the history already."""
    write_routine(home)
    run(program("log", "ordeal", "--on", EARLIER), environment(home))
    return home


@dataclass(frozen=True)
class Led:
    """A session that was run: whether it got to its end, and what it reported about trouble on the way."""

    ended: bool
    told: str
    wrong: tuple[str, ...] = ()
    """What must never happen: a traceback, a hang, a terminal left in a mess."""


def plainly(home: Path, before: Sequence[str] = ()) -> Led:
    """The session in plain lines; `before` is put before the program's own words."""
    words = [*before, *program("run", "ordeal", "--plain", "--mute", "--speed", SPEED, "--record")]
    try:
        return led_plainly(run(words, environment(home)))
    except subprocess.TimeoutExpired:
        return Led(False, "", ("it hangs",))


def led_plainly(done: subprocess.CompletedProcess[str]) -> Led:
    # strace speaks on stderr too.
    told = "\n".join(line for line in done.stderr.splitlines() if not line.startswith("strace:")).strip()
    wrong = [f"a traceback: {told[-900:]}"] if "Traceback" in told else []
    ended = done.returncode in (0, 1) and "finished" in done.stdout  # 1: it can't be saved, which is reported
    if not ended and not told:
        wrong.append(f"it ended with {done.returncode} without a word")
    return Led(ended, told, tuple(wrong))


def on_screen(home: Path, before: Sequence[str] = ()) -> Led:
    """The session in the app, in its own terminal, quit from the summary."""
    words = [*before, *program("run", "ordeal", "--mute", "--speed", SCREEN_SPEED, "--record")]
    with Terminal(words, environment(home), columns=120, rows=36, folder=home, seen=True, kept=_ALL) as terminal:
        seen = terminal.see(f"{_LAST_STEP}|{_SUMMARY}", PATIENCE)
        if seen is not None and not re.search(_SUMMARY, seen):  # otherwise enter would go to the home screen
            terminal.type(b"\r")
        ended = terminal.saw(re.compile(_SUMMARY), PATIENCE) if terminal.runs() else False
        terminal.read_until_quiet(0.5)
        terminal.type(b"\x11")
        gone = terminal.wait(PATIENCE)  # a slow disk is waited for
        written = _ESCAPES.sub(b"", bytes(terminal.output)).decode(errors="replace")
        wrong = [] if gone else ["it does not leave"]
        if terminal.traceback:
            wrong.append(f"a traceback: {terminal.traceback[-900:]}")
        expected = (0, 1) if told_in(written) else (0,)  # 1: it can't be saved, which is reported
        if gone and ended and terminal.exit_code not in expected:
            wrong.append(f"it left with {terminal.exit_code}")
        wrong += [f"the terminal is not restored: {what}" for what in terminal.not_restored()]
    return Led(ended, told_in(written) or ("" if ended else written.strip()[-300:]), tuple(wrong))


def told_in(written: str) -> str:
    """The sentence about trouble in what was written to a terminal; "" if there is none."""
    found = _TROUBLE.search(written)
    return "" if found is None else written[max(found.start() - 80, 0) : found.end() + 80]


def judged(home: Path, led: Led, *, may_refuse: bool = False) -> list[str]:
    """What is wrong after a session that met a fault: it must have gone on, and be kept, or its loss be told.

    `may_refuse`: what failed is needed to begin at all (the routine's own file), so to say so is enough.
    """
    problems = list(led.wrong)
    if not led.ended and not (may_refuse and led.told):
        problems.append(f"the session did not go on to its end: {led.told[-300:]}")
    try:
        with History(home / "history.db", home / "state") as history:
            sessions = [session for session in history.ended.sessions() if session.routine == "ordeal"]
            altered = history.check()
    except HistoryError as error:
        return [*problems, f"the history can't be read afterwards: {error}"]
    if altered:
        problems.append(f"altered: {altered}")
    led_now = [session for session in sessions if session.day.isoformat() != EARLIER]
    if not led.told and all(len(session.segments) < SEGMENTS for session in led_now):
        problems.append("the session is not in the history, and nobody was told")
    # A file that can't be read may be taken for damaged: it is then set aside, and that is reported.
    if not led.told and all(session.day.isoformat() != EARLIER for session in sessions):
        problems.append("an earlier session is gone")
    return problems
