"""Whether the terminal shows real pictures, asked in the only moment when that can be asked.

The `textual-image` library asks the terminal when it is imported, and reads the answer from the keyboard: once the app
runs, the two would take each other's input, and a terminal that does not answer loses the first key pressed. So it is
imported before the app starts (`prepare`), and only for a terminal whose name promises graphics. Everywhere else, tmux
and `NO_COLOR` among them, figures and pictures are made of characters.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from textual.widget import Widget

_LIBRARY = "textual_image.widget"
_TERMS = ("xterm-kitty", "xterm-ghostty", "foot", "foot-extra", "mlterm", "contour", "wezterm")
_PROGRAMS = ("kitty", "ghostty", "WezTerm", "iTerm.app", "vscode", "mintty", "contour")
_MARKS = ("KITTY_WINDOW_ID", "KONSOLE_VERSION", "WT_SESSION")


def promised(environ: Mapping[str, str]) -> bool:
    """Whether the terminal is one that can show pictures, with nothing in between such as tmux."""
    term = environ.get("TERM", "")
    if environ.get("TMUX") or environ.get("STY") or term.startswith(("tmux", "screen")) or "NO_COLOR" in environ:
        return False
    known = term in _TERMS or environ.get("TERM_PROGRAM") in _PROGRAMS
    return known or any(environ.get(mark) for mark in _MARKS)


def prepare() -> None:
    """Ask the terminal. To be called before the app starts; without the library nothing happens."""
    # A terminal that does not answer is no news: the library would write a traceback on the screen.
    logging.getLogger("textual_image").addHandler(logging.NullHandler())
    try:
        import textual_image.widget  # noqa: F401
    except (ImportError, OSError, ValueError):
        # No library, or a terminal whose answer it can't read: characters will do.
        sys.modules.pop(_LIBRARY, None)


Protocol: TypeAlias = Literal["kitty", "sixel"]


def detected_protocol() -> Protocol | None:
    """By which protocol the terminal shows pictures, if it was asked and knows one."""
    if sys.modules.get(_LIBRARY) is None:
        return None
    from textual_image.renderable import Image as Found
    from textual_image.renderable.sixel import Image as Sixel
    from textual_image.renderable.tgp import Image as Kitty

    return "sixel" if Found is Sixel else "kitty" if Found is Kitty else None


def widget() -> Callable[..., Widget] | None:
    """What makes the widget that shows a picture by the terminal's own graphics, if it was asked and has any."""
    protocol = detected_protocol()
    if protocol is None:
        return None
    library = sys.modules[_LIBRARY]
    return library.SixelImage if protocol == "sixel" else library.TGPImage  # type: ignore[no-any-return]
