"""A list that may change between a click or a key and the moment when that is dealt with, and that may get smaller.

Textual looks up the row that was clicked without asking whether it is still there, and how far a page goes in a list
that was not laid out yet; where it finds nothing, it ends the app. And it lets a window that shrinks cover the row that
the keys act upon.
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

    def on_resize(self) -> None:
        self.call_after_refresh(self.scroll_to_highlight)

    def action_page_up(self) -> None:
        if self._is_laid_out:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        if self._is_laid_out:
            super().action_page_down()  # type: ignore[no-untyped-call]

    @property
    def _is_laid_out(self) -> bool:
        return bool(self.option_count and self.scrollable_content_region)
