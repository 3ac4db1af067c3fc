"""Kinds of settings: how a value stands in TOML, and what it may be. Nonsense is refused with what would do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time
from difflib import get_close_matches
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


class OneOf(msgspec.Struct, frozen=True):
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


class Number(msgspec.Struct, frozen=True):
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


class FreeText(msgspec.Struct, frozen=True):
    """A few words of the person's own. `pattern` is what they must look like, `expects` says so in words."""

    expects: str
    pattern: str = r".+"

    def read(self, raw: object) -> Value:
        if not isinstance(raw, str) or not re.fullmatch(self.pattern, raw.strip()):
            raise ValueError(self.expects)
        return raw.strip()

    def write(self, value: Value) -> object:
        return value


class Folder:
    """A folder, which need not exist; none when it is empty. Not a relative one: each start may be from elsewhere."""

    expects = 'a whole path such as "/srv/sync", one that begins with ~ such as "~/Sync/routines", or "" for none'

    def read(self, raw: object) -> Value:
        if not isinstance(raw, str) or "\0" in raw:
            raise ValueError(self.expects)
        if not raw.strip():
            return None
        try:
            folder = Path(raw.strip()).expanduser()
        except RuntimeError as error:  # ~somebody, and there is nobody of that name
            raise ValueError(self.expects) from error
        if not folder.is_absolute():
            raise ValueError(self.expects)
        return folder

    def write(self, value: Value) -> object:
        return "" if value is None else str(value)


class Keys:
    """A table of commands and the keys that are wished for them."""

    expects = 'a table such as [keys] with lines like pause = "p"'

    def read(self, raw: object) -> Value:
        if not isinstance(raw, Mapping) or not all(isinstance(key, str) for key in raw.values()):
            raise ValueError(self.expects)
        return MappingProxyType(dict(raw))

    def write(self, value: Value) -> object:
        return dict(value) if isinstance(value, Mapping) else {}


Kind: TypeAlias = Switch | OneOf | Number | TimeOfDay | FreeText | Folder | Keys
