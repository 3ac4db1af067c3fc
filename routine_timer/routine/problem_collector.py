"""Problems on their way to becoming diagnostics: what is wrong, and under which key.

Checks note key paths; their lines and columns are looked up once, at the end, and only if there are problems.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

import msgspec

from routine_timer.routine.value_parsing import BadValue

KeyPath: TypeAlias = tuple[str | int, ...]
"""The way to a value: ("step", 2, "phase", 0, "hold"). Lists count from 0."""
Part: TypeAlias = Literal["key", "value"]


_TAUGHT = 200


class KeyProblem(msgspec.Struct, frozen=True):
    """One problem. `part` says whether the key at `path` is meant or its value; a table's key is its header."""

    path: KeyPath
    code: str
    message: str
    help: str = ""
    part: Part = "value"


class ProblemCollector:
    """Everything that is wrong with one file, in the order it was found."""

    def __init__(self) -> None:
        self._found: list[KeyProblem] = []
        self._spoiled: set[KeyPath] = set()

    def __bool__(self) -> bool:
        return bool(self._found)

    @property
    def teaching(self) -> bool:
        """Whether to look for suggestions. After so many problems the file is not a routine with a few mistakes."""
        return len(self._found) < _TAUGHT

    def __iter__(self) -> Iterator[KeyProblem]:
        return iter(self._found)

    def note(self, path: KeyPath, code: str, message: str, help: str = "", part: Part = "value") -> None:
        """Note a problem, and mark its key as unreliable from now on."""
        self._found.append(KeyProblem(path, code, message, help, part))
        self._spoiled.add(path)

    def note_value(self, path: KeyPath, error: BadValue) -> None:
        key = next((part for part in reversed(path) if isinstance(part, str)), "")
        self.note(path, error.code, f"`{key}` {error.message}", error.help)

    def spoil(self, path: KeyPath) -> None:
        """Mark `path` as unreliable, so that nothing is reported that only follows from it."""
        self._spoiled.add(path)

    def spoiled(self, path: KeyPath, *keys: str | int) -> bool:
        """Whether any of `keys` of the table at `path` is already known to be wrong."""
        return bool(self._spoiled) and any((*path, key) in self._spoiled for key in keys)
