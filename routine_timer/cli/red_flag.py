"""Reports a red flag before a session. On a terminal, the person decides whether to start anyway."""

from __future__ import annotations

import sys

from routine_timer.cli.context import Context
from routine_timer.history.errors import HistoryError


def may_start(context: Context) -> bool:
    """Whether to start a session. If the last check-in has a red flag, it is reported, and a terminal asks."""
    from routine_timer.care.flag_warning import flag_warning

    try:
        warning = flag_warning(context.safe_history)
    except HistoryError:  # reported where the session is recorded
        return True
    if not warning:
        return True
    if not context.can_ask:
        context.print_message(warning)
        return True
    sys.stderr.write(f"{warning} Start anyway? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes")
