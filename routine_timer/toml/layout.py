"""Where the steps of a routine stand in its text: their lines, their keys, and the comments that belong to them.

From a parse tree, not from searching: a `[[step]]` inside a text of many lines is no step. Of a text that is no TOML
the tree shows what it can; whoever changes a text makes sure first that it is TOML. Lines and characters count from 0.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import msgspec

if TYPE_CHECKING:
    from tree_sitter import Node

Path: TypeAlias = "tuple[str | int, ...]"
"""Which step: ("step", 0) is the first, ("step", 0, "step", 1) the second one of the circuit that the first one is."""


class Pair(msgspec.Struct, frozen=True):
    """A key with its value: offsets into the text. `raw` is the value as it is written."""

    start: int
    value_start: int
    end: int
    raw: str


class Entry(msgspec.Struct):
    """One step or circuit.

    `start` and `end` are the offsets of `{ … }` for one that is written inline. For one with a header they are of its
    lines: from the header to the end of the last key, its own or of what is inside it; `top` is where the comment lines
    that stand directly above the header begin.
    """

    path: Path
    inline: bool
    start: int
    end: int
    top: int
    line: int
    header: str = ""
    head_end: int = 0
    """Where its header ends: behind `]]`, or behind `{`."""
    own_end: int = 0
    """Where its own keys end, before anything that is inside it."""
    pairs: dict[str, Pair] = {}
    inside: list[Entry] = []

    @property
    def is_circuit(self) -> bool:
        return bool(self.inside) or "rounds" in self.pairs or "step" in self.pairs


class Layout:
    """The steps of a text."""

    def __init__(self, text: str) -> None:
        import tree_sitter
        import tree_sitter_toml

        self.text = text
        self._bytes = text.encode("utf-8", "surrogatepass")
        self.entries: list[Entry] = []
        self._by_path: dict[Path, Entry] = {}
        self._counts: dict[Path, int] = {}
        self._comment_lines: set[int] = set()
        tree = tree_sitter.Parser(tree_sitter.Language(tree_sitter_toml.language())).parse(self._bytes)
        self._read(tree.root_node)

    def all(self) -> Iterator[Entry]:
        """Every entry in the order of the text, a circuit before what is inside it."""
        return _walk(self.entries)

    def entry(self, path: Path) -> Entry | None:
        return self._by_path.get(path)

    def siblings(self, path: Path) -> list[Entry]:
        """The entries of the list that the entry at `path` stands in, itself among them."""
        if len(path) <= 2:
            return self.entries
        parent = self._by_path.get(path[:-2])
        return parent.inside if parent else []

    # -- lines

    @cached_property
    def starts(self) -> list[int]:
        """Where each line begins."""
        starts = [0]
        at = self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def line_of(self, offset: int) -> int:
        from bisect import bisect_right

        return bisect_right(self.starts, offset) - 1

    def line_end(self, line: int) -> int:
        """Where the line ends, before its newline."""
        return self.starts[line + 1] - 1 if line + 1 < len(self.starts) else len(self.text)

    def is_blank(self, line: int) -> bool:
        return not self.text[self.starts[line] : self.line_end(line)].strip(" \t")

    def is_comment(self, line: int) -> bool:
        """Whether the line has nothing but a comment."""
        return line in self._comment_lines

    # -- reading the tree

    @cached_property
    def _plain(self) -> bool:
        return len(self._bytes) == len(self.text)

    @cached_property
    def _byte_starts(self) -> list[int]:
        if self._plain:
            return self.starts
        starts = [0]
        for one, other in pairwise(self.starts):
            starts.append(starts[-1] + len(self.text[one:other].encode("utf-8", "surrogatepass")))
        return starts

    def _offset(self, point: tuple[int, int]) -> int:
        row, column = point
        start = self.starts[row]
        if self._plain:
            return start + column
        first = self._byte_starts[row]
        return start + len(self._bytes[first : first + column].decode("utf-8", "surrogatepass"))

    def _read(self, root: Node) -> None:
        headers: list[tuple[Path, Entry | None, Node]] = []
        for node in root.named_children:
            if node.type == "pair":
                self._root_pair(node)
            elif node.type == "comment":
                self._comment(node)
            elif node.type in ("table", "table_array_element"):
                headers.append(self._table(node))
        self._extend(headers)

    def _comment(self, node: Node) -> None:
        row, column = node.start_point
        start = self._offset((row, 0))
        if not self.text[start : self._offset((row, column))].strip(" \t"):
            self._comment_lines.add(row)

    def _root_pair(self, node: Node) -> None:
        name, _ = self._pair(node)
        if name == ("step",):
            self.entries += self._inline(node.named_children[1], ())

    def _table(self, node: Node) -> tuple[Path, Entry | None, Node]:
        key = node.named_children[0]
        path = self._resolved(key, node.type == "table_array_element")
        entry = None
        if node.type == "table_array_element" and _is_step(path):
            start = self._offset(node.start_point)
            line = node.start_point[0]
            head_end = next(self._offset(child.end_point) for child in node.children if child.type == "]]")
            header = self.text[start:head_end]
            entry = Entry(path, False, start, head_end, start, line, header, head_end, head_end)
            self._by_path[path] = entry
            self.siblings(path).append(entry)
        for child in node.named_children[1:]:
            if child.type == "comment":
                self._comment(child)
            elif child.type == "pair":
                name, pair = self._pair(child)
                if entry is not None:
                    entry.own_end = entry.end = pair.end
                    if len(name) == 1:
                        entry.pairs.setdefault(name[0], pair)
                    if name == ("step",):
                        entry.inside += self._inline(child.named_children[1], path)
        return path, entry, node

    def _extend(self, headers: list[tuple[Path, Entry | None, Node]]) -> None:
        """Let each entry reach over the comments above it, and over the tables inside it."""
        for path, entry, node in headers:
            if entry is not None:
                top = entry.line
                while top - 1 in self._comment_lines:
                    top -= 1
                entry.top = self.starts[top]
            ends = [self._offset(child.end_point) for child in node.named_children if child.type in ("pair", "]]")]
            end = max([*ends, self._offset(node.named_children[0].end_point) + 2])
            for length in range(2, len(path) + 1):
                above = self._by_path.get(path[:length])
                if above is not None and not above.inline:
                    above.end = max(above.end, end)
        tops = {self.line_of(entry.top) for entry in self._by_path.values() if not entry.inline}
        for entry in self._by_path.values():
            if not entry.inline:
                entry.end = self._with_comments(entry.end, tops)
                entry.start = self.starts[entry.line]

    def _with_comments(self, end: int, tops: set[int]) -> int:
        """The end of a block's lines: the comment lines that follow at once are its own, unless they lead the next."""
        line = self.line_of(end)
        last = line
        while last + 1 in self._comment_lines and last + 1 not in tops:
            last += 1
        if last + 1 in tops or (last + 1 < len(self.starts) and self._is_header(last + 1)):
            last = line  # they run into a header, which they belong to
        return self.line_end(last)

    def _is_header(self, line: int) -> bool:
        return self.text[self.starts[line] : self.line_end(line)].lstrip(" \t").startswith("[")

    def _inline(self, array: Node, above: Path) -> list[Entry]:
        if array.type != "array":
            return []
        made = []
        tables = [child for child in array.named_children if child.type != "comment"]
        for number, node in enumerate(tables):
            if node.type != "inline_table":
                continue
            path = (*above, "step", number)
            start, end = self._offset(node.start_point), self._offset(node.end_point)
            entry = Entry(path, True, start, end, start, node.start_point[0], "", start + 1, start + 1)
            self._by_path[path] = entry
            for child in node.named_children:
                if child.type == "pair":
                    name, pair = self._pair(child)
                    entry.own_end = pair.end
                    if len(name) == 1:
                        entry.pairs.setdefault(name[0], pair)
                    if name == ("step",):
                        entry.inside += self._inline(child.named_children[1], path)
            made.append(entry)
        return made

    def _pair(self, node: Node) -> tuple[tuple[str, ...], Pair]:
        key, value = node.named_children[0], node.named_children[1]  # a comment may follow
        start, end = self._offset(value.start_point), self._offset(value.end_point)
        return tuple(_names(key)), Pair(self._offset(node.start_point), start, end, self.text[start:end])

    def _resolved(self, key: Node, array: bool) -> Path:
        path: Path = ()
        names = _names(key)
        for number, name in enumerate(names, 1):
            path = (*path, name)
            if array and number == len(names):
                self._counts[path] = self._counts.get(path, -1) + 1
                path = (*path, self._counts[path])
            elif path in self._counts:
                path = (*path, self._counts[path])
        return path


def _walk(entries: list[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _walk(entry.inside)


def _is_step(path: Path) -> bool:
    return (
        len(path) % 2 == 0 and all(name == "step" for name in path[::2]) and all(isinstance(n, int) for n in path[1::2])
    )


def _names(key: Node) -> list[str]:
    """The names of a key, dotted ones apart, quotes taken off."""
    if key.type == "dotted_key":
        return [name for child in key.named_children for name in _names(child)]
    text = (key.text or b"").decode("utf-8", "replace")
    if key.type != "quoted_key":
        return [text]
    try:
        return [next(iter(tomllib.loads(f"{text} = 0")))]
    except tomllib.TOMLDecodeError:
        return [text[1:-1]]
