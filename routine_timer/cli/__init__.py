"""The command line: the verbs, each thin over the core.

A verb is a module with `add_arguments(parser)` and `run(arguments, context) -> exit code`. Only the module of the verb
that was asked for is loaded, so that a status line in a prompt does not pay for the app. Data goes to stdout, talk to
stderr. Exit codes: 0 done, 1 not found, refused or unreadable, 2 wrong usage, 128 + n ended by signal n.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

USAGE_ERROR = 2
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with `argv` (default: the process's own) and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["status"]:
        from routine_timer.cli.verbs import status  # before the parser: a prompt waits for this one

        code = status.quick(words[1:])
        if code is not None:
            return code
    from routine_timer.cli import dispatch

    return dispatch.run(words)
