"""Write the manual page from the command line's own parser: `make tables`.

The page is committed, so that a package can be built without the program's own dependencies; a test compares it.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from routine_timer import __version__
from routine_timer.cli import parser

PAGE = Path(__file__).parent / "routine-timer.1"
_ABOUT = "be led through stretches and corrective exercises"
_VERSION = __version__.partition(".dev")[0]


def page() -> str:
    """The manual page as it would be written now."""
    from argparse_manpage.manpage import Manpage

    whole = parser.build(made_of=_Plain)
    text = str(Manpage(whole, format="single-commands-section"))
    text = text.replace(".SH NAME\nroutine\\-timer\n", f".SH NAME\nroutine\\-timer \\- {_ABOUT}\n", 1)
    # It stays the same from one day to the next.
    text = re.sub(r"^\.TH .*$", f'.TH ROUTINE-TIMER 1 "" "routine-timer {_VERSION}" "User Commands"', text, flags=re.M)
    return text.rstrip() + "\n"


class _Plain(argparse.ArgumentParser):
    """A parser whose width does not depend on the terminal."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.formatter_class = lambda prog: argparse.HelpFormatter(prog, width=100)  # type: ignore[assignment]


def main() -> None:
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
