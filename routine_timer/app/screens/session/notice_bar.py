"""Notices during a session, in a few lines that come and go by themselves.

Nobody on the floor can answer a dialog. So a notice stays for as long as it takes to be read, and then gives its room
back to what is easier and what to avoid; one that comes meanwhile waits for its turn. Doesn't know any clock: instants
come in, in real seconds.
"""

from __future__ import annotations

from collections import deque

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from routine_timer.app.widgets.wrapped_text import in_cells, wrapped
from routine_timer.text.key_names import key_name
from routine_timer.text.sanitize import plain

READ_WITHIN = 15.0
"""Seconds that a notice is up."""
IN_TURN_WITHIN = 8.0
"""Seconds that it is up where another one waits."""


class NoticeBar(Widget):
    """One piece of news at a time. It takes the lines it needs, as many as its `max-height` allows."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    NoticeBar { height: auto; color: $warning; display: none; &.-up { display: block; } }
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._since = 0.0
        """The instant from which on it has been up."""
        self._is_gap = False
        """Whether it says that the session is paused."""
        self._waiting: deque[str] = deque()

    @property
    def is_up(self) -> bool:
        return bool(self._text)

    def tell(self, text: str, now: float) -> None:
        """Show `text` now, whatever is shown."""
        self._put(plain(text), now)

    def tell_gap(self, gap: str, resume_key: str, now: float) -> None:
        """Say that the session was paused because of a gap, until it is resumed."""
        self.tell(f"{gap} Paused where you were. {key_name(resume_key)}: resume", now)
        self._is_gap = True

    def resumed(self) -> None:
        """The session runs again: what says that it is paused goes."""
        if self._is_gap:
            self._put("", self._since)

    def hear(self, text: str, now: float) -> None:
        """Show `text` as soon as what is up has been read."""
        self._waiting.append(text)
        self.grow_old(now)

    def grow_old(self, now: float) -> None:
        """It is `now`: what has been up for long enough goes, and what waits takes its place."""
        up_for = now - self._since
        if self._waiting and (not self._text or up_for >= IN_TURN_WITHIN):
            self.tell(self._waiting.popleft(), now)
        elif self._text and up_for >= READ_WITHIN:
            self._put("", now)

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        return wrapped(self._text, width, in_cells(self.styles.max_height))

    def _put(self, text: str, now: float) -> None:
        self._text, self._since, self._is_gap = text, now, False
        self.set_class(bool(text), "-up")
        self.refresh(layout=True)
