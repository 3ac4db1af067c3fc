"""The person's own editor fails in every way: the app continues, gets the terminal back, and can be quit."""

from __future__ import annotations

from pathlib import Path

from torture.scenario import Outcome, RunOptions, environment, program, side_by_side, write_routine
from torture.terminal import Terminal

EDITORS = {
    "fails": "exit 1",
    "is killed": "kill -KILL $$",
    "is told to end": "kill -TERM $$",
    "hangs up": "kill -HUP $$",
    "deletes the file": 'rm -f "$1"',
    "empties the file": ': > "$1"',
    "writes bytes that are no text": "printf '\\377\\376\\000' > \"$1\"",
    "puts a folder in its place": 'rm -f "$1"; mkdir "$1"',
    "puts a dangling link in its place": 'rm -f "$1"; ln -s nowhere "$1"',
    "takes the right to read": 'chmod 000 "$1"',
    "writes a megabyte": 'yes "# more" | head -c 1000000 >> "$1"',
    "leaves the terminal in another state": "stty -echo raw; printf '\\033[?1049h\\033[?1000h\\033[?25l'",
    "writes all over the screen": "yes x | head -n 200",
    "reads what is typed": "read -r _ < /dev/null; true",
    "leaves a program behind": "sleep 2 &",
}
MISSING = {"is not there": "/nowhere/editor", "may not be run": "routines/ordeal.toml", "is no program": '"'}


def scenario(options: RunOptions) -> Outcome:
    outcome = Outcome()
    for one in side_by_side(lambda how: one_editor(options.folder, how), [*EDITORS, *MISSING]):
        outcome.add(one)
    return outcome


def one_editor(folder: Path, how: str) -> Outcome:
    home = folder / f"editors-{how.replace(' ', '-')}"
    file = write_routine(home)
    editor = home / "editor"
    if how in EDITORS:
        editor.write_text(f"#!/bin/sh\n{EDITORS[how]}\n", encoding="utf-8")
        editor.chmod(0o755)
    outcome = Outcome()
    outcome.counts["editors that fail"] += 1
    command = MISSING.get(how, str(editor))
    with Terminal(program(), environment(home, EDITOR=command, VISUAL=""), folder=home, seen=True) as terminal:
        problems = _through(terminal)
    if file.is_dir():
        file.rmdir()
    outcome.problems += [f"an editor that {how}: {what}" for what in problems]
    return outcome


def _through(terminal: Terminal) -> list[str]:
    """Into the app's editor and out to the person's own, and on from there."""
    for key, sign in ((b"", "▸ Ordeal"), (b"e", "tab text|tab steps")):
        terminal.type(key)
        if terminal.see(sign) is None:
            return [f"{sign} does not come: {terminal.traceback[-500:] or terminal.text[-500:]}"]
    terminal.type(b"\x05")
    terminal.read_until_quiet(1.0, 10.0)
    problems = []
    if not terminal.runs():
        return [f"it ended with {terminal.exit_code}: {terminal.traceback[-900:]}"]
    if not terminal.takes_keys:
        problems.append("the app has not got the terminal back")
    terminal.type(b"\x11")
    if not terminal.wait(3):
        terminal.type(b"d")  # drop what was not saved
    if not terminal.wait(15):
        return [*problems, f"it can't be left: {terminal.text[-500:]}"]
    if terminal.traceback or terminal.exit_code:
        problems.append(f"it left with {terminal.exit_code}: {terminal.traceback[-900:]}")
    return problems + [f"the terminal is not restored: {what}" for what in terminal.not_restored()]
