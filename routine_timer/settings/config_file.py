"""Reads and changes `config.toml`. A change keeps the comments and the order of the file.

An invalid setting gets its default, and a problem that says which one, where, and what is valid.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec.structs import replace

from routine_timer.errors import SettingsError
from routine_timer.safe_files import read_regular, write_text
from routine_timer.settings.registry import DEFAULTS, SETTINGS, setting
from routine_timer.settings.setting_types import Value
from routine_timer.settings.settings import Settings

LARGEST_FILE = 1_000_000
"""Bytes. Larger files are not read."""


class SettingsProblem(msgspec.Struct, frozen=True):
    """A problem in the settings file. Lines count from 1; `name` is empty if the whole file is invalid."""

    file: Path
    line: int
    name: str
    message: str
    help: str

    def __str__(self) -> str:
        return f"{self.file.name} line {self.line}: {self.message}; {self.help}"


def load(file: Path) -> tuple[Settings, list[SettingsProblem]]:
    """The settings in `file` and the problems in it. Without a file, the defaults. Never raises."""
    try:
        text = _read(file)
    except FileNotFoundError:
        return DEFAULTS, []
    except (OSError, ValueError) as error:
        what = (isinstance(error, OSError) and error.strerror) or error
        return DEFAULTS, [_whole(file, 1, f"the file can't be read ({what})")]
    import tomllib

    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        what = re.sub(r" \(at .*\)$", "", str(error))
        return DEFAULTS, [_whole(file, line, what[:1].lower() + what[1:])]
    except ValueError:  # int() refuses thousands of digits
        return DEFAULTS, [_whole(file, 1, "it contains a number with too many digits")]
    except RecursionError:
        return DEFAULTS, [_whole(file, 1, "it is nested too deeply")]
    return _taken(file, text, found)


def _taken(file: Path, text: str, found: Mapping[str, object]) -> tuple[Settings, list[SettingsProblem]]:
    values: dict[str, Value] = {}
    problems: list[SettingsProblem] = []
    known = [one.name for one in SETTINGS]
    for name, raw in found.items():
        line = _line_of(text, name)
        if name not in known:
            from difflib import get_close_matches  # takes as long to import as all settings take to read

            near = get_close_matches(name, known, n=1)
            fix = f"did you mean {near[0]}?" if near else "remove it"
            problems.append(SettingsProblem(file, line, name, f"there is no setting {name!r}", fix))
            continue
        try:
            values[name] = setting(name).kind.read(raw)
        except ValueError as error:
            said = _shown(raw)
            problems.append(
                SettingsProblem(file, line, name, f"{name} can't be {said}, so it is {_default(name)}", str(error))
            )
    return replace(DEFAULTS, **values), problems  # each kind reads its field's type


def save(file: Path, name: str, value: Value) -> None:
    """Change one value in the file. Comments and everything else stay as they are.

    Raises:
        SettingsError: the file is not valid TOML. Nothing was changed.
        OSError: it can't be written. Nothing was changed.
    """
    raw = setting(name).kind.write(value)
    try:
        text = _read(file)
    except FileNotFoundError:
        import tomli_w

        write_text(file, tomli_w.dumps({name: raw}), follow=True)
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
    write_text(file, tomlkit.dumps(document), follow=True)


def forget(file: Path, name: str) -> None:
    """Remove one value from the file, so its default applies.

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
        write_text(file, tomlkit.dumps(document), follow=True)


def _change_table(table: object, wanted: Mapping[str, object]) -> None:
    if not hasattr(table, "update"):
        raise SettingsError("`keys` in the settings file is not a table")
    for gone in [name for name in table if name not in wanted]:  # type: ignore[attr-defined]
        del table[gone]  # type: ignore[attr-defined]
    for name, value in wanted.items():
        if table.get(name) != value:  # type: ignore[attr-defined]
            table[name] = value  # type: ignore[index]


def _read(file: Path) -> str:
    data = read_regular(file, LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise ValueError("it is larger than a megabyte")
    try:
        return data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise ValueError(f"it is not UTF-8 (byte {error.start + 1})") from error


def _whole(file: Path, line: int, message: str) -> SettingsProblem:
    return SettingsProblem(file, line, "", message, "until this is fixed, all settings have their default values")


def _line_of(text: str, name: str) -> int:
    """The line of a top-level key or table, or 1 if it isn't found."""
    found = re.search(rf"""^[ \t]*\[?[ \t]*["']?{re.escape(name)}["']?[ \t]*[=.\]]""", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _shown(raw: object) -> str:
    text = f'"{raw}"' if isinstance(raw, str) else str(raw).lower() if isinstance(raw, bool) else str(raw)
    return text if len(text) <= 40 else text[:39] + "…"


def _default(name: str) -> str:
    one = setting(name)
    raw = one.kind.write(one.default)
    return "the default" if isinstance(raw, dict) else _shown(raw)
