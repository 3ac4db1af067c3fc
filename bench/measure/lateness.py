"""How late a boundary is, idle and with every core busy; and whether a session drifts, over minutes and over a day."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from asyncio import TimerHandle
from collections.abc import Iterator
from random import Random
from typing import Any, cast

from bench.rows import Row, at_most, median, quantile
from bench.setting import Setting
from bench.terminal import running
from routine_timer.playback.clock import Clock, ScaledClock
from routine_timer.playback.driver import SessionDriver
from routine_timer.playback.live_session import LiveSession
from routine_timer.routine.model import Hold, Routine, Step
from routine_timer.session import Event, Session, SessionOver
from routine_timer.timeline import compile_routine

GROUP = "On time"
IDLE_MS, BUSY_MS, TO_PLAYER_MS, DRIFT_MS = 5, 20, 10, 5
_SHARES = {"p50": 0.5, "p99": 0.99, "most": 1.0}
_DAY = 86_400


def rows(setting: Setting) -> Iterator[Row]:
    yield from _late(setting, "idle", IDLE_MS)
    with every_core_busy():
        yield from _late(setting, "every core busy", BUSY_MS)
    yield from _minutes(setting)
    yield from _a_day()


@contextlib.contextmanager
def every_core_busy() -> Iterator[None]:
    """As many processes that compute as there are cores."""
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.wait()


def _late(setting: Setting, when: str, target_ms: float) -> Iterator[Row]:
    count, apart = setting.choose(200, 30), 0.25 if setting.quick else 0.5
    key = when.split()[-1]
    found = _probed(setting, f"late-{key}", count, apart)
    bare = _run(setting, "bare_deadlines", f"bare-{key}", count, apart)
    for name, share in _SHARES.items():
        ours, peer = quantile(found["late"], share) * 1000, quantile(bare, share) * 1000
        target = at_most(target_ms) if name == "p99" else None
        what = f"a boundary's event, {when}, {name}"
        yield Row(f"late-{key}-{name}", GROUP, what, "ms", ours, peer, "bare asyncio", target, count)
    to_player = quantile(found["to_player"], 0.99) * 1000
    what = f"from there to the player's call, {when}, p99"
    heard = len(found["to_player"])
    yield Row(f"to-player-{key}", GROUP, what, "ms", to_player, None, "", at_most(TO_PLAYER_MS), heard)


def _minutes(setting: Setting) -> Iterator[Row]:
    count, seconds = setting.choose(20, 4), setting.choose(30, 2)
    drift = abs(_probed(setting, "drift", count, seconds)["drift"]) * 1000
    what = f"a real session of {count * seconds} s, total length off by"
    yield Row("drift-real", GROUP, what, "ms", drift, None, "", at_most(DRIFT_MS))


def _probed(setting: Setting, name: str, count: int, seconds: float) -> Any:
    return _run(setting, "probed_session", name, count, seconds)


def _run(setting: Setting, program: str, name: str, count: int, seconds: float) -> Any:
    """Run one of `programs` in a terminal to its end; what it wrote."""
    home = setting.folder / name
    home.mkdir()
    out = home / "out.json"
    with running(setting.bare(program, str(out), str(count), str(seconds)), setting.environment(home)) as terminal:
        while terminal.read(terminal.began + count * seconds + 60):
            terminal.text = b""
            if out.exists() and terminal.is_over:
                break
    if not out.exists():
        raise RuntimeError(f"{program} wrote nothing")
    return json.loads(out.read_text(encoding="utf-8"))


class _LateAlarms(Clock):
    """A fake clock and a fake event loop in one: every wake-up comes, each up to 20 ms late, and none takes time."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._now = 0.0
        self._next: tuple[float, Any] | None = None
        self.lateness: list[float] = []

    def now(self) -> float:
        return self._now

    through_sleep = now

    def call_at(self, when: float, callback: Any, /) -> TimerHandle:
        self._next = (when, callback)
        return cast(TimerHandle, self)

    def cancel(self) -> None:
        self._next = None

    def run(self) -> None:
        while self._next is not None:
            when, callback = self._next
            self.lateness.append(self._random.uniform(0.0, 0.020))
            self._now = max(self._now, when) + self.lateness[-1]
            self._next = None
            callback()


def _a_day() -> Iterator[Row]:
    """The driver and the engine through 24 hours of late wake-ups, beside a chain of one-second timers as late."""
    holds = tuple(Step(f"Hold {n}", Hold(_DAY / 240), between=0.0) for n in range(1, 241))
    session = Session(compile_routine(Routine("day", "A day", holds, get_ready=0.0)), 0.0)
    loop, ended = _LateAlarms(seed=1), list[float]()

    def show(events: list[Event]) -> None:
        ended.extend(event.at for event in events if isinstance(event, SessionOver))

    SessionDriver(LiveSession(session), ScaledClock(loop), loop, show, lambda _seconds: None).start()
    loop.run()
    chain_ms = median(loop.lateness) * _DAY * 1000
    what = "24 hours on a fake clock, each wake-up up to 20 ms late: total length off by"
    drift_ms = abs(ended[0] - _DAY) * 1000
    yield Row("drift-day", GROUP, what, "ms", drift_ms, chain_ms, "a chain of one-second timers", at_most(DRIFT_MS))
