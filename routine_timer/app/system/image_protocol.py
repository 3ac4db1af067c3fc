"""Whether the terminal shows real pictures, asked in the only moment when that can be asked.

The `textual-image` library asks the terminal when it is imported, and reads the answer from the keyboard: once the app
runs, the two would take each other's input, and a terminal that does not answer loses the first key pressed. So it is
imported before the app starts (`prepare`), and only for a terminal whose name promises graphics and a person who has
pictures. Everywhere else, tmux and `NO_COLOR` among them, pictures are made of characters.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from routine_timer.paths import files_in

if TYPE_CHECKING:
    from textual.widget import Widget

    from routine_timer.timeline import Timeline

_LIBRARY = "textual_image.widget"
_LARGEST_FILE = 1_000_000
"""Bytes; a larger file is no routine, and is not read by anybody."""
_TERMS = ("xterm-kitty", "xterm-ghostty", "foot", "foot-extra", "mlterm", "contour", "wezterm")
_PROGRAMS = ("kitty", "ghostty", "WezTerm", "iTerm.app", "vscode", "mintty", "contour")
_MARKS = ("KITTY_WINDOW_ID", "KONSOLE_VERSION", "WT_SESSION")


def promised(environ: Mapping[str, str]) -> bool:
    """Whether the terminal is one of those that may show pictures, and nothing stands between."""
    term = environ.get("TERM", "")
    if environ.get("TMUX") or environ.get("STY") or term.startswith(("tmux", "screen")) or "NO_COLOR" in environ:
        return False
    known = term in _TERMS or environ.get("TERM_PROGRAM") in _PROGRAMS
    return known or any(environ.get(mark) for mark in _MARKS)


def wanted(folders: Iterable[Path], timeline: Timeline | None = None) -> bool:
    """Whether a file of the person's, or the routine about to be followed, names a picture."""
    if timeline is not None and any(step.image for step in timeline.steps):
        return True
    return any(_names_one(file) for folder in folders for file in files_in(folder, "*.toml"))


def _names_one(file: Path) -> bool:
    try:
        return file.is_file() and file.stat().st_size <= _LARGEST_FILE and b"image" in file.read_bytes()
    except OSError:
        return False  # whoever reads routines tells of it


def prepare() -> None:
    """Ask the terminal. To be called before the app starts; without the library nothing happens."""
    # A terminal that does not answer is no news: the library would write a traceback on the screen.
    logging.getLogger("textual_image").addHandler(logging.NullHandler())
    try:
        import textual_image.widget  # noqa: F401
    except (ImportError, OSError, ValueError):
        # No library, or a terminal whose answer it can't read: characters will do.
        sys.modules.pop(_LIBRARY, None)


def widget() -> Callable[..., Widget] | None:
    """What makes the widget that shows a picture by the terminal's own graphics, if it was asked and has any."""
    library = sys.modules.get(_LIBRARY)
    if library is None:
        return None
    from textual_image.renderable import Image as Found
    from textual_image.renderable.sixel import Image as Sixel
    from textual_image.renderable.tgp import Image as Kitty

    if Found is Sixel:
        return library.SixelImage  # type: ignore[no-any-return]
    return library.TGPImage if Found is Kitty else None
