"""The title of a session's step: its name, and the set, round and part you are at. One line, never cut inside a number.

Where the whole name is there in large letters, the line has only the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textual.content import Content
from textual.widget import Widget

from routine_timer.app.widgets.big_text import BigText

_GAPS = ("  ·  ", " · ")
"""Between the name and the rest: as wide as there is room for."""
_LAST_PIECE = re.compile(r"(?:^|, |  ·  )(?:(?!, |  ·  ).)*\Z", re.DOTALL)


class StepTitle(Widget):
    """Shows a name and a place in it. Where there is no room, the place goes piece by piece, from its end.

    Args:
        large: where the name may stand in large letters.
    """

    DEFAULT_CSS = """
    StepTitle { height: 1; }
    """

    def __init__(self, large: BigText, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._large = large
        self._what = ""
        self._where = ""

    def show(self, name: str, place: str) -> None:
        """Show both, as plain text."""
        if (name, place) != (self._what, self._where):
            self._what, self._where = name, place
            self.refresh()

    def on_mount(self) -> None:
        self.screen.screen_layout_refresh_signal.subscribe(
            self, lambda _: self.refresh()
        )  # the name may fit now, or not

    def render(self) -> Content:
        width = self.content_size.width
        is_large = self._large.display and self._large.drawn == self._what
        what = "" if is_large else self._what
        found = next((text for text in self._shorter_and_shorter(what) if text.cell_length <= width), Content(what))
        return found.truncate(width, ellipsis=True)

    def _shorter_and_shorter(self, what: str) -> Iterator[Content]:
        place = self._where
        while place:
            for gap in _GAPS:
                yield Content(f"{what}{gap}{place}" if what else place)
            place = _LAST_PIECE.sub("", place)
        yield Content(what)
