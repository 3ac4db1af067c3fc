"""Shows the words about one opened session, and reports when their room changes, so that they are laid out again."""

from __future__ import annotations

from textual.message import Message
from textual.widgets import Static


class SessionText(Static):
    """All of a session, as it is given."""

    class Resized(Message):
        """It is wider or narrower than it was; at first it has no room at all."""

    def on_resize(self) -> None:
        self.post_message(self.Resized())
