"""Standard streams that every text can be written to.

A terminal or a pipe may know ASCII alone, and a stream may have been closed by whoever started the program: neither is
a reason to end with a traceback in the midst of a session.
"""

from __future__ import annotations

import codecs
import os
import sys
import unicodedata
from io import TextIOWrapper

_SPELLED = {
    "·": "-", "–": "-", "—": "-", "−": "-", "→": "->", "←": "<-", "↔": "<->", "×": "x", "±": "+-", "…": "...",
    "‘": "'", "’": "'", "“": '"', "”": '"', "■": "#", "◧": "%", "□": "_", "◌": "o", "╌": "-",
}  # fmt: skip
_HANDLER = "routine-timer-spelled"


def make_fit() -> None:
    """Let stdout and stderr take any text: what their encoding has not is spelled with what it has."""
    codecs.register_error(_HANDLER, spelled)
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - it stays open to the end
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and not _takes_all(stream.encoding):
            stream.reconfigure(errors=_HANDLER)


def spelled(error: UnicodeError) -> tuple[str, int]:
    """A codec's error handler: `→` becomes `->`, `é` becomes `e`, what has no likeness a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_likeness, error.object[error.start : error.end])), error.end


def _likeness(character: str) -> str:
    bare = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode("ascii")
    return _SPELLED.get(character) or bare or ("" if unicodedata.combining(character) else "?")


def _takes_all(encoding: str) -> bool:
    try:
        "→ é 漢".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
