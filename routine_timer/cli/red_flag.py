"""Reports a red flag before a session. After an emergency nothing starts; otherwise the person decides."""

from __future__ import annotations

import sys

from routine_timer.cli.context import Context
from routine_timer.history.errors import HistoryError


def may_start(context: Context) -> bool:
    """Whether to start a session. If the last check-in has a red flag, it is reported, and a terminal asks.

    With an emergency, nothing starts.
    """
    from routine_timer.care.flag_warning import CORRECT, WARNINGS, flags_ask_for

    try:
        verdict = flags_ask_for(context.safe_history)
    except HistoryError:  # reported where the session is recorded
        return True
    warning = WARNINGS[verdict]
    if verdict == "clear":
        return True
    if verdict == "emergency":
        context.print_message(f"{warning} {CORRECT}: `routine-timer check-in`")
        return False
    if not context.can_ask:
        context.print_message(warning)
        return True
    sys.stderr.write(f"{warning} Start anyway? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes")
