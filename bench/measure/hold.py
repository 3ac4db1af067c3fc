"""What a hold under way costs: processor seconds and memory, in a terminal, beside other clocks."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.rows import Row, Target, times
from bench.setting import Setting
from bench.terminal import Cost, Running, can_measure_others, running

GROUP = "A hold under way"
SETTLED = 3.0
"""Seconds in which nothing was written into the cache: then sounds are found, and all phrases rendered, which a home
pays for once."""
_LONGEST = 180.0

_HEAD = 'format = 1\nname = "Bench"\nget_ready = "1s"\n\n[[step]]\n'
_HOLDS = {
    "plain": f'{_HEAD}name = "Quiet hold"\nhold = "10m"\n',
    "breathing": f'{_HEAD}exercise = "bridge"\nhold = "10m"\n',
    "moving": f'{_HEAD}exercise = "squat"\nreps = 150\ntempo = "2-0-2-0"\nsides = "none"\n',
}


@dataclass(frozen=True)
class _Contender:
    name: str
    words: Sequence[str]
    seen: str
    settings: str = ""


def rows(setting: Setting) -> Iterator[Row]:
    if not can_measure_others():
        return
    seconds = setting.choose(30, 5)
    costs = {one.name: _cost(setting, one, seconds) for one in _contenders(setting)}
    bare = costs["bare"]
    yield from _compared(
        "hold", f"{seconds} s of a hold without a figure", costs["plain"], bare, times(1.3), memory=times(1.5)
    )
    yield from _compared("hold-still", f"{seconds} s, reduced motion", costs["still"], bare, times(1.3))
    yield from _compared("hold-breathing", f"{seconds} s, the figure breathing", costs["breathing"], bare, None)
    yield from _compared("hold-moving", f"{seconds} s, the figure moving", costs["moving"], bare, times(6))
    for name in ("termdown", "tty-clock"):
        if name in costs:
            target = times(1) if name == "termdown" else None
            what = f"{seconds} s of a hold without a figure"
            yield from _compared(f"hold-{name}", what, costs["plain"], costs[name], target, name)


def _contenders(setting: Setting) -> Iterator[_Contender]:
    files = {}
    for name, text in _HOLDS.items():
        files[name] = setting.folder / f"{name}.toml"
        files[name].write_text(text, encoding="utf-8")
    yield _Contender("bare", setting.bare("bare_clock"), "%")
    yield _Contender("plain", _following(setting, files["plain"]), "HOLD")
    yield _Contender("still", _following(setting, files["breathing"]), "HOLD", "reduced_motion = true\n")
    yield _Contender("breathing", _following(setting, files["breathing"]), "HOLD")
    yield _Contender("moving", _following(setting, files["moving"]), "REPS")
    if setting.peers.termdown is not None:
        yield _Contender("termdown", [str(setting.peers.termdown), "10m"], "88")
    if setting.peers.tty_clock is not None:
        yield _Contender("tty-clock", [str(setting.peers.tty_clock), "-s"], "-")


def _following(setting: Setting, file: Path) -> list[str]:
    return setting.ours("run", str(file), "--mute")


def _cost(setting: Setting, one: _Contender, seconds: float) -> Cost:
    home = setting.folder / f"hold-{one.name}"
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text(one.settings, encoding="utf-8")
    with running(one.words, setting.environment(home)) as program:
        program.wait_for(one.seen)
        _let_settle(program, home / "cache")
        return program.cost(seconds)


def _let_settle(program: Running, cache: Path) -> None:
    latest = time.perf_counter() + _LONGEST
    before = -1
    while (now := sum(1 for _ in cache.rglob("*"))) != before and time.perf_counter() < latest:
        before = now
        program.let_run(SETTLED)


def _compared(
    key: str,
    what: str,
    ours: Cost,
    peer: Cost,
    target: Target | None,
    name: str = "bare Textual clock",
    memory: Target | None = None,
) -> Iterator[Row]:
    yield Row(f"{key}-cpu", GROUP, f"{what}: processor", "s", ours.cpu_s, peer.cpu_s, name, target)
    megabytes = ours.resident / 1e6, peer.resident / 1e6
    yield Row(f"{key}-memory", GROUP, f"{what}: memory", "MB", *megabytes, name, memory)
