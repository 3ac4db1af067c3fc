"""What one is at: a name, and where in it. One line, that is never cut in the midst of a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from textual.content import Content
from textual.widget import Widget

_GAPS = ("  ·  ", " · ")
"""Between the name and the rest: as wide as there is room for."""
_LAST_PIECE = re.compile(r"(?:^|, |  ·  )(?:(?!, |  ·  ).)*\Z", re.DOTALL)


class RoutineTitle(Widget):
    """Shows a name and a place in it. Where there is no room, the place goes piece by piece, from its end."""

    DEFAULT_CSS = """
    RoutineTitle { height: 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._what = ""
        self._where = ""

    def show(self, name: str, place: str) -> None:
        """Show both, as plain text."""
        if (name, place) != (self._what, self._where):
            self._what, self._where = name, place
            self.refresh()

    def render(self) -> Content:
        width = self.content_size.width
        found = next((text for text in self._shorter_and_shorter() if text.cell_length <= width), Content(self._what))
        return found.truncate(width, ellipsis=True)

    def _shorter_and_shorter(self) -> Iterator[Content]:
        place = self._where
        while place:
            for gap in _GAPS:
                yield Content(f"{self._what}{gap}{place}" if self._what else place)
            place = _LAST_PIECE.sub("", place)
        yield Content(self._what)
