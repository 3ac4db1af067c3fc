"""Finds where the steps of a routine are in its text: their lines, their keys, and the comments that belong to them.

Made from the same parse tree as the places of problems, not from searching: a `[[step]]` inside a multi-line string is
not a step. The text is valid TOML. Rows and offsets count from 0.
"""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from routine_timer.routine.problem_collector import KeyPath
from routine_timer.toml.tree import TextSpan, TomlTree


class KeyValue(msgspec.Struct, frozen=True):
    """A key with its value: offsets into the text. `raw` is the value as it is written."""

    start: int
    value_start: int
    end: int
    raw: str


class StepBlock(msgspec.Struct):
    """One step or circuit.

    `start` and `end` are the offsets of `{ … }` for one that is written inline. For one with a header they are of its
    lines: from the header to the end of the last key, its own or of what is inside it; `top` is where the comment lines
    directly above the header begin.
    """

    path: KeyPath
    """("step", 0) is the first, ("step", 0, "step", 1) the second one of the circuit that the first one is."""
    inline: bool
    start: int
    end: int
    top: int
    line: int
    header: str
    head_end: int
    """Where its header ends: behind `]]`, or behind `{`."""
    pairs: dict[str, KeyValue] = {}
    inside: list[StepBlock] = []

    @property
    def is_circuit(self) -> bool:
        return bool(self.inside) or "rounds" in self.pairs or "step" in self.pairs


class StepLocations:
    """The steps of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0]
        """Where each line begins."""
        at = text.find("\n")
        while at >= 0:
            self.starts.append(at + 1)
            at = text.find("\n", at + 1)
        self.blocks: list[StepBlock] = []
        self._by_path: dict[KeyPath, StepBlock] = {}
        tree = TomlTree(text)
        self._comment_rows = tree.comment_rows()
        keys, values = tree.keys(), tree.values()
        ends: list[tuple[KeyPath, int]] = []
        for path in keys:
            if path not in values:
                key = tree.find(path, "key")
                ends.append((path, key.end_line - 1))
                if self._is_step(path):
                    self._add(self._with_header(path, key))
        for path in values:
            if path[:-1] in values:
                if self._is_step(path):
                    self._add_inline(path, tree.find(path, "value"))
            else:
                value = tree.find(path, "value")
                ends.append((path, value.end_line - 1))
            if path in keys and (block := self._by_path.get(path[:-1])):
                block.pairs[str(path[-1])] = self._pair(tree.find(path, "key"), tree.find(path, "value"))
        self._extend(ends)

    def block(self, path: KeyPath) -> StepBlock | None:
        return self._by_path.get(path)

    def siblings(self, path: KeyPath) -> list[StepBlock]:
        """The blocks of the list that the one at `path` is in, itself among them."""
        if len(path) <= 2:
            return self.blocks
        parent = self._by_path.get(path[:-2])
        return parent.inside if parent else []

    # -- lines

    def line_of(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1

    def line_end(self, line: int) -> int:
        """Where the line ends, before its newline."""
        return self.starts[line + 1] - 1 if line + 1 < len(self.starts) else len(self.text)

    def is_blank(self, line: int) -> bool:
        return not self.text[self.starts[line] : self.line_end(line)].strip(" \t")

    def is_comment(self, line: int) -> bool:
        """Whether the line has nothing but a comment."""
        return line in self._comment_rows

    # -- from the tree

    def _offset(self, span: TextSpan) -> int:
        return self.starts[span.line - 1] + span.column - 1

    def _end_offset(self, span: TextSpan) -> int:
        return self.starts[span.end_line - 1] + span.end_column - 1

    def _is_step(self, path: KeyPath) -> bool:
        """Whether `path` is an item of `step`, in the routine itself or in a block that is known already."""
        return path[-2:-1] == ("step",) and isinstance(path[-1], int) and (len(path) == 2 or path[:-2] in self._by_path)

    def _add(self, block: StepBlock) -> None:
        self._by_path[block.path] = block
        self.siblings(block.path).append(block)

    def _with_header(self, path: KeyPath, key: TextSpan) -> StepBlock:
        start = self.text.rindex("[[", 0, self._offset(key))
        end = self.text.index("]]", self._end_offset(key)) + 2
        return StepBlock(path, False, start, end, start, key.line - 1, self.text[start:end], end)

    def _add_inline(self, path: KeyPath, value: TextSpan) -> None:
        start = self._offset(value)
        if self.text[start] == "{":
            self._add(StepBlock(path, True, start, self._end_offset(value), start, value.line - 1, "", start + 1))

    def _pair(self, key: TextSpan, value: TextSpan) -> KeyValue:
        start, end = self._offset(value), self._end_offset(value)
        return KeyValue(self._offset(key), start, end, self.text[start:end])

    def _extend(self, ends: list[tuple[KeyPath, int]]) -> None:
        """Let each block with a header reach over the comments above it, and over everything inside it.

        `ends` has the row in which each header and each value ends.
        """
        last_rows: dict[KeyPath, int] = {}
        for path, row in ends:
            for length in range(2, len(path) + 1, 2):
                above = path[:length]
                if above in self._by_path:
                    last_rows[above] = max(last_rows.get(above, 0), row)
        with_header = [block for block in self._by_path.values() if not block.inline]
        tops: set[int] = set()
        for block in with_header:
            top = block.line
            while top - 1 in self._comment_rows:
                top -= 1
            tops.add(top)
            block.top, block.start = self.starts[top], self.starts[block.line]
        for block in with_header:
            block.end = self.line_end(self._with_comments(last_rows[block.path], tops))

    def _with_comments(self, row: int, tops: set[int]) -> int:
        """The last row of a block: the comment lines that follow at once are its own, unless they lead the next."""
        last = row
        while last + 1 in self._comment_rows and last + 1 not in tops:
            last += 1
        if last + 1 in tops or (last + 1 < len(self.starts) and self._is_header(last + 1)):
            return row  # they run into a header, which they belong to
        return last

    def _is_header(self, line: int) -> bool:
        return self.text[self.starts[line] : self.line_end(line)].lstrip(" \t").startswith("[")
