"""The checks of `doctor`: whether this machine has what a session needs, and how to fix what is missing.

A check never raises for what it examines. Everything it examines is passed in as a `Environment`, so a test can be any
machine. Knows nothing about how the results are shown.
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from routine_timer.paths import APP

if TYPE_CHECKING:
    from routine_timer.audio.self_test import AudioCheck
    from routine_timer.paths import Folders
    from routine_timer.settings import Settings, SettingsProblem

State: TypeAlias = Literal["ok", "note", "missing"]

SMALLEST = (40, 12)
"""The fewest columns and rows in which the countdown can be shown."""
COMFORTABLE = (80, 24)
LEAST_FREE = 20_000_000
"""Free bytes that the history and its backups need."""
_NO_SOUND, _NO_VOICE = "No sound: ", "No voice: "
BUNDLED_FILES_MISSING = "bundled files are missing"
_RELEASE_YEAR = 2025
"""A clock that is earlier than this is wrong: the program didn't exist yet."""
_PROTOCOLS = {
    "KITTY_WINDOW_ID": "kitty's protocol",
    "WEZTERM_PANE": "WezTerm's protocols",
    "ITERM_SESSION_ID": "iTerm's protocol",
    "GHOSTTY_RESOURCES_DIR": "kitty's protocol",
    "KONSOLE_VERSION": "kitty's protocol",
}


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One line: what was checked, the result, and how to fix it. A `note` isn't a problem, only good to know."""

    what: str
    state: State
    message: str
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Environment:
    """What the checks examine. `size` is columns and rows, None if stdout is not a terminal."""

    environ: Mapping[str, str]
    size: tuple[int, int] | None
    encoding: str
    folders: Folders
    settings: Settings
    problems: tuple[SettingsProblem, ...]
    now: datetime
    """The current time, with its UTC offset."""
    play: Callable[[], AudioCheck]
    """Plays a tone."""
    say: Callable[[], AudioCheck]
    """Says a phrase."""
    keep_awake: Callable[[], str | None]
    """Keeps the screen awake for a moment. Returns the method that worked, or None."""
    prefix: str = sys.prefix
    """The folder that the program is installed in, as `sys.prefix`."""


def install_command(package: str, prefix: str) -> str:
    """The command that adds `package` to the program, for the way the program was installed: pipx, uv tool or pip."""
    parts = Path(prefix).parts
    if "pipx" in parts:
        return f"pipx inject {APP} {package}"
    if "uv" in parts and "tools" in parts:
        return f"uv tool install --with {package} {APP}"
    python = Path(prefix) / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    return f"{shlex.quote(str(python))} -m pip install {package}"


def reinstall_command(prefix: str) -> str:
    """The command that installs the program again, for the way it was installed."""
    parts = Path(prefix).parts
    if "pipx" in parts:
        return f"pipx reinstall {APP}"
    if "uv" in parts and "tools" in parts:
        return f"uv tool install --reinstall {APP}"
    return install_command(f"--force-reinstall {APP}", prefix)


def run_checks(environment: Environment) -> Iterator[CheckResult]:
    """Run the checks one after the other, lazily, because sound and voice take a second."""
    yield terminal(environment)
    yield colours(environment)
    yield size(environment)
    yield graphics(environment)
    yield sound(environment)
    yield voice(environment)
    yield awake(environment)
    yield settings(environment)
    yield folders(environment)
    yield database(environment)
    yield clock(environment)


def terminal(environment: Environment) -> CheckResult:
    name = environment.environ.get("TERM", "")
    if environment.encoding.lower().replace("-", "") not in ("utf8", "utf_8"):
        fix = "set LANG to a UTF-8 locale, such as LANG=C.UTF-8"
        return CheckResult("terminal", "missing", f"its encoding is {environment.encoding}, not UTF-8", fix)
    if environment.size is None:
        return CheckResult("terminal", "note", "not a terminal; use `routine-timer run NAME --plain`")
    if name in ("", "dumb"):
        fix = "open another terminal, or use `routine-timer run NAME --plain`"
        return CheckResult("terminal", "missing", "it can't move its cursor", fix)
    return CheckResult("terminal", "ok", name)


def colours(environment: Environment) -> CheckResult:
    if environment.size is None:
        return CheckResult("colours", "note", "not a terminal")
    if environment.environ.get("NO_COLOR"):
        return CheckResult("colours", "ok", "off, because NO_COLOR is set; every state is also shown as a word")
    if environment.environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return CheckResult("colours", "ok", "16 million")
    if "256" in environment.environ.get("TERM", ""):
        return CheckResult("colours", "ok", "256")
    return CheckResult("colours", "note", "16", "if your terminal can show more, set COLORTERM=truecolor")


def size(environment: Environment) -> CheckResult:
    if environment.size is None:
        return CheckResult("size", "note", "not a terminal")
    columns, rows = environment.size
    text = f"{columns} × {rows}"
    if columns < SMALLEST[0] or rows < SMALLEST[1]:
        least = f"{SMALLEST[0]} × {SMALLEST[1]}"
        return CheckResult("size", "missing", f"{text} is too small for a session", f"make the window at least {least}")
    if columns < COMFORTABLE[0] or rows < COMFORTABLE[1]:
        return CheckResult("size", "note", f"{text}: enough for the countdown; the figure needs 80 × 24")
    return CheckResult("size", "ok", text)


def graphics(environment: Environment) -> CheckResult:
    from importlib.util import find_spec

    if find_spec("textual_image") is None:
        return CheckResult(
            "graphics", "note", "your own pictures can't be shown", install_command("textual-image", environment.prefix)
        )
    if "TMUX" in environment.environ:
        return CheckResult("graphics", "ok", "half blocks, because this is tmux")
    for name, protocol in _PROTOCOLS.items():
        if environment.environ.get(name):
            return CheckResult("graphics", "ok", f"{protocol}, for your own pictures")
    return CheckResult("graphics", "ok", "half blocks, unless the terminal supports more")


