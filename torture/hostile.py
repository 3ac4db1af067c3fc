"""Texts and file names that want to be obeyed: shown as text, in the app, in plain lines, in titles, to the voice.

Every program here has a voice and a player that only record how they were called, and `strace` reports every program
that is started, so that even a hidden shell would be found.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections import Counter
from pathlib import Path

from torture import file_names
from torture.mutating import HOSTILE
from torture.scenario import WORKERS, Outcome, RunOptions, program, run, side_by_side
from torture.surroundings import home_with_voice, left_behind, programs_started, shells_in, with_tools
from torture.terminal import Terminal

_OBEYED = (b"\x1b]0;obeyed", b"\x1b[31mred", b"\xc2\x9b", b"\xe2\x80\xae", b"\xe2\x81\xa6", b"\x9b31m")
"""Bytes that only a text of a file can have brought to the terminal."""
_TRIES = 3
"""A session may be over before a busy machine has spoken: then there is another one."""
_TITLE = re.compile(rb"\x1b\]2;(.*?)\x1b\\", re.DOTALL)
_CONTROLS = re.compile(rb"[\x00-\x06\x08\x0b-\x1f\x7f]")
"""But for the bell, which stands in for a tone where there is no sound."""


def scenario(options: RunOptions) -> Outcome:
    outcome = Outcome()
    random = options.random("hostile")
    texts, names = list(enumerate(HOSTILE)), list(enumerate(file_names.NAMES))
    for text in side_by_side(
        lambda item: _text(options, *item), texts if options.long else random.sample(texts, 4), 2 * WORKERS
    ):
        outcome.add(text)
    some = names if options.long else random.sample(names, 4)
    for name in side_by_side(lambda item: file_names.one(options, *item), some, 2 * WORKERS):
        outcome.add(name)
    return outcome


def routine_saying(text: str) -> str:
    """A routine that says `text` wherever one can."""
    text = text[:200] if text.strip() else "empty"  # no more is taken, and none of it would be shown
    # JSON would write emoji as two halves, which TOML refuses.
    said = json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False).replace("\x7f", "\\u007f")
    return (
        f'format = 1\nname = {said}\nabout = {said}\nget_ready = "2s"\n\n'
        f'[[step]]\nname = {said}\nhold = "20s"\nsides = "both"\ncues = [{said}, {{ at = "3s", say = {said} }}]\n'
        f"easier = {said}\navoid = [{said}]\nnote = {said}\n"
    )


def _text(options: RunOptions, number: int, text: str) -> Outcome:
    home = home_with_voice(options, f"hostile-text-{number}")
    (home / "routines" / "hostile.toml").write_text(routine_saying(text), encoding="utf-8")
    # As it is, though a TOML file may not contain it: it is reported, with its line.
    (home / "routines" / "zz-broken.toml").write_text(f"name = {text}\n", encoding="utf-8", errors="replace")
    outcome = Outcome(Counter({"hostile texts": 1}))
    problems = [*_plain(home, text), *_screens(home, text), *_spoken(home), *left_behind(home)]
    if shutil.which("strace"):
        problems += _shells(home)
        outcome.counts["sessions watched for a shell"] += 1
    outcome.problems += [f"the text {text[:30]!r}: {what}" for what in problems]
    return outcome


def as_shown(text: str) -> str:
    """What of a text must be seen wherever it is shown, if that is plain to say: its beginning, to the letter."""
    return text[:16] if text.isascii() and text.isprintable() and text.strip() else ""


def in_cells(table: str) -> str:
    """What stands in the cells of a table, one a line: without the quotes that its format puts around and into them."""
    return "\n".join(cell for row in csv.reader(io.StringIO(table)) for cell in row)


def is_obeyed_in(screen: str, text: str) -> bool:
    """Whether markup in a text was taken for markup anywhere on a screen: the text after it is seen without it."""
    marked = re.match(r"(\[[^\]]+\])(\w+)", text)
    return marked is not None and screen.count(marked[2]) != screen.count(marked[0])


def _plain(home: Path, text: str) -> list[str]:
    problems = []
    note = text.encode("utf-8", "replace").decode().replace("\0", "")
    shows = ("run", "list", "show", "history")
    for words in (
        ["log", "hostile", "--on", "2026-11-01", f"--note={note}"],
        ["run", "hostile", "--plain", "--speed", "100", "--record"],
        ["list"],
        ["show", "hostile"],
        ["check"],
        ["history"],
        ["history", "--csv"],
    ):
        done = run(program(*words), with_tools(home))
        said = (done.stdout + done.stderr).encode("utf-8", "surrogateescape")
        if "Traceback" in done.stderr:
            problems.append(f"{words[0]}: {done.stderr[-700:]}")
        elif done.returncode and words[0] in ("run", "show"):
            problems.append(f"{words[0]} refuses it: {done.stderr[-300:]}")
        if words[0] in shows and as_shown(text) not in (in_cells(done.stdout) if "--csv" in words else done.stdout):
            problems.append(f"{' '.join(words)} does not show it as it is written")
        obeyed = [what for what in _OBEYED if what in said] + _CONTROLS.findall(said)
        if obeyed and words != ["history", "--csv"]:  # data for a program, not for a person
            problems.append(f"{' '.join(words[:2])} lets through {obeyed[0]!r}")
    return problems


_HOME = r"▸ [^\n]*\n[\s\S]*enter start +e edit +v preview"
_TOUR = (
    ("home", b"", _HOME, True),
    ("preview", b"v", "esc back", True),
    ("home again", b"\x1b", _HOME, True),
    ("editor", b"e", "tab text|tab steps", True),
    ("home again", b"\x1b", _HOME, True),
    ("history", b"h", "Sessions   [1-9]", True),
    ("home again", b"\x1b", _HOME, True),
    ("session", b"\r", "HOLD", True),
    ("note", b"n", "a note about this session", True),
    ("session again", b"\x1b", "space pause", True),
    ("stop", b"q", "Stop here", True),
    ("summary", b"y", "STOPPED", True),
    ("home at last", b"\r", _HOME, True),
)
"""Screen by screen: the key that leads to it, what shows that it is there, and that the text must be on it."""


def _screens(home: Path, text: str) -> list[str]:
    """Through every screen that shows it, its voice on; then out."""
    problems = []
    with Terminal(program(), with_tools(home), columns=100, rows=32, folder=home, seen=True) as terminal:
        for screen, key, sign, shown in _TOUR:
            terminal.type(key)
            seen = terminal.see(sign)
            if seen is None:
                problems.append(f"{screen} does not open: {terminal.traceback[-900:] or terminal.text[:200]}")
                break
            if shown and as_shown(text) not in seen:
                problems.append(f"{screen} does not show it as it is written")
            if is_obeyed_in(seen, text):
                problems.append(f"{screen} takes it for markup")
        terminal.type(b"\x11")
        terminal.wait(15)
        said = bytes(terminal.output)
        problems += [f"the app lets through {what!r}" for what in _OBEYED if what in said]
        titles = _TITLE.findall(said)
        if not titles:
            problems.append("there was no title, so nothing was proved of it")
        if said.count(b"\x1b]2;") != len(titles) or any(
            _CONTROLS.search(title) or b"\x07" in title for title in titles
        ):
            problems.append(f"a title ends where the text says: {titles[:3]}")
        if any(as_shown(text).encode() not in title for title in titles):
            problems.append(f"a title does not show it as it is written: {titles[:3]}")
        if terminal.traceback or terminal.exit_code:
            problems.append(f"the app ended with {terminal.exit_code}: {terminal.traceback[-900:]}")
        return problems + [f"the terminal is not restored: {what}" for what in terminal.not_restored()]


def _shells(home: Path) -> list[str]:
    """Every program that a session starts, with sound and voice, is the one that was meant; none is a shell."""
    trace = home / "started"
    text = (home / "routines" / "hostile.toml").read_text(encoding="utf-8")
    short = re.sub(r'"20s"', '"4s"', text).replace('sides = "both"\n', "")  # at another speed nothing is spoken
    (home / "routines" / "short.toml").write_text(short, encoding="utf-8")
    words = program("run", "short", "--plain")
    problems, missing, started = list[str](), ["pw-play", "espeak-ng"], list[tuple[str, str]]()
    for _ in range(_TRIES):
        run(["strace", "-f", "-qq", "-e", "trace=execve", "-s", "400", "-o", str(trace), *words], with_tools(home))
        started = programs_started(trace)
        if not started:
            return []  # strace may not look here
        problems += shells_in(started)
        names = {Path(what[0]).name for what in started}
        missing = [tool for tool in missing if tool not in names]
        if not missing:
            break
    return problems + [f"{tool} was never started, so nothing was proved of it: {started[:3]}" for tool in missing]


def _spoken(home: Path) -> list[str]:
    problems = []
    said = (home / "said").read_bytes() if (home / "said").exists() else b""
    if _CONTROLS.search(said):
        problems.append(f"the voice is told {_CONTROLS.findall(said)[0]!r}")
    arguments = (home / "said-arguments").read_text(errors="replace") if (home / "said-arguments").exists() else ""
    if not arguments:
        problems.append("the voice was never asked, so nothing was proved of it")
    if any("--stdin" not in line for line in arguments.splitlines()):
        problems.append(f"the voice has odd arguments: {arguments[:200]!r}")
    return problems
