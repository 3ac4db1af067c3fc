"""What a session needs, tried one by one: each check is one line, with the fix where something is missing.

A check never raises for what it looks at; what is wrong is what it says. Everything it looks at comes in as
`Surroundings`, so that a test can be any machine. Knows nothing of how the lines are shown.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from routine_timer.audio.self_test import AudioCheck
    from routine_timer.paths import Folders
    from routine_timer.settings import Settings, SettingsProblem

State: TypeAlias = Literal["ok", "note", "missing"]

SMALLEST = (40, 12)
"""Columns and rows in which a session still counts down."""
COMFORTABLE = (80, 24)
LEAST_FREE = 20_000_000
"""Bytes that the history and its backups should find free."""
_NO_SOUND = "No sound: "
_BUILT = 2025
"""A clock before this year is wrong: the program did not exist."""
_PROTOCOLS = {
    "KITTY_WINDOW_ID": "kitty's protocol",
    "WEZTERM_PANE": "WezTerm's protocols",
    "ITERM_SESSION_ID": "iTerm's protocol",
    "GHOSTTY_RESOURCES_DIR": "kitty's protocol",
    "KONSOLE_VERSION": "kitty's protocol",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at, how it is, and the way out. A `note` is no fault, only good to know."""

    what: str
    state: State
    said: str
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The machine as the checks see it. `size` is columns and rows, None where there is no terminal."""

    environ: Mapping[str, str]
    size: tuple[int, int] | None
    encoding: str
    folders: Folders
    settings: Settings
    problems: tuple[SettingsProblem, ...]
    now: datetime
    """The clock on the wall, with its offset."""
    play: Callable[[], AudioCheck]
    """Plays a tone."""
    say: Callable[[], AudioCheck]
    """Says a phrase."""
    keep_awake: Callable[[], str | None]
    """Keeps the screen awake for a moment; says by what means, or None."""


def examine(around: Surroundings) -> Iterator[Finding]:
    """Every check in turn, each made when its line is asked for: sound and voice take a second."""
    yield terminal(around)
    yield colours(around)
    yield size(around)
    yield graphics(around)
    yield sound(around)
    yield voice(around)
    yield awake(around)
    yield settings(around)
    yield folders(around)
    yield database(around)
    yield clock(around)


def terminal(around: Surroundings) -> Finding:
    name = around.environ.get("TERM", "")
    if around.encoding.lower().replace("-", "") not in ("utf8", "utf_8"):
        fix = "set LANG to a UTF-8 locale, such as LANG=C.UTF-8"
        return Finding("terminal", "missing", f"its texts are {around.encoding}, not UTF-8", fix)
    if around.size is None:
        return Finding("terminal", "note", "none here; `routine-timer run NAME --plain` leads in plain lines")
    if name in ("", "dumb"):
        fix = "open another terminal, or follow with `routine-timer run NAME --plain`"
        return Finding("terminal", "missing", "it can't move its cursor", fix)
    return Finding("terminal", "ok", name)


def colours(around: Surroundings) -> Finding:
    if around.size is None:
        return Finding("colours", "note", "no terminal, no colours")
    if around.environ.get("NO_COLOR"):
        return Finding("colours", "ok", "none, as NO_COLOR asks; every state has its word too")
    if around.environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return Finding("colours", "ok", "16 million")
    if "256" in around.environ.get("TERM", ""):
        return Finding("colours", "ok", "256")
    return Finding("colours", "note", "16, as far as it says", "where it can show more, set COLORTERM=truecolor")


def size(around: Surroundings) -> Finding:
    if around.size is None:
        return Finding("size", "note", "no terminal, no size")
    columns, rows = around.size
    said = f"{columns} × {rows}"
    if columns < SMALLEST[0] or rows < SMALLEST[1]:
        least = f"{SMALLEST[0]} × {SMALLEST[1]}"
        return Finding("size", "missing", f"{said} is too small to count down in", f"make it {least} or larger")
    if columns < COMFORTABLE[0] or rows < COMFORTABLE[1]:
        return Finding("size", "note", f"{said}: enough for the digits; the figure needs 80 × 24")
    return Finding("size", "ok", said)


def graphics(around: Surroundings) -> Finding:
    from importlib.util import find_spec

    if find_spec("textual_image") is None:
        return Finding("graphics", "note", "pictures of your own are left out", "pip install textual-image")
    if "TMUX" in around.environ:
        return Finding("graphics", "ok", "half blocks, inside tmux; figures need nothing")
    for name, protocol in _PROTOCOLS.items():
        if around.environ.get(name):
            return Finding("graphics", "ok", f"{protocol}, for pictures of your own")
    return Finding("graphics", "ok", "half blocks, unless the terminal offers more; figures need nothing")


def sound(around: Surroundings) -> Finding:
    """Plays a tone to its end."""
    if not around.settings.level:
        return Finding("sound", "note", "off in the settings", "set sound = true and a volume in config.toml")
    tried = around.play()
    if not tried.works:
        return _failed("sound", tried)
    return Finding("sound", "ok", f"a tone was played through {tried.says}; heard nothing? turn the volume up")


def voice(around: Surroundings) -> Finding:
    """Says a phrase."""
    if not around.settings.speaks:
        return Finding("voice", "note", "off in the settings", 'set sound = true and voice = "auto" in config.toml')
    tried = around.say()
    if tried.works:
        return Finding("voice", "ok", f"{tried.says} said a phrase")
    if tried.says.startswith(_NO_SOUND):
        return Finding("voice", "note", "there is one, but nothing plays it: see sound")
    return _failed("voice", tried)


def _failed(what: str, tried: AudioCheck) -> Finding:
    """The audio package's sentence, "No sound: what; what helps", as a line and its fix."""
    sentence = tried.says.removeprefix(_NO_SOUND).removeprefix("No voice: ")
    said, found, fix = sentence.partition("; ")
    return Finding(what, "missing", said, fix) if found else Finding(what, "missing", "there is none", sentence)


