"""Wraps a text into lines; if there are too many, the last one that fits ends in an ellipsis."""

from __future__ import annotations

from textual.content import Content
from textual.css.scalar import Scalar


def wrapped(text: str, width: int, most: int | None = None) -> list[Content]:
    """`text` in lines `width` cells wide; where they are more than `most`, the last one ends in an ellipsis."""
    lines = [line.rstrip() for line in Content(text).wrap(max(width, 1))] if text else []
    if most is not None and len(lines) > most:
        last = lines[most - 1].truncate(max(width - 2, 0))
        lines[most - 1 :] = [Content.assemble(last, " …")]
    return lines


def in_cells(limit: Scalar | None) -> int | None:
    """A style's limit as a number of lines, if it is one."""
    return int(limit.value) if limit is not None and limit.is_cells else None
