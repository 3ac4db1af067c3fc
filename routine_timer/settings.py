"""What a person has set, in `config.toml`: read once, handed down, changed one value at a time.

A setting that makes no sense is its default, with a problem that says which, where and what would do: a settings file
never keeps anyone from stretching. Changes keep the comments and the order of the file. Knows no screen; the goal is
no setting, it lives in the history.

`SETTINGS` describes each of them, and the settings screen, the documentation and the checks are made from it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import time
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from routine_timer.atomic import write_text
from routine_timer.errors import SettingsError

Value: TypeAlias = bool | int | float | str | time | Path | Mapping[str, str] | None

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
THEMES = ("dark", "light", "contrast-dark", "contrast-light", "terminal")
VOICE_AUTO, VOICE_OFF = "auto", "off"
LARGEST_FILE = 1_000_000
"""Bytes. Nothing larger is read."""


@dataclass(frozen=True)
class Settings:
    """Every setting, with its default. What each one means stands in `SETTINGS`."""

    day_starts_at: time = time(4)
    week_starts: str = "monday"
    done_at: float = 0.8
    freezes: bool = False
    sound: bool = True
    volume: int = 80
    voice: str = VOICE_AUTO
    voice_rate: int = 165
    language: str = "en"
    theme: str = "dark"
    reduced_motion: bool = False
    ask_pain: bool = False
    keep_audio_open: bool = False
    sync_folder: Path | None = None
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def first_weekday(self) -> int:
        """The day a week starts with, as `date.weekday` counts: Monday is 0."""
        return WEEKDAYS.index(self.week_starts)

    @property
    def level(self) -> float:
        """The volume from 0 to 1; 0 when there is to be no sound."""
        return self.volume / 100 if self.sound else 0.0

    @property
    def speaks(self) -> bool:
        return self.sound and self.voice != VOICE_OFF

    @property
    def voice_name(self) -> str | None:
        """The voice asked for by name, or None: the platform's own for the language."""
        return None if self.voice in (VOICE_AUTO, VOICE_OFF) else self.voice


@dataclass(frozen=True)
class Problem:
    """Something in the settings file that was not taken. Line from 1; `name` empty when it is the file as a whole."""

    file: Path
    line: int
    name: str
    message: str
    help: str

    def __str__(self) -> str:
        return f"{self.file.name} line {self.line}: {self.message}; {self.help}"


# -- kinds of settings: how a value stands in TOML, and what it may be


@dataclass(frozen=True)
class Switch:
    """Yes or no."""

    expects = "true or false, without quotes"

    def read(self, raw: object) -> Value:
        if not isinstance(raw, bool):
            raise ValueError(self.expects)
        return raw

    def write(self, value: Value) -> object:
        return value


@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    options: tuple[str, ...]

    @property
    def expects(self) -> str:
        return "one of " + ", ".join(f'"{option}"' for option in self.options)

    def read(self, raw: object) -> Value:
        if not isinstance(raw, str) or raw.lower() not in self.options:
            near = get_close_matches(raw.lower(), self.options, n=1) if isinstance(raw, str) else []
            raise ValueError(f'did you mean "{near[0]}"?' if near else self.expects)
        return raw.lower()

    def write(self, value: Value) -> object:
        return value


@dataclass(frozen=True)
class Number:
    """A number within bounds, both included; `step` is what one press of a key changes it by.

    A person sees it `shown_times` as large, with its `unit`.
    """

    low: float
    high: float
    step: float
    unit: str = ""
    whole: bool = True
    shown_times: float = 1

    @property
    def expects(self) -> str:
        return f"a{' whole' if self.whole else ''} number from {self.low:g} to {self.high:g}"

    def read(self, raw: object) -> Value:
        if isinstance(raw, bool) or not isinstance(raw, int if self.whole else int | float):
            raise ValueError(self.expects)
        if not self.low <= raw <= self.high:
            raise ValueError(self.expects)
        return raw if self.whole else float(raw)

    def write(self, value: Value) -> object:
        return value


@dataclass(frozen=True)
class TimeOfDay:
    """An hour and a minute."""

    expects = 'a time of day such as "04:00", with its quotes'

    def read(self, raw: object) -> Value:
        if isinstance(raw, time) and raw.tzinfo is None:
            return raw.replace(second=0, microsecond=0)
        found = re.fullmatch(r"(\d{1,2}):(\d{2})", raw) if isinstance(raw, str) else None
        if found is None or int(found[1]) > 23 or int(found[2]) > 59:
            raise ValueError(self.expects)
        return time(int(found[1]), int(found[2]))

    def write(self, value: Value) -> object:
        return f"{value:%H:%M}" if isinstance(value, time) else value


