"""Terminals gone mad: all keys at random and at high speed on every screen, resizes, pastes of a megabyte, odd sizes.

Nothing may crash, the program must still leave when it is told to, and the terminal must be as it was before.
"""

from __future__ import annotations

import os
import signal
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from torture.scenario import WORKERS, Outcome, RunOptions, environment, program, side_by_side, write_routine
from torture.terminal import Terminal

_LEAVE = b"\x11"
"""ctrl+q: leaves the program at once, wherever it is. ctrl+backslash is not among the keys: it ends any program."""
_STOP = b"\x1a"
"""ctrl+z: stops the program, and gives the terminal to the shell until that lets it go on."""
_DROP = b"d"
"""Answers an editor that asks what should become of changes that were not saved."""
_AWAY = b"\x1b"
"""Ends the question for a key, which takes the one that leaves like any other."""
SCREENS: dict[str, bytes] = {
    "home": b"",
    "finding": b"/ord",
    "preview": b"v",
    "session": b"\r",
    "summary": b"",
    "editor": b"e",
    "new routine": b"n",
    "history": b"h",
    "check-in": b"c",
    "settings": b"s",
    "help": b"?",
    "palette": b"\x10",
}
"""The keys that lead from home to each screen; a session at high speed leads to its summary."""
AT_ONCE = 50
"""Keys that come in one go before the program gets a moment to deal with them."""
_KEYS = (
    *(chr(n).encode() for n in range(0x20, 0x7F)),
    *(bytes([n]) for n in range(1, 0x1F) if n not in (0x11, 0x1C)),
    *(f"\x1b[{letter}".encode() for letter in "ABCDFHZ"),
    *(f"\x1b[1;{n}{letter}".encode() for n in (2, 3, 5, 6) for letter in "ABCD"),
    *(f"\x1b[{n}~".encode() for n in (2, 3, 5, 6, 11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24)),
    *(f"\x1b{letter}".encode() for letter in "abcxyz"),
    b"\x7f", b"\x1b", b"\x1b[I", b"\x1b[O", b"\x1b[200~pasted\x1b[201~", b"\x1b[200~", b"\x1b[201~", b"\x1b[", b"\x1b]",
    "ä€漢👩‍👧".encode(), b"\xff\xfe", b"\x00", b"\x1b[?2026;2$y", b"\x1b[999;999R", b"\x1b[<0;99999;99999M",
)  # fmt: skip


def scenario(options: RunOptions) -> Outcome:
    outcome = Outcome()
    # All screens together have a minute in a short run, and each has its own minute in a long one.
    each = 60.0 if options.long else 60.0 / len(SCREENS)
    for one in side_by_side(lambda screen: _keys(options, screen, each), SCREENS):
        outcome.add(one)
    storms = [_resizes, _stops, *(_sized(size) for size in ((1, 1), (20, 5), (500, 200))), *map(_pasted, _PASTED)]
    # These mostly wait, so more of them than there are cores.
    for one in side_by_side(lambda storm: storm(options), storms, 2 * WORKERS):
        outcome.add(one)
    return outcome


def _home(options: RunOptions, name: str) -> Path:
    home = options.folder / f"storms-{name}"
    write_routine(home)
    (home / "config.toml").write_text("sound = false\n", encoding="utf-8")
    return home


def _opened(home: Path, screen: str, *, columns: int = 80, rows: int = 24) -> Terminal:
    """The program with `screen` open."""
    words = program("run", "ordeal", "--mute", "--speed", "1000", "--record") if screen == "summary" else program()
    terminal = Terminal(words, environment(home), columns=columns, rows=rows, folder=home)
    terminal.read_for(1.5)
    terminal.type(SCREENS.get(screen, b""))
    terminal.read_for(0.5)
    return terminal


def _keys(options: RunOptions, screen: str, seconds: float) -> Outcome:
    home, random = _home(options, f"keys-{screen}"), options.random("storms", screen)
    outcome = Outcome()
    left, starts = seconds, 0
    while left > 0:
        starts += 1
        write_routine(home)  # a storm may have been through the editor
        with _opened(home, screen) as terminal:
            begun = time.monotonic()
            for number, keys in enumerate(_bursts(random), 1):
                if not terminal.type(keys) and terminal.runs():
                    outcome.problems.append(f"keys on {screen}, start {starts}: it takes no more keys")
                    break
                outcome.counts["keys pressed at random"] += 1
                if keys == _STOP and _has_stopped(terminal):
                    outcome.counts["stops and goings on"] += 1
                terminal.go_on()
                if number % AT_ONCE == 0:  # else ever more keys would wait, and most of them reach one screen only
                    terminal.read_until_quiet(0.02)
                if time.monotonic() - begun > left or not terminal.runs():
                    break
            left -= max(time.monotonic() - begun, 0.2)
            # What a key meant for the screen beneath it may do is part of the storm; a crash or a hang is not.
            outcome.problems += [f"keys on {screen}, start {starts}: {what}" for what in _left(terminal, home)]
        if starts > 40:
            break
    outcome.counts["programs in a storm of keys"] += starts
    return outcome


def _has_stopped(terminal: Terminal) -> bool:
    """Whether ctrl+z stops it; then let it go on. What is typed meanwhile is for a shell, and here there is none."""
    until = time.monotonic() + 0.5
    while terminal.runs() and time.monotonic() < until:
        if terminal.go_on():
            terminal.read_until_quiet(0.05)
            return True
        terminal.read_for(0.02)
    return False


