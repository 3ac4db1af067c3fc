"""A JSON value with its path, so that errors can say exactly where they are.

Every field is read with the type and the bounds that it must have; a missing field and `null` are the same. The results
are safe to use: finite numbers within bounds, and one-line texts of reasonable length that can be written as UTF-8.
Doesn't know any format.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TypeVar

from routine_timer.formats.format_errors import ImportProblem
from routine_timer.routine.value_parsing import LONGEST_S
from routine_timer.text.sanitize import plain

MOST_ROUNDS = 100
MOST_ENTRIES = 1000
"""The most entries of a list that becomes a routine, and the most routines in one file."""
LONGEST_NAME = 120
LONGEST_TEXT = 2000

_T = TypeVar("_T")
_KINDS = {dict: "an object", list: "a list", str: "a text", bool: "true or false", int: "a number", float: "a number"}


class Node:
    """One value and its path."""

    __slots__ = ("path", "value")

    def __init__(self, value: object, path: str = "$") -> None:
        self.value = value
        self.path = path

    def __repr__(self) -> str:
        return f"Node({self.path})"

    def problem(self, what: str) -> ImportProblem:
        return ImportProblem(what, self.path)

    def has(self, *keys: str) -> bool:
        """Whether this is an object with any of `keys`, whatever their values."""
        return isinstance(self.value, dict) and any(key in self.value for key in keys)

    def object(self) -> dict[str, object]:
        """Raises ImportProblem if this is not an object."""
        return self._as(dict)

    def child(self, key: str) -> Node | None:
        """The value of `key`, or None.

        Raises:
            ImportProblem: this is not an object.
        """
        value = self.object().get(key)
        return None if value is None else Node(value, f"{self.path}.{key}")

    def entries(self, key: str, *, required: bool = False, most: int = MOST_ENTRIES) -> list[Node]:
        """The entries of the list under `key`; empty if there is none.

        Raises:
            ImportProblem: it is missing and required, not a list, or too long.
        """
        child = self.child(key)
        if child is None:
            if required:
                raise self.problem(f'"{key}" is missing')
            return []
        return list(child.each(most))

    def each(self, most: int) -> Iterator[Node]:
        """The entries of this list, at most `most`.

        Raises:
            ImportProblem: this is not a list, or it is too long.
        """
        values = self._as(list)
        if len(values) > most:
            raise self.problem(f"{len(values):,} entries are too many (at most {most:,})")
        return (Node(value, f"{self.path}[{i}]") for i, value in enumerate(values))

    def text(self, key: str, default: str | None = None, *, lines: bool = False, longest: int = LONGEST_NAME) -> str:
        """The text under `key`, trimmed, cut at `longest` characters; `default` if it is missing or empty.

        Raises:
            ImportProblem: it is missing without a default, or not text.
        """
        child = self.child(key)
        if child is None:
            if default is None:
                raise self.problem(f'"{key}" is missing')
            return default
        return child.as_text(lines=lines, longest=longest) or default or ""

    def as_text(self, *, lines: bool = False, longest: int = LONGEST_NAME) -> str:
        """This text, as `text` gives it.

        Raises:
            ImportProblem: it is not text.
        """
        whole = self._as(str)
        text = plain(whole[: 4 * longest], lines=lines).strip()
        return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"

    def number(self, key: str, default: float = 0.0, *, least: float = 0.0, most: float = LONGEST_S) -> float:
        """The number under `key`, in the unit of the file.

        Raises:
            ImportProblem: it isn't a finite number, or is out of bounds.
        """
        child = self.child(key)
        return default if child is None else child.as_number(least, most)

    def integer(self, key: str, default: int, *, least: int = 0, most: int = MOST_ROUNDS) -> int:
        """The whole number under `key`.

        Raises:
            ImportProblem: as for `number`, or it has a fraction.
        """
        child = self.child(key)
        if child is None:
            return default
        number = child.as_number(least, most)
        if number != int(number):
            raise child.problem(f"{number:g} is not a whole number")
        return int(number)

    def as_number(self, least: float, most: float) -> float:
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            raise self.problem(f"this must be a number, not {self._kind()}")
        if not math.isfinite(self.value):
            raise self.problem("this must be a finite number")
        if not least <= self.value <= most:
            raise self.problem(f"this must be from {least:g} to {most:g}, not {self.value:g}")
        return float(self.value)

    def flag(self, key: str) -> bool:
        """Whether `key` is set: true or false, or 1 and 0 as older files write them.

        Raises:
            ImportProblem: it is something else.
        """
        child = self.child(key)
        if child is None:
            return False
        if isinstance(child.value, bool) or (isinstance(child.value, int) and child.value in (0, 1)):
            return bool(child.value)
        raise child.problem(f"this must be true or false, not {child._kind()}")

    def _as(self, kind: type[_T]) -> _T:
        if not isinstance(self.value, kind):
            raise self.problem(f"this must be {_KINDS[kind]}, not {self._kind()}")
        return self.value

    def _kind(self) -> str:
        return "null" if self.value is None else _KINDS.get(type(self.value), "something else")