@dataclass(frozen=True)
class Words:
    """A few words of the person's own. `pattern` is what they must look like, `expects` says so in words."""

    expects: str
    pattern: str = r".+"

    def read(self, raw: object) -> Value:
        if not isinstance(raw, str) or not re.fullmatch(self.pattern, raw.strip()):
            raise ValueError(self.expects)
        return raw.strip()

    def write(self, value: Value) -> object:
        return value


@dataclass(frozen=True)
class Folder:
    """A folder, which need not exist; none when it is empty."""

    expects = 'a folder such as "~/Sync/routines", or "" for none'

    def read(self, raw: object) -> Value:
        if not isinstance(raw, str) or "\0" in raw:
            raise ValueError(self.expects)
        return Path(raw.strip()).expanduser().absolute() if raw.strip() else None

    def write(self, value: Value) -> object:
        return "" if value is None else str(value)


@dataclass(frozen=True)
class Keys:
    """A table of commands and the keys that are wished for them."""

    expects = 'a table such as [keys] with lines like pause = "p"'

    def read(self, raw: object) -> Value:
        if not isinstance(raw, Mapping) or not all(isinstance(key, str) for key in raw.values()):
            raise ValueError(self.expects)
        return MappingProxyType(dict(raw))

    def write(self, value: Value) -> object:
        return dict(value) if isinstance(value, Mapping) else {}


Kind: TypeAlias = Switch | Choice | Number | TimeOfDay | Words | Folder | Keys


@dataclass(frozen=True)
class Setting:
    """One setting: its name in the file, its kind, a few words for it, a sentence that explains it, its group."""

    name: str
    kind: Kind
    label: str
    does: str
    group: str

    @property
    def default(self) -> Value:
        value: Value = getattr(_DEFAULTS, self.name)
        return value


_DEFAULTS = Settings()

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "day_starts_at",
        TimeOfDay(),
        "A day begins at",
        "A session before this hour still counts for the day before. Past days are never counted anew.",
        "Days and goals",
    ),
    Setting(
        "week_starts",
        Choice(WEEKDAYS),
        "A week begins on",
        "What a goal of so many times a week counts from, and where the calendar's rows begin.",
        "Days and goals",
    ),
    Setting(
        "done_at",
        Number(0.05, 1, 0.05, " %", whole=False, shown_times=100),
        "A session is done at",
        "The share of its holds and reps that must be finished for the day to count; you can always overrule it.",
        "Days and goals",
    ),
    Setting(
        "freezes",
        Switch(),
        "Freezes",
        "Seven done days earn a freeze, at most two are held; one is spent by itself on a day you miss.",
        "Days and goals",
    ),
    Setting(
        "ask_pain",
        Switch(),
        "Ask about pain",
        "One key, 0 to 10, before and after a session, to see over time whether it helps.",
        "Days and goals",
    ),
    Setting("sound", Switch(), "Sound", "Tones and voice. Off silences both, in every session.", "Sound and voice"),
    Setting("volume", Number(0, 100, 5, " %"), "Volume", "How loud tones and voice are.", "Sound and voice"),
    Setting(
        "voice",
        Words('"auto", "off", or the name of a voice that this computer has'),
        "Voice",
        "auto takes this computer's own voice for the language; off leaves the tones; or a voice's name.",
        "Sound and voice",
    ),
    Setting(
        "voice_rate",
        Number(80, 300, 5, " words a minute"),
        "Speaking rate",
        "How fast the voice speaks.",
        "Sound and voice",
    ),
    Setting(
        "language",
        Words('a language such as "en" or "en-GB"', r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*"),
        "Voice's language",
        "The language that your routines are written in, so that the voice says them right.",
        "Sound and voice",
    ),
    Setting(
        "keep_audio_open",
        Switch(),
        "Keep the output awake",
        "For headphones and televisions that fall asleep and swallow the first half second: plays silence meanwhile.",
        "Sound and voice",
    ),
    Setting(
        "theme",
        Choice(THEMES),
        "Colours",
        "Every theme can be told apart without seeing red or green; terminal takes your terminal's own sixteen.",
        "Look",
    ),
    Setting(
        "reduced_motion",
        Switch(),
        "Reduced motion",
        "The figure stands still, and nothing slides or fades.",
        "Look",
    ),
    Setting(
        "sync_folder",
        Folder(),
        "Folder to sync through",
        "Each computer writes its own history there and reads the others': for Syncthing, git or a cloud folder.",
        "Several computers",
    ),
    Setting("keys", Keys(), "Keys", "Keys of your own for any command.", "Keys"),
)


def setting(name: str) -> Setting:
    """Raises KeyError: there is no such setting."""
    for one in SETTINGS:
        if one.name == name:
            return one
    raise KeyError(name)


