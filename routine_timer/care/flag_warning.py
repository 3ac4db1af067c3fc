"""The warning of a red flag in the last check-in, before anything is started; in an emergency, nothing starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routine_timer.care.answer_order import in_order
from routine_timer.care.red_flags import GO_TO_EMERGENCY, SEE_A_DOCTOR, Verdict, clearance, verdict

if TYPE_CHECKING:
    from routine_timer.history.history import History

CORRECT = "To correct your answers, do the check-in again"
"""What is said where an emergency keeps anything from starting; the key or the command follows."""
FIRST: dict[Verdict, str] = {"emergency": GO_TO_EMERGENCY, "professional": SEE_A_DOCTOR, "clear": ""}
"""What to do first; empty without an open red flag."""
_FLAG = "Your last check-in has a red flag."
WARNINGS: dict[Verdict, str] = {
    "emergency": f"{_FLAG} {GO_TO_EMERGENCY}",
    "professional": f"{_FLAG} {SEE_A_DOCTOR}",
    "clear": "",
}
"""What comes before any exercise; empty without an open red flag."""


def flags_ask_for(history: History) -> Verdict:
    """What the red flags of the last check-in ask for.

    Raises:
        HistoryError: the history can't be read.
    """
    check_ins = in_order(history.care_records.check_ins(), history.today())
    ticked = check_ins[-1].signs if check_ins else ()
    return verdict(ticked, clearance((one.day, one.signs) for one in check_ins))


def flag_warning(history: History) -> str:
    """What comes before any exercise; empty without an open red flag.

    Raises:
        HistoryError: the history can't be read.
    """
    return WARNINGS[flags_ask_for(history)]
