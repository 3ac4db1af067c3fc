"""The parts of one line of TOML, for colouring.

Line by line, because a whole tree costs too much while typing: with a thousand steps, asking tree-sitter for the
colours of all of them takes 50 ms at every key, and this takes none until a line is shown. Only texts of several lines
need to know of the lines before. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["header", "key", "text", "number", "comment", "sign"]

_TOKEN = re.compile(
    r"""
    (?P<comment>\#.*)
    | (?P<long>\"{3}|'{3})
    | (?P<text>"(?:[^"\\]|\\.)*"?|'[^']*'?)
    | (?P<number>(?<![\w-])(?:true|false|[+-]?(?:inf|nan|\d[\w.:+-]*))(?![\w-]))
    | (?P<bare>[A-Za-z0-9_-]+)
    | (?P<sign>[=,.{}\[\]])
    """,
    re.VERBOSE,
)
_HEADER = re.compile(r"\s*\[\[?[^\[\]\#]*\]?\]?")
_KEY_FOLLOWS = re.compile(r"\s*(?:\.|=)")


def parts(line: str, inside: str = "") -> Iterator[tuple[int, int, Kind]]:
    """Where each part of `line` begins and ends, and what it is. `inside`: the quotes of a text begun lines before."""
    at = 0
    if inside:
        end = line.find(inside)
        at = len(line) if end < 0 else end + len(inside)
        yield 0, at, "text"
    elif line.lstrip().startswith("[") and (found := _HEADER.match(line)) and "=" not in line[: found.end()]:
        yield 0, found.end(), "header"
        at = found.end()
    while found := _TOKEN.search(line, at):
        start, at = found.span()
        match found.lastgroup:
            case "long":
                end = line.find(found.group(), at)
                at = len(line) if end < 0 else end + 3
                yield start, at, "text"
            case "text":
                yield start, at, "key" if _KEY_FOLLOWS.match(line, at) else "text"
            case "number":
                yield start, at, "key" if _KEY_FOLLOWS.match(line, at) and "." not in found.group() else "number"
            case "bare":
                if _KEY_FOLLOWS.match(line, at):
                    yield start, at, "key"
            case "sign":
                yield start, at, "sign"
            case _:
                yield start, at, "comment"


def texts_of_lines(lines: Sequence[str]) -> dict[int, str]:
    """The lines that begin inside a text of several lines, with the quotes that it was begun with."""
    found: dict[int, str] = {}
    inside = ""
    for number, line in enumerate(lines):
        if inside:
            found[number] = inside
        elif '"""' not in line and "'''" not in line:
            continue
        inside = _open_at_end(line, inside)
    return found


def _open_at_end(line: str, inside: str) -> str:
    at = 0
    while True:
        if inside:
            end = line.find(inside, at)
            if end < 0:
                return inside
            at, inside = end + 3, ""
        found = _TOKEN.search(line, at)
        if found is None:
            return ""
        at = found.end()
        if found.lastgroup == "long":
            inside = found.group()
