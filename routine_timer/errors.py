"""What can go wrong, as values that carry what a message needs.

    RoutineTimerError
    ├── NotFound              a routine, exercise or step by that name; knows the near ones
    ├── BrokenFile            a file with errors; carries their diagnostics
    ├── SettingsError         config.toml says something that makes no sense
    └── history.HistoryError  see `routine_timer.history`

The text is made here once; where it is shown (a line on stderr, a notice in the app) is decided at the edge.
"""

from __future__ import annotations

from collections.abc import Sequence


class RoutineTimerError(Exception):
    """Anything that the program can explain to a person. `help` says the way out, or is empty."""

    help: str = ""


class NotFound(RoutineTimerError):
    """Nothing goes by that name."""

    def __init__(self, what: str, name: str, near: Sequence[str] = (), help: str = "") -> None:  # noqa: A002
        super().__init__(f"no {what} is called {name!r}")
        self.what = what
        self.name = name
        self.near = tuple(near)
        self.help = help or (f"did you mean {' or '.join(near)}?" if near else "")


class SettingsError(RoutineTimerError):
    """The settings file can't be used as it stands."""
