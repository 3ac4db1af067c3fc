"""The widget that shows one session in detail. It reports when its size changes, so that the lines are made again."""

from __future__ import annotations

from textual.message import Message
from textual.widgets import Static


class SessionDetailView(Static):
    """All of a session, as it is given."""

    class Resized(Message):
        """It is wider or narrower than it was; at first it has no room at all."""

    def on_resize(self) -> None:
        self.post_message(self.Resized())
