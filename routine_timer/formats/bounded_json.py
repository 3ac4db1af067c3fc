"""JSON from strangers, read within limits on size, depth, number of values, and length of a number.

All limits are checked before the JSON parser sees the text, because the parser recurses and allocates as it goes: a
file of nothing but brackets would hit its recursion limit, and ten million empty lists would take a gigabyte. Doesn't
know any format.
"""

from __future__ import annotations

import json
import math
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from routine_timer.formats.format_errors import ImportProblem

MAX_BYTES = 20_000_000
MAX_DEPTH = 64
MAX_VALUES = 1_000_000
"""Fifty times the largest real file; as Python objects they stay below 200 MB."""

_HELP = (
    "import reads shared routines, and the JSON of Seconds, Just Another Workout Timer, TimeR Machine and "
    "free-exercise-db"
)
_LONGEST_NUMBER = 18
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{},]', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Text:
    """A file's text. `latin` says that its bytes were not UTF-8 and were read as Latin-1."""

    text: str
    latin: bool = False


def read_bytes(file: Path) -> bytes:
    """The bytes of an ordinary file of at most 20 MB; a larger one is not read.

    Raises:
        ImportProblem: it is too large, or something other than a file (a folder, a device that never ends).
        OSError: it can't be read.
    """
    about = file.stat()
    if not stat.S_ISREG(about.st_mode):
        raise ImportProblem(f"{file.name} is not a file")
    if about.st_size > MAX_BYTES:
        raise _too_large(about.st_size)
    with file.open("rb") as stream:  # it may grow between the look and the reading
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _too_large(len(data))
    return data


def decode(data: bytes) -> Text:
    """Bytes as text: UTF-8, with or without its mark, else Latin-1, which takes any byte.

    Raises:
        ImportProblem: over 20 MB.
    """
    if len(data) > MAX_BYTES:
        raise _too_large(len(data))
    try:
        return Text(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Text(data.decode("latin-1"), latin=True)


def parse(text: str) -> object:
    """The JSON value that `text` is. A number too long to make sense becomes infinity, which no field accepts.

    Raises:
        ImportProblem: it is not JSON, ends too early, or exceeds a limit.
    """
    _measure(text)
    try:
        return json.loads(text, parse_int=_whole)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        ends = "the file ends too early" if error.pos >= len(text.rstrip()) else "this is not JSON"
        raise ImportProblem(f"{ends} ({where}: {error.msg})", help=_HELP) from error


def _measure(text: str) -> None:
    depth = values = 0
    for token in _TOKEN.finditer(text):
        match token[0]:
            case "[" | "{":
                depth += 1
                values += 1
                if depth > MAX_DEPTH:
                    line = text.count("\n", 0, token.start()) + 1
                    raise ImportProblem(f"nested more than {MAX_DEPTH} levels deep (line {line})")
            case "]" | "}":
                depth -= 1
            case ",":
                values += 1
            case _:
                pass
        if values > MAX_VALUES:
            raise ImportProblem(f"holds more than {MAX_VALUES:,} values")


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else math.inf


def _too_large(size: int) -> ImportProblem:
    return ImportProblem(f"{size / 1e6:,.1f} MB is too large (at most {MAX_BYTES / 1e6:.0f} MB)")