def _bursts(random: Random) -> Iterator[bytes]:
    """Keys without end; now and then one many times, and the mouse anywhere."""
    while True:
        match random.randrange(12):
            case 0:
                key, times = random.choice(_KEYS), random.randint(2, 40)
                yield key if key == _STOP else key * times
            case 1:
                x, y = random.randint(1, 80), random.randint(1, 24)
                button = random.choice([0, 0, 1, 2, 32, 64, 65])
                yield f"\x1b[<{button};{x};{y}M\x1b[<{button};{x};{y}m".encode()
            case _:
                yield random.choice(_KEYS)


def _left(terminal: Terminal, home: Path, patience: float = 90.0) -> list[str]:
    """Leave the program, if it still runs; what is wrong with how it went.

    By its key, unless the storm has found the settings and given that key to something else: then by a signal.
    """
    until = time.monotonic() + patience
    told = 0
    while terminal.runs() and time.monotonic() < until:
        terminal.go_on()
        if _leaves_by_key(home):
            terminal.type(b"\x1b[201~" + _LEAVE)
        else:
            told = signal.SIGTERM
            os.kill(terminal.pid, told)
        for _ in range(20):  # it may be told to stop itself many times before it comes to what ends it
            if terminal.wait(0.05):
                break
            terminal.go_on()
        else:
            terminal.type(_DROP)
            terminal.read_for(0.3)
            terminal.type(_AWAY)
            terminal.read_for(0.3)  # what comes at once after it would be one key with it
    if terminal.runs():
        return [f"it does not leave: {terminal.traceback[-600:] or bytes(terminal.output[-300:])!r}"]
    terminal.read_for(0.3)
    # ctrl+c before the program has the terminal, and after it, interrupts it as it does any other.
    problems = []
    if terminal.exit_code not in (0, 130, 128 + told):
        problems.append(f"it left with {terminal.exit_code}: {bytes(terminal.output[-500:])!r}")
    if terminal.traceback:
        problems.append(f"a traceback: {terminal.traceback[-1500:]}")
    return problems + [f"the terminal is not restored: {what}" for what in terminal.not_restored()]


def _leaves_by_key(home: Path) -> bool:
    keys = tomllib.loads((home / "config.toml").read_text(encoding="utf-8")).get("keys", {})
    return "quit" not in keys and not any("ctrl+q" in taken for taken in keys.values())


def _resizes(options: RunOptions) -> Outcome:
    home, random = _home(options, "resizes"), options.random("storms", "resizes")
    outcome = Outcome(Counter({"resizes": 500}))
    with _opened(home, "session") as terminal:
        for _ in range(500):
            terminal.resize(random.randint(1, 200), random.randint(1, 70))
            terminal.read_for(random.choice([0, 0, 0.01, 0.03]))
        terminal.resize(80, 24)
        if not terminal.runs():
            outcome.problems.append(f"resizes: it ended: {terminal.traceback[-900:]}")
        outcome.problems += [f"resizes: {what}" for what in _left(terminal, home)]
    return outcome


def _stops(options: RunOptions) -> Outcome:
    """ctrl+z again and again, also in the moment in which the program stops or takes the terminal anew."""
    outcome = Outcome()
    for number in range(options.choose(6, 1)):
        home, random = _home(options, f"stops-{number}"), options.random("storms", "stops", number)
        with _opened(home, "home") as terminal:
            for _ in range(12):
                terminal.type(_STOP * random.randint(1, 3))
                until = time.monotonic() + random.choice([0.3, 1.0, 2.0])
                while time.monotonic() < until:
                    outcome.counts["stops in the midst of stopping"] += terminal.go_on()
                    if random.random() < 0.3:
                        terminal.type(_STOP)
                    terminal.read_for(random.choice([0.001, 0.005, 0.02, 0.05]))
            outcome.problems += [f"stops, start {number}: {what}" for what in _left(terminal, home)]
    return outcome


def _sized(size: tuple[int, int]) -> Callable[[RunOptions], Outcome]:
    columns, rows = size

    def storm(options: RunOptions) -> Outcome:
        outcome = Outcome()
        for screen in SCREENS:
            home = _home(options, f"{columns}x{rows}-{screen}")
            with _opened(home, screen, columns=columns, rows=rows) as terminal:
                for keys in (b"\t", b"\x1b[B", b"?", b"\x1b", b"\r"):
                    terminal.type(keys)
                    terminal.read_for(0.15)
                where = f"{screen} in {columns}×{rows}"
                outcome.problems += [f"{where}: {what}" for what in _left(terminal, home)]
            outcome.counts[f"screens in {columns}×{rows}"] += 1
        return outcome

    return storm


_PASTED = ("finding", "session", "note", "editor", "history", "settings")


def _pasted(screen: str) -> Callable[[RunOptions], Outcome]:
    """A megabyte pasted into a screen; `note` is the line that a note is written in."""

    def storm(options: RunOptions) -> Outcome:
        home = _home(options, f"paste-{screen}")
        outcome = Outcome(Counter({"pastes of 1 MB": 1}))
        with _opened(home, "session" if screen == "note" else screen) as terminal:
            if screen == "note":
                terminal.type(b"n")
                terminal.read_for(0.3)
            text = ("[red]ä漢 \x1b[31m hold = 30\n" * 40_000).encode()[:1_000_000]
            terminal.type(b"\x1b[200~" + text.replace(b"\x1b", b"") + b"\x1b[201~")
            terminal.read_for(1.0)
            outcome.problems += [f"1 MB pasted into {screen}: {what}" for what in _left(terminal, home)]
        return outcome

    return storm
