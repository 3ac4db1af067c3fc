"""What the person is told while a session runs, in a few lines that come and go by themselves.

Nobody on the floor can answer a dialog. So a notice stays through the segment it came in and the one after, which is
long enough to be read, and one that comes meanwhile waits for its turn.
"""

from __future__ import annotations

from collections import deque

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from routine_timer.text import plain


class Notice(Widget):
    """One piece of news at a time. It takes the lines it needs, as many as its `max-height` allows."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Notice { height: auto; color: $warning; display: none; &.-up { display: block; } }
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._is_old = False
        """Whether it has been up since before the segment under way."""
        self._waiting: deque[str] = deque()

    @property
    def is_up(self) -> bool:
        return bool(self._text)

    def tell(self, text: str) -> None:
        """Show `text` now, whatever is up."""
        self._put(plain(text))

    def hear(self, text: str) -> None:
        """Show `text` as soon as what is up has been read."""
        if self._text and not self._is_old:
            self._waiting.append(text)
        else:
            self.tell(text)

    def grow_old(self) -> None:
        """Another segment begins."""
        if self._waiting:
            self.tell(self._waiting.popleft())
        elif self._is_old:
            self._put("")
        else:
            self._is_old = True

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        """The text in lines; where they are too many, the last one says that there was more."""
        lines = [line.rstrip() for line in Content(self._text).wrap(max(width, 1))]
        limit = self.styles.max_height
        most = int(limit.value) if limit is not None and limit.is_cells else len(lines)
        if len(lines) > most:
            last = lines[most - 1].truncate(max(width - 2, 0))
            lines[most - 1 :] = [Content.assemble(last, " …")]
        return lines

    def _put(self, text: str) -> None:
        self._text, self._is_old = text, False
        self.set_class(bool(text), "-up")
        self.refresh(layout=True)
