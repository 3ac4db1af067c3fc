"""ProblemCollector on their way to becoming diagnostics: what is wrong, and under which key.

Whoever checks notes a key path; where in the text it stands is looked up once, at the end, and only when there is
something to look up. Knows nothing of lines, columns or files.
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
        """Whether to look for what was meant. After so many problems the file is not a routine with slips in it."""
        return len(self._found) < _TAUGHT

    def __iter__(self) -> Iterator[KeyProblem]:
        return iter(self._found)

    def note(self, path: KeyPath, code: str, message: str, help: str = "", part: Part = "value") -> None:
        """Note a problem; the key it stands at can't be relied on from now on."""
        self._found.append(KeyProblem(path, code, message, help, part))
        self._spoiled.add(path)

    def note_value(self, path: KeyPath, error: BadValue) -> None:
        self.note(path, error.code, error.message, error.help)

    def spoil(self, path: KeyPath) -> None:
        """Whatever stands at `path` is not known: what follows from its absence is not worth a word."""
        self._spoiled.add(path)

    def spoiled(self, path: KeyPath, *keys: str | int) -> bool:
        """Whether any of `keys` of the table at `path` is known to be wrong already."""
        return bool(self._spoiled) and any((*path, key) in self._spoiled for key in keys)
