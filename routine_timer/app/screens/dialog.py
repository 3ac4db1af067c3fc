"""What every question and every sheet over a screen looks like: one box in its middle."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import ScreenResultType

from routine_timer.app.close_once_screen import CloseOnceModal


class Dialog(CloseOnceModal[ScreenResultType]):
    """A screen over another one, with one container: the box. Esc closes it, and changes nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "cancel", show=False)]
    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog > Vertical {
        width: 72;
        max-width: 96%;
        height: auto;
        max-height: 100%;
        background: $surface;
        border: round $primary;
        padding: 1 2;
    }
    """

    def action_leave(self) -> None:
        self.dismiss(None)
