"""Makes texts by others safe for a terminal, a window title and a voice.

A routine may come from a stranger: an escape sequence in a name must not move the cursor, a mark of writing direction
must not turn the line around, a pile of accents must not grow over the lines above. Control
characters become visible, odd white space becomes a space. Markup such as `[red]` is left as it is: it is shown as
text, never interpreted.
"""

from __future__ import annotations

import re
import unicodedata

REPLACED = "\N{REPLACEMENT CHARACTER}"
"""Replaces what a terminal would interpret instead of show."""

_ACCENTS = 3
"""Combining marks per letter; no language needs more."""
_JOINERS = "\u200d\u200c"
"""Emoji families and Indic scripts are written with them, and they do no harm."""
_SOFT_HYPHEN = "\xad"
_SPACES = "\t\n\v\f\r\x85\u2028\u2029"
_DELETE = 0x7F
_PICTURES = 0x2400
"""Unicode has a picture for each of the first 32 characters from here on, and one for delete."""


_OBEYED_IN_DATA = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0001-\U000e007f]"
)
"""Control characters but for tab and newline, marks of writing direction, and what can't be encoded."""


_HARMLESS = re.compile("[\n -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u2190-\u23ff\u2500-\u27bf]*")
"""What nearly all text is made of: letters, punctuation and signs that are shown as they are, one by one."""


_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def escaped(text: str) -> str:
    """`text` for a program to read, which may end up in a terminal all the same: control characters as `\\u001b`.

    In JSON that is the same text.
    """
    return _OBEYED_IN_DATA.sub(_escape, text)


def escaped_letters(text: str) -> str:
    """JSON without any letter that ASCII lacks, for a stream that would lose some: they become `\\u00e9`."""
    return _BEYOND_ASCII.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


def plain(text: str, *, lines: bool = False) -> str:
    """`text` without anything that a terminal obeys. One line, unless `lines` keeps its newlines."""
    if _HARMLESS.fullmatch(text) and (lines or "\n" not in text):
        return text
    shown: list[str] = []
    accents = 0
    for character in text.replace("\r\n", "\n"):
        accents = accents + 1 if unicodedata.combining(character) else 0
        if accents <= _ACCENTS:
            shown.append(_shown(character, lines=lines))
    return "".join(shown)


def _shown(character: str, *, lines: bool) -> str:
    if character == "\n" and lines:
        return character
    if character in _SPACES:
        return " "
    if ord(character) < ord(" "):
        return chr(_PICTURES + ord(character))
    if ord(character) == _DELETE:
        return "\N{SYMBOL FOR DELETE}"
    if character == _SOFT_HYPHEN:
        return ""
    if character in _JOINERS or unicodedata.category(character) not in ("Cc", "Cf", "Cs"):
        return character
    return REPLACED
