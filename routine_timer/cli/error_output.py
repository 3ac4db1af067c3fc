"""Prints errors on stderr."""

from __future__ import annotations

import contextlib
import os
import sys

from routine_timer.errors import RoutineTimerError


def print_error(error: RoutineTimerError) -> None:
    """Print the message and the help of an error, free of control characters."""
    from routine_timer.text.sanitize import plain

    sys.stderr.write(f"routine-timer: {plain(str(error), lines=True)}\n")
    for line in error.help.splitlines():
        sys.stderr.write(f"  help: {plain(line)}\n")


def print_os_error(error: OSError) -> None:
    """Print an error of the operating system with the file that it names.

    What stdout could not take, because its disk is full, is dropped: Python would try again as it exits.
    """
    what = error.strerror or str(error)
    print_error(RoutineTimerError(f"{error.filename}: {what}" if error.filename is not None else what))
    with contextlib.suppress(OSError, ValueError):
        try:
            sys.stdout.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
