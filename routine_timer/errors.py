"""The errors that the program can explain, with the data that a message needs.

    RoutineTimerError
    ├── NotFound              there is no routine, exercise or step with this name; suggests similar ones
    │   └── Ambiguous         several begin with this name
    ├── BrokenFile            a file has errors; carries their diagnostics
    ├── SettingsError         config.toml can't be changed
    └── history.HistoryError  see `routine_timer.history`

The text is written here, once. Where it is shown (a line on stderr, a notice in the app) is up to the caller.
"""

from __future__ import annotations

from collections.abc import Sequence


def either(names: Sequence[str]) -> str:
    """`one`, `one or two`, `one, two or three`."""
    return " or ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def _sentence(text: str) -> str:
    """With a capital letter, unless it starts with a name such as `desk-hips` or a file."""
    return f"{text[0].upper()}{text[1:]}" if text.partition(" ")[0].replace("'", "").isalpha() else text


class RoutineTimerError(Exception):
    """An error that the program can explain to the user. `help` says how to fix it, or is empty."""

    help: str = ""

    @property
    def with_help(self) -> str:
        """The message and how to fix it, as sentences on one line."""
        return f"{_sentence(str(self))}. {_sentence(self.help)}" if self.help else _sentence(str(self))


class NotFound(RoutineTimerError):
    """There is nothing with this name."""

    def __init__(self, what: str, name: str, near: Sequence[str] = (), help: str = "") -> None:
        super().__init__(f"there is no {what} called {name!r}")
        self.what = what
        self.name = name
        self.near = tuple(near)
        self.help = help or (f"did you mean {either(near)}?" if near else "")


class Ambiguous(NotFound):
    """Several things begin with this name. `near` has them all."""


class SettingsError(RoutineTimerError):
    """The settings file can't be changed as it is."""
