"""Sessions killed with SIGKILL at random moments.

What a session has reported as finished must be in the history; the history must open; and what is offered to be resumed
must be the right place: the segment after the last one that was left, or where it was within the last seconds noted.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from routine_timer.history.errors import HistoryError
from routine_timer.history.history import History
from routine_timer.history.records import SegmentRecord, UnfinishedSession
from routine_timer.playback.live_session import RECORDED_EVERY, resume
from torture.scenario import (
    PATIENCE,
    SEGMENTS,
    WORKERS,
    Outcome,
    RunOptions,
    environment,
    program,
    side_by_side,
    write_routine,
)

SPEED = 50
SCREEN_SPEED = 20
KILLS_A_HOME = 10
"""Sessions that are killed in one home, one after the other, so that an earlier one can be lost too."""
_BEGUN = re.compile(r" *\d+:\d\d  (?!finished|stopped)")
_BEGUN_AT_ALL = re.compile(rb"(?m)^ *\d+:\d\d  ")
_FINISHED = re.compile(r" *\d+:\d\d  finished")
LASTS_S = 58 / SPEED
"""How long a session lasts. It is killed within that time after its first segment was told, now and then before it."""
BEFORE_IT_BEGINS = 0.05
"""How many are killed while the program still starts."""
TOLD_WITHIN = 0.3
"""Seconds within which what the screen has shown as left is kept."""
_STEP = re.compile(r"(\d) of 4")
_FIRST = {1: 1, 2: 3, 3: 7, 4: 9}
"""The first segment of each step."""


def scenario(options: RunOptions) -> Outcome:
    plain, screen = options.choose(1000, 220), options.choose(100, 20)
    homes = [(number, False) for number in range(-(-plain // KILLS_A_HOME))]
    homes += [(number, True) for number in range(-(-screen // KILLS_A_HOME))]
    outcome = Outcome()
    for one in side_by_side(lambda home: one_home(options, *home), homes, 2 * WORKERS):
        outcome.add(one)
    return outcome


@dataclass
class _Killed:
    """What is known about a session that was killed."""

    told: int
    """How many segments it reported as started."""
    finished: bool
    ran_s: float


def one_home(options: RunOptions, number: int, screen: bool, times: int = KILLS_A_HOME) -> Outcome:
    """Sessions killed in one home, one after the other."""
    kind = "screen" if screen else "plain"
    home = options.folder / f"kills-{kind}-{number}"
    write_routine(home)
    random, outcome = options.random("kills", kind, number), Outcome()
    known: dict[str, tuple[SegmentRecord, ...]] = {}
    for kill in range(times):
        killed = _in_terminal(home, random) if screen else _plainly(home, random)
        outcome.counts[f"killed {'on the screen' if screen else 'in plain lines'}"] += 1
        outcome.counts[_moment(killed)] += 1
        where = f"kills {kind}, home {number}, kill {kill}, after {killed.ran_s:.2f} s"
        outcome.problems += [f"{where}: {what}" for what in _looked_at(home, killed, known, random, outcome)]
    return outcome


def _moment(killed: _Killed) -> str:
    """When the kill came, as far as the session had told."""
    if killed.finished:
        return "of them after the end"
    return "of them in the midst of a session" if killed.told else "of them before its first segment"


def _plainly(home: Path, random: Random) -> _Killed:
    words = program("run", "ordeal", "--plain", "--mute", "--speed", str(SPEED), "--record")
    out = home / "said"
    early, after = random.random() < BEFORE_IT_BEGINS, random.uniform(0, LASTS_S)
    with out.open("wb") as stream:
        process = subprocess.Popen(
            words, env=environment(home), stdin=subprocess.DEVNULL, stdout=stream, stderr=subprocess.STDOUT
        )
        until = time.monotonic() + PATIENCE
        while not (early or _BEGUN_AT_ALL.search(out.read_bytes())) and time.monotonic() < until:
            if process.poll() is not None:
                break
            time.sleep(0.005)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(after)
        process.kill()
        process.wait()
    said = out.read_text(encoding="utf-8", errors="replace").splitlines()
    begun = [line for line in said if _BEGUN.match(line)]
    finished = any(_FINISHED.match(line) for line in said)
    return _Killed(len(begun), finished, after)


def _in_terminal(home: Path, random: Random) -> _Killed:
    """The same in the app, which is written down a moment after it is shown."""
    from torture.terminal import Terminal

    early, after = (
        random.random() < BEFORE_IT_BEGINS,
        random.uniform(TOLD_WITHIN, TOLD_WITHIN + LASTS_S * SPEED / SCREEN_SPEED),
    )
    words = program("run", "ordeal", "--mute", "--speed", str(SCREEN_SPEED), "--record")
    with Terminal(words, environment(home), seen=True) as terminal:
        if early or not terminal.saw(_STEP):
            after = 0.3
        terminal.read_for(after - TOLD_WITHIN)
        step = _STEP.search(terminal.text)
        terminal.read_for(TOLD_WITHIN)
        with contextlib.suppress(ProcessLookupError):
            os.kill(terminal.pid, signal.SIGKILL)
    return _Killed(_FIRST[int(step[1])] if step else 0, False, after)


def _looked_at(
    home: Path, killed: _Killed, known: dict[str, tuple[SegmentRecord, ...]], random: Random, outcome: Outcome
) -> list[str]:
    """What is wrong with the history after a kill; `known` learns of what must be in it from now on."""
    outcome.counts["histories opened after a kill"] += 1
    begun = time.monotonic()
    try:
        with _opened(home) as history:
            problems, new = _judged(history, killed, known)
        for session in new:
            problems += _resumed(home, session, outcome)
            if random.random() < 0.5:
                problems += _kept(home, session, outcome)
        with _opened(home) as history:
            known.clear()
            known.update(_there(history))
    except HistoryError as error:
        return [f"the history says {error!r}"]
    if time.monotonic() - begun > 2:
        outcome.notes.append(f"looking at the history took {time.monotonic() - begun:.1f} s")
    return problems


def _opened(home: Path) -> History:
    return History(home / "history.db", home / "state")


def _there(history: History) -> dict[str, tuple[SegmentRecord, ...]]:
    """Every session, ended or under way, with the segments that are kept of it."""
    ended = {session.id: session.segments for session in history.ended.sessions()}
    return ended | {session.id: session.segments for session in history.active.unfinished_sessions()}


def _judged(
    history: History, killed: _Killed, known: Mapping[str, tuple[SegmentRecord, ...]]
) -> tuple[list[str], list[UnfinishedSession]]:
    """What is wrong with the history, and the session that was cut off."""
    problems = [f"altered: {altered}" for altered in history.check()]
    there = _there(history)
    for id_, segments in known.items():
        if there.get(id_) != segments:
            problems.append(f"session {id_} was {len(segments)} segments and is {len(there.get(id_, ()))}")
    new = [id_ for id_ in there if id_ not in known]
    if len(new) > 1 or (killed.told and not new):
        problems.append(f"{len(new)} new sessions instead of one")
    unfinished = [session for session in history.active.unfinished_sessions() if session.id in new]
    for id_ in new:
        left = len(there[id_])
        should = SEGMENTS if killed.finished else killed.told - 1
        if should > left:
            problems.append(f"{should} segments were told as left, and only {left} are kept")
        if [segment.n for segment in there[id_]] != list(range(1, left + 1)):
            problems.append(f"segments {[segment.n for segment in there[id_]]} are kept")
    if killed.finished and unfinished:
        problems.append("it was told as finished, and is not kept as ended")
    return problems, unfinished


def _resumed(home: Path, session: UnfinishedSession, outcome: Outcome) -> list[str]:
    """Resume it as the app does, and see where it is."""
    with _opened(home) as history:
        taken = history.active.resume(session.id)
        live = resume(taken, 0.0)
    outcome.counts["resumed"] += 1
    problems = []
    at, left = live.session.index, len(session.segments)
    if at != left and left < SEGMENTS:
        problems.append(f"resumed in segment {at + 1}, with {left} left")
    limit = live.session.segment.limit_s
    if limit is not None and taken.position_s > limit + RECORDED_EVERY:
        problems.append(f"resumed {taken.position_s:.1f} s into a segment of {limit:.1f} s")
    return problems


def _kept(home: Path, session: UnfinishedSession, outcome: Outcome) -> list[str]:
    with _opened(home) as history:
        record = history.active.keep(session.id)
    outcome.counts["kept as partial"] += 1
    return ["kept as partial it has other segments"] if record.segments != session.segments else []
