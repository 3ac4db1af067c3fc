"""Writes a routine document as the TOML text of a file that a person will edit by hand.

Every value goes through tomli_w. This module only decides the layout: steps under headers of their own rather than
as inline tables, cues inline rather than under headers.
"""

from __future__ import annotations

from collections.abc import Iterator

import tomli_w

from routine_timer.formats.routine_from_sequence import Document

_TABLES = ("step",)


def to_text(document: Document, comment: str) -> str:
    """The document as TOML, `comment` (one line) on top."""
    return f"# {comment}\n" + "\n".join(_lines(document, ""))


def _lines(table: Document, prefix: str) -> Iterator[str]:
    for key, value in table.items():
        if key not in _TABLES:
            yield _pair(key, value)
    for key in _TABLES:
        for entry in table.get(key, ()):
            yield f"\n[[{prefix}{key}]]"
            yield from _lines(entry, f"{prefix}{key}.")
    if not prefix:
        yield ""


def _pair(key: str, value: object) -> str:
    if not isinstance(value, list):
        return tomli_w.dumps({key: value}, multiline_strings=True).rstrip("\n")
    entries = [_inline(entry) for entry in value]
    line = f"{key} = [{', '.join(entries)}]"
    return line if len(line) <= 100 else "\n".join([f"{key} = [", *(f"  {entry}," for entry in entries), "]"])


def _inline(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(tomli_w.dumps({key: part}).strip() for key, part in value.items()) + " }"
    return tomli_w.dumps({"v": value}).strip().removeprefix("v = ")
