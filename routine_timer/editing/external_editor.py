"""The editor that $VISUAL or $EDITOR names, run without a shell."""

from __future__ import annotations

import contextlib
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
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


def check_editor(command: Sequence[str]) -> None:
    """
    Raises:
        NoEditor: it isn't installed.
    """
    if shutil.which(command[0]) is None:
        raise NoEditor(f"can't find the editor {command[0]}", "install it, or set $VISUAL or $EDITOR to another one")


def run_editor(command: Sequence[str], file: Path) -> int:
    """Open `file` in the editor and wait until it is closed. Returns its exit code.

    A terminal that the editor leaves in another state, because it was killed for example, is put back.

    Raises:
        NoEditor: it isn't installed, or can't be run.
    """
    try:
        with _terminal_put_back():
            return subprocess.run([*command, str(file)], check=False).returncode
    except FileNotFoundError as error:
        check_editor(command)
        raise NoEditor(f"can't run {command[0]}: a file that it needs is missing") from error
    except OSError as error:
        raise NoEditor(f"can't run {command[0]}: {error.strerror or error}") from error


def how_it_ended(code: int) -> str:
    """What to say of an editor that failed: `exited with code 1`."""
    if code > 0 or sys.platform == "win32":
        return f"exited with code {code}"
    try:
        return f"was ended by {signal.Signals(-code).name}"
    except ValueError:  # a real-time signal
        return f"was ended by signal {-code}"


@contextlib.contextmanager
def _terminal_put_back() -> Iterator[None]:
    """Restore the line settings of the terminal afterwards, whatever happens to them meanwhile."""
    if sys.platform == "win32" or sys.__stdin__ is None:
        yield
        return
    import termios

    try:
        terminal = sys.__stdin__.fileno()
        before = termios.tcgetattr(terminal)
    except (OSError, ValueError, termios.error):  # not a terminal
        yield
        return
    try:
        yield
    finally:
        with contextlib.suppress(termios.error):  # it has closed
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)
