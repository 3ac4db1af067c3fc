"""What the terminal shows outside of its screen: the window's title, and its progress (OSC 9;4) where it knows one.

Texts of a routine reach a title, so they come here already harmless. What was there before comes back at the end, and
whenever the program gives the terminal away.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

Write: TypeAlias = Callable[[str], None]
ProgressState: TypeAlias = Literal["running", "paused"]

_PUSH_TITLE, _POP_TITLE = "\x1b[22;2t", "\x1b[23;2t"
_NO_PROGRESS = "\x1b]9;4;0\x1b\\"
_STATES: Mapping[ProgressState, int] = {"running": 1, "paused": 4}
_TITLE_MOST = 120


def knows_titles(environ: Mapping[str, str]) -> bool:
    """Whether the terminal has a title at all. The Linux console would print it."""
    return environ.get("TERM", "") not in ("", "dumb", "linux")


def knows_progress(environ: Mapping[str, str]) -> bool:
    """Whether the terminal shows progress. Asked by name: others take OSC 9 for a message and pop it up."""
    if environ.get("WT_SESSION") or environ.get("ConEmuANSI") == "ON":
        return True
    if environ.get("TMUX") or environ.get("STY"):
        return False
    return environ.get("TERM_PROGRAM", "").lower() in ("ghostty", "wezterm") or environ.get("TERM") == "xterm-ghostty"


class WindowTitle:
    """Says the same thing only once, and nothing before the terminal is the program's."""

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        environ = os.environ if environ is None else environ
        self._titles, self._progress = knows_titles(environ), knows_progress(environ)
        self._write: Write | None = None
        self._said: tuple[str, ProgressState, int] | None = None
        self._pushed = False

    def open(self, write: Write) -> None:
        """From now on `write` reaches the terminal."""
        self._write = write

    def show(self, title: str, progress: ProgressState, percent: int) -> None:
        """Show the title, and how much of the whole is behind."""
        saying = (title[:_TITLE_MOST], progress, min(max(percent, 0), 100))
        if self._write is None or saying == self._said:
            return
        before, self._said = self._said, saying
        text = ""
        if self._titles:
            text += "" if self._pushed else _PUSH_TITLE
            text += f"\x1b]2;{saying[0]}\x1b\\" if before is None or before[0] != saying[0] else ""
        if self._progress and (before is None or before[1:] != saying[1:]):
            text += f"\x1b]9;4;{_STATES[progress]};{saying[2]}\x1b\\"
        self._pushed = self._pushed or self._titles
        if text:
            self._write(text)

    def clear(self) -> None:
        """Put back what was there."""
        if self._write is not None and self._said is not None:
            self._write((_NO_PROGRESS if self._progress else "") + (_POP_TITLE if self._pushed else ""))
        self._said, self._pushed = None, False
