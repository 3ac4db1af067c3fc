"""Files with names that want to be obeyed: on the command line and in the app; routines, and the pictures they name."""

from __future__ import annotations

import json
import re
import shutil
import struct
import time
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from torture.scenario import Outcome, RunOptions, program, run
from torture.surroundings import home_with_voice, left_behind, programs_started, shells_in, with_tools
from torture.terminal import Terminal

NAMES = ("two words", "it's", 'say "hi"', "line\nbreak", "-rf", "--speed=9", "$(touch obeyed)", "ünï", "a;b", "[red]x",
         "\x1b[31mred", "é́́́́", "%s%n", "x.hidden", "x" * 200)  # fmt: skip
_COLOUR = (18, 171, 86)
"""Of the picture, so that it is known when it is seen."""
_ROUTINE = """format = 1
name = "Plain"
get_ready = "1s"

[[step]]
name = "Hold"
hold = "60s"
image = {image}
"""
_BROKEN = "format = 1\nname = 3\n"
_TOUR = (
    ("home", b"", "▸ Plain", False),
    ("preview", b"v", "esc back", False),
    ("home again", b"\x1b", "▸ Plain", False),
    ("editor", b"e", "tab text|tab steps", True),
    ("its text", b"\t", "tab text|tab steps", True),
    ("its end", b"\x1b[1;5F", "tab text|tab steps", True),
    ("change", b"# changed", "unsaved", True),
    ("save", b"\x13", "Saved ", True),
    ("your editor", b"\x05", "tab text|tab steps", True),
    ("home once more", b"\x1b", "▸ Plain", False),
    ("session", b"\r", "HOLD", False),
    ("stop", b"q", "Stop here", False),
    ("summary", b"y", "STOPPED", False),
)
"""Screen by screen: the key that leads to it, what shows that it is there, and whether the file's name is on it."""


def one(options: RunOptions, number: int, name: str) -> Outcome:
    home = home_with_voice(options, f"hostile-name-{number}")
    picture = home / "routines" / f"{name}.png"
    picture.write_bytes(_png(64, 64))
    file = home / "routines" / f"{name}.toml"
    file.write_text(_ROUTINE.format(image=_quoted(picture.name)), encoding="utf-8")
    (home / "routines" / f"zz {name}.toml").write_text(_BROKEN, encoding="utf-8")
    problems = [*_on_the_command_line(home, name), *_in_the_app(home, file), *left_behind(home)]
    outcome = Outcome(Counter({"hostile file names": 1}))
    outcome.problems += [f"the file {name[:30]!r}: {what}" for what in problems]
    return outcome


def as_shown(name: str) -> str:
    """What of a file's name must be seen on a screen, if that is plain to say: its beginning, to the letter."""
    return name[:16] if name.isascii() and name.isprintable() else ""


def _until(terminal: Terminal, done: Callable[[], bool], patience: float = 30.0) -> None:
    """Until what another program does is done, and the app has its terminal again."""
    until = time.monotonic() + patience
    while not done() and time.monotonic() < until:
        terminal.read_for(0.05)
    terminal.read_until_quiet(0.5)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _png(width: int, height: int) -> bytes:
    """A picture of one colour."""
    rows = (b"\0" + bytes(_COLOUR) * width) * height
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows)))
    made = b"\x89PNG\r\n\x1a\n"
    for kind, data in (*chunks, (b"IEND", b"")):
        made += struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return made


def _on_the_command_line(home: Path, name: str) -> list[str]:
    problems = []
    file = home / "routines" / f"{name}.toml"
    for words in (
        ["run", "--plain", "--mute", "--speed", "200", "--record", "--", f"./routines/{name}.toml"],
        ["show", "--json", "--", str(file)],
        ["check", "--json", "--", str(file)],
        ["list", "--json"],
        ["history", "--json"],
        ["streak", "--json"],
        ["edit", "--", name],
        ["run", "--plain", "--mute", "--speed", "200", "--", name],
    ):
        done = run(program(*words), with_tools(home), folder=home)
        if "Traceback" in done.stderr or done.returncode:
            problems.append(f"{' '.join(words)!r} ended with {done.returncode}: {done.stderr[-500:]}")
        elif words[0] == "history":
            routines = [session["routine"] for session in json.loads(done.stdout)]
            if routines != [name]:
                problems.append(f"kept as {routines}")
        elif words[0] == "check" and "missing-image" in done.stdout:
            problems.append("its picture is not found")
    return problems


def _in_the_app(home: Path, file: Path) -> list[str]:
    """Through every screen that opens or shows the file, changed and saved on the way; then out."""
    problems = []
    trace, watch = home / "started", list[str]()
    if shutil.which("strace"):
        watch = ["strace", "-f", "-qq", "-e", "trace=execve", "-s", "400", "-o", str(trace)]
    shown = as_shown(file.name)
    words = [*watch, *program()]
    with Terminal(words, with_tools(home), columns=160, rows=60, folder=home, seen=True, kept=10_000_000) as terminal:
        for screen, key, sign, named in _TOUR:
            terminal.type(key)
            if screen == "your editor":
                _until(terminal, lambda: (home / "edited").read_bytes().count(b"\0") > 1 and terminal.takes_keys)
            seen = terminal.see(sign)
            if seen is None:
                problems.append(f"{screen} does not come: {terminal.traceback[-900:] or terminal.text[:3000]}")
                break
            if named and shown not in seen:
                problems.append(f"{screen} does not show its name as it is")
            # The broken one comes a moment after the first that can be followed.
            if screen == "home" and terminal.see(re.escape(as_shown(f"zz {file.name}"))) is None:
                problems.append("home does not show the name of the one that is broken as it is")
        terminal.type(b"\x11")
        terminal.wait(15)
        said = bytes(terminal.output)
        if b"\x1b[31mred" in said or b"\x1b]0;" in said:
            problems.append("the app lets its name through")
        if "2;{};{};{}".format(*_COLOUR).encode() not in said and not problems:
            problems.append("its picture was never seen")
        if terminal.traceback or terminal.exit_code:
            problems.append(f"the app ended with {terminal.exit_code}: {terminal.traceback[-900:]}")
        problems += [f"the terminal is not restored: {what}" for what in terminal.not_restored()]
    if not problems:
        problems += [] if "# changed" in file.read_text(encoding="utf-8") else ["it was not saved where it lies"]
        edited = (home / "edited").read_bytes().split(b"\0")[:-1]
        if any(word != str(file).encode() for word in edited) or len(edited) < 2:
            problems.append(f"the person's editor was handed {edited}")
    return problems + shells_in(programs_started(trace))
