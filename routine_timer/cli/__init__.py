"""The command line: the verbs, each thin over the core.

A verb is a module with `add_arguments(parser)` and `run(arguments, context) -> exit code`. Only that verb's module is
loaded, so a status line in a prompt does not pay for the app. Data goes to stdout, messages go to stderr.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with `argv` (default: the process's own) and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if "TZ" in os.environ:
        _refuse_odd_zone()
    if words[:1] == ["status"] and sys.stdout is not None and sys.stderr is not None:
        from routine_timer.cli.verbs import status  # before the parser loads: a prompt waits for this one

        code = status.quick(words[1:])
        if code is not None:
            return code
    from routine_timer.cli import dispatch

    return dispatch.run(words)


def _refuse_odd_zone() -> None:
    """Use UTC if `TZ` is a day or more away from it: the C library takes that, Python's dates don't."""
    import time
    from contextlib import suppress
    from datetime import datetime

    try:
        datetime.now().astimezone()
    except ValueError:
        zone = ascii(os.environ["TZ"])
        if sys.stderr is not None:
            with suppress(OSError):  # a full disk: the zone is UTC all the same
                sys.stderr.write(f"routine-timer: TZ={zone} is a day or more away from UTC; using UTC\n")
        os.environ["TZ"] = "UTC"
        time.tzset()
