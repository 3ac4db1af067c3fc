"""A list that may change between a click and the moment when the click is dealt with.

Textual looks up the row that was clicked without asking whether it is still there, and ends the app if it is not.
"""

from __future__ import annotations

from textual.events import Click
from textual.widgets import OptionList


class ClickedInTime(OptionList):
    """A list in which a click on a row that has gone meanwhile does nothing."""

    def on_click(self, event: Click) -> None:
        clicked = event.style.meta.get("option")
        if clicked is not None and clicked >= self.option_count:
            event.prevent_default()
