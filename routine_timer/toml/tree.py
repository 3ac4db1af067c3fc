"""Where every key and value of a TOML text is, from a real parse tree: for problems, and for edits.

A table is not looked into before something in it is needed: reading a file that is fine never asks for a place, and
advice asks for few. Correct for dotted and quoted keys, arrays of tables within one another, inline tables and arrays.
The text is valid TOML; where the tree disagrees with tomllib, the nearest key above is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, KeysView, Sequence
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from routine_timer.routine.problem_collector import KeyPath, Part

if TYPE_CHECKING:
    from tree_sitter import Node


class TextSpan(msgspec.Struct, frozen=True, gc=False):
    """From line and column (counted from 1, in characters) to just before an end."""

    line: int
    column: int
    end_line: int
    end_column: int


START = TextSpan(1, 1, 1, 1)
_Place: TypeAlias = "TextSpan | tuple[Node, int]"
"""A span; or a node that has one, with the number of rows above the text that it was parsed from."""
_Piece: TypeAlias = "Sequence[Node] | range"
"""What belongs to one table: its nodes, or the rows that are still to be parsed."""


class TomlTree:
    """The keys and values of `text`, by their paths.

    Where the headers of all tables can be told by their lines, as in nearly every routine, each table is parsed by
    itself, and only when it is needed.
    """

    def __init__(self, text: str) -> None:
        import tree_sitter
        import tree_sitter_toml

        data = text.encode("utf-8", "surrogatepass")
        self._lines = data.split(b"\n")
        self._ascii = len(data) == len(text)
        self._keys: dict[KeyPath, _Place] = {}
        self._values: dict[KeyPath, _Place] = {}
        self._lengths: dict[KeyPath, int] = {}
        self._comment_rows: set[int] = set()
        self._parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_toml.language()))
        self._unseen: dict[KeyPath, list[_Piece]] = {}
        headers = _plain_headers(data)
        if headers is None:
            self._cut_by_tree()
        else:
            self._cut_by_lines(headers)

    def find(self, path: KeyPath, part: Part) -> TextSpan:
        """Where the key or the value at `path` is; where there is none, the nearest key above it."""
        places = self._values if part == "value" else self._keys
        if path not in places:
            for length in range(len(path) + 1):
                self._look_into(path[:length])
        place = places.get(path)
        while place is None and path:
            place = self._keys.get(path) or self._values.get(path)
            path = path[:-1]
        return START if place is None else self._span(place)

    def keys(self) -> KeysView[KeyPath]:
        """The path of every key, and of every table with a header, in the order of the text (tables' own first)."""
        self._look_everywhere()
        return self._keys.keys()

    def values(self) -> KeysView[KeyPath]:
        """The path of every value behind an equals sign, and of all that is inside it."""
        self._look_everywhere()
        return self._values.keys()

    def comment_rows(self) -> set[int]:
        """The rows (from 0) with nothing but a comment, outside of values."""
        self._look_everywhere()
        return self._comment_rows

    def _cut_by_lines(self, headers: Sequence[tuple[int, re.Match[bytes]]]) -> None:
        """What stands above the first header, and what between each and the next."""
        ends = [row for row, _ in headers] + [len(self._lines)]
        self._unseen[()] = [range(ends[0])]
        for (row, match), end in zip(headers, ends[1:], strict=True):
            key = TextSpan(row + 1, match.start(1) + 1, row + 1, match.end(1) + 1)
            path = self._header(match[1].decode().split("."), key, is_element=True)
            self._unseen.setdefault(path, []).append(range(row + 1, end))

    def _cut_by_tree(self) -> None:
        for node in self._parsed(range(len(self._lines))):
            if node.type in ("pair", "comment"):
                self._unseen.setdefault((), []).append([node])
            elif node.type in ("table", "table_array_element"):
                path: KeyPath = ()
                if node.named_child_count:
                    key = node.named_children[0]
                    names = [name for name, _ in _parts(key)]
                    path = self._header(names, (key, 0), is_element=node.type == "table_array_element")
                self._unseen.setdefault(path, []).append(node.named_children)

    def _parsed(self, rows: range) -> list[Node]:
        return self._parser.parse(b"\n".join(self._lines[rows.start : rows.stop])).root_node.named_children

    def _look_everywhere(self) -> None:
        for path in list(self._unseen):
            self._look_into(path)

    def _look_into(self, here: KeyPath) -> None:
        for piece in self._unseen.pop(here, ()):
            nodes, above = (self._parsed(piece), piece.start) if isinstance(piece, range) else (piece, 0)
            for node in nodes:
                if node.type == "pair":
                    self._pair(node, here, above)
                elif node.type == "comment":
                    row, column = node.start_point
                    if not self._lines[row + above][:column].strip(b" \t"):
                        self._comment_rows.add(row + above)

    def _span(self, place: _Place) -> TextSpan:
        if isinstance(place, TextSpan):
            return place
        node, above = place
        (row, start), (end_row, end) = node.start_point, node.end_point
        row, end_row = row + above, end_row + above
        return TextSpan(row + 1, self._column(row, start), end_row + 1, self._column(end_row, end))

    def _column(self, row: int, byte: int) -> int:
        if self._ascii:
            return byte + 1
        return len(self._lines[row][:byte].decode("utf-8", "replace")) + 1 if row < len(self._lines) else 1

    def _header(self, names: Sequence[str], key: _Place, *, is_element: bool) -> KeyPath:
        """The path of a table; each array of tables on the way means its last element."""
        path: KeyPath = ()
        for number, name in enumerate(names, 1):
            path = (*path, name)
            if number == len(names) and is_element:
                self._keys.setdefault(path, key)
                self._lengths[path] = self._lengths.get(path, 0) + 1
            if path in self._lengths:
                path = (*path, self._lengths[path] - 1)
            self._keys.setdefault(path, key)
        return path

    def _pair(self, node: Node, here: KeyPath, above: int) -> None:
        """Index a pair and all that its value holds, without recursion: a hostile file nests as deeply as it likes."""
        waiting: list[tuple[Node, KeyPath]] = [(node, here)]
        while waiting:
            node, path = waiting.pop()
            if node.type == "pair":
                if len(named := node.named_children) < 2:
                    continue
                for name, part in _parts(named[0]):
                    path = (*path, name)
                    self._keys.setdefault(path, (part, above))
                node = named[1]  # a comment on the same line comes after it
            self._values.setdefault(path, (node, above))
            if len(path) > _DEEPEST:
                continue
            if node.type == "inline_table":
                waiting += [(child, path) for child in reversed(node.named_children) if child.type == "pair"]
            elif node.type == "array":
                items = [child for child in node.named_children if child.type != "comment"]
                waiting += [(items[number], (*path, number)) for number in reversed(range(len(items)))]


_HEADER = re.compile(rb"[ \t]*\[\[((?:step|phase)(?:\.(?:step|phase))*)\]\][ \t]*(?:#.*)?\r?")
"""A header and nothing else: no value is written `step`, so no list over several lines has such a line in it."""


_OPENED = re.compile(rb"^[ \t]*\[.*", re.MULTILINE)


def _plain_headers(data: bytes) -> list[tuple[int, re.Match[bytes]]] | None:
    """The rows of all headers; None where a text over several lines or another line with `[` first could mislead."""
    if b'"""' in data or b"'''" in data:
        return None
    found = []
    row = seen = 0
    for opened in _OPENED.finditer(data):
        match = _HEADER.fullmatch(opened[0])
        if match is None:
            return None
        row, seen = row + data.count(b"\n", seen, opened.start()), opened.start()
        found.append((row, match))
    return found


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
