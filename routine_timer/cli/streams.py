"""Standard streams that accept any text.

A terminal or a pipe may only support ASCII, and the parent process may have closed a stream. Neither may end a session
with a traceback.
"""

from __future__ import annotations

import codecs
import os
import sys
import unicodedata
from contextlib import suppress
from functools import partial
from io import TextIOWrapper

from routine_timer.errors import RoutineTimerError

_REPLACEMENTS = {
    "·": "-", "–": "-", "—": "-", "−": "-", "→": "->", "←": "<-", "↔": "<->", "×": "x", "±": "+-", "…": "...",
    "‘": "'", "’": "'", "“": '"', "”": '"', "■": "#", "◧": "%", "◇": "+", "□": "_", "◌": "o", "╌": "-",
}  # fmt: skip


def accept_any_text() -> None:
    """Make stdout and stderr accept any text, and stdin end at once if it is closed.

    Characters that their encoding lacks are replaced by similar ones.
    """
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - or the next file would take its place
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - stays open until the program ends
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and not is_unicode(stream.encoding):
            encoding = stream.encoding if _can_replace(stream.encoding) else "ascii"
            stream.reconfigure(encoding=encoding, errors=_handler(encoding))


def stdin_is_closed() -> bool:
    """Whether the parent process closed standard input, so that there is nothing to read."""
    return sys.stdin is None or getattr(sys.stdin, "name", None) == os.devnull


class StdinClosed(RoutineTimerError):
    """Standard input was to be read, and the parent process has closed it."""

    def __init__(self) -> None:
        super().__init__("standard input is closed")


def replaced(error: UnicodeError, encoding: str) -> tuple[str, int]:
    """An error handler for codecs: `→` becomes `->`, `é` becomes `e`, anything else a question mark.

    Args:
        encoding: the stream's. The error itself only says `charmap` for many of them.
    """
    if not isinstance(error, UnicodeEncodeError):
        raise error
    similar = "".join(map(_similar, error.object[error.start : error.end]))
    for text in (similar, "?"):
        with suppress(UnicodeError):
            text.encode(encoding)
            return text, error.end
    return "", error.end


def _handler(encoding: str) -> str:
    """The name under which `replaced` is registered for this encoding."""
    name = f"routine-timer-replace-{encoding}"
    codecs.register_error(name, partial(replaced, encoding=encoding))
    return name


def _similar(character: str) -> str:
    bare = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode("ascii")
    return _REPLACEMENTS.get(character) or bare or ("" if unicodedata.combining(character) else "?")


def _can_replace(encoding: str) -> bool:
    """Whether the encoding takes any text that way: `idna`, for example, handles errors in its own way."""
    try:
        "é 漢\n".encode(encoding, _handler(encoding))
    except (UnicodeError, LookupError):
        return False
    return True


def is_unicode(encoding: str) -> bool:
    """Whether the encoding has every character: no sample of characters can tell."""
    try:
        return codecs.lookup(encoding).name.startswith("utf-")
    except LookupError:
        return False
