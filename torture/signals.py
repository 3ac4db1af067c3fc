"""Every signal that a shell, a window or a person sends, on every screen: what ends the program ends it well, the rest
does nothing to it."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from torture.scenario import Outcome, RunOptions, environment, program, side_by_side, write_routine
from torture.storms import SCREENS
from torture.terminal import Terminal

ENDING = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)
HARMLESS = (signal.SIGCONT, signal.SIGWINCH, signal.SIGCHLD, signal.SIGURG, signal.SIGPIPE)


def scenario(options: RunOptions) -> Outcome:
    outcome = Outcome()
    cases = [(screen, number) for screen in SCREENS for number in (*ENDING, *HARMLESS)]
    if not options.long:
        cases = options.random("signals").sample(cases, 24)
    for one in side_by_side(lambda case: one_signal(options.folder, *case), cases):
        outcome.add(one)
    return outcome


def one_signal(folder: Path, screen: str, number: signal.Signals) -> Outcome:
    home = folder / f"signals-{screen.replace(' ', '-')}-{number.name}"
    write_routine(home)
    (home / "config.toml").write_text("sound = false\n", encoding="utf-8")
    words = program("run", "ordeal", "--mute", "--speed", "1000", "--record") if screen == "summary" else program()
    outcome = Outcome()
    outcome.counts["signals"] += 1
    with Terminal(words, environment(home), folder=home, seen=True) as terminal:
        terminal.see("Ordeal")
        terminal.type(SCREENS[screen])
        terminal.read_until_quiet(0.5)
        if terminal.runs():
            os.kill(terminal.pid, number)
        outcome.problems += [f"{number.name} on {screen}: {what}" for what in _judged(terminal, number)]
    return outcome


def _judged(terminal: Terminal, number: signal.Signals) -> list[str]:
    expected = 0
    if number in ENDING:
        expected = 128 + number
    else:
        terminal.read_until_quiet(0.3)
        if not terminal.runs():
            return [f"it ended with {terminal.exit_code}: {terminal.traceback[-900:]}"]
        os.kill(terminal.pid, signal.SIGTERM)
        expected = 128 + signal.SIGTERM
    if not terminal.wait(20):
        return [f"it does not end: {terminal.text[-300:]}"]
    problems = [f"the terminal is not restored: {what}" for what in terminal.not_restored()]
    if terminal.exit_code != expected or terminal.traceback:
        problems.append(f"it ended with {terminal.exit_code}, not {expected}: {terminal.traceback[-900:]}")
    return problems
