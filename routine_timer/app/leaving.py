"""A screen that is left only once, however fast the key is pressed again.

Keys that were typed before a screen was gone still reach it, and Textual's `dismiss` closes whatever screen is on top
by then: the one below it, a session even, or the last there is, which ends the app with an error.
"""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen, ScreenResultType


class LeftOnce(Screen[ScreenResultType]):
    """A screen whose `dismiss` closes itself or nothing."""

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()


class ModalLeftOnce(ModalScreen[ScreenResultType], LeftOnce[ScreenResultType]):
    """The same for a question that stands over a screen."""
