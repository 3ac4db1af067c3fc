"""What a person sees of what a program wrote to a terminal."""

from __future__ import annotations

import re

import pyte

_PRIVATE = re.compile(rb"\x1b\[[<>=?][0-9;]*[a-zA-Z]|\x1b\[[0-9;]*\$[a-z]")
_HALF = re.compile(rb"\x1b(\[[0-9;<>=?$]*)?\Z")
"""The beginning of a sequence whose end has not come yet."""


class View:
    """A terminal of `columns` × `rows`, as text."""

    def __init__(self, columns: int, rows: int) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._left = b""

    def feed(self, data: bytes) -> None:
        """Take in what the program wrote, in pieces of any size."""
        data = self._left + data
        half = _HALF.search(data)
        data, self._left = (data[: half.start()], data[half.start() :]) if half else (data, b"")
        # pyte does not know the private colour queries and the kitty keyboard of modern programs
        self._stream.feed(_PRIVATE.sub(_known, data))

    @property
    def text(self) -> str:
        """What the screen shows now, one line a row."""
        return "\n".join(line.rstrip() for line in self._screen.display)


def _known(found: re.Match[bytes]) -> bytes:
    """Keep the private modes that pyte knows (cursor, wrapping, screen), drop the rest."""
    sequence = found.group()
    return sequence if re.fullmatch(rb"\x1b\[\?(25|7|1049)[hl]", sequence) else b""
