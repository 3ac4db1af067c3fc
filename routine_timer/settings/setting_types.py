"""The types of settings: how a value is written in TOML, and which values are valid.

`read` raises a ValueError that says what is valid.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

import msgspec

Value: TypeAlias = bool | int | float | str | time | Path | Mapping[str, str] | None


class Switch:
    """Yes or no."""

    expects = "true or false, without quotes"

    def read(self, raw: object) -> Value:
        if not isinstance(raw, bool):
            raise ValueError(self.expects)
        return raw

    def write(self, value: Value) -> object:
        return value


class AutoSwitch:
    """Yes, no, or "auto": the program decides."""

    expects = '"auto", or true or false without quotes'
    options: tuple[bool | str, ...] = ("auto", True, False)

    def read(self, raw: object) -> Value:
        if isinstance(raw, str) and raw.lower() == "auto":
            return "auto"
        if not isinstance(raw, bool):
            raise ValueError(self.expects)
        return raw

    def write(self, value: Value) -> object:
        return value


class OneOf(msgspec.Struct, frozen=True):
    """One of a few words."""

    options: tuple[str, ...]

    @property
    def expects(self) -> str:
        return "one of " + ", ".join(f'"{option}"' for option in self.options)

    def read(self, raw: object) -> Value:
        if not isinstance(raw, str) or raw.lower() not in self.options:
            from difflib import get_close_matches  # takes as long to import as all settings take to read

            near = get_close_matches(raw.lower(), self.options, n=1) if isinstance(raw, str) else []
            raise ValueError(f'did you mean "{near[0]}"?' if near else self.expects)
        return raw.lower()

    def write(self, value: Value) -> object:
        return value


class Number(msgspec.Struct, frozen=True):
    """A number from `low` to `high`. One key press changes it by `step`.

    It is shown multiplied by `shown_times`, with its `unit`.
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


class TimeOfDay:
    """An hour and a minute."""

    expects = 'a time of day such as "04:00", with its quotes'

    def read(self, raw: object) -> Value:
        if isinstance(raw, time) and raw.tzinfo is None:
            return raw.replace(second=0, microsecond=0)
        match = re.fullmatch(r"(\d{1,2}):(\d{2})", raw) if isinstance(raw, str) else None
        if match is None or int(match[1]) > 23 or int(match[2]) > 59:
            raise ValueError(self.expects)
        return time(int(match[1]), int(match[2]))

    def write(self, value: Value) -> object:
        return f"{value:%H:%M}" if isinstance(value, time) else value


class FreeText(msgspec.Struct, frozen=True):
    """A text that matches `pattern`. `expects` describes it in words."""

    expects: str
    pattern: str = r".+"

    def read(self, raw: object) -> Value:
        if not isinstance(raw, str) or not re.fullmatch(self.pattern, raw.strip()):
            raise ValueError(self.expects)
        return raw.strip()

    def write(self, value: Value) -> object:
        return value


class Folder:
    """A folder, which need not exist, or none if it is empty. Not a relative path, which depends on where you start."""

    expects = 'an absolute path such as "/srv/sync" or "~/Sync/routines", or "" for none'

    def read(self, raw: object) -> Value:
        if not isinstance(raw, str) or "\0" in raw:
            raise ValueError(self.expects)
        if not raw.strip():
            return None
        try:
            folder = Path(raw.strip()).expanduser()
        except RuntimeError as error:  # ~name, and there is no such user
            raise ValueError(self.expects) from error
        if not folder.is_absolute():
            raise ValueError(self.expects)
        return folder

    def write(self, value: Value) -> object:
        return "" if value is None else str(value)


class Keys:
    """A table of commands and the keys that the user chose for them."""

    expects = 'a table such as [keys] with lines like pause = "p"'

    def read(self, raw: object) -> Value:
        if not isinstance(raw, Mapping) or not all(isinstance(key, str) for key in raw.values()):
            raise ValueError(self.expects)
        return MappingProxyType(dict(raw))

    def write(self, value: Value) -> object:
        return dict(value) if isinstance(value, Mapping) else {}


Kind: TypeAlias = Switch | AutoSwitch | OneOf | Number | TimeOfDay | FreeText | Folder | Keys
