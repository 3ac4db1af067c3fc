"""The editor that $VISUAL or $EDITOR names, run without a shell."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from routine_timer.errors import RoutineTimerError


class NoEditor(RoutineTimerError):
    """No editor is named, or it can't be run."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.help = help


def editor_command(environ: Mapping[str, str]) -> list[str]:
    """The command as a list of words.

    Raises:
        NoEditor: none is named, or it can't be read as a command.
    """
    command = environ.get("VISUAL") or environ.get("EDITOR") or ""
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise NoEditor(f"{command!r} in $VISUAL or $EDITOR can't be read as a command", str(error)) from error
    if not words:
        raise NoEditor("neither $VISUAL nor $EDITOR is set", "set one of them, for example EDITOR=nano")
    return words


def run_editor(command: Sequence[str], file: Path) -> int:
    """Open `file` in the editor and wait until it is closed. Returns its exit code.

    Raises:
        NoEditor: it isn't installed, or can't be run.
    """
    try:
        return subprocess.run([*command, str(file)], check=False).returncode
    except FileNotFoundError as error:
        raise NoEditor(
            f"the editor {command[0]} was not found", "install it, or set $VISUAL or $EDITOR to another one"
        ) from error
    except OSError as error:
        raise NoEditor(f"{command[0]} can't be run: {error.strerror or error}") from error