def load(file: Path) -> tuple[Settings, list[Problem]]:
    """The settings in `file`, and everything in it that could not be taken. No file: the defaults. Never raises."""
    try:
        text = _read(file)
    except FileNotFoundError:
        return _DEFAULTS, []
    except (OSError, ValueError) as error:
        return _DEFAULTS, [_whole(file, 1, f"the file can't be read ({error})")]
    import tomllib

    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        what = re.sub(r" \(at .*\)$", "", str(error))
        return _DEFAULTS, [_whole(file, line, what[:1].lower() + what[1:])]
    except ValueError:  # what int() says to thousands of digits
        return _DEFAULTS, [_whole(file, 1, "a number in it has too many digits")]
    except RecursionError:
        return _DEFAULTS, [_whole(file, 1, "it is nested too deeply")]
    return _taken(file, text, found)


def _taken(file: Path, text: str, found: Mapping[str, object]) -> tuple[Settings, list[Problem]]:
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    known = [one.name for one in SETTINGS]
    for name, raw in found.items():
        line = _line_of(text, name)
        if name not in known:
            near = get_close_matches(name, known, n=1)
            way_out = f"did you mean {near[0]}?" if near else "take it out"
            problems.append(Problem(file, line, name, f"there is no setting {name!r}", way_out))
            continue
        try:
            values[name] = setting(name).kind.read(raw)
        except ValueError as error:
            said = _said(raw)
            problems.append(Problem(file, line, name, f"{name} can't be {said}, so it is {_default(name)}", str(error)))
    return replace(_DEFAULTS, **values), problems  # type: ignore[arg-type]  # each kind reads its field's type


def changed(settings: Settings, name: str, value: Value) -> Settings:
    """`settings` with one value changed.

    Raises:
        ValueError: the value makes no sense; the text says what would.
    """
    kind = setting(name).kind
    return replace(settings, **{name: kind.read(kind.write(value))})  # type: ignore[arg-type]


def save(file: Path, name: str, value: Value) -> None:
    """Change one value in the file; comments and all the rest stay. None, or the default of a folder, is written too.

    Raises:
        SettingsError: the file is not TOML as it stands; nothing was changed.
        OSError: it can't be written; nothing was changed.
    """
    raw = setting(name).kind.write(value)
    try:
        text = _read(file)
    except FileNotFoundError:
        import tomli_w

        write_text(file, tomli_w.dumps({name: raw}))
        return
    except ValueError as error:
        raise SettingsError(f"{file} can't be changed: {error}") from error
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(text)
        if isinstance(raw, dict) and name in document:
            _change_table(document[name], raw)
        elif isinstance(raw, dict):
            document[name] = tomlkit.item(raw)
        else:
            document[name] = raw
    except (TOMLKitError, RecursionError) as error:
        raise SettingsError(f"{file} can't be changed: {error}") from error
    write_text(file, tomlkit.dumps(document))


def forget(file: Path, name: str) -> None:
    """Take one value out of the file, so that its default holds.

    Raises:
        SettingsError, OSError: as `save`.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(_read(file))
    except FileNotFoundError:
        return
    except (ValueError, TOMLKitError, RecursionError) as error:
        raise SettingsError(f"{file} can't be changed: {error}") from error
    if name in document:
        del document[name]
        write_text(file, tomlkit.dumps(document))


def _change_table(table: object, wanted: Mapping[str, object]) -> None:
    if not hasattr(table, "update"):
        raise SettingsError("the keys in the settings file are no table")
    for gone in [name for name in table if name not in wanted]:  # type: ignore[attr-defined]
        del table[gone]  # type: ignore[attr-defined]
    for name, value in wanted.items():
        if table.get(name) != value:  # type: ignore[attr-defined]
            table[name] = value  # type: ignore[index]


def _read(file: Path) -> str:
    if file.stat().st_size > LARGEST_FILE:
        raise ValueError("it is larger than a megabyte")
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            return stream.read().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise ValueError(f"it is not UTF-8 (byte {error.start + 1})") from error


def _whole(file: Path, line: int, message: str) -> Problem:
    return Problem(file, line, "", message, "until that is mended every setting is at its default")


def _line_of(text: str, name: str) -> int:
    """The line where a top-level key or table stands; 1 if it is written in a way not looked for."""
    found = re.search(rf"""^[ \t]*\[?[ \t]*["']?{re.escape(name)}["']?[ \t]*[=.\]]""", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _said(raw: object) -> str:
    text = f'"{raw}"' if isinstance(raw, str) else str(raw).lower() if isinstance(raw, bool) else str(raw)
    return text if len(text) <= 40 else text[:39] + "…"


def _default(name: str) -> str:
    one = setting(name)
    raw = one.kind.write(one.default)
    return "as it comes" if isinstance(raw, dict) else _said(raw)