def sound(environment: Environment) -> CheckResult:
    """Play a tone to its end."""
    if not environment.settings.level:
        return CheckResult("sound", "note", "off in the settings", "set sound = true and a volume in config.toml")
    check = environment.play()
    if not check.works:
        return _failed("sound", check)
    return CheckResult(
        "sound", "ok", f"{check.says} played a tone without errors. Did you hear it? If not, turn up the volume"
    )


def voice(environment: Environment) -> CheckResult:
    """Say a phrase."""
    if not (environment.settings.speaks and environment.settings.level):
        fix = 'set sound = true, a volume and voice = "auto" in config.toml'
        return CheckResult("voice", "note", "off in the settings", fix)
    check = environment.say()
    if check.works:
        return CheckResult("voice", "ok", f"{check.says} spoke a phrase without errors. Did you hear it?")
    if not (
        check.was_heard or check.says.startswith(_NO_VOICE)
    ):  # the player's trouble, which the check of the sound reports
        return CheckResult("voice", "note", "installed, but there is no sound")
    return _failed("voice", check)


def _failed(what: str, check: AudioCheck) -> CheckResult:
    """The message of the audio package, "No sound: problem; fix", as a result."""
    sentence = check.says.removeprefix(_NO_SOUND).removeprefix(_NO_VOICE)
    message, has_fix, fix = sentence.partition("; ")
    if has_fix:
        return CheckResult(what, "missing", message, fix)
    if sentence != check.says:
        return CheckResult(what, "missing", "not found", sentence)
    message, _, fix = sentence.partition(". ")  # something was found, and it fails
    return CheckResult(what, "missing", message, fix or "check that file and its folder")


def awake(environment: Environment) -> CheckResult:
    method = environment.keep_awake()
    if method is None:
        fix = "turn off screen sleep while you stretch; on Linux, a desktop with D-Bus is needed"
        return CheckResult("keep awake", "missing", "can't keep the screen awake", fix)
    return CheckResult("keep awake", "ok", f"with {method}, during a session")


def settings(environment: Environment) -> CheckResult:
    if environment.problems:
        first = environment.problems[0]
        more = f", and {len(environment.problems) - 1} more" if len(environment.problems) > 1 else ""
        where = f"{first.file.name} line {first.line}"
        return CheckResult("settings", "missing", f"{where}: {first.message}{more}", first.help)
    from routine_timer import paths

    file = environment.folders.settings_file
    return CheckResult(
        "settings", "ok", str(file) if paths.may_exist(file) else f"default values ({file} doesn't exist)"
    )


def folders(environment: Environment) -> CheckResult:
    """Check that the user's folders are writable, or can be created. Creates nothing."""
    import shutil

    from routine_timer import paths

    if not paths.bundled_sounds().is_dir() or not paths.bundled_exercises().is_dir():
        return CheckResult("folders", "missing", BUNDLED_FILES_MISSING, reinstall_command(environment.prefix))
    own = environment.folders
    for folder in dict.fromkeys((own.data, own.config, own.state, own.cache)):
        existing = _nearest(folder)
        if not existing.is_dir():
            return CheckResult(
                "folders", "missing", f"{existing} is a file, not a folder", f"rename {shlex.quote(str(existing))}"
            )
        if not os.access(existing, os.W_OK | os.X_OK):
            return CheckResult(
                "folders", "missing", f"{folder} is not writable", f"chmod u+rwx {shlex.quote(str(existing))}"
            )
    free = shutil.disk_usage(_nearest(own.data)).free
    if free < LEAST_FREE:
        return CheckResult("folders", "missing", f"only {free // 1_000_000} MB free in {own.data}", "free some space")
    return CheckResult("folders", "ok", str(own.data))


def database(environment: Environment) -> CheckResult:
    """Read the whole history file."""
    from routine_timer.history.errors import HistoryError
    from routine_timer.history.history import History
    from routine_timer.history.store.backups import Backups
    from routine_timer.paths import may_exist
    from routine_timer.text.plurals import pluralize

    file = environment.folders.history_file
    if not may_exist(file):
        if backups := Backups(environment.folders.state).good():
            fix = f"routine-timer history import {shlex.quote(str(backups[0]))}"
            return CheckResult("database", "missing", f"{file} is gone, but there are backups of it", fix)
        return CheckResult("database", "ok", "none yet; your first session creates it")
    try:
        with History(file, environment.folders.state) as history:
            altered = history.check()
            count = sum(1 for _ in history.ended.list_sessions())
    except HistoryError as error:
        return CheckResult("database", "missing", str(error), error.help)
    sessions = pluralize(count, "session")
    if altered:
        first = altered[0]
        fix = "check `routine-timer history`, and restore a backup if something is wrong"
        return CheckResult("database", "missing", f"{first.kind} {first.id}: {first.what}", fix)
    return CheckResult("database", "ok", f"intact, {sessions}")


def clock(environment: Environment) -> CheckResult:
    from routine_timer.history.time_zones import zone_name

    now = environment.now
    text = f"{now:%Y-%m-%d %H:%M}, {zone_name(environment.environ) or now.tzname() or 'unknown time zone'}"
    if now.year < _RELEASE_YEAR:
        return CheckResult("clock", "missing", f"{text}: the date is wrong", "set the computer's date and time")
    return CheckResult("clock", "ok", f"{text}; a day starts at {environment.settings.day_starts_at:%H:%M}")


def _nearest(folder: Path) -> Path:
    """The folder, or its closest parent that exists."""
    return next(place for place in (folder, *folder.parents) if os.access(place, os.F_OK))
