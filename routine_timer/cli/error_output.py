"""How an error is shown: what went wrong, then a line for each way out, on stderr."""

from __future__ import annotations

import sys

from routine_timer.errors import RoutineTimerError


def print_error(error: RoutineTimerError) -> None:
    """Print the error's message and its help, without anything that a terminal would obey."""
    from routine_timer.text.sanitize import plain

    sys.stderr.write(f"routine-timer: {plain(str(error), lines=True)}\n")
    for line in error.help.splitlines():
        sys.stderr.write(f"  help: {plain(line)}\n")
