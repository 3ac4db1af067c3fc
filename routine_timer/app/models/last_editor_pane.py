"""Which half of the editor was used last, remembered from one run of the program to the next."""

from __future__ import annotations

import contextlib
from pathlib import Path


class EditorPane:
    """Kept in a file in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "editor-pane"

    @property
    def opens_text(self) -> bool:
        """Whether the editor opens on the text, because that was used last; at first it opens on the steps."""
        try:
            return self._file.read_text(encoding="utf-8").strip() == "text"
        except (OSError, UnicodeDecodeError):
            return False

    def remember(self, *, text: bool) -> None:
        """Remember whether the text was used last, or the steps."""
        from routine_timer.safe_files import write_text

        if text != self.opens_text:
            with contextlib.suppress(OSError):  # then the editor opens on the other half
                write_text(self._file, "text\n" if text else "steps\n")
