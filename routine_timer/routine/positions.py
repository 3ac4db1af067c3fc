"""Where every key of a TOML file stands, from a real parse tree.

Needed, and paid for, only when something is wrong: reading itself never asks for a position. Correct for dotted and
quoted keys, arrays of tables within one another, inline tables and arrays. The text is valid TOML by then; where the
tree is of another opinion than tomllib, the nearest key above is named.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from routine_timer.routine.problems import KeyPath, Part

if TYPE_CHECKING:
    from tree_sitter import Node


@dataclass(frozen=True, slots=True)
class Span:
    """From line and column (counted from 1, in characters) to just before an end."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)


class Positions:
    """Where the keys and values of `text` stand. A table is looked into when something in it is asked for."""

    def __init__(self, text: str) -> None:
        import tree_sitter
        import tree_sitter_toml

        self._lines = text.encode("utf-8", "surrogatepass").split(b"\n")
        self._keys: dict[KeyPath, Node] = {}
        self._values: dict[KeyPath, Node] = {}
        self._lengths: dict[KeyPath, int] = {}
        parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_toml.language()))
        self._tree = parser.parse(b"\n".join(self._lines))
        self._unseen: dict[KeyPath, list[Node]] = {}
        for node in self._tree.root_node.named_children:
            if node.type == "pair":
                self._unseen.setdefault((), []).append(node)
            elif node.type in ("table", "table_array_element"):
                self._unseen.setdefault(self._header(node), []).append(node)

    def find(self, path: KeyPath, part: Part) -> Span:
        """Where the key or the value at `path` stands; where there is none, the nearest key above it."""
        found = self._values if part == "value" else self._keys
        if path not in found:
            for length in range(len(path) + 1):
                for unseen in self._unseen.pop(path[:length], ()):
                    self._look_into(unseen, path[:length])
        node = found.get(path)
        while node is None and path:
            node = self._keys.get(path) or self._values.get(path)
            path = path[:-1]
        return START if node is None else self._span(node)

    def _look_into(self, node: Node, here: KeyPath) -> None:
        if node.type == "pair":
            self._pair(node, here)
            return
        for child in node.named_children:
            if child.type == "pair":
                self._pair(child, here)

    def _span(self, node: Node) -> Span:
        (row, start), (end_row, end) = node.start_point, node.end_point
        return Span(row + 1, self._column(row, start), end_row + 1, self._column(end_row, end))

    def _column(self, row: int, byte: int) -> int:
        return len(self._lines[row][:byte].decode("utf-8", "replace")) + 1 if row < len(self._lines) else 1

    def _header(self, node: Node) -> KeyPath:
        """The path of a table; each array of tables on the way means its last element."""
        path: KeyPath = ()
        if not node.named_child_count:
            return path
        key = node.named_children[0]
        names = [name for name, _ in _parts(key)]
        for number, name in enumerate(names, 1):
            path = (*path, name)
            if number == len(names) and node.type == "table_array_element":
                self._keys.setdefault(path, key)
                self._lengths[path] = self._lengths.get(path, 0) + 1
            if path in self._lengths:
                path = (*path, self._lengths[path] - 1)
            self._keys.setdefault(path, key)
        return path

    def _pair(self, node: Node, here: KeyPath) -> None:
        """Index a pair and all that its value holds, without recursion: a hostile file nests as deeply as it likes."""
        waiting: list[tuple[Node, KeyPath]] = [(node, here)]
        while waiting:
            node, path = waiting.pop()
            if node.type == "pair":
                if len(named := node.named_children) < 2:
                    continue
                for name, part in _parts(named[0]):
                    path = (*path, name)
                    self._keys.setdefault(path, part)
                node = named[1]  # a comment on the same line comes after it
            self._values.setdefault(path, node)
            if len(path) > _DEEPEST:
                continue
            if node.type == "inline_table":
                waiting += [(child, path) for child in node.named_children if child.type == "pair"]
            elif node.type == "array":
                items = (child for child in node.named_children if child.type != "comment")
                waiting += [(child, (*path, number)) for number, child in enumerate(items)]


_DEEPEST = 40
"""Nothing in a file that makes sense has a longer path; indexing longer ones would take quadratic time."""


def _parts(key: Node) -> Iterable[tuple[str, Node]]:
    """The names of a key, dotted or not, with their places."""
    if key.type == "bare_key":
        return ((_name(key), key),)
    parts: list[Node] = []
    while key.type == "dotted_key":
        parts.append(key.named_children[-1])
        key = key.named_children[0]
    return [(_name(part), part) for part in (key, *reversed(parts))][:_DEEPEST]


def _name(key: Node) -> str:
    text = (key.text or b"").decode("utf-8", "replace")
    if text[:1] not in ('"', "'"):
        return text
    if text.startswith("'") or "\\" not in text:
        return text[1:-1]
    import tomllib

    try:
        return next(iter(tomllib.loads(f"{text} = 0")))
    except tomllib.TOMLDecodeError:
        return text[1:-1]
