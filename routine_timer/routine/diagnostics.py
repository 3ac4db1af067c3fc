"""What is wrong with a file, as a value, and its three forms: for a person, for a program, for GitHub.

Knows nothing of how a problem is found. Lines and columns count from 1, columns in characters; an end column is the
one after the last character meant.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from routine_timer.errors import RoutineTimerError
from routine_timer.routine.diagnostic_codes import Severity
from routine_timer.text.sanitize import plain

TAB = 4
"""Columns a tab is shown as: it has no fixed width, and the marks below must line up with their text."""
_WIDEST = 160
"""Columns of a source line that are shown; of a longer one, the part around the problem."""


class Diagnostic(msgspec.Struct, frozen=True, order=True):
    """One problem, and where it is. A problem of the whole file is at 1:1."""

    file: Path
    line: int
    column: int
    end_line: int
    end_column: int
    severity: Severity
    code: str
    message: str
    help: str = ""


class BrokenFile(RoutineTimerError):
    """A file that can't be followed. `diagnostics` has all that is wrong with it, `text` what it says."""

    def __init__(self, diagnostics: Sequence[Diagnostic], text: str = "") -> None:
        self.diagnostics = tuple(diagnostics)
        self.text = text
        errors = [one for one in diagnostics if one.severity == "error"]
        first = errors[0]
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        super().__init__(f"{first.file}:{first.line}:{first.column}: {first.message}{more}")
        self.help = first.help or f"`routine-timer check {_quoted(str(first.file))}` shows all problems"


def _quoted(file: str) -> str:
    import shlex  # few need it

    return shlex.quote(file)


def as_json(diagnostic: Diagnostic) -> dict[str, object]:
    """The object of `check --json`."""
    return {
        "file": str(diagnostic.file),
        "line": diagnostic.line,
        "column": diagnostic.column,
        "severity": diagnostic.severity,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "help": diagnostic.help or None,
    }


def as_github(diagnostic: Diagnostic) -> str:
    """The problem as a workflow command of GitHub Actions, which shows it beside its line."""
    level = {"error": "error", "warning": "warning", "advice": "notice"}[diagnostic.severity]
    message = diagnostic.message + (f" (help: {diagnostic.help})" if diagnostic.help else "")
    where = {
        "file": str(diagnostic.file),
        "line": diagnostic.line,
        "col": diagnostic.column,
        "endLine": diagnostic.end_line,
        "endColumn": max(diagnostic.end_column - 1, 1),
        "title": diagnostic.code,
    }
    properties = ",".join(f"{key}={_escaped(plain(str(value)), also=':,')}" for key, value in where.items())
    return f"::{level} {properties}::{_escaped(plain(message, lines=True))}"


def _escaped(text: str, also: str = "") -> str:
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def rendered(diagnostic: Diagnostic, source: str = "") -> str:
    """The problem for a person: what it is, where, the line with the exact place underlined, and the way out.

    `source` is the text of the file; without it the line is left out. Control characters of a hostile file are shown,
    never obeyed.
    """
    number = str(diagnostic.line)
    margin = " " * len(number)
    told = [
        f"{diagnostic.severity}[{diagnostic.code}]: {plain(diagnostic.message)}",
        f"{margin}--> {plain(str(diagnostic.file))}:{diagnostic.line}:{diagnostic.column}",
    ]
    lines = _lines(source)
    line = lines[diagnostic.line - 1].rstrip("\r") if diagnostic.line <= len(lines) else ""
    if line.strip():
        shown, marks = _underlined(line, diagnostic)
        told += [f"{margin} |", f"{number} | {shown}", f"{margin} | {marks}"]
    if diagnostic.help:
        told.append(f"{margin} = help: {plain(diagnostic.help)}")
    return "\n".join(told)


@lru_cache(maxsize=2)
def _lines(source: str) -> list[str]:
    """Thousands of problems of one file are reported one after another: split once, it stays linear."""
    return source.split("\n")


def _underlined(line: str, diagnostic: Diagnostic) -> tuple[str, str]:
    """The line as it is shown, and the marks under what is meant of it, column for column."""
    start = min(diagnostic.column - 1, len(line))
    end = len(line.rstrip()) if diagnostic.end_line > diagnostic.line else min(diagnostic.end_column - 1, len(line))
    # Of a line of a megabyte only what can be shown is looked at: it may have a problem in every word.
    parts = (line[max(start - 4 * _WIDEST, 0) : start], line[start : min(end, start + 4 * _WIDEST)],
             line[end : end + 4 * _WIDEST])  # fmt: skip
    before, meant, after = (_shown(part) for part in parts)
    if _width(before) + _width(meant) + _width(after) > _WIDEST:
        before, meant, after = _cut_left(before), _cut(meant, _WIDEST // 2), _cut(after, _WIDEST // 4)
    return (before + meant + after).rstrip(), " " * _width(before) + "^" * max(_width(meant), 1)


def _shown(text: str) -> str:
    return plain(text.replace("\t", " " * TAB))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _cut_left(text: str) -> str:
    most = _WIDEST // 4
    return text if len(text) <= most else f"…{text[1 - most :]}"


def _width(text: str) -> int:
    """Columns of a terminal: wide characters take two, marks over a letter none."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
