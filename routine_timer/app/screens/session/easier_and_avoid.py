"""The easier way and what to avoid, in the room that the cue leaves: safety is the last to be cut."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

_GAP = "     "


class EasierAndAvoid(Widget):
    """Both on one line, or one below the other; if there is only one line, what to avoid."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    EasierAndAvoid { height: 1fr; color: $quiet; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._texts = ("", "")

    def show(self, easier: str, avoid: str) -> None:
        """Say both, either of which may be empty."""
        if (easier, avoid) != self._texts:
            self._texts = (easier, avoid)
            self.refresh()

    def render(self) -> Content:
        easier, avoid = self._texts
        lines = [f"{what}: {text}" for what, text in (("easier", easier), ("avoid", avoid)) if text]
        width, height = self.content_size
        together = Content(_GAP.join(lines))
        if together.cell_length <= width:
            return together
        return Content("\n").join(Content(line).truncate(width, ellipsis=True) for line in lines[-max(height, 1) :])
