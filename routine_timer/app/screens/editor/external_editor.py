"""The person's own editor, as $VISUAL or $EDITOR names it. No shell reads what it says."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from routine_timer.errors import RoutineTimerError


class NoEditor(RoutineTimerError):
    """None is named, or it can't be run."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.help = help


def named(environ: Mapping[str, str]) -> list[str]:
    """The words of the command.

    Raises:
        NoEditor: there is none, or it makes no sense.
    """
    said = environ.get("VISUAL") or environ.get("EDITOR") or ""
    try:
        words = shlex.split(said)
    except ValueError as error:
        raise NoEditor(f"{said!r} in $VISUAL or $EDITOR makes no sense", str(error)) from error
    if not words:
        raise NoEditor("neither $VISUAL nor $EDITOR names an editor", "set one of them, such as EDITOR=nano")
    return words


def run(words: Sequence[str], file: Path) -> None:
    """Open `file` in it, and wait until it is closed.

    Raises:
        NoEditor: it can't be run, or ended in trouble.
    """
    try:
        code = subprocess.run([*words, str(file)], check=False).returncode
    except OSError as error:
        raise NoEditor(f"{words[0]} can't be run: {error.strerror or error}") from error
    if code:
        raise NoEditor(f"{words[0]} ended with exit code {code}")
