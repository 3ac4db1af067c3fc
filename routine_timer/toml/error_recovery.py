"""Parses a text with TOML errors: every place that is wrong, and what is left of the text without them.

tomllib stops at the first. So the statement it stumbles over is taken out, every other line staying where it is, and it
is asked again, until it has nothing to say. A key whose value is taken out is not forgotten: code that reads the
rest must not miss it. Where nobody can tell any more what belongs where, only what was found so far is told.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

import msgspec

from routine_timer.routine.problem_collector import KeyPath
from routine_timer.toml.syntax_errors import LONGEST_LINE, NO_EQUALS, PLAIN_VALUE, SyntaxProblem, explained

_MOST = 50
"""Faults told of one text. After so many it is not a routine with slips in it."""
_READ = 2_000_000
"""Characters read over and over for one text; of a long one fewer faults are told, so that it stays quick."""

_KEY = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_STATEMENT = re.compile(rf"\s*(?P<key>{_KEY}(?:\s*\.\s*{_KEY})*)\s*=")
_HEADER = re.compile(rf"\s*\[\[?\s*{_KEY}(?:\s*\.\s*{_KEY})*\s*\]\]?\s*(?:#.*)?$")
_BROKEN_HEADER = re.compile(r"\s*(?P<open>\[+)\s*(?P<name>[A-Za-z_][\w-]*(?:\s*\.\s*[A-Za-z_][\w-]*)*)\s*(?P<rest>.*)")
_TWICE = re.compile(r"declare \((.*?),?\) twice")
_SAID = re.compile(r""""(?:[^"\\]|\\.)*"|'[^']*'|#.*""")
_TAKEN_OUT = "\N{OBJECT REPLACEMENT CHARACTER}taken out"
"""The value of a key whose own value is invalid."""


class Recovery(msgspec.Struct, frozen=True):
    """What is wrong with a text, in its order, and what is left of it, if that can be known.

    `text` has each line of the original at its place; `document` is its TOML, and `lost` are the keys that the text has
    but whose values are taken out.
    """

    faults: tuple[SyntaxProblem, ...]
    text: str | None = None
    document: dict[str, Any] | None = None
    lost: tuple[KeyPath, ...] = ()


def recover(text: str, error: ValueError) -> Recovery:
    """All faults of `text`, of which tomllib has reported the first as `error`, and what is left without them."""
    faults: dict[int, SyntaxProblem] = {}
    lines = text.split("\n")
    for _ in range(max(1, min(_MOST, _READ // max(len(text), 1)))):
        left = "\n".join(lines)
        fault = explained(error, left)
        faults.setdefault(fault.line, fault)
        if not _take_out(lines, fault, str(error)):
            break
        left = "\n".join(lines)
        try:
            document = tomllib.loads(left)
        except RecursionError:
            break
        except ValueError as another:
            error = another
        else:
            return Recovery(_in_order(faults), left, document, take_lost(document))
    return Recovery(_in_order(faults))


def _in_order(faults: dict[int, SyntaxProblem]) -> tuple[SyntaxProblem, ...]:
    return tuple(faults[line] for line in sorted(faults))


def _take_out(lines: list[str], fault: SyntaxProblem, said: str) -> bool:
    """Make the faulty statement harmless. False where what stands after it can't be told from it."""
    if twice := _TWICE.search(said):
        return _as_lists(lines, twice[1])
    if "mutate" in said:
        return False
    at = fault.line - 1
    if len(lines[at]) > LONGEST_LINE:
        return False  # nobody wrote that by hand
    if ("Unterminated" in said or "Expected \"'" in said) and any(quotes in lines[at] for quotes in ('"""', "'''")):
        return False  # it may go on to the end of the file
    first = _beginning(lines, at)
    if first == at and lines[at].lstrip().startswith("["):
        return _mend_header(lines, at)
    last = _end(lines, first, at)
    stand_in = "" if "overwrite" in said else _stand_in(lines[first])
    if lines[first : last + 1] == [stand_in]:
        return False
    lines[first : last + 1] = [stand_in, *[""] * (last - first)]
    return True


def _as_lists(lines: list[str], path: str) -> bool:
    """`[step]` again and again: each was meant to be one of several."""
    name = ".".join(part.strip().strip("'\"") for part in path.split(","))
    header = re.compile(rf"\s*\[\s*{re.escape(name)}\s*\]\s*(?:#.*)?$")
    found = [number for number, line in enumerate(lines) if header.match(line)]
    for number in found:
        lines[number] = f"[[{name}]]"
    return bool(found)


def _mend_header(lines: list[str], at: int) -> bool:
    match = _BROKEN_HEADER.match(lines[at])
    if match is None or match["rest"].strip("] \t\r").partition("#")[0].strip():
        return False
    several = len(match["open"]) > 1 or "]]" in match["rest"]
    mended = f"[[{match['name']}]]" if several else f"[{match['name']}]"
    if lines[at] == mended:
        return False
    lines[at] = mended
    return True


def _beginning(lines: list[str], at: int) -> int:
    """The line in which the statement begins that line `at` is part of."""
    if _is(_STATEMENT, lines[at]):
        return at
    first = next((n for n in range(at - 1, -1, -1) if _is(_STATEMENT, lines[n]) or _is(_HEADER, lines[n])), at)
    return first if _open(lines[first:at]) > 0 else at


def _end(lines: list[str], first: int, at: int) -> int:
    """The last line of a statement: where its brackets close, else before whatever looks like the next one."""
    depth, guess = 0, None
    last = len(lines) - 1
    for number in range(first, len(lines)):
        if number > at and _is(_HEADER, lines[number]):
            last = number - 1
            break
        if number > at and guess is None and _is(_STATEMENT, lines[number]):
            guess = number - 1
        depth += _open(lines[number : number + 1])
        if depth <= 0 and number >= at:
            return number
    return last if guess is None else guess


def _is(kind: re.Pattern[str], line: str) -> bool:
    return kind.match(line[:LONGEST_LINE]) is not None


def _open(lines: list[str]) -> int:
    """How many brackets stand open after `lines`."""
    bare = "".join(_SAID.sub("", line) for line in lines)
    return sum(bare.count(bracket) for bracket in "[{") - sum(bare.count(bracket) for bracket in "]}")


def _stand_in(line: str) -> str:
    """The key alone, where there is one."""
    line = line[:LONGEST_LINE]
    if match := _STATEMENT.match(line):
        return f'{match["key"]} = "{_TAKEN_OUT}"'
    match = NO_EQUALS.match(line)
    if match and (match["sign"] == ":" or PLAIN_VALUE.fullmatch(match["value"].strip())):
        return f'{match["key"]} = "{_TAKEN_OUT}"'
    return ""


def take_lost(document: dict[str, Any]) -> tuple[KeyPath, ...]:
    """Take the stand-ins for values that are none out of the document of a recovered text, and say where they stood."""
    lost: list[KeyPath] = []
    waiting: list[tuple[Any, KeyPath]] = [(document, ())]
    while waiting:
        holder, path = waiting.pop()
        for key, value in list(holder.items() if isinstance(holder, dict) else enumerate(holder)):
            if value == _TAKEN_OUT and isinstance(holder, dict):
                del holder[key]
                lost.append((*path, key))
            elif isinstance(value, dict | list):
                waiting.append((value, (*path, key)))
    return tuple(lost)