def awake(around: Surroundings) -> Finding:
    means = around.keep_awake()
    if means is None:
        fix = "switch the screen's sleep off yourself; on Linux a desktop with D-Bus is needed"
        return Finding("keep awake", "missing", "nothing here keeps the screen awake", fix)
    return Finding("keep awake", "ok", f"by {means}, while a session runs")


def settings(around: Surroundings) -> Finding:
    if around.problems:
        first = around.problems[0]
        more = f", and {len(around.problems) - 1} more" if len(around.problems) > 1 else ""
        where = f"{first.file.name} line {first.line}"
        return Finding("settings", "missing", f"{where}: {first.message}{more}", first.help)
    file = around.folders.settings_file
    return Finding("settings", "ok", str(file) if file.exists() else f"all at their defaults (no {file})")


def folders(around: Surroundings) -> Finding:
    """Whether the person's folders can be written, or made; nothing is made here."""
    import shutil

    from routine_timer import paths

    if not paths.bundled_sounds().is_dir() or not paths.bundled_exercises().is_dir():
        return Finding("folders", "missing", "the bundled routines and sounds are gone", "install routine-timer anew")
    own = around.folders
    for folder in dict.fromkeys((own.data, own.config, own.state, own.cache)):
        there = _nearest(folder)
        if not there.is_dir():
            return Finding("folders", "missing", f"{there} is in the way of {folder}", f"rename {there}")
        if not os.access(there, os.W_OK | os.X_OK):
            return Finding("folders", "missing", f"{folder} can't be written", f"chmod u+rwx {there}")
    free = shutil.disk_usage(_nearest(own.data)).free
    if free < LEAST_FREE:
        return Finding("folders", "missing", f"only {free // 1_000_000} MB are free at {own.data}", "make room")
    return Finding("folders", "ok", str(own.data))


def database(around: Surroundings) -> Finding:
    """Reads the history file from end to end."""
    from routine_timer.history.errors import HistoryError
    from routine_timer.history.history import History
    from routine_timer.text.plurals import pluralize

    file = around.folders.history_file
    if not file.exists():
        return Finding("database", "ok", "none yet: the first session begins it")
    try:
        with History(file, around.folders.state) as history:
            altered = history.check()
            count = len(history.sessions())
    except HistoryError as error:
        return Finding("database", "missing", str(error), error.help)
    sessions = pluralize(count, "session")
    if altered:
        first = altered[0]
        fix = "look at it with `routine-timer history`, and restore a backup if it is wrong"
        return Finding("database", "missing", f"{first.kind} {first.id}: {first.what}", fix)
    return Finding("database", "ok", f"sound, {sessions}")


def clock(around: Surroundings) -> Finding:
    from routine_timer.history.time_zones import zone_name

    now = around.now
    said = f"{now:%Y-%m-%d %H:%M}, {zone_name(around.environ) or now.tzname() or 'zone unknown'}"
    if now.year < _BUILT:
        return Finding("clock", "missing", f"{said}: that is long ago", "set the computer's date and time")
    return Finding("clock", "ok", f"{said}; a day begins at {around.settings.day_starts_at:%H:%M}")


def _nearest(folder: Path) -> Path:
    """The folder itself, or the nearest one above it that exists."""
    return next(place for place in (folder, *folder.parents) if place.exists())
