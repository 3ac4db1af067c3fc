"""Prints errors on stderr."""

from __future__ import annotations

import sys

from routine_timer.errors import RoutineTimerError


def print_error(error: RoutineTimerError) -> None:
    """Print the message and the help of an error, free of control characters."""
    from routine_timer.text.sanitize import plain

    sys.stderr.write(f"routine-timer: {plain(str(error), lines=True)}\n")
    for line in error.help.splitlines():
        sys.stderr.write(f"  help: {plain(line)}\n")
